"""Reading a clock: what is shipped, what is refused, how versions change over time."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from berkas.rules.clocks import Clock, ClockError, as_tables, canonical, parse_clock
from berkas.rules.vocabulary import ComplaintClass, Confidence, DayUnit, StepSide

FOLDER = Path(__file__).parents[2] / "resources" / "clocks"
DAY = date(2025, 6, 12)


def shipped(cls: ComplaintClass) -> Clock:
    path = FOLDER / f"{cls}.toml"
    return parse_clock(tomllib.loads(path.read_text("utf-8")), file=path.name)


@pytest.mark.parametrize(
    ("cls", "limits"),
    [
        ("pengaduan_berkadar", [(3, "kerja"), (5, "kerja"), (60, "kerja"), (10, "kerja")]),
        ("pengaduan_tidak_berkadar", [(3, "kerja"), (5, "kerja"), (14, "kerja"), (10, "kerja")]),
        ("permintaan_informasi", [(3, "kerja"), (5, "kerja"), (10, "kerja")]),
        ("aspirasi", [(3, "kerja"), (5, "kerja")]),
        ("pengaduan_ham", [(5, "kerja"), (10, "kerja"), (5, "kerja"), (5, "kerja"), (None, None)]),
        ("pengaduan_obh", [(None, None)] * 4),
        (
            "uu25_2009",
            [(30, "kalender"), (14, "kalender"), (30, "kalender"), (60, "kalender"), (14, "kalender")],
        ),
        ("standar_upt", [(14, "kerja")]),
        ("ppid", [(10, "kerja")]),
        ("ppid_keberatan", [(30, "kerja"), (30, "kerja"), (14, "kerja")]),
        ("permohonan_bankum", [(3, "kerja")]),
        ("ombudsman_korektif", [(30, "kalender")]),
    ],
)
def test_the_shipped_limits(cls: str, limits: list[tuple[int | None, str | None]]) -> None:
    version = shipped(ComplaintClass(cls)).version_on(DAY)
    assert [(step.days, step.unit.value if step.unit else None) for step in version.steps] == limits
    for step in version.steps:
        assert step.source
        assert (step.days is not None) == (step.confidence is not Confidence.TIDAK_DIKETAHUI)


def test_every_class_has_a_clock_and_nothing_else_lies_there() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*")) == sorted(ComplaintClass.codes())


def test_human_rights_limits_follow_the_regulation_of_the_day() -> None:
    clock = shipped(ComplaintClass.PENGADUAN_HAM)
    assert clock.version_on(date(2022, 10, 26)).key == "permenkumham_32_2016"
    assert clock.version_on(date(2022, 10, 27)).key == "permenkumham_23_2022"
    newest = clock.version_on(date(2026, 1, 5))
    assert newest.key == "permenham_10_2025"
    assert all(step.days is None for step in newest.steps)
    assert "diisi oleh kantor" in newest.note
    assert "Permenham 10/2025" in clock.version("permenkumham_23_2022").note


def test_extensions_and_sides() -> None:
    ppid = shipped(ComplaintClass.PPID).version_on(DAY).step("jawaban")
    assert ppid.extension is not None
    assert (ppid.extension.days, ppid.extension.times, ppid.extension.letter) == (7, 1, True)
    ombudsman = shipped(ComplaintClass.OMBUDSMAN_KOREKTIF).version_on(DAY).step("pelaksanaan")
    assert ombudsman.extension is not None
    assert (ombudsman.extension.days, ombudsman.extension.times) == (30, 2)
    assert ombudsman.side is StepSide.UNIT
    with pytest.raises(KeyError):
        shipped(ComplaintClass.PPID).versions[0].step("lain")


GOOD = """
kelas = "aspirasi"
[[versi]]
kunci = "a"
nama = "Aturan contoh"
berlaku_mulai = 2025-01-01
berlaku_sampai = 2025-12-31
sumber = "contoh"
keyakinan = "rumusan_kantor"
[[versi.langkah]]
kunci = "jawab"
nama = "Jawaban"
hari = 5
satuan = "kerja"
mulai = "diterima"
selesai = "dijawab"
"""
STEP = GOOD[GOOD.index("[[versi.langkah]]") :]


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ('"aspirasi"', '"aspirsi"', "kunci “kelas”: “aspirsi” tidak dikenal, pilih dari pengaduan_berkadar"),
        ("hari = 5", "hari = -1", "kunci “versi.a.langkah.jawab.hari”: harus bilangan bulat 0 sampai 3660."),
        ("hari = 5", 'hari = "5"', "harus bilangan bulat 0 sampai 3660."),
        ("hari = 5", "hari = true", "harus bilangan bulat 0 sampai 3660."),
        ('satuan = "kerja"', 'satuan = "minggu"', "“minggu” tidak dikenal, pilih dari kerja, kalender."),
        ('satuan = "kerja"', "", "“versi.a.langkah.jawab.satuan”: wajib diisi dengan salah satu dari kerja"),
        ('mulai = "diterima"', "", "“versi.a.langkah.jawab.mulai”: wajib diisi"),
        ('"dijawab"', '"diterima"', "tidak boleh sama dengan mulai, yaitu “diterima”."),
        ("2025-12-31", "2024-12-31", "“versi.a.berlaku_sampai”: tidak boleh sebelum berlaku_mulai."),
        ("2025-12-31", '"31-12-2025"', "harus tanggal TTTT-BB-HH yang ada di kalender."),
        ('sumber = "contoh"', 'sumber = ""', "“versi.a.sumber”: tidak boleh kosong."),
        (STEP, "", "“versi.a.langkah”: versi ini belum mempunyai satu pun langkah."),
        (STEP, STEP + STEP, "“versi.a.langkah”: kunci “jawab” dipakai dua kali."),
        ("hari = 5", "haru = 5", "kunci tidak dikenal, mungkin maksudnya “hari”."),
        ("[[versi]]", "[versi]", "“versi”: harus berupa daftar tabel, ditulis [[versi]]."),
        ('hari = 5\nsatuan = "kerja"', "dua_tafsir = true", "wajib diisi bila ada dua tafsir"),
        ('kelas = "aspirasi"', 'kelas = "aspirasi"\nversi = 3\n[x]', "“versi”: harus berupa daftar tabel"),
    ],
)
def test_a_wrong_clock_is_refused_with_file_key_and_reason(right: str, wrong: str, sentence: str) -> None:
    assert parse_clock(tomllib.loads(GOOD), file="aspirasi.toml").label == "Aspirasi"
    text = GOOD.replace(right, wrong)
    data = tomllib.loads(text if "[x]" not in wrong else 'kelas = "aspirasi"\nversi = 3')
    with pytest.raises(ClockError) as caught:
        parse_clock(data, file="aspirasi.toml")
    assert str(caught.value).startswith("Berkas aspirasi.toml, kunci “")
    assert sentence in str(caught.value)
    assert str(caught.value).count(".\n") == 0


def clock(*versions: tuple[str, str, str]) -> Clock:
    """A clock of aspirations made of versions (key, from, until); an empty date is left out."""
    head, body = GOOD.split("[[versi]]\n")
    text = head
    for key, first, last in versions:
        part = body.replace('kunci = "a"', f'kunci = "{key}"')
        part = part.replace("berlaku_mulai = 2025-01-01\n", f"berlaku_mulai = {first}\n" if first else "")
        part = part.replace("berlaku_sampai = 2025-12-31\n", f"berlaku_sampai = {last}\n" if last else "")
        text += f"[[versi]]\n{part}"
    return parse_clock(tomllib.loads(text), file="aspirasi.toml")


def test_versions_may_not_overlap_and_a_gap_is_said() -> None:
    with pytest.raises(ClockError, match="masa berlaku “a” dan “b” bertumpang tindih"):
        clock(("b", "2025-06-01", ""), ("a", "", "2025-06-01"))
    with pytest.raises(ClockError, match="kunci “a” dipakai dua kali"):
        clock(("a", "", "2025-06-01"), ("a", "2025-06-02", ""))
    gap = clock(("a", "", "2025-06-01"), ("b", "2025-07-01", ""))
    assert gap.version_on(date(2025, 6, 1)).key == "a"
    with pytest.raises(LookupError, match="Tidak ada batas waktu Aspirasi yang tercatat untuk 15 Juni 2025"):
        gap.version_on(date(2025, 6, 15))


def test_an_installed_version_wins_and_older_cases_keep_their_rule() -> None:
    office = clock(("kantor", "2025-07-01", ""))
    both = clock(("a", "", "")).with_versions(office)
    assert both.version_on(date(2025, 6, 30)).key == "a"
    assert both.version_on(date(2025, 7, 1)).key == "kantor"
    assert both.version("a").valid_until == date(2025, 6, 30)


def test_a_version_inside_another_splits_it() -> None:
    both = clock(("a", "", "")).with_versions(clock(("kantor", "2025-03-01", "2025-03-31")))
    assert [version.key for version in both.versions] == ["a", "kantor", "a"]
    assert both.version_on(date(2025, 4, 1)).key == "a"


def test_a_version_that_no_longer_begins_stays_reachable() -> None:
    both = clock(("a", "2025-01-01", "")).with_versions(clock(("kantor", "", "")))
    assert [version.key for version in both.versions] == ["kantor"]
    assert both.version("a").valid_from == date(2025, 1, 1)
    with pytest.raises(LookupError, match="versi “z” tidak ada lagi"):
        both.version("z")
    again = both.with_versions(clock(("kantor", "", "2025-12-31")))
    assert again.version("a").steps[0].unit is DayUnit.KERJA


def test_the_same_key_is_replaced() -> None:
    both = clock(("a", "", "2024-12-31"), ("b", "2025-01-01", "")).with_versions(
        clock(("b", "2025-02-01", ""))
    )
    assert [(version.key, version.valid_from) for version in both.versions] == [
        ("a", None),
        ("b", date(2025, 2, 1)),
    ]


@pytest.mark.parametrize("cls", ComplaintClass)
def test_a_clock_survives_being_written_and_read(cls: ComplaintClass) -> None:
    original = shipped(cls)
    text = canonical(original)
    again = parse_clock(json.loads(text), file="salinan")
    assert again == original
    assert canonical(again) == text


def test_a_limit_of_no_days_is_kept() -> None:
    at_once = parse_clock(tomllib.loads(GOOD.replace("hari = 5", "hari = 0")), file="x")
    assert as_tables(at_once)["versi"][0]["langkah"][0]["hari"] == 0
    assert parse_clock(as_tables(at_once), file="x") == at_once
