"""A dossier that was issued: its choices are kept, its twins say the same, changed pages are printed."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from tests.rooms.award.conftest import RULEBOOK, TODAY, World, photo
from tests.rooms.award.reading import stumbles

from berkas.engine.issuing import Issued, chosen_for, issue
from berkas.engine.reprinting import earlier_revisions, in_force, replacement
from berkas.engine.twins import Twin, draft_twin, twin_of
from berkas.paper.frame import Saving, Size
from berkas.rooms.award.report.bulk import bulk_of
from berkas.rooms.award.report.choices import ALL_PARTS, USUAL, DossierChoices, estimate
from berkas.rooms.award.report.dossier import DOSSIER, dossier_kind
from berkas.rooms.award.report.recap import RECAP
from berkas.shell.cli import run
from berkas_db.book import Book
from berkas_db.errors import Refused

KEY = "P2HAM-2025:LP-CONTOH"
CHOSEN = DossierChoices(ALL_PARTS - {"rekapitulasi"}, 2, Size.F4, Saving.TONER, duplex=True, remarks=False)
Issue = Callable[..., Issued]


def words_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


@pytest.fixture
def issued(world: World) -> Issue:
    entry = world.ids["entry"]
    world.judge(entry, {f"lapas.a.{n:02}": "ada" for n in range(1, 12)})
    world.proof(entry, "lapas.a.01", photo(1), photo(2, 1), photo(3, 2), caption="Maklumat")
    subject = world.ask(DOSSIER.find, KEY)
    return lambda choices=USUAL: world.do(issue, RULEBOOK, dossier_kind(choices), subject, TODAY)


def test_choices_are_kept_with_the_issued_paper(world: World, issued: Issue) -> None:
    issued(CHOSEN)
    kept = world.ask(chosen_for, "dossier", KEY)
    assert DossierChoices.from_kept(kept) == CHOSEN
    assert DossierChoices.from_kept({"parts": ["karangan"], "size": "a9"}) == USUAL


def test_twins_of_an_issued_dossier_carry_its_code_and_what_it_said(world: World, issued: Issue) -> None:
    paper = issued()
    id_ = world.ask(in_force, "dossier", KEY)
    world.judge(world.ids["entry"], {"lapas.a.01": "tidak"})  # afterwards: the twin stays what was issued
    html = world.ask(twin_of, id_, Twin.HTML).decode()
    code = "-".join(paper.code[start : start + 4] for start in (0, 4, 8))
    assert code in html
    assert paper.number in html
    assert "belum diterbitkan" not in html
    assert html.count("data:image/jpeg") == 3
    assert "11 Ada" in html
    assert stumbles(html) == []
    large = world.ask(twin_of, id_, Twin.LARGE)
    words = " ".join(words_of(large))
    assert code in words
    assert "Kembaran huruf besar" in words
    assert "DRAF" not in words
    assert len(words_of(large)) > len(words_of(paper.pdf))
    assert world.ask(twin_of, id_, Twin.LARGE) == large


def test_a_paper_that_is_not_issued_has_twins_that_say_so(world: World, issued: Issue) -> None:
    assert issued
    subject = world.ask(DOSSIER.find, KEY)
    html = draft_twin(world.book, RULEBOOK, DOSSIER, subject, TODAY, Twin.HTML).decode()
    assert "Dokumen ini belum diterbitkan." in html
    with pytest.raises(Refused, match="tidak mempunyai kembaran"):
        draft_twin(world.book, RULEBOOK, RECAP, world.ask(RECAP.find, "P2HAM-2025"), TODAY, Twin.LARGE)


def test_only_changed_pages_of_a_revision_are_printed(world: World, issued: Issue) -> None:
    first = issued()
    with pytest.raises(Refused, match="belum pernah direvisi"):
        world.ask(replacement, world.ask(in_force, "dossier", KEY))
    issued()
    again = world.ask(in_force, "dossier", KEY)
    assert [each.revision for each in world.ask(earlier_revisions, again)] == [0]
    with pytest.raises(Refused, match="Tidak ada halaman yang berubah"):
        world.ask(replacement, again)
    world.judge(world.ids["entry"], {"lapas.a.01": "tidak"})
    third = issued()
    pages = words_of(world.ask(replacement, world.ask(in_force, "dossier", KEY)))
    total = len(words_of(first.pdf))
    assert "LEMBAR PENGGANTIAN HALAMAN" in pages[0].upper()
    assert 1 < len(pages) < total
    assert all(f"dari {total}" in page for page in pages[1:])
    code = "-".join(third.code[start : start + 4] for start in (0, 4, 8))
    assert all(code in page for page in pages[1:])
    assert words_of(world.ask(replacement, world.ask(in_force, "dossier", KEY), 0)) != []
    with pytest.raises(Refused, match="Revisi 7 tidak ada"):
        world.ask(replacement, world.ask(in_force, "dossier", KEY), 7)


@pytest.mark.parametrize("choices", [USUAL, CHOSEN, DossierChoices(type_size=18, per_page=2)])
def test_the_estimate_is_near_what_is_printed(world: World, issued: Issue, choices: DossierChoices) -> None:
    real = len(words_of(issued(choices).pdf))
    pages, sheets = estimate(world.ask(bulk_of, world.ids["entry"]), choices)
    assert abs(pages - real) <= max(2, real // 4)
    assert sheets == (-(-pages // 2) if choices.duplex else pages)


def test_the_command_line_writes_twins_and_changed_pages(
    world: World, issued: Issue, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    issued()
    world.judge(world.ids["entry"], {"lapas.a.02": "tidak"})
    issued()
    world.book.close()
    office = str(tmp_path / "contoh.berkas")
    call = ["print", "dossier", "--office", office, "--of", KEY, "--out"]
    calls = {"a.html": ["--twin", "html"], "b.pdf": ["--twin", "besar"], "c.pdf": ["--changed"],
             "d.pdf": ["--changed", "0"]}  # fmt: skip
    for name, more in calls.items():
        assert run([*call, str(tmp_path / name), *more]) == 0, capsys.readouterr()
    assert (tmp_path / "a.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "c.pdf").read_bytes() == (tmp_path / "d.pdf").read_bytes()
    assert run([*call, str(tmp_path / "e.pdf"), "--changed", "5"]) == 2
    assert "Revisi 5 tidak ada" in capsys.readouterr().err
    with Book.open(Path(office), write=False):
        pass


def test_what_nobody_noted_has_no_column(world: World) -> None:
    entry = world.ids["entry"]
    world.proof(entry, "lapas.a.01", photo(1, taken_at=None), caption="Maklumat", taken_by="Siti Contoh")
    subject = world.ask(DOSSIER.find, KEY)
    html = draft_twin(world.book, RULEBOOK, DOSSIER, subject, TODAY, Twin.HTML).decode()
    listed = html[html.index("Daftar data dukung</h2>") :]
    heads = listed[listed.index("<thead>") : listed.index("</thead>")]
    assert "Keterangan" in heads
    assert "Oleh" in heads
    assert "Tempat" not in heads
    assert "Diambil" not in heads


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ("<html><body><h1>A</h1></body></html>", "html tanpa lang"),
        ('<html lang="id"><main><h1>A</h1><h3>B</h3></main></html>', "tingkat judul terlompati"),
        ('<html lang="id"><main><h1>A</h1><img src="x"></main></html>', "img tanpa alt"),
        (
            '<html lang="id"><main><h1>A</h1><table><tr><td>x</td></tr></table></main></html>',
            "table tanpa th",
        ),
        ('<html lang="id"><main><h1>A</h1><a href="#tidak">x</a></main></html>', "tautan tanpa tujuan"),
    ],
)
def test_the_checker_finds_what_it_looks_for(html: str, says: str) -> None:
    assert says in stumbles(html)
