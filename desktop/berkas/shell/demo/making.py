"""Makes one sample office from its data, in a few steps of the book. Imports no Qt."""

from collections.abc import Callable
from pathlib import Path

from berkas.engine.rulebook import Rulebook
from berkas.shell.demo.award import draw_proofs, write_rounds
from berkas.shell.demo.complaints import write_complaints, write_followups
from berkas.shell.demo.fieldwork import read_surveys, write_surveys, write_visits
from berkas.shell.demo.honesty import faults_of
from berkas.shell.demo.keyedtwice import key_twice
from berkas.shell.demo.paperwork import write_paperwork
from berkas.shell.demo.reading import SampleError, read_office
from berkas.shell.demo.registers import write_legal_aid, write_office
from berkas_db.book import Book
from berkas_db.changes import Actor

MAKER = Actor(None, "kantor contoh", "admin")
"""Who the history names for everything in a sample office."""

Progress = Callable[[str], None]


def make_office(folder: Path, path: Path, rulebook: Rulebook, progress: Progress) -> Book:
    """Write the sample of a folder into a new office file, which is left open. Raises SampleError."""
    office = read_office(folder)
    faults = faults_of(office)
    if faults:
        raise SampleError(faults[0])
    surveys = read_surveys(office, rulebook)
    proofs = draw_proofs(office, rulebook, progress)
    book = Book.create(path, office_name=office.single("kantor")["name"])
    try:
        book.change(write_office, MAKER, office).result()
        progress(f"{len(office['unit'])} unit")
        book.change(write_legal_aid, MAKER, office).result()
        progress(f"{len(office['obh'])} OBH, {len(office['perkara'])} perkara")
        book.change(write_visits, MAKER, office, rulebook).result()
        progress(f"{len(office['kegiatan'])} kegiatan, {len(office['wawancara'])} wawancara")
        key_twice(book, MAKER, office)
        book.change(write_surveys, MAKER, office, surveys).result()
        progress(f"{sum(len(survey.respondents) for survey in surveys)} responden survei")
        book.change(write_rounds, MAKER, office, rulebook, proofs).result()
        progress(f"{len(office['verifikasi'])} unit diverifikasi")
        book.change(write_complaints, MAKER, office).result()
        book.change(write_followups, MAKER, office).result()
        progress(f"{len(office['pengaduan'])} pengaduan, {len(office['tindak_lanjut'])} tindak lanjut")
        if office["surat"] or office["retensi"]:
            book.change(write_paperwork, MAKER, office, rulebook).result()
            progress(f"{len(office['surat'])} surat")
    except BaseException:
        book.close()
        raise
    return book
