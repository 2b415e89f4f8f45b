"""`daftar-periksa`: the check list that lies on top of the files of one claim, in number order.

Recipients are codes. Columns and items are those of the form in force when the check began.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import (
    OFFICE_WORDING,
    Align,
    KeyValues,
    Para,
    Part,
    Signatures,
    Signer,
    Table,
    TableColumn,
    Tick,
    Title,
    Tone,
)
from berkas.rooms.obh.queries.claims import CaseMoney, case_money, load_claim
from berkas.rooms.obh.queries.filecheck import DESK, FileCheck, file_check
from berkas.rules.instruments import Item
from berkas.rules.numbers import show_rupiah
from berkas.rules.vocabulary import ReimbursementState, ServiceKind, Sex
from berkas_db.errors import Refused
from berkas_db.tables import (
    AppUser,
    CaseRecipient,
    LegalCase,
    Obh,
    ObhAddress,
    Recipient,
    Regency,
    Reimbursement,
    Term,
)


@dataclass(frozen=True, slots=True)
class ChecklistValues:
    """All values of the paper."""

    office: OfficePart
    check: FileCheck
    head: tuple[tuple[str, str], ...]
    sums: tuple[tuple[str, str], ...]
    gaps: tuple[str, ...]
    remarks: tuple[tuple[str, str], ...]
    examiner: str
    on: str


def subjects(session: Session) -> Sequence[Subject]:
    """Every claim about something, by its code."""
    rows = session.execute(
        select(Reimbursement.id, Reimbursement.code, Obh.name)
        .join(Obh, Obh.id == Reimbursement.obh_id)
        .where(Reimbursement.trashed_at.is_(None))
        .order_by(Reimbursement.submitted_on, Reimbursement.id)
    )
    return [Subject(row.code, f"{row.code}, {row.name}", Reimbursement, row.id) for row in rows]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> ChecklistValues:
    """Read one claim, its files and the money of its case."""
    if subject.id is None:
        raise Refused("Reimbursement ini sudah tidak ada.")
    values = load_claim(session, subject.id).values
    check = file_check(session, subject.id)
    case_id = values["case_id"]
    own = CaseMoney(((subject.key, "", "", values["claimed"], values["approved"], values["paid"]),))
    money = case_money(session, case_id) if case_id is not None else own
    owner = session.execute(
        select(AppUser.full_name).where(AppUser.id == values["owner_id"])
    ).scalar_one_or_none()
    words = check.answers
    return ChecklistValues(
        office=office_part(session, on),
        check=check,
        head=tuple(row for row in _head(session, subject.key, values) if row[1]),
        sums=(
            ("Diajukan sekarang", show_rupiah(values["claimed"])),
            (
                "Jumlah perkara ini: diajukan, disetujui, dibayar",
                " · ".join(map(show_rupiah, (money.claimed, money.approved, money.paid))),
            ),
        ),
        gaps=tuple(f"{item.label} (butir {item.no or '–'})" for item in check.gaps()),
        remarks=tuple(
            (item.label.removesuffix(", sebutkan"), str(words[item.key]))
            for item in check.written
            if words.get(item.key)
        ),
        examiner=owner or "",
        on=day(on.isoformat()),
    )


def _head(session: Session, code: str, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    obh = session.get_one(Obh, values["obh_id"])
    address = session.execute(
        select(ObhAddress.address)
        .where(ObhAddress.obh_id == obh.id, ObhAddress.valid_until.is_(None))
        .order_by(ObhAddress.is_main.desc(), ObhAddress.id)
        .limit(1)
    ).scalar_one_or_none()
    place = session.execute(
        select(Regency.name, Regency.province).where(Regency.id == obh.regency_id)
    ).one_or_none()
    where = ", ".join(part for part in (address, place.name if place else "") if part)
    rows = [("Nomor reimbursement", code), ("PBH", obh.name), ("Alamat", where),
            ("Provinsi", place.province if place else "")]  # fmt: skip
    stage = session.execute(
        select(Term.label).where(Term.kind == "tahap_perkara", Term.code == values["stage"])
    ).scalar_one_or_none()
    cases = _cases(session, values)
    if len(cases) == 1:
        rows += _case_rows(session, cases[0])
    else:
        rows.append(("Perkara dalam paket", "; ".join(f"{case.code} {case.title}" for case in cases)))
    rows += [
        ("Tahap", stage or ""),
        (
            "Masuk dan keadaan",
            f"{day(values['submitted_on'])} · {ReimbursementState.label_of(values['state'])}",
        ),
    ]
    return rows


def _cases(session: Session, values: Mapping[str, Any]) -> list[LegalCase]:
    statement = select(LegalCase).where(LegalCase.trashed_at.is_(None))
    wanted = (
        LegalCase.id == values["case_id"]
        if values["case_id"] is not None
        else LegalCase.packet_id == values["packet_id"]
    )
    return list(session.execute(statement.where(wanted).order_by(LegalCase.code)).scalars())


def _case_rows(session: Session, case: LegalCase) -> list[tuple[str, str]]:
    people = session.execute(
        select(Recipient.code, Recipient.sex, Recipient.is_child)
        .join(CaseRecipient, CaseRecipient.recipient_id == Recipient.id)
        .where(CaseRecipient.case_id == case.id)
        .order_by(CaseRecipient.id)
    )
    shown = [f"{code}{f' ({Sex(sex).label})' if sex and not child else ''}" for code, sex, child in people]
    if ServiceKind(case.service_kind).is_litigation:
        return [
            ("Perkara", f"{case.code} {case.title}"),
            ("Nomor perkara", " · ".join(part for part in (case.court_number, case.court) if part)),
            ("Penerima (kode)", ", ".join(shown)),
        ]
    return [
        ("Kegiatan", f"{case.code} {case.title}"),
        (
            "Tanggal dan tempat",
            " · ".join(part for part in (day(case.activity_on), case.activity_place) if part),
        ),
        ("Materi", case.activity_topic or ""),
        ("Narasumber", case.activity_speaker or ""),
        ("Penerima (kode)", ", ".join(shown)),
    ]


def parts(values: ChecklistValues, _stamp: Stamp) -> tuple[Part, ...]:
    """The pages."""
    check = values.check
    intro = next((section.intro for section in check.ticked if section.intro), "")
    return (
        Title("Daftar Periksa Berkas", name=check.instrument.title),
        KeyValues(values.head, label_width=48, tone=Tone.SMALL),
        *((Para(intro, tone=Tone.SMALL),) if intro else ()),
        _table(check),
        KeyValues(values.sums, label_width=70, tone=Tone.SMALL),
        *_gap_parts(values),
        *((KeyValues(values.remarks, label_width=70, tone=Tone.SMALL),) if values.remarks else ()),
        Signatures(
            (
                Signer(("Yang menyerahkan,", "PBH")),
                Signer(("Pemeriksa,",), values.examiner),
            ),
            place_date=values.office.place_date,
            room=13.0,
        ),
    )


def _table(check: FileCheck) -> Table:
    ticks = check.ticked[0].ticks if check.ticked else ()
    items = [item for section in check.ticked for item in section.items]
    return Table(
        columns=(
            TableColumn("No", mm=11, align=Align.CENTRE),
            TableColumn("Dokumen", share=4),
            *(TableColumn(tick.label, mm=24, align=Align.CENTRE) for tick in ticks),
        ),
        rows=[
            (item.no or str(place), item.label, *(_cell(check, item, tick.key) for tick in ticks))
            for place, item in enumerate(items, 1)
        ],
        note="Centang: ada. “Tidak ada”: dicari dan tidak ditemukan. Kotak kosong: belum diperiksa.",
    )


def _cell(check: FileCheck, item: Item, party: str) -> str | Tick:
    found = check.tick(item, party)
    if found == "ada":
        return Tick(text="ada")
    if found == "tidak_ada":
        return "Tidak ada"
    if found == "tidak_berlaku":
        return "–"
    return Tick(done=False, text="belum diperiksa")


def _gap_parts(values: ChecklistValues) -> tuple[Part, ...]:
    if values.check.assessment_id is None:
        return ()
    unseen = values.check.unseen(DESK)
    words = f" {unseen} butir belum diperiksa." if unseen else ""
    if not values.gaps:
        return (Para(f"Tidak ada kekurangan yang ditemukan.{words}"),)
    return (Para(f"Kekurangan menurut Kanwil: {'; '.join(values.gaps)}.{words}"),)


def draw(values: ChecklistValues, stamp: Stamp) -> bytes:
    """PDF bytes; without the kop, as the form itself has none, so that it stays on one page."""
    return render(
        parts(values, stamp),
        replace(values.office, letterhead=None).frame(
            f"Daftar periksa {values.check.code}",
            stamp,
            watermark="",
            footnote=f"{values.check.instrument.notice} {OFFICE_WORDING}".strip(),
        ),
    )


CHECKLIST = DocumentKind(
    key="daftar-periksa",
    title="Daftar periksa berkas",
    room="obh",
    subjects=subjects,
    gather=gather,
    draw=draw,
    plain=True,
)
