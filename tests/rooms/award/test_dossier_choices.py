"""A dossier as it is chosen: parts, sheet, type; its page for a screen reader; its proofs as files."""

import io
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from tests.rooms.award.conftest import RULEBOOK, TODAY, World, photo
from tests.rooms.award.reading import stumbles

from berkas.engine.issuing import Stamp, issue
from berkas.paper.frame import Saving, Size
from berkas.rooms.award.commands import proofs, verification
from berkas.rooms.award.editor.dossierdialog import DossierDialog
from berkas.rooms.award.queries.proofnames import USUAL_PATTERN, pattern_of, proof_set
from berkas.rooms.award.queries.readiness import check_entry
from berkas.rooms.award.queries.sheet import load_sheet
from berkas.rooms.award.report.checkpaper import CHECK
from berkas.rooms.award.report.choices import ALL_PARTS, USUAL, Bulk, DossierChoices, estimate
from berkas.rooms.award.report.dossier import DOSSIER, dossier_kind, draw, draw_html
from berkas.rooms.award.report.gather import gather_dossier
from berkas.rooms.award.report.minutes import MINUTES
from berkas.rooms.award.report.proofset import write_proofs
from berkas.rooms.award.report.proposal import PROPOSAL
from berkas.rooms.award.report.values import DossierValues
from berkas.rules.vocabulary import AnswerPass
from berkas_db.changes import ANYONE
from berkas_db.errors import Refused

KEY = "P2HAM-2025:LP-CONTOH"


def words_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture
def values(world: World) -> DossierValues:
    entry = world.ids["entry"]
    notes = {"lapas.a.01": "Catatan yang tinggal di kantor."}
    world.do(verification.judge, entry, AnswerPass.VERIFIKATOR, {"lapas.a.01": "ada"}, notes=notes)
    world.proof(entry, "lapas.a.01", photo(1), photo(2, 1), photo(3, 2), caption="Maklumat")
    return world.ask(gather_dossier, RULEBOOK, world.ask(DOSSIER.find, KEY), TODAY)


def test_parts_notes_sheet_and_ink_are_chosen(values: DossierValues) -> None:
    stamp = Stamp(TODAY)
    everything = words_of(draw(values, stamp))
    assert "Catatan yang tinggal di kantor." in everything
    chosen = DossierChoices(
        ALL_PARTS - {"berita_acara", "rekapitulasi", "pengaduan"},
        per_page=2,
        size=Size.F4,
        saving=Saving.TONER,
        duplex=True,
        remarks=False,
    )
    pdf = draw(values, stamp, chosen)
    words = words_of(pdf)
    assert "Dokumentasi foto" in words or "DOKUMENTASI FOTO" in words
    assert "Catatan yang tinggal di kantor." not in words
    assert "Rekapitulasi seluruh unit" not in words
    assert "hanya pada draf" not in words
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert [round(float(side) / 72 * 25.4) for side in pages[0].mediabox.upper_right] == [215, 330]
    assert draw(values, stamp, chosen) == pdf


def test_large_print_is_large_and_a_chosen_dossier_is_issued_as_the_dossier(
    world: World, values: DossierValues
) -> None:
    large = draw(values, Stamp(TODAY), DossierChoices(type_size=18))
    assert len(pypdf.PdfReader(io.BytesIO(large)).pages) > len(
        pypdf.PdfReader(io.BytesIO(draw(values, Stamp(TODAY)))).pages
    )
    kind = dossier_kind(DossierChoices(frozenset({"kriteria"})))
    issued = world.do(issue, RULEBOOK, kind, world.ask(DOSSIER.find, KEY), TODAY)
    assert "Dokumentasi foto" not in words_of(issued.pdf)


def test_the_page_for_a_screen_reader_has_headings_heads_and_words_for_pictures(
    values: DossierValues,
) -> None:
    html = draw_html(values, Stamp(TODAY))
    assert stumbles(html) == []
    assert html.count("<img") >= 3


def test_letters_of_the_round_open_in_a_word_processor(world: World, values: DossierValues) -> None:
    assert MINUTES.docx is not None
    assert PROPOSAL.docx is not None
    opened = docx.Document(io.BytesIO(MINUTES.docx(values)))
    assert any("Berita Acara" in each.text or "BERITA ACARA" in each.text for each in opened.paragraphs)
    round_ = world.ask(PROPOSAL.gather, RULEBOOK, world.ask(PROPOSAL.find, "P2HAM-2025"), TODAY)
    assert docx.Document(io.BytesIO(PROPOSAL.docx(round_))).tables


def test_the_check_prints_what_it_found_and_what_it_could_not(world: World, values: DossierValues) -> None:
    assert values.proofs
    subject = world.ask(CHECK.find, KEY)
    words = words_of(CHECK.draw(world.ask(CHECK.gather, RULEBOOK, subject, TODAY), Stamp(TODAY)))
    assert "Surat pernyataan keabsahan: belum ditandatangani" in words
    assert "Kebenaran isi bukti tidak dapat diperiksa" in words
    assert "DRAF" not in words


def test_blank_and_blurred_photos_are_found(world: World) -> None:
    entry = world.ids["entry"]
    world.judge(entry, {"lapas.a.01": "ada"})
    buffer = io.BytesIO()
    Image.new("RGB", (1200, 900), "white").save(buffer, "JPEG")
    world.proof(entry, "lapas.a.01", buffer.getvalue(), photo(5), caption="Kosong")
    faults = [fault.code for fault in world.ask(check_entry, entry).faults]
    assert faults.count("foto_kosong") == 1
    assert "foto_buram" not in faults


def test_proofs_leave_under_the_pattern_of_the_office(
    world: World, values: DossierValues, tmp_path: Path
) -> None:
    entry = world.ids["entry"]
    assert len(values.proofs) == 3
    use = world.ask(load_sheet, entry).uses[0]
    world.do(verification.describe_proof, use.id, {"must_cover": True})
    for one in world.ask(load_sheet, entry).uses[1:]:
        world.do(verification.describe_proof, one.id, {"must_cover": False})
    assert world.ask(pattern_of) == USUAL_PATTERN
    world.do(proofs.keep_pattern, "{unit}/{butir}-{urut} {keterangan}")
    pattern = world.ask(pattern_of)
    names = [each.name for each in world.ask(proof_set, entry, pattern)]
    assert names[0] == "LP-CONTOH/a.1-01 Maklumat.jpg"
    target = tmp_path / "bukti.zip"
    stays = write_proofs(world.book, ANYONE, entry, target, pattern=pattern)
    assert [each.use.id for each in stays] == [use.id]
    with zipfile.ZipFile(target) as packed:
        assert packed.namelist() == names[1:]
        assert b"Exif" not in packed.read(names[1])
    with pytest.raises(Refused, match="sudah berisi"):
        write_proofs(world.book, ANYONE, entry, target, pattern=pattern)
    folder = tmp_path / "folder"
    folder.mkdir()
    write_proofs(world.book, ANYONE, entry, folder, pattern=pattern)
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 2


@pytest.mark.parametrize("pattern", ["", "bukti", "{nama}", "{butir"])
def test_a_pattern_that_cannot_be_used_is_refused(world: World, pattern: str) -> None:
    with pytest.raises(Refused, match="Pola nama berkas"):
        world.do(proofs.keep_pattern, pattern)


def test_the_dialog_reckons_sheets_and_starts_from_the_usual(qtbot: QtBot) -> None:
    asked: list[DossierChoices] = []
    dialog = DossierDialog("Lapas Contoh", Bulk(33, 400, 420, 60, 4), {"Lihat": asked.append})
    qtbot.addWidget(dialog)
    assert dialog.choices() == USUAL
    before = dialog.sheets.text()
    dialog.form.set_value("per_page", "2")
    dialog.form.set_value("duplex", value=True)
    assert dialog.choices().per_page == 2
    assert dialog.sheets.text() != before
    pages, sheets = estimate(Bulk(33, 400, 420, 60, 4), dialog.choices())
    assert pages > 200
    assert sheets == (pages + 1) // 2
