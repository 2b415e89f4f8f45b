"""Days the office adds to the holiday tables, from a workbook: known by day and by where they hold."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.importing import ImportContext, ImportKind, ImportResult
from berkas.rooms.office.commands.office import count_again, put_holiday
from berkas.rooms.office.fields.office import HOLIDAY
from berkas.rooms.office.sheet.saving import Values, save_rows
from berkas.rooms.office.sheet.words import in_words, words_of
from berkas.rules.fields import Field
from berkas.sheets.records import Record
from berkas_db.book import Reading
from berkas_db.changes import Actor, Step
from berkas_db.tables import HolidayExtra

_OTHER_HEADS = {
    "hari libur": "name", "nama hari libur": "name", "nama": "name", "keterangan": "name",
    "dasar": "decree", "dasar hukum": "decree", "keputusan": "decree", "skb": "decree",
    "kabupaten/kota": "regency_id", "unit": "unit_id",
}  # fmt: skip


def fields(context: ImportContext) -> Sequence[Field]:
    """The columns of a list of holidays."""
    del context
    return HOLIDAY


def apply(step: Step, rows: Sequence[Record], context: ImportContext, result: ImportResult) -> None:
    """Save every row, then count the open due dates again once; the same day twice in a file is one day."""
    require(step.actor, Right.MANAGE_OFFICE)
    save_rows(
        rows, step, context, result, model=HolidayExtra, fields=HOLIDAY, needed="on_date", find=_known,
        save=lambda step, values, known: put_holiday(step, values, id=known, version=None),
    )  # fmt: skip
    if result.added or result.updated:
        count_again(step, "Daftar hari libur kantor diimpor")


def _known(step: Step, values: Values) -> int | None:
    found = select(HolidayExtra.id).where(
        HolidayExtra.on_date == values.get("on_date"),
        HolidayExtra.regency_id.is_not_distinct_from(values.get("regency_id")),
        HolidayExtra.unit_id.is_not_distinct_from(values.get("unit_id")),
    )
    return step.session.execute(found.limit(1)).scalar_one_or_none()


def outgoing(session: Reading, _actor: Actor) -> Iterable[Mapping[str, Any]]:
    """Every day of the office's own in the columns of the import."""
    words = words_of(session, HOLIDAY)
    for row in session.execute(
        select(HolidayExtra).order_by(HolidayExtra.on_date, HolidayExtra.id)
    ).scalars():
        yield in_words({field.key: getattr(row, field.key) for field in HOLIDAY}, words)


HOLIDAYS = ImportKind(
    "holidays", "Hari libur kantor", fields, apply, known_as=lambda _context: _OTHER_HEADS, outgoing=outgoing
)
