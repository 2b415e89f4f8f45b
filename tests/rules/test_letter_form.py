"""A text with its head: read, refused with a sentence, filled, and written back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules.letter_form import LetterForm, parse_letter, write_letter_form
from berkas.rules.letter_text import LetterTextError

TEXT = """\
Judul : Pemberitahuan monev
Tentang : kegiatan
Klasifikasi : HN.04.03
Sifat : segera
Penanda tangan : Kepala Kantor Wilayah
Kepada : Kepala {unit}
Kepada : di {kota?}
Hal : Pemberitahuan kegiatan {judul}
Tembusan : Kepala Kantor Wilayah Contoh
Rahasia : ya
Status : rumusan_kantor
---
Kami beritahukan bahwa {judul} dilaksanakan pada {hari}.

Terima kasih.
"""


def test_a_text_is_read_with_its_head() -> None:
    form = parse_letter(TEXT)
    assert (form.title, form.about, form.form, form.nature) == (
        "Pemberitahuan monev",
        "kegiatan",
        "surat",
        "segera",
    )
    assert form.to == ("Kepala {unit}", "di {kota?}")
    assert form.secret
    assert form.fields == ("unit", "kota", "judul", "hari")


def test_filling_drops_lines_without_value_everywhere() -> None:
    form = parse_letter(TEXT).filled(
        {"unit": "Lapas Contoh", "kota": "", "judul": "monev", "hari": "Kamis, 12 Juni 2025"}
    )
    assert form.to == ("Kepala Lapas Contoh",)
    assert form.subject == "Pemberitahuan kegiatan monev"
    assert form.body.startswith("Kami beritahukan bahwa monev dilaksanakan pada Kamis, 12 Juni 2025.")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Judul : A\nTentang : kegiatan\nisi", "tidak memuat garis ---"),
        ("Judul : A\nTentang : kapal\n---\nisi", "“kapal” bukan salah satu dari kegiatan"),
        (
            "Judul : A\nTentang : kegiatan\nWarna : biru\n---\nisi",
            "Baris 3: “Warna : biru” bukan kepala naskah",
        ),
        ("Tentang : kegiatan\n---\nisi", "belum memuat “Judul :”"),
        ("Judul : A\nTentang : kegiatan\n---\n  \n", "Isi naskah kosong"),
    ],
)
def test_a_wrong_text_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(LetterTextError, match=sentence.replace("(", r"\(")):
        parse_letter(text)


WORDS = st.text(alphabet="abc xyz", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(
    st.builds(
        LetterForm,
        title=WORDS,
        about=st.sampled_from(("kegiatan", "obh", "umum")),
        to=st.lists(WORDS, max_size=3).map(tuple),
        copies=st.lists(WORDS, max_size=3).map(tuple),
        subject=WORDS,
        secret=st.booleans(),
        body=WORDS,
    )
)
def test_what_is_written_is_read_back_the_same(form: LetterForm) -> None:
    assert parse_letter(write_letter_form(form)) == form
