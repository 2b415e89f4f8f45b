"""Complaints from a list: a register kept in a workbook, or a LAPOR! list matched by tracking number.

A cell left empty never erases; a tracking number that is known updates its complaint and never doubles it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from berkas.engine.access import Right, may
from berkas.engine.importing import ImportContext, ImportKind, ImportProblem, ImportResult, Outcome
from berkas.engine.records import values_before
from berkas.rooms.complaints.commands.intake import save_complaint
from berkas.rooms.complaints.commands.work import record_event
from berkas.rooms.complaints.fields.intake import CLASS_WORDS, STREAM_WORDS
from berkas.rooms.complaints.queries.complaints import tracked
from berkas.rules.fields import Choice, Field, Kind
from berkas.rules.nearness import nearest
from berkas.rules.vocabulary import ComplaintEvent, ComplaintStatus
from berkas.sheets.records import Record
from berkas_db.book import Reading
from berkas_db.changes import Actor, Step
from berkas_db.errors import Refused
from berkas_db.tables import Complaint, Obh, Term, Unit

REASON = "impor daftar"
_LAPOR = "lapor"

_LAPOR_CLASSES = (
    Choice("lapor_pengaduan", "Pengaduan"),
    Choice("lapor_pelanggaran", "Whistle blowing system"),
    Choice("lapor_pengadaan", "Pengadaan"),
)
"""Classes as a LAPOR! list names them, which are not ours; see `_class_of`."""

FIELDS: tuple[Field, ...] = (
    Field("number", "Nomor register", length=80, help="Kosongkan agar diberi nomor oleh Berkas."),
    Field("external_number", "Nomor pelacakan", length=60, help="Nomor dari LAPOR! atau aplikasi lain."),
    Field("external_system", "Aplikasi asal", length=60, help="Kosong berarti SP4N-LAPOR!."),
    Field("received_on", "Tanggal diterima", Kind.DATE, required=True, most="hari_ini"),
    Field("channel", "Saluran", length=60, help="Kosong berarti SP4N-LAPOR! bila ada nomor pelacakan."),
    Field("stream", "Jalur", Kind.CHOICE, choices=STREAM_WORDS),
    Field("complaint_class", "Klasifikasi", Kind.CHOICE, choices=(*CLASS_WORDS, *_LAPOR_CLASSES)),
    Field("unit", "Unit", length=160, help="Kode atau nama unit yang diadukan."),
    Field("obh", "OBH", length=160),
    Field("title", "Judul", required=True, length=200),
    Field("body", "Uraian", Kind.LONG_TEXT, required=True, length=100_000),
    Field("wish", "Harapan pelapor", Kind.LONG_TEXT, length=10_000),
    Field("event_on", "Tanggal kejadian", Kind.DATE, most="hari_ini"),
    Field("event_place", "Tempat kejadian", length=200),
    Field("reporter_name", "Nama pelapor", length=160, personal=True),
    Field("reporter_address", "Alamat pelapor", length=300, personal=True),
    Field("reporter_phone", "Telepon pelapor", Kind.PHONE, length=40, personal=True),
    Field("answered_on", "Tanggal jawab", Kind.DATE, most="hari_ini"),
    Field("result_text", "Jawaban", Kind.LONG_TEXT, length=20_000),
)

_GOING_OUT = (
    "number", "external_number", "received_on", "stream", "complaint_class", "title", "body", "wish",
    "event_on", "event_place", "answered_on", "result_text",
)  # fmt: skip
_UPDATED = ("title", "body", "wish", "event_on", "event_place")


def fields_of(_context: ImportContext) -> Sequence[Field]:
    """The columns of the list; the same for every office."""
    return FIELDS


def import_rows(step: Step, records: Sequence[Record], context: ImportContext, result: ImportResult) -> None:
    """Write all rows; every row that cannot be written leaves one sentence with its cell."""
    _refuse_twins(records, result)
    if result.problems:
        return
    for record in records:
        try:
            _import_row(step, record, context, result)
        except Refused as refusal:
            cell = next(
                (record.cells[key] for key in refusal.fields if key in record.cells), f"baris {record.row}"
            )
            result.problems.append(ImportProblem(cell, f"{refusal} {refusal.next_step}".strip()))


def _refuse_twins(records: Sequence[Record], result: ImportResult) -> None:
    """One sentence for a tracking number that stands in the list more than once."""
    numbers = Counter(_track(record.values) for record in records if record.values.get("external_number"))
    for (_system, number), count in numbers.items():
        if count > 1:
            twins = [r for r in records if str(r.values.get("external_number") or "").casefold() == number]
            cells = ", ".join(twin.cells["external_number"] for twin in twins)
            result.problems.append(
                ImportProblem(
                    twins[1].cells["external_number"],
                    f"Nomor pelacakan {twins[0].values['external_number']} tertulis {count} kali ({cells}). "
                    "Sisakan satu baris.",
                )
            )


def _track(values: Mapping[str, Any]) -> tuple[str, str]:
    return (
        str(values.get("external_system") or _LAPOR).casefold(),
        str(values["external_number"]).casefold(),
    )


def _import_row(step: Step, record: Record, context: ImportContext, result: ImportResult) -> None:
    values = record.values
    known = _known(step.session, values)
    if not context.takes(known):
        result.tell(record.row, Outcome.SKIPPED)
        return
    if known is None:
        id_ = save_complaint(step, _new_values(step.session, values), id=None, version=None, reason=REASON)
        _answer(step, id_, values)
        result.tell(record.row, Outcome.ADDED)
        return
    before = values_before(step, Complaint, known)
    changed = {key: values[key] for key in _UPDATED if values.get(key) not in (None, before[key])}
    if changed:
        save_complaint(step, changed, id=known, version=None, reason=REASON)
    is_changed = _answer(step, known, values) or bool(changed)
    result.tell(record.row, Outcome.UPDATED if is_changed else Outcome.SAME)


def _known(session: Session, values: Mapping[str, Any]) -> int | None:
    """The complaint a row speaks of: by tracking number, else by register number."""
    if values.get("external_number"):
        system = _term(session, "aplikasi_pengaduan", values.get("external_system"), "external_system")
        found = tracked(session, system or _LAPOR, values["external_number"])
        return found[0] if found else None
    if not values.get("number"):
        return None
    return session.execute(
        select(Complaint.id).where(Complaint.number == values["number"], Complaint.trashed_at.is_(None))
    ).scalar_one_or_none()


def _new_values(session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
    from_app = bool(values.get("external_number"))
    unit, obh = _unit(session, values.get("unit")), _obh(session, values.get("obh"))
    new = {
        key: value
        for key, value in values.items()
        if key not in ("unit", "obh", "answered_on", "result_text")
    }
    channel = _term(session, "saluran", values.get("channel"), "channel")
    system = _term(session, "aplikasi_pengaduan", values.get("external_system"), "external_system")
    return new | {
        "stream": values.get("stream") or ("pbh" if obh and not unit else "mutu_layanan"),
        **_class_of(values.get("complaint_class")),
        "channel": channel or (_LAPOR if from_app else "lainnya"),
        "external_system": (system or _LAPOR) if from_app else None,
        "unit_id": unit,
        "obh_id": obh,
        "is_anonymous": not values.get("reporter_name"),
    }


def _class_of(code: str | None) -> dict[str, Any]:
    """Our class for a word of the list: LAPOR! does not tell whether a complaint needs an examination. What
    came as a whistle blower's needs one, and only the roles allowed read it.
    """
    if code == "lapor_pelanggaran":
        return {"complaint_class": "pengaduan_berkadar", "is_restricted": True}
    if code == "lapor_pengadaan":
        return {"complaint_class": "pengaduan_berkadar"}
    usual = code is None or code == "lapor_pengaduan"
    return {"complaint_class": "pengaduan_tidak_berkadar" if usual else code}


def _answer(step: Step, id: int, values: Mapping[str, Any]) -> bool:
    """Record the answer a list brings, once."""
    if not values.get("answered_on"):
        return False
    row = values_before(step, Complaint, id)
    if row["answered_on"] or not ComplaintStatus(row["status"]).is_open:
        return False
    answer = {
        "on_date": values["answered_on"],
        "note": values.get("result_text") or "Dijawab menurut daftar.",
    }
    record_event(step, id, ComplaintEvent.DIJAWAB, answer)
    return True


def _term(session: Session, kind: str, typed: str | None, key: str) -> str | None:
    if not typed:
        return None
    found = session.execute(
        select(Term.code).where(
            Term.kind == kind, or_(Term.code == typed.strip(), Term.label.collate("NOCASE") == typed.strip())
        )
    ).scalar()
    if found is None:
        raise Refused(f"“{typed}” tidak dikenal.", "Pakai kata dari Pengaturan Kantor.", (key,))
    return found


def _unit(session: Session, typed: str | None) -> int | None:
    if not typed:
        return None
    found = session.execute(
        select(Unit.id).where(
            or_(Unit.code == typed.strip(), Unit.name == typed.strip(), Unit.short_name == typed.strip()),
            Unit.trashed_at.is_(None),
        )
    ).scalar()
    if found is None:
        raise Refused(f"Unit “{typed}” tidak dikenal.", _meant(session, Unit.name, typed), ("unit",))
    return found


def _obh(session: Session, typed: str | None) -> int | None:
    if not typed:
        return None
    found = session.execute(
        select(Obh.id).where(
            or_(Obh.code == typed.strip(), Obh.name == typed.strip(), Obh.short_name == typed.strip()),
            Obh.trashed_at.is_(None),
        )
    ).scalar()
    if found is None:
        raise Refused(f"OBH “{typed}” tidak dikenal.", _meant(session, Obh.name, typed), ("obh",))
    return found


def _meant(session: Session, names: InstrumentedAttribute[str], typed: str) -> str:
    near = nearest(typed, session.execute(select(names)).scalars())
    return f"Maksud Anda “{near}”?" if near else "Tulis kode atau nama seperti di register."


def outgoing(session: Reading, actor: Actor) -> Iterable[Mapping[str, Any]]:
    """Every complaint the person may read, in the columns of the import; never who complained."""
    units = {row[0]: row[1] for row in session.execute(select(Unit.id, Unit.code))}
    partners = {row[0]: row[1] for row in session.execute(select(Obh.id, Obh.code))}
    words = {
        (row.kind, row.code): row.label
        for row in session.execute(
            select(Term.kind, Term.code, Term.label).where(Term.kind.in_(("saluran", "aplikasi_pengaduan")))
        )
    }
    statement = select(Complaint).where(Complaint.trashed_at.is_(None)).order_by(Complaint.id)
    if not may(actor, Right.SEE_CONFIDENTIAL):
        statement = statement.where(Complaint.is_restricted.is_(False))
    for row in session.execute(statement).scalars():
        yield {key: getattr(row, key) for key in _GOING_OUT} | {
            "channel": words.get(("saluran", row.channel)),
            "external_system": words.get(("aplikasi_pengaduan", row.external_system)),
            "unit": units.get(row.unit_id or 0),
            "obh": partners.get(row.obh_id or 0),
        }


IMPORTS: dict[str, ImportKind] = {
    "complaints": ImportKind("complaints", "pengaduan", fields_of, import_rows, outgoing=outgoing),
}
