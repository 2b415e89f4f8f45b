"""`daftar-hadir`: at each place a sheet of officials by name and one of respondents by code, to be signed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.records import Record
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import (
    Align,
    KeyValues,
    NewPage,
    Notice,
    NoticeKind,
    Part,
    Signatures,
    Signer,
    Table,
    TableColumn,
    Title,
)
from berkas.rooms.visits.queries.tracing import WITHOUT_PLACE
from berkas.rooms.visits.report.visit import (
    PBH_OFFICE,
    VILLAGE,
    Member,
    Place,
    members_of,
    of_teams,
    places_of,
    visit_row,
)
from berkas.rooms.visits.report.words import span, visit_subjects, weekday
from berkas_db.tables import Assessment, Recipient, Trace, Unit, UnitAlias

OWN_OFFICE = "Kantor Wilayah"
SPARE_ROWS = 5
"""Empty rows at the foot of each sheet, for whoever comes unannounced."""

INSET = "\u00a0" * 22
"""Moves the second column of signatures to the middle; usual spaces would collapse."""


@dataclass(frozen=True, slots=True)
class PlaceSheet:
    """The sheets of one place and day: the team that goes there, the officials expected, who is met by code.

    `codes` is None where nobody is interviewed: the office of a village or of a PBH.
    """

    place: str
    day: str
    members: tuple[Member, ...]
    officials: tuple[tuple[str, str, str], ...]
    codes: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class AttendanceValues:
    """All values of the sheets."""

    office: OfficePart
    title: str
    sheets: tuple[PlaceSheet, ...]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> AttendanceValues:
    """Read who is expected at each place; respondents are codes only."""
    row = visit_row(session, subject.id)
    places, members = places_of(session, row), members_of(session, row)
    officials = [
        (one["name"] or "", one["position"] or "", one["agency"] or "") for one in row.values["attendance"]
    ]
    codes = _codes(session, row.id)
    called = {place.id: _names(session, place) for place in places}
    sheets: list[PlaceSheet] = []
    for place in places:
        here = tuple(codes.pop(place.id, ()))
        sheets.append(
            PlaceSheet(
                place.name,
                weekday(place.on_date),
                of_teams(members, {place.team}),
                tuple(one for one in officials if _is_from(one[2], called[place.id], called.values())),
                None if place.kind in (VILLAGE, PBH_OFFICE) else here,
            )
        )
    rest = tuple(sorted({code for left in codes.values() for code in left}))
    if rest or not sheets:
        sheets = _with_rest(row, members, officials, sheets, rest)
    return AttendanceValues(
        office_part(session, on, letterhead_id=row.values["letterhead_id"]),
        row.values["title"],
        tuple(sheets),
    )


def _with_rest(
    row: Record,
    members: tuple[Member, ...],
    officials: Sequence[tuple[str, str, str]],
    sheets: Sequence[PlaceSheet],
    rest: tuple[str, ...],
) -> list[PlaceSheet]:
    """Whoever is looked for at no place in particular: on the only sheet, else on one of their own."""
    if len(sheets) == 1 and sheets[0].codes is not None:
        return [replace(sheets[0], codes=tuple(sorted({*sheets[0].codes, *rest})))]
    days = span(row.values["from_date"], row.values["until_date"])
    return [*sheets, PlaceSheet(WITHOUT_PLACE, days, members, () if sheets else tuple(officials), rest)]


def _names(session: Session, place: Place) -> frozenset[str]:
    """Everything a place is called: by its long and short form and its other names."""
    names = {place.name}
    if place.unit_id is not None:
        unit = session.get_one(Unit, place.unit_id)
        aliases = select(UnitAlias.name).where(UnitAlias.unit_id == unit.id)
        names |= {unit.name, unit.short_name or "", *session.execute(aliases).scalars()}
    return frozenset(name.casefold() for name in names if name)


def _is_from(agency: str, names: Collection[str], all_names: Iterable[Collection[str]]) -> bool:
    """Whether an official is expected at a place: their agency is called like it, or like none of them."""
    own = agency.casefold()

    def alike(called: Collection[str]) -> bool:
        return bool(own) and any(own in name or name in own for name in called)

    return alike(names) or not any(alike(called) for called in all_names)


def _codes(session: Session, visit_id: int) -> dict[int | None, list[str]]:
    """Codes of everybody to be traced or interviewed, by place, in alphabetical order."""
    traced = session.execute(
        select(Trace.place_id, Recipient.code)
        .join(Recipient, Recipient.id == Trace.recipient_id)
        .where(Trace.visit_id == visit_id)
    ).all()
    asked = session.execute(
        select(Assessment.place_id, Assessment.respondent_code).where(
            Assessment.visit_id == visit_id,
            Assessment.trashed_at.is_(None),
            Assessment.respondent_code.is_not(None),
        )
    ).all()
    found: dict[int | None, set[str]] = {}
    for place_id, code in (*traced, *asked):
        found.setdefault(place_id, set()).add(code or "")
    return {place_id: sorted(codes) for place_id, codes in found.items()}


def _signature(number: int) -> str:
    """The zigzag of a list to be signed: odd numbers at the left, even ones in the middle."""
    return f"{number}." if number % 2 else f"{INSET}{number}."


def parts(values: AttendanceValues) -> tuple[Part, ...]:
    """Two sheets for each place."""
    pages: list[Part] = []
    for sheet in values.sheets:
        about = KeyValues(
            (("Kegiatan", values.title), ("Hari dan tanggal", sheet.day), ("Tempat", sheet.place))
        )
        if pages:
            pages.append(NewPage())
        pages += _officials(sheet, about)
        if sheet.codes is not None:
            pages += [NewPage(), *_respondents(values, sheet, about)]
    return tuple(pages)


def _officials(sheet: PlaceSheet, about: Part) -> tuple[Part, ...]:
    people = [(member.name, member.position, member.agency or OWN_OFFICE) for member in sheet.members]
    people += [*sheet.officials, *([("", "", "")] * SPARE_ROWS)]
    return (
        Title("Daftar Hadir", name="Lembar A: tim dan pejabat"),
        about,
        Table(
            columns=(
                TableColumn("No", mm=10, align=Align.CENTRE),
                TableColumn("Nama", share=3),
                TableColumn("Jabatan", share=2.5),
                TableColumn("Instansi", share=2),
                TableColumn("Tanda tangan", mm=56),
            ),
            rows=[(str(number), *one, _signature(number)) for number, one in enumerate(people, 1)],
            row_height=11,
        ),
    )


def _respondents(values: AttendanceValues, sheet: PlaceSheet, about: Part) -> tuple[Part, ...]:
    codes = [*(sheet.codes or ()), *([""] * SPARE_ROWS)]
    leader = next((member for member in sheet.members if member.role_code == "ketua"), None)
    return (
        Title("Daftar Hadir", name="Lembar B: responden (kode saja)"),
        about,
        Notice(
            "Lembar ini tidak memuat nama. Nama dan tanda tangan responden tidak ditulis di sini; petugas "
            "memberi paraf bahwa responden ditemui dan menyatakan bersedia atau tidak.",
            kind=NoticeKind.IMPORTANT,
        ),
        Table(
            columns=(
                TableColumn("No", mm=10, align=Align.CENTRE),
                TableColumn("Kode responden", share=2),
                TableColumn("Bersedia (ya/tidak)", share=1.5),
                TableColumn("Nomor formulir", share=1.5),
                TableColumn("Paraf petugas", mm=44),
            ),
            rows=[(str(number), code, "", "", "") for number, code in enumerate(codes, 1)],
            row_height=11,
        ),
        Signatures(
            (Signer(("Ketua tim,",), leader.name if leader else "", leader.nip if leader else ""),),
            place_date=f"{values.office.city or '…'}, ………………………",
        ),
    )


def draw(values: AttendanceValues, _stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(parts(values), values.office.frame(f"Daftar hadir {values.title}", watermark=""))


ATTENDANCE = DocumentKind(
    key="daftar-hadir",
    title="Daftar hadir",
    room="visits",
    subjects=visit_subjects,
    gather=gather,
    draw=draw,
    plain=True,
    docx=editable("Daftar hadir", lambda values, _stamp: parts(values)),
)
