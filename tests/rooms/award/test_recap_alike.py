"""The recapitulation names photos of different units that show the same, also when they are not one file."""

import io

import pypdf
from PIL import Image
from tests.rooms.award.conftest import RULEBOOK, TODAY, World, photo

from berkas.engine.issuing import Stamp
from berkas.rooms.award.report.recap import RECAP


def saved_again(data: bytes, share: float) -> bytes:
    with Image.open(io.BytesIO(data)) as picture:
        wide, high = picture.size
        cut = picture.crop((0, 0, round(wide * share), round(high * share)))
        buffer = io.BytesIO()
        cut.save(buffer, "JPEG", quality=60)
        return buffer.getvalue()


def test_pairs_across_units_stand_in_the_recapitulation(world: World) -> None:
    other = world.entry("kanim", authority_note="Dasar contoh.")
    world.proof(world.ids["entry"], "lapas.a.01", photo(1), photo(2, 1), caption="Loket")
    world.proof(other, "kanim.a.01", saved_again(photo(1), 0.94), caption="Loket imigrasi")
    world.proof(other, "kanim.a.02", photo(3, 2), caption="Ruang tunggu")
    subject = world.ask(RECAP.find, "P2HAM-2025")
    values = world.ask(RECAP.gather, RULEBOOK, subject, TODAY)
    assert values.alike is not None
    (pair,) = values.alike.pairs
    assert "Loket imigrasi" in pair[0] + pair[1]
    assert "Lapas Kelas IIA Contoh" in pair[0] + pair[1]
    assert pair[2].endswith("%")
    pages = pypdf.PdfReader(io.BytesIO(RECAP.draw(values, Stamp(TODAY)))).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Foto yang serupa dalam putaran" in words
    assert "Loket imigrasi" in words


def test_a_round_without_like_photos_says_so(world: World) -> None:
    subject = world.ask(RECAP.find, "P2HAM-2025")
    pdf = RECAP.draw(world.ask(RECAP.gather, RULEBOOK, subject, TODAY), Stamp(TODAY))
    words = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())
    assert "Tidak ada foto yang serupa dalam putaran ini." in words
