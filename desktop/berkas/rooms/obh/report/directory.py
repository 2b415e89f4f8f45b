"""`direktori-pbh`: all PBH with address and contacts, by regency, and the table of what each regency has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.rulebook import Rulebook
from berkas.engine.smallgroups import HIDDEN, is_small
from berkas.paper.document import render
from berkas.paper.parts import Align, Band, Heading, NewPage, Part, Table, TableColumn, Title
from berkas.rooms.obh.queries.directory import Entry, Place, directory, places
from berkas.rooms.obh.report.subjects import LEGAL_AID
from berkas.rules.dates import show_medium
from berkas.rules.numbers import show_integer

ALL = "semua"
"""The key of the only directory there is."""


@dataclass(frozen=True, slots=True)
class DirectoryValues:
    """All values of the paper."""

    office: OfficePart
    on: str
    year: int
    entries: tuple[Entry, ...]
    places: tuple[Place, ...]


def subjects(_session: Session) -> Sequence[Subject]:
    """The whole register."""
    return [Subject(ALL, "Seluruh PBH")]


def gather(session: Session, _rulebook: Rulebook, _subject: Subject, on: date) -> DirectoryValues:
    """Read the register once."""
    entries = directory(session, on)
    found = tuple(places(session, entries, on.year))
    return DirectoryValues(office_part(session, on), show_medium(on), on.year, tuple(entries), found)


def parts(values: DirectoryValues, stamp: Stamp) -> tuple[Part, ...]:
    """The directory, then the regencies."""
    return (
        Title(
            "Direktori Pemberi Bantuan Hukum",
            number=stamp.number,
            name=values.office.name,
            lines=(f"Keadaan pada {values.on}",),
        ),
        _entry_table(values),
        NewPage(),
        Heading("Jangkauan menurut kabupaten dan kota"),
        _place_table(values),
        values.office.signatures(),
    )


def _entry_table(values: DirectoryValues) -> Table:
    rows: list[Band | tuple[str, ...]] = []
    number = 0
    for regency in sorted({entry.regency for entry in values.entries}):
        rows.append(Band(regency or "Kedudukan belum dicatat"))
        for entry in (each for each in values.entries if each.regency == regency):
            number += 1
            rows.append(
                (
                    str(number),
                    f"{entry.name}\n{entry.leader}".strip(),
                    entry.category or "–",
                    entry.address,
                    "\n".join(entry.contacts),
                    ", ".join(entry.areas),
                    show_integer(entry.advocates),
                    show_integer(entry.paralegals),
                )
            )
    return Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn("PBH dan ketua", share=2.4),
            TableColumn("Kategori", mm=18, align=Align.CENTRE),
            TableColumn("Alamat", share=2),
            TableColumn("Kontak", share=1.6),
            TableColumn("Wilayah layanan", share=1.8),
            TableColumn("Advokat", mm=18, align=Align.RIGHT),
            TableColumn("Paralegal", mm=18, align=Align.RIGHT),
        ),
        rows=rows,
        empty="Belum ada PBH.",
        note="Kategori menurut akreditasi yang berlaku pada tanggal itu; – berarti tidak terakreditasi.",
    )


def _place_table(values: DirectoryValues) -> Table:
    least = values.office.least_respondents
    rows = [
        (
            place.name,
            "\n".join(place.domiciled) or "–",
            "\n".join(place.served) or "–",
            show_integer(place.posts),
            HIDDEN if is_small(place.cases, least) else show_integer(place.cases),
            "" if place.is_served else "belum terjangkau",
        )
        for place in values.places
    ]
    reached = sum(place.is_served for place in values.places)
    return Table(
        columns=(
            TableColumn("Kabupaten/kota", share=1.6),
            TableColumn("Berkedudukan", share=2.4),
            TableColumn("Melayani dari tempat lain", share=2.4),
            TableColumn("Posbankum", mm=22, align=Align.RIGHT),
            TableColumn(f"Perkara {values.year}", mm=24, align=Align.RIGHT),
            TableColumn("Keterangan", mm=32),
        ),
        rows=rows,
        empty="Kabupaten dan kota belum dapat disusun: kedudukan PBH belum dicatat.",
        note=f"{reached} dari {len(values.places)} kabupaten dan kota terjangkau. "
        f"Perkara kurang dari {least} tidak disebut jumlahnya.",
    )


def draw(values: DirectoryValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(parts(values, stamp), values.office.frame("Direktori PBH", stamp, landscape=True))


DIRECTORY = DocumentKind(
    key="direktori-pbh",
    title="Direktori PBH",
    room="obh",
    subjects=subjects,
    gather=gather,
    draw=draw,
    classification=LEGAL_AID,
)
