"""The sample offices as data: readable, in the rooms' own entries, and honest about real organisations."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from berkas.paths import resource
from berkas.shell.demo.honesty import faults_of
from berkas.shell.demo.reading import SampleError, SampleOffice, read_office

OFFICES = ("babel", "banten")


@pytest.fixture
def altered(tmp_path: Path) -> Callable[[str, str, str], SampleOffice]:
    """A copy of the Babel sample in which one piece of text is another."""

    def alter(file: str, old: str, new: str) -> SampleOffice:
        folder = tmp_path / "babel"
        shutil.copytree(resource("sample", "babel"), folder)
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        return read_office(folder)

    return alter


@pytest.mark.parametrize("name", OFFICES)
def test_a_sample_office_is_readable_and_honest(name: str) -> None:
    assert faults_of(read_office(resource("sample", name))) == []


def test_the_seeds_stand_under_their_real_names() -> None:
    office = read_office(resource("sample", "babel"))
    visit = next(record for record in office["kegiatan"] if record["code"] == "MONEV-20250612")
    clients = [trace["obh_id"] for trace in visit["traces"]]
    assert [clients.count(code) for code in ("LBH-HAKIM", "LBH-LEGAL", "LBH-KUBI", "LBH-PANCA")] == [
        2,
        1,
        1,
        2,
    ]
    assert [trace["place"] for trace in visit["traces"]].count(1) == 3
    assert all("rekaan" in trace["note"] for trace in visit["traces"])
    assert office.single("pengawasan_bersama")["units"] == ["RUTAN-MTK", "LAPAS-SLT", "LPKA-PKP", "LPP-PKP"]
    assert len(office.single("pengawasan_bersama")["pokok"]) == 2
    assert {record["complaint_class"] for record in office["pengaduan"]} >= {
        "pengaduan_ham",
        "uu25_2009",
        "ppid",
    }
    cilegon = read_office(resource("sample", "banten"))
    assert cilegon["inovasi"][0]["name"] == "Layanan Kunjungan Online"
    assert cilegon["riwayat"][0]["year"] == 2018


def test_every_class_of_complaint_is_there() -> None:
    from berkas.rules.vocabulary import ComplaintClass

    office = read_office(resource("sample", "babel"))
    assert {record["complaint_class"] for record in office["pengaduan"]} == {
        each.value for each in ComplaintClass
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("pengaduan.toml", 'unit_id = "LPKA-CONTOH"', 'unit_id = "LPKA-PKP"', "LPKA-PKP nyata"),
        ("wawancara.toml", 'obh_id = "CONTOH-1"', 'obh_id = "LBH-KUBI"', "LBH-KUBI nyata"),
        ("p2ham.toml", 'unit_id = "KANIM-CONTOH"', 'unit_id = "KANIM-TDN"', "tidak boleh direka"),
        (
            "survei.toml",
            'label = "Januari–Juni 2021"',
            'label = "X"\nofficial_index = 81.5',
            "tidak boleh direka",
        ),
        (
            "obh.toml",
            'name = "LBH KUBI"',
            'name = "LBH KUBI"\ncontracts = [{ year = 2025 }]',
            "tidak boleh direka",
        ),
        ("unit.toml", "is_example = true", "is_example = false", "sumbernya"),
        ("tindaklanjut.toml", 'obh_id = "CONTOH-2"', 'obh_id = "LBH-PANCA"', "nyata"),
        (
            "pengaduan.toml",
            'vulnerable_group = "anak"',
            'vulnerable_group = "anak"\nreporter_name = "X Contoh"',
            "anak",
        ),
        ("wawancara.toml", 'CON08 = "Wali (kode saja)"', 'IDN01 = "Nama"', "kode"),
        ("bankum.toml", "is_child = true\n", "", "ditandai sebagai anak"),
        ("kantor.toml", "Maya Contoh, S.I.Kom.", "Maya, S.I.Kom.", "tanpa kata"),
    ],
)
def test_what_is_invented_about_somebody_real_is_found(
    altered: Callable[[str, str, str], SampleOffice], file: str, old: str, new: str, words: str
) -> None:
    assert any(words in fault for fault in faults_of(altered(file, old, new)))


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("unit.toml", "[[unit]]", "[[unitt]]", "daftar “unitt” tidak dikenal"),
        ("unit.toml", "capacity = 450", "capasity = 450", "isian “capasity” tidak dikenal"),
        ("obh.toml", "licence_until", "licence_untill", "people 1"),
        ("unit.toml", "is_example = true", "is_example = ", "unit.toml: tidak dapat dibaca"),
        ("kantor.toml", "[kantor]", "[kantor2]", "kantor2"),
    ],
)
def test_a_mistake_in_a_sample_is_one_sentence_with_its_place(
    altered: Callable[[str, str, str], SampleOffice], file: str, old: str, new: str, words: str
) -> None:
    with pytest.raises(SampleError, match=words):
        altered(file, old, new)


def test_a_folder_without_an_office_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SampleError, match="kantornya belum disebut"):
        read_office(tmp_path)
