"""`laporan-ppid`: the report of a year (or any period) on requests for public information.

Its order is the office's own. Requests, decisions, reasons of refusal and times are told in full, as UU
14/2008 Pasal 12 asks; who asked and how is told of groups only that are large enough.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import Stamp, Subject
from berkas.engine.letterheads import signer_on
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.periods import span_of
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import (
    OFFICE_WORDING,
    Heading,
    KeyValues,
    Notice,
    Para,
    Part,
    Signatures,
    Signer,
    Title,
)
from berkas.paper.pictures import Bar, BarChart
from berkas.rooms.complaints.queries.ppidyear import PpidYear, ppid_year
from berkas.rooms.complaints.report.ppid import OFFICER, PeriodKind, year_subjects
from berkas.rooms.complaints.report.recap import breakdown_parts, days_words
from berkas.rules.dates import show_medium
from berkas.rules.numbers import show_integer, show_rupiah

_UNIT = "permohonan"
_PUBLIC = frozenset({"keputusan", "alasan"})
"""Breakdowns the law asks to publish."""


@dataclass(frozen=True, slots=True)
class YearValues:
    """All values of the report."""

    office: OfficePart
    signer: Signer
    on: date
    counted: PpidYear


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> YearValues:
    """Count the period."""
    return YearValues(
        office_part(session, on), signer_on(session, OFFICER, on), on,
        ppid_year(session, span_of(subject.key), on),
    )  # fmt: skip


def parts(values: YearValues, stamp: Stamp) -> tuple[Part, ...]:
    """The pages."""
    found, least = values.counted, values.office.least_respondents
    return (
        Title(
            "Laporan Pelayanan Informasi Publik", number=stamp.number, name=found.span.title,
            lines=(found.span.dates,),
        ),
        Notice(OFFICE_WORDING),
        Para(_summary(values)),
        *(
            part
            for each in found.breakdowns
            for part in breakdown_parts(
                each, 0 if each.key in _PUBLIC else least, unit=_UNIT, is_drawn=each.key == "keputusan"
            )
        ),
        *_months(found),
        Heading("Waktu, keberatan, dan sengketa", 2),
        KeyValues(_facts(values), label_width=78.0),
        Signatures((values.signer,), place_date=values.office.place_date),
    )  # fmt: skip


def _summary(values: YearValues) -> str:
    found = values.counted
    listed = f"Daftar informasi publik memuat {show_integer(found.listed)} informasi."
    if not found.received:
        return f"Nihil: tidak ada permohonan informasi pada {found.span.title}. {listed}"
    return f"Pada {found.span.title} dicatat {show_integer(found.received)} permohonan informasi. {listed}"


def _months(found: PpidYear) -> tuple[Part, ...]:
    """A chart by month, only where there is something to see."""
    if not any(number for _month, number in found.months):
        return ()
    bars = tuple(Bar(month, float(number)) for month, number in found.months)
    return (BarChart("Permohonan menurut bulan", bars, unit=_UNIT),)


def _facts(values: YearValues) -> tuple[tuple[str, str], ...]:
    found = values.counted
    on_time, late, running, overdue = found.limits
    middle, worst, none = found.middle, found.worst, "belum ada"
    return (
        ("Diberitahukan dalam batas waktu", show_integer(on_time)),
        ("Diberitahukan sesudah batas waktu", show_integer(late)),
        (f"Berjalan pada {show_medium(values.on)}", show_integer(running)),
        (f"Lewat batas waktu pada {show_medium(values.on)}", show_integer(overdue)),
        ("Diperpanjang", show_integer(found.extended)),
        ("Median waktu pemberitahuan", none if middle is None else f"{days_words(middle)} hari kerja"),
        ("Pemberitahuan terlama", none if worst is None else f"{show_integer(worst)} hari kerja"),
        ("Biaya yang dikenakan", show_rupiah(found.cost)),
        ("Keberatan diterima", show_integer(found.objections)),
        ("Keberatan ditanggapi", show_integer(found.decided)),
        ("Sengketa ke Komisi Informasi", show_integer(found.disputes)),
    )


def draw(values: YearValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    title = f"Laporan Pelayanan Informasi Publik {values.counted.span.title}"
    return render(parts(values, stamp), values.office.frame(title, stamp))


PPID_YEAR = PeriodKind(
    "laporan-ppid", "Laporan pelayanan informasi publik", "complaints",
    year_subjects, gather, draw, docx=editable("Laporan pelayanan informasi publik", parts),
)  # fmt: skip
