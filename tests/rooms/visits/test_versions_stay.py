"""Locked sheets and numbered forms keep their version for ever and are printed again exactly as they were."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from berkas.engine.assessing import answers_of, instrument_of
from berkas.engine.installed import office_rules
from berkas.engine.instrument_versions import move_assessments
from berkas.engine.issuing import draft
from berkas.engine.rulebook import Rulebook
from berkas.rooms.office.commands import install_edition
from berkas.rooms.visits.commands import make_forms
from berkas.rooms.visits.commands.assessments import lock_assessment
from berkas.rooms.visits.report import FORM, MONEV
from berkas.rules.instruments import Instrument, canonical
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.tables import Assessment

Make = Callable[..., int]
ON = date(2025, 6, 16)
KEY = "KEG-2025-001"


def reworded(instrument: Instrument) -> Instrument:
    """Every scored question in other words, and the last one of each section gone."""
    sections = tuple(
        replace(
            section,
            items=tuple(replace(item, label=f"Kata baru: {item.label}") for item in section.items[:-1]),
        )
        if section.scored
        else section
        for section in instrument.sections
    )
    return replace(instrument, sections=sections)


def test_locked_sheets_and_numbered_forms_are_printed_again_as_they_were(
    book: Book, make_visit: Make, make_obh: Make, make_interview: Make
) -> None:
    visit, obh = make_visit(), make_obh()
    locked = [make_interview(obh, visit_id=visit, respondent_code=f"R-0{number}") for number in (1, 2, 3)]
    for sheet in locked:
        book.change(lock_assessment, ANYONE, sheet).result()
    book.change(make_forms, ANYONE, visit, "monev_litigasi", 2).result()
    running = make_interview(make_obh("OBH-Y", "LBH Mawar (contoh)"), interview_on="2024-11-20")

    def pages() -> list[bytes]:
        rules = Rulebook.load(book.read(office_rules).result())
        return [draft(book, rules, kind, book.read(kind.find, KEY).result(), ON) for kind in (MONEV, FORM)]

    before = pages()
    shipped = Rulebook.load().instrument("monev_litigasi")
    answers = book.read(answers_of, locked[0]).result()
    new = book.change(install_edition, ANYONE, canonical(reworded(shipped)), "2025 contoh").result().value
    old = book.glance(lambda s: s.get_one(Assessment, running).instrument_version_id)
    assert book.change(move_assessments, ANYONE, old, new).result().value == 1
    assert pages() == before
    version = book.glance(lambda s: s.get_one(Assessment, locked[0]).instrument_version_id)
    assert book.glance(instrument_of, version) == shipped
    assert book.read(answers_of, locked[0]).result() == answers
    moved = book.glance(lambda s: s.get_one(Assessment, running).instrument_version_id)
    assert moved == new
