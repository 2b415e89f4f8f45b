"""Saves a unit in a round with its team, witnesses and findings; puts units into a round."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.assessing import instrument_of
from berkas.engine.keptfiles import keep_files
from berkas.engine.numbering import next_code
from berkas.engine.records import (
    columns_of,
    keep_doubts,
    refuse_hard,
    row_problems,
    save_children,
    save_record,
    today_of,
)
from berkas.rooms.award.commands.locking import refuse_locked, refuse_sealed_changes
from berkas.rooms.award.fields import (
    ENTRY,
    FINDING,
    FINDING_KIND,
    FINDINGS,
    HISTORY,
    INNOVATION,
    MEMBERS,
    WITNESSES,
    entry_checks,
)
from berkas.rooms.award.queries.entries import WITNESSED, foreign_ministry, load_entry, witnesses_of
from berkas.rooms.award.queries.sheet import day_of, entry_place
from berkas.rules.fields import Field, Problem, Severity, problems
from berkas.rules.instruments import covers
from berkas.rules.vocabulary import AwardResult, FollowupOrigin, FollowupStatus, SignerRole
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import (
    AwardEntry,
    AwardHistory,
    AwardRound,
    Base,
    EntryMember,
    Finding,
    Innovation,
    SignOff,
    Term,
    Unit,
)


def save_entry(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update a unit in a round, with the rows `members` and `findings` when they are given.

    Refuses a unit whose kind the round's instrument does not know. A unit of another ministry needs
    `authority_note`, a handing over, or a reason.
    """
    require(step.actor, Right.RECORD)
    before = dict(load_entry(step.session, id).values) if id is not None else {}
    own = keep_files(step, values)
    refuse_sealed_changes(before, own)
    whole = before | own
    found = list(_problems(step, whole))
    refuse_hard(found)
    _refuse_uncovered(step, int(whole["round_id"]), int(whole["unit_id"]))
    if id is not None and int(whole["unit_id"]) != before["unit_id"]:
        raise Refused(
            "Unit tidak dapat diganti.", "Tambahkan unit yang benar sebagai baris baru.", ("unit_id",)
        )
    found += _authority_doubt(step, whole)
    saved = save_record(step, AwardEntry, own, id=id, version=version)
    if "members" in values:
        save_members(step, saved, values["members"])
    if "witnesses" in values:
        save_witnesses(step, saved, values["witnesses"])
    if "findings" in values:
        _save_findings(step, saved, int(whole["unit_id"]), values["findings"])
    _keep_history(step, saved, {**whole, **own})
    keep_doubts(step, AwardEntry, saved, found, reason)
    step.say(f"{entry_place(step.session, saved).unit_name} dalam putaran disimpan", reason)
    return saved


def _keep_history(step: Step, entry_id: int, whole: Mapping[str, Any]) -> None:
    """A predikat with its decree stands among the unit's awards at once; next year's round then knows it."""
    if whole.get("result") != AwardResult.MEMPEROLEH_PREDIKAT or not whole.get("decree_number"):
        return
    round_ = step.session.get(AwardRound, int(whole["round_id"]))
    if round_ is None:
        return
    values = {
        "year": round_.year,
        "award": round_.award_name or round_.title,
        "decree_number": whole["decree_number"],
        "decree_on": whole.get("decree_on"),
        "attachment_id": whole.get("decree_attachment_id"),
        "source": f"Putaran {round_.code}",
    }
    known = step.session.execute(
        select(AwardHistory.id).where(AwardHistory.entry_id == entry_id, AwardHistory.trashed_at.is_(None))
    ).scalar_one_or_none()
    if known is not None:
        step.update(AwardHistory, known, values)
    else:
        step.insert(AwardHistory, values | {"unit_id": int(whole["unit_id"]), "entry_id": entry_id})


def add_units(step: Step, round_id: int, unit_ids: Sequence[int]) -> list[int]:
    """Put units into a round at its first stage; those already in it stay. Returns the new ids."""
    require(step.actor, Right.RECORD)
    there = set(
        step.session.execute(
            select(AwardEntry.unit_id).where(AwardEntry.round_id == round_id, AwardEntry.trashed_at.is_(None))
        ).scalars()
    )
    added: list[int] = []
    for unit_id in unit_ids:
        if unit_id not in there:
            _refuse_uncovered(step, round_id, unit_id)
            added.append(step.insert(AwardEntry, {"round_id": round_id, "unit_id": unit_id}))
    step.say(f"{len(added)} unit dimasukkan ke dalam putaran")
    return added


def _problems(step: Step, values: Mapping[str, Any]) -> Iterable[Problem]:
    today = today_of(step)
    yield from problems(ENTRY, values, today=today, checks=(entry_checks,))
    for rows in (MEMBERS, WITNESSES, FINDINGS):
        yield from row_problems(rows.key, rows.title, rows.fields, values.get(rows.key, ()), today=today)
    leaders = [row for row in values.get("members", ()) if row.get("role") == SignerRole.KETUA_TIM]
    if len(leaders) > 1:
        yield Problem("members", "Tim verifikasi: ketua tim hanya satu.")


def _refuse_uncovered(step: Step, round_id: int, unit_id: int) -> None:
    round_ = step.session.get(AwardRound, round_id)
    unit = step.session.get(Unit, unit_id)
    if round_ is None or unit is None:
        raise Refused("Putaran atau unit itu sudah tidak ada.", "Muat ulang daftar.")
    instrument = instrument_of(step.session, round_.instrument_version_id)
    if not covers(instrument, unit.kind):
        word = step.session.execute(
            select(Term.label).where(Term.kind == "jenis_unit", Term.code == unit.kind)
        ).scalar()
        raise Refused(
            f"{unit.name} tidak dapat masuk putaran ini: {instrument.regulation or instrument.title} "
            f"tidak memuat kriteria untuk {word or unit.kind}.",
            "Pilih putaran dengan instrumen lain.",
            ("unit_id",),
        )


def _authority_doubt(step: Step, values: Mapping[str, Any]) -> list[Problem]:
    if values.get("authority_note") or values.get("handed_over_on"):
        return []
    year = step.session.execute(
        select(AwardRound.year).where(AwardRound.id == int(values["round_id"]))
    ).scalar_one()
    on = day_of(values.get("verified_on"), year, today_of(step))
    sentence = foreign_ministry(step.session, int(values["round_id"]), int(values["unit_id"]), on)
    if not sentence:
        return []
    return [Problem("authority_note", f"{sentence} Isi dasar kewenangan, atau limpahkan.", Severity.SOFT)]


def save_members(step: Step, entry_id: int, rows: Sequence[Mapping[str, Any]]) -> None:
    """Make the team equal to `rows`; their order is the order of signatures."""
    require(step.actor, Right.RECORD)
    there = dict(
        step.session.execute(
            select(EntryMember.id, EntryMember.sort).where(EntryMember.entry_id == entry_id)
        ).all()
    )  # fmt: skip
    moved = any(row.get("id") in there and there[row["id"]] != place for place, row in enumerate(rows))
    clashes = any(row.get("id") is None and place in there.values() for place, row in enumerate(rows))
    first = max(there.values(), default=-1) + 1 if moved or clashes else 0
    numbered = [{**row, "sort": first + place} for place, row in enumerate(rows)]
    save_children(step, EntryMember, "entry_id", entry_id, numbered)


def _save_findings(step: Step, entry_id: int, unit_id: int, rows: Sequence[Mapping[str, Any]]) -> None:
    complete = [_finding(step, entry_id, unit_id, row, place) for place, row in enumerate(rows)]
    save_children(step, Finding, "award_entry_id", entry_id, complete)


def add_finding(step: Step, entry_id: int, values: Mapping[str, Any], *, item_code: str = "") -> int:
    """Note one gap at a criterion. Returns its id."""
    require(step.actor, Right.RECORD)
    refuse_locked(step, entry_id)
    refuse_hard(problems(FINDING, values, today=today_of(step)))
    place = entry_place(step.session, entry_id)
    row = _finding(step, entry_id, place.unit_id, {**values, "item_code": item_code or None}, 0)
    step.say(f"Temuan pada {place.unit_name} dicatat")
    return step.insert(Finding, columns_of(Finding, row) | {"award_entry_id": entry_id})


def _finding(step: Step, entry_id: int, unit_id: int, row: Mapping[str, Any], place: int) -> dict[str, Any]:
    """One row of findings with everything a finding must have; a new one gets the next code."""
    own = dict(row)
    status = FollowupStatus(own.get("status") or FollowupStatus.BELUM_DITINDAKLANJUTI)
    own |= {"status": status.value, "text": own["title"], "unit_id": unit_id}
    own["closed_on"] = None if status.is_open else own.get("closed_on") or today_of(step).isoformat()
    if own.get("id") is None:
        stem = f"T{step.now[:4]}"
        first = next_code(step, Finding, stem)
        head, _, serial = first.rpartition("-")
        own |= {
            "code": f"{head}-{int(serial) + place:03}",
            "source": FollowupOrigin.VERIFIKASI.value,
            "kind": FINDING_KIND.value,
        }
    del entry_id
    return own


def save_witnesses(step: Step, entry_id: int, rows: Sequence[Mapping[str, Any]]) -> None:
    """Make the witnesses of the pencanangan equal to `rows`, in their order."""
    require(step.actor, Right.RECORD)
    there = {row["id"] for row in witnesses_of(step.session, entry_id)}
    for place, row in enumerate(rows):
        values = {"name": row["name"], "nip": row.get("nip"), "position": row.get("position"), "sort": place}
        if row.get("id") in there:
            step.update(SignOff, row["id"], values)
            there.discard(row["id"])
        else:
            role = {"entry_id": entry_id, "paper": WITNESSED, "role": SignerRole.SAKSI.value}
            step.insert(SignOff, values | role)
    for id_ in there:
        step.delete(SignOff, id_)


def save_history(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update an earlier award of a unit."""
    return _save_plain(step, AwardHistory, values, reason, id=id, version=version)


def save_innovation(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update an innovation of a unit."""
    return _save_plain(step, Innovation, values, reason, id=id, version=version)


def _save_plain(
    step: Step,
    model: type[Base],
    values: Mapping[str, Any],
    reason: str,
    *,
    id: int | None,
    version: int | None,
) -> int:
    require(step.actor, Right.RECORD)
    fields, word = _PLAIN[model]
    refuse_hard(problems(fields, values, today=today_of(step)))
    saved = save_record(step, model, keep_files(step, values), id=id, version=version)
    step.say(f"{word} disimpan", reason)
    return saved


_PLAIN: dict[type[Base], tuple[Sequence[Field], str]] = {
    AwardHistory: (HISTORY, "Penghargaan terdahulu"),
    Innovation: (INNOVATION, "Inovasi"),
}
