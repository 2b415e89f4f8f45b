"""`score` and `deadline`: rules applied without an office, in the promised shapes."""

from pathlib import Path

import pytest
from tests.shell.calling import Call

SKM = ["persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana"]


def answers(path: Path, *rows: str, head: str = ",".join(SKM)) -> Path:
    path.write_text("\n".join((head, *rows)) + "\n", "utf-8")
    return path


def test_score_in_the_promised_shape(call: Call, tmp_path: Path) -> None:
    file = answers(tmp_path / "jawaban.csv", "4,4,4,4,4,4,4,4,4", "3,3,3,3,3,3,3,3,3")
    found = call("score", "skm", file, "--json").json
    assert set(found) >= {"instrument", "index", "index_4", "grade", "n", "elements", "rule", "source"}
    assert (found["instrument"], found["index"], found["index_4"], found["n"]) == ("skm", 87.5, 3.5, 2)
    assert found["grade"] == "B"
    assert [each["key"] for each in found["elements"]] == SKM
    assert set(found["elements"][0]) >= {"key", "mean", "index", "grade", "n"}


def test_score_in_words_shows_how_it_came_about(call: Call, tmp_path: Path) -> None:
    file = answers(tmp_path / "jawaban.csv", "4,4,4,4,4,4,4,4,4")
    answer = call("score", "skm", file)
    assert answer.status == 0
    assert "Indeks: 100,00 (A, Sangat baik)" in answer.out
    assert "Sumber: " in answer.out


@pytest.mark.parametrize(
    ("instrument", "name", "said"),
    [
        ("nope", "jawaban.csv", "Instrumen “nope” tidak dikenal."),
        ("skm", "tidak-ada.csv", "tidak dapat dibuka"),
        ("skm", "kosong.csv", "tidak berisi apa-apa"),
        ("skm", "gambar.xlsx", "gambar.xlsx"),
    ],
)
def test_a_file_that_cannot_be_used(
    call: Call, tmp_path: Path, instrument: str, name: str, said: str
) -> None:
    answers(tmp_path / "jawaban.csv", "4,4,4,4,4,4,4,4,4")
    (tmp_path / "kosong.csv").touch()
    (tmp_path / "gambar.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n")
    answer = call("score", instrument, tmp_path / name)
    assert answer.status == 2
    assert said in answer.complaint


def test_wrong_cells_are_listed_and_nothing_is_scored(call: Call, tmp_path: Path) -> None:
    file = answers(tmp_path / "jawaban.csv", "4,4,4,4,4,4,4,4,4", "4,7,4,4,4,4,4,4,x")
    answer = call("score", "skm", file)
    assert (answer.status, answer.out) == (1, "")
    assert [line.split(":")[0] for line in answer.err.splitlines()] == ["B3", "I3"]


def test_the_wrong_table_does_not_fill_the_screen(call: Call, tmp_path: Path) -> None:
    file = answers(tmp_path / "jawaban.csv", "1", head="apa")
    lines = call("score", "p2ham2018", file).err.splitlines()
    assert len(lines) == 31
    assert lines[-1].startswith("Masih ada ")


def test_deadline_in_the_promised_shape(call: Call) -> None:
    found = call("deadline", "pengaduan_tidak_berkadar", "2025-03-26", "--json").json
    assert set(found) == {"class", "start", "steps"}
    assert (found["class"], found["start"]) == ("pengaduan_tidak_berkadar", "2025-03-26")
    first = found["steps"][0]
    assert set(first) == {"step", "days", "unit", "due", "source", "note", "strip"}
    # Nyepi, Idul Fitri and the joint leave of 2025 lie between.
    assert first["due"] == "2025-04-09"
    assert set(first["strip"][0]) == {"date", "day", "counted", "why"}
    assert sum(day["counted"] for day in first["strip"]) == first["days"]


@pytest.mark.parametrize(
    "clock_class",
    [
        "pengaduan_berkadar",
        "pengaduan_tidak_berkadar",
        "permintaan_informasi",
        "aspirasi",
        "pengaduan_ham",
        "pengaduan_obh",
        "uu25_2009",
        "standar_upt",
        "ppid",
        "ppid_keberatan",
        "permohonan_bankum",
        "ombudsman_korektif",
    ],
)
def test_every_class_answers_in_words_and_json(call: Call, clock_class: str) -> None:
    assert call("deadline", clock_class, "2025-03-26").status == 0
    assert call("deadline", clock_class, "2025-03-26", "--json").json["steps"]


@pytest.mark.parametrize(
    ("clock_class", "day", "said"),
    [
        ("nope", "2025-03-26", "Kelas “nope” tidak dikenal."),
        ("ppid", "2025-02-30", "“2025-02-30” bukan tanggal."),
        ("ppid", "26-03-2025", "“26-03-2025” bukan tanggal."),
        ("ppid", "9999-12-30", "Tahun 9999 tidak dapat dihitung."),
        ("ppid", "0001-01-01", "Tahun 1 tidak dapat dihitung."),
        ("ppid", "1990-01-01", "Tidak ada batas waktu Permohonan informasi publik"),
    ],
)
def test_deadline_refuses(call: Call, clock_class: str, day: str, said: str) -> None:
    answer = call("deadline", clock_class, day)
    assert answer.status == 2
    assert answer.complaint.startswith(said)


def test_deadline_with_an_office_reads_only(call: Call, unchanged: Path) -> None:
    answer = call("deadline", "ppid", "2025-03-26", "--office", unchanged, "--json")
    assert answer.json["class"] == "ppid"
