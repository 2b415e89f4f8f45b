"""`formulir`: blank paper forms; those of a visit carry its numbers, an instrument alone has one without.

Black lines on white only, so that forms copied on the visit can still be read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from berkas.engine.assessing import instrument_of
from berkas.engine.due import rulebook_of
from berkas.engine.editable import write_word
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.letterheads import office_facts
from berkas.engine.rulebook import Rulebook
from berkas.paper.attachments import join
from berkas.paper.document import render
from berkas.paper.forms import blank_form
from berkas.paper.frame import FormMark, Frame, Saving, Size
from berkas.paper.parts import NewPage, Notice, Part
from berkas.rooms.visits.queries.forms import forms_of
from berkas.rooms.visits.queries.visits import purposes_of
from berkas.rooms.visits.report.words import visit_subjects
from berkas.rules.instruments import Instrument
from berkas.rules.vocabulary import VisitPurpose

QR_MARK = "BERKAS-F"
UNNUMBERED = "Berkas Word ini tanpa nomor dan kode. Formulir bernomor untuk kunjungan dicetak dari Berkas."
TYPE_SIZES = {"biasa": 11.0, "huruf_besar": 18.0, "gambar": 14.0}
"""Points of the running text of each variant of a form."""
_FITTING = {
    VisitPurpose.MONEV_BANKUM.value: ("monev_litigasi", "monev_nonlitigasi"),
    VisitPurpose.SURVEI.value: ("skm",),
    VisitPurpose.STANDAR_LAYANAN.value: ("standar_pelayanan",),
}
"""Which forms a visit without numbered ones takes along."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One blank form: its instrument, its number (none for a sample), its size and variant."""

    instrument: Instrument
    number: str
    code: str
    size: Size
    variant: str = "biasa"


@dataclass(frozen=True, slots=True)
class FormValues:
    """All forms of one printing."""

    office: str
    sheets: tuple[Sheet, ...]


def subjects(session: Session) -> Sequence[Subject]:
    """Every instrument by its key, and every visit by its code."""
    rulebook = rulebook_of(session)
    keys = [Subject(key, rulebook.instrument(key).title) for key in rulebook.instrument_keys()]
    return [*keys, *visit_subjects(session)]


def gather(session: Session, rulebook: Rulebook, subject: Subject, _on: date) -> FormValues:
    """Read which forms are printed."""
    facts = office_facts(session)
    if subject.id is None:
        blank = Sheet(rulebook.instrument(subject.key), "", "", facts.size)
        return FormValues(facts.name, (blank,))
    numbered = tuple(
        Sheet(
            instrument_of(session, row["instrument_version_id"]),
            f"{row['number']:04}",
            row["code"],
            Size(row["page"]),
            variant=row["variant"],
        )
        for row in forms_of(session, subject.id)
        if row["state"] == "dicetak"
    )
    if numbered:
        return FormValues(facts.name, numbered)
    keys = [key for purpose in purposes_of(session, subject.id) for key in _FITTING.get(purpose, ())]
    blanks = tuple(
        Sheet(rulebook.instrument(key), "", "", facts.size)
        for key in dict.fromkeys(keys or ["monev_litigasi"])
    )
    return FormValues(facts.name, blanks)


def draw(values: FormValues, _stamp: Stamp) -> bytes:
    """PDF bytes: one form after the other, each with its own page numbers."""
    drawn = [_draw_one(values.office, sheet) for sheet in values.sheets]
    return drawn[0] if len(drawn) == 1 else join(drawn)


def _draw_one(office: str, sheet: Sheet) -> bytes:
    mark = FormMark(f"Formulir {sheet.number}", f"{QR_MARK}|{sheet.code}") if sheet.code else None
    frame = Frame(
        sheet.instrument.title,
        size=sheet.size,
        author=office,
        form=mark,
        watermark=None if mark else "",
        type_size=TYPE_SIZES[sheet.variant],
        footnote=sheet.code,
        saving=Saving.COPIES,
    )
    return render(blank_form(sheet.instrument, pictures=sheet.variant == "gambar"), frame)


def word_file(values: FormValues) -> bytes:
    """DOCX of each kind of form once, to be worded anew; numbered forms exist on paper from here alone."""
    kinds = {(sheet.instrument.key, sheet.variant): sheet for sheet in values.sheets}
    parts: list[Part] = []
    for sheet in kinds.values():
        if parts:
            parts.append(NewPage())
        parts += [*blank_form(sheet.instrument), Notice(UNNUMBERED)]
    return write_word("Formulir kosong", parts, values.sheets[0].size)


FORM = DocumentKind(
    key="formulir",
    title="Formulir kosong",
    room="visits",
    subjects=subjects,
    gather=gather,
    draw=draw,
    plain=True,
    docx=word_file,
)
