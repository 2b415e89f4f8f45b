"""What the profile of one OBH is made of, gathered once. No respondent is named in either variant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.budgets import YearMoney, money
from berkas.engine.issuing import Subject
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.rooms.obh.queries.board import board, state_on
from berkas.rooms.obh.queries.contracts import office_average, standing
from berkas.rooms.obh.queries.obh import board_period, load_obh
from berkas.rooms.obh.queries.standing import (
    CaseCounts,
    ClaimCounts,
    case_counts,
    claim_counts,
    complaint_rows,
    followup_rows,
)
from berkas.rooms.obh.report.interviews import Interviews, interviews
from berkas.rooms.obh.report.profile_identity import IdentityValues, gather_identity
from berkas.rules.dates import show_medium
from berkas.rules.numbers import show_decimal, show_rupiah
from berkas.rules.vocabulary import AccreditationResult, Sanction, WorkerKind
from berkas_db.tables import AccreditationPeriod, Contract, Regency, Term

YEARS = 3
"""How many years back interviews and cases are shown."""


@dataclass(frozen=True, slots=True)
class ProfileValues:
    """All values of the paper, as words where nothing more is computed."""

    office: OfficePart
    name: str
    code: str
    on: str
    since: str
    identity: tuple[tuple[str, str], ...]
    identity_full: IdentityValues
    history: tuple[tuple[str, ...], ...]
    requirements: str
    people: tuple[tuple[str, ...], ...]
    counts: tuple[tuple[str, int], ...]
    years: tuple[YearMoney, ...]
    cases: CaseCounts
    claims: ClaimCounts
    average: float | None
    quarters: tuple[tuple[str, ...], ...]
    sanctions: tuple[tuple[str, ...], ...]
    interviews: tuple[Interviews, ...]
    complaints: tuple[tuple[str, ...], ...]
    followups: tuple[tuple[str, ...], ...]
    official: tuple[tuple[str, ...], ...]
    for_obh: bool


def gather(
    session: Session, _rulebook: Rulebook, subject: Subject, on: date, *, for_obh: bool = False
) -> ProfileValues:
    """Read everything the office knows about one OBH on a day; no respondent is named in either variant."""
    assert subject.id is not None  # noqa: S101  subjects of this kind are OBH
    values = load_obh(session, subject.id).values
    office = office_part(session, on)
    first = date(on.year - YEARS + 1, 1, 1)
    labels = dict(_regencies(session))
    people = values["people"]
    return ProfileValues(
        office=office,
        name=subject.title,
        code=subject.key,
        on=show_medium(on),
        since=str(first.year),
        identity=_identity(session, values, labels),
        identity_full=gather_identity(session, subject.id, values, on),
        history=_history(session, values["accreditations"]),
        requirements=_requirements(session, subject.id, on),
        people=tuple(_person(row) for row in people if not row["valid_until"]),
        counts=tuple(
            (word.label, sum(row["role"] == word.value and not row["valid_until"] for row in people))
            for word in WorkerKind
        ),
        years=tuple(money(session, obh_id=subject.id)[-YEARS:]),
        cases=case_counts(session, subject.id, first, on, least=office.least_respondents),
        claims=claim_counts(session, first, on, obh_id=subject.id).get(subject.id, ClaimCounts()),
        average=office_average(session, on.year),
        quarters=_quarters(session, subject.id, on.year),
        sanctions=tuple(
            (day(row["decided_on"]), Sanction.label_of(row["kind"]), row["number"] or "", row["reason"])
            for row in values["sanctions"]
        ),
        interviews=tuple(
            interviews(session, first, on, least=office.least_respondents, obh_id=subject.id).get(
                subject.id, ()
            )
        ),
        complaints=complaint_rows(session, subject.id),
        followups=followup_rows(session, subject.id),
        official=tuple(
            (
                row["label"],
                {"litigasi": "Litigasi", "nonlitigasi": "Nonlitigasi"}.get(row["part"] or "", "Keduanya"),
                show_decimal(row["score"]),
                day(row["read_on"]),
            )
            for row in values["scores"]
        ),
        for_obh=for_obh,
    )


def _regencies(session: Session) -> list[tuple[int, str]]:
    return [(row[0], row[1]) for row in session.execute(select(Regency.id, Regency.name))]


def _identity(session: Session, values: object, regencies: dict[int, str]) -> tuple[tuple[str, str], ...]:
    known: dict = dict(values)  # pyright: ignore[reportArgumentType, reportMissingTypeArgument, reportCallIssue]
    form = session.execute(
        select(Term.label).where(Term.kind == "bentuk_badan_hukum", Term.code == known["legal_form"])
    ).scalar_one_or_none()
    address = next(
        (row for row in known["addresses"] if row["is_main"]), next(iter(known["addresses"]), None)
    )
    contacts = ", ".join(row["value"] for row in known["contacts"] if not row["valid_until"])
    areas = ", ".join(regencies[row["regency_id"]] for row in known["areas"] if not row["valid_until"])
    entity = " tanggal ".join(
        part for part in (known["legal_entity_number"], day(known["legal_entity_on"])) if part
    )
    return (
        ("Nama", known["name"]),
        ("Ketua", known["leader_name"] or ""),
        ("Bentuk badan hukum", form or ""),
        ("SK badan hukum", entity),
        ("Alamat", address["address"] if address else ""),
        ("Kontak", contacts),
        ("Kedudukan", regencies.get(known["regency_id"], "")),
        ("Wilayah layanan", areas),
        ("Stopela", "Ada" if known["has_stopela"] else "Belum ada"),
    )


def _history(session: Session, rows: Sequence[dict]) -> tuple[tuple[str, ...], ...]:
    periods = {
        id_: (start, name)
        for id_, start, name in session.execute(
            select(AccreditationPeriod.id, AccreditationPeriod.valid_from, AccreditationPeriod.name)
        )
    }
    ordered = sorted(rows, key=lambda row: periods[row["period_id"]][0])
    return tuple(
        (
            periods[row["period_id"]][1],
            (row["category"] or "").upper(),
            AccreditationResult.label_of(row["result"]),
            row["decree_number"] or "",
            day(row["decree_on"]),
        )
        for row in ordered
    )


def _requirements(session: Session, obh_id: int, on: date) -> str:
    period = board_period(session, obh_id)
    states = (
        [state_on(row["state"], row["valid_until"], on) for row in board(session, obh_id, period)]
        if period
        else []
    )
    complete = states.count("lengkap")
    return (
        f"{complete} dari {len(states)} lengkap, {states.count('kedaluwarsa')} kedaluwarsa" if states else ""
    )


def _person(row: dict) -> tuple[str, ...]:
    name = ", ".join(part for part in (row["name"], row["title_after"]) if part)
    return name, WorkerKind.label_of(row["role"]), row["licence_number"] or "", day(row["licence_until"])


def _quarters(session: Session, obh_id: int, year: int) -> tuple[tuple[str, ...], ...]:
    """The newest year with a contract, not after `year`: both systems quarter by quarter."""
    contract = session.execute(
        select(Contract.id)
        .where(Contract.obh_id == obh_id, Contract.year <= year, Contract.trashed_at.is_(None))
        .order_by(Contract.year.desc(), Contract.id)
        .limit(1)
    ).scalar_one_or_none()
    if contract is None:
        return ()
    now = standing(session, contract)
    return tuple(
        (
            f"{now.year} triwulan {roman}",
            *(
                show_rupiah(each.paid[system].both) if system in each.paid else "–"
                for system in ("sidbankum", "omspan")
            ),
            "–" if each.difference is None else show_rupiah(each.difference),
        )
        for roman, each in zip(("I", "II", "III", "IV"), now.quarters, strict=True)
    )


def percent(share: float | None) -> str:
    """“38,89%”, a dash without a budget."""
    return "–" if share is None else f"{show_decimal(share)}%"
