"""The rulebook over shipped files and what the office installed."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from berkas import paths
from berkas.engine.rulebook import Override, Rulebook, RulebookError, RuleKind
from berkas.rules.calendar import Holiday
from berkas.rules.clocks import if_started_on
from berkas.rules.vocabulary import ComplaintClass, HolidayKind

OFFICE_CLOCK = """
kelas = "pengaduan_obh"
[[versi]]
kunci = "kantor_2026"
nama = "Ketetapan kantor contoh"
berlaku_mulai = 2026-01-01
sumber = "Keputusan kantor contoh"
keyakinan = "rumusan_kantor"
[[versi.langkah]]
kunci = "klarifikasi"
nama = "Klarifikasi kepada PBH"
hari = 14
satuan = "kerja"
mulai = "diterima"
selesai = "klarifikasi"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped rules that a test may spoil."""
    for kind in RuleKind:
        shutil.copytree(paths.resource(kind.value), tmp_path / kind.value)
    return tmp_path


def spoil(path: Path, right: str, wrong: str) -> None:
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")


def test_everything_shipped_is_sound() -> None:
    rulebook = Rulebook.load()
    assert rulebook.problems() == []
    assert [clock.cls for clock in rulebook.clocks()] == list(ComplaintClass)
    assert [year.year for year in rulebook.holiday_years()] == list(range(2018, 2028))
    assert [one.key for one in rulebook.instruments()] == list(rulebook.instrument_keys())


def test_one_rule_is_read_once() -> None:
    rulebook = Rulebook.load()
    assert rulebook.clock("ppid") is rulebook.clock("ppid")
    assert rulebook.calendar() is rulebook.calendar()
    key = rulebook.instrument_keys()[0]
    assert rulebook.instrument(key) is rulebook.instrument(key)


def test_the_calendar_takes_days_of_the_office() -> None:
    rulebook = Rulebook.load()
    day = date(2025, 6, 13)
    closed = Holiday(day, "Kantor tutup contoh", HolidayKind.TUTUP_KANTOR, "Surat contoh")
    assert rulebook.calendar().is_working(day)
    assert not rulebook.calendar(closed).is_working(day)
    assert rulebook.calendar().is_working(day)
    assert rulebook.calendar(working_week=frozenset(range(6))).is_working(date(2025, 6, 14))


def test_an_installed_clock_begins_on_its_day() -> None:
    rulebook = Rulebook.load([Override(RuleKind.CLOCK, "pengaduan_obh", OFFICE_CLOCK)])
    clock = rulebook.clock("pengaduan_obh")
    assert clock.version_on(date(2025, 12, 31)).key == "panwasda"
    (due,) = if_started_on(clock.version_on(date(2026, 1, 5)), date(2026, 1, 5), rulebook.calendar())
    assert due.due == date(2026, 1, 26)
    assert "rumusan kantor, bukan naskah resmi" in due.note


def test_an_installed_holiday_year_replaces_or_adds() -> None:
    text = """
tahun = 2028
sumber = "SKB contoh"
keyakinan = "terbaca"
ditetapkan = true
[[libur]]
tanggal = 2028-01-03
nama = "Libur contoh"
jenis = "nasional"
"""
    calendar = Rulebook.load([Override(RuleKind.HOLIDAYS, "2028", text)]).calendar()
    assert 2028 in calendar.years_known
    assert not calendar.is_working(date(2028, 1, 3))
    wrong = Rulebook.load([Override(RuleKind.HOLIDAYS, "2029", text)])
    with pytest.raises(RulebookError, match="kunci “tahun”: harus 2029, bukan 2028"):
        wrong.calendar()


def test_an_installed_instrument_wins(folder: Path) -> None:
    key = Rulebook.load().instrument_keys()[0]
    text = (folder / "instruments" / f"{key}.toml").read_text("utf-8")
    title = Rulebook.load().instrument(key).title
    installed = text.replace(title, "Judul kantor contoh")
    rulebook = Rulebook.load([Override(RuleKind.INSTRUMENT, key, installed)])
    assert rulebook.instrument(key).title == "Judul kantor contoh"
    with pytest.raises(RulebookError, match="harus “lain”"):
        Rulebook.load([Override(RuleKind.INSTRUMENT, "lain", text)]).instrument("lain")


STEP = ", kunci “versi.uu_14_2008.langkah.jawaban"
HOLIDAY_KINDS = ", ".join(HolidayKind.codes())
NOT_TOML = "tidak dapat dibaca sebagai TOML. Periksa tanda kutip, kurung, dan tanda sama dengan."


@pytest.mark.parametrize(
    ("name", "right", "wrong", "sentence"),
    [
        ("clocks/ppid.toml", "hari = 10", "hari = sepuluh", f", baris 16: {NOT_TOML}"),
        (
            "clocks/ppid.toml",
            'satuan = "kerja"',
            'satuan = "pekan"',
            f"{STEP}.satuan”: “pekan” tidak dikenal, pilih dari kerja, kalender.",
        ),
        (
            "clocks/ppid.toml",
            'kelas = "ppid"',
            'kelas = "aspirasi"',
            ", kunci “kelas”: harus “ppid”, bukan “aspirasi”.",
        ),
        ("holidays/2025.toml", "= 2025-01-01", "= 2025-13-01", f", baris 10: {NOT_TOML}"),
        (
            "holidays/2025.toml",
            'jenis = "nasional"',
            'jenis = "libur"',
            f", kunci “libur.2025-01-01.jenis”: “libur” tidak dikenal, pilih dari {HOLIDAY_KINDS}.",
        ),
    ],
)
def test_a_wrong_file_gets_one_sentence(
    folder: Path, name: str, right: str, wrong: str, sentence: str
) -> None:
    spoil(folder / name, right, wrong)
    assert Rulebook.load(folder=folder).problems() == [f"Berkas {name}{sentence}"]


def test_half_a_file_gets_one_sentence(folder: Path) -> None:
    path = folder / "clocks" / "ppid.toml"
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b'mulai = "dicatat"') + 10])
    (folder / "holidays" / "2026.toml").write_bytes("nama = “é”".encode("cp1252"))
    (folder / "holidays" / "2027.toml").unlink()
    (folder / "holidays" / "2027.toml").mkdir()
    problems = Rulebook.load(folder=folder).problems()
    assert problems[0].startswith(
        "Berkas clocks/ppid.toml, baris 18 (akhir berkas): tidak dapat dibaca sebagai TOML."
    )
    assert problems[1:] == [
        "Berkas holidays/2026.toml bukan teks UTF-8. Simpan ulang sebagai UTF-8.",
        "Berkas holidays/2027.toml tidak dapat dibaca. Pasang ulang program.",
    ]


def test_a_wrong_instrument_gets_one_sentence(folder: Path) -> None:
    key = Rulebook.load().instrument_keys()[0]
    (folder / "instruments" / f"{key}.toml").write_text("format = 1\n", encoding="utf-8")
    (problem,) = Rulebook.load(folder=folder).problems()
    assert problem.startswith(f"Berkas instrumen instruments/{key}.toml, kunci “")


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    rulebook = Rulebook.load()
    with pytest.raises(RulebookError, match="Mungkin maksudnya “pengaduan_berkadar”"):
        rulebook.clock("pengaduan_berkadr")
    with pytest.raises(RulebookError, match=r"Instrumen “zzz” tidak dikenal\. Yang dikenal: "):
        rulebook.instrument("zzz")


def test_a_damaged_copy_in_the_book_gets_one_sentence() -> None:
    rulebook = Rulebook.load([Override(RuleKind.CLOCK, "ppid", '{"kelas": "ppid",\n "versi": [')])
    with pytest.raises(RulebookError, match="clocks/ppid yang dipasang kantor, baris 2: salinannya rusak"):
        rulebook.clock("ppid")


def test_a_class_without_clock_says_so(folder: Path) -> None:
    (folder / "clocks" / "aspirasi.toml").unlink()
    rulebook = Rulebook.load(folder=folder)
    with pytest.raises(RulebookError, match="Kelas “aspirasi” belum mempunyai aturan batas waktu"):
        rulebook.clock("aspirasi")
    assert ComplaintClass.ASPIRASI not in [clock.cls for clock in rulebook.clocks()]
