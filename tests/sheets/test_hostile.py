"""Files that want to do harm, or are not what their names say: one sentence each, nothing loaded."""

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from berkas.sheets import read
from berkas.sheets.errors import SheetError
from berkas.sheets.limits import READER_WORD, USUAL
from berkas.sheets.read import read_table


def plain_workbook(rows: list[list[object]] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows or [["Nama", "Nilai"], ["contoh", 1]]:
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(path: Path, changes: dict[str, bytes]) -> Path:
    """A good workbook with some of its parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(plain_workbook())) as good:
        parts = {name: good.read(name) for name in good.namelist()} | changes
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


MakeOds = Callable[[Path, str], Path]
ODS_CELL = '<table:table-cell office:value-type="string"{}><text:p>x</text:p></table:table-cell>'


def refusal(path: Path) -> str:
    with pytest.raises(SheetError) as caught:
        read_table(path)
    sentence = str(caught.value)
    assert sentence.startswith(path.name)
    assert sentence.endswith(".")
    return sentence


SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def test_a_zip_bomb_is_refused_before_it_is_unpacked_whole(tmp_path: Path) -> None:
    path = repacked(tmp_path / "bom.xlsx", {SHEET: b" " * (300 << 20)})
    assert path.stat().st_size < USUAL.file
    assert "terlalu besar" in refusal(path)


def test_a_lying_size_in_the_directory_does_not_help(tmp_path: Path) -> None:
    path = repacked(tmp_path / "bom.xlsx", {"xl/media/a.png": b"\0" * (60 << 20)})
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"xl/media/a.png") - 46
    assert data[entry : entry + 4] == b"PK\x01\x02"
    data[entry + 24 : entry + 28] = struct.pack("<I", 10)
    path.write_bytes(data)
    assert refusal(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_bomb_is_refused(tmp_path: Path, encoding: str) -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a0 "lol">{levels}]>'
        f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row>'
        "</sheetData></worksheet>"
    )
    assert "perintah XML yang tidak aman" in refusal(
        repacked(tmp_path / "bom.xlsx", {SHEET: text.encode(encoding)})
    )


def test_shared_text_that_unrolls_beyond_memory_is_refused(tmp_path: Path) -> None:
    """Every cell points to the same long text: small packed and unpacked, enormous when read."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 60_001))
    changes = {
        SHEET: f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>".encode(),
        "xl/sharedStrings.xml": f"<sst {MAIN}><si><t>{'x' * 32_000}</t></si></sst>".encode(),
    }
    assert "terlalu besar" in refusal(repacked(tmp_path / "bom.xlsx", changes))


def test_a_cell_in_the_last_corner_is_refused(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    sheet = f"<worksheet {MAIN}><sheetData>{cells}</sheetData></worksheet>"
    assert "terlalu besar" in refusal(repacked(tmp_path / "luas.xlsx", {SHEET: sheet.encode()}))


def test_an_ods_that_repeats_a_cell_a_thousand_million_times_is_refused(tmp_path: Path, ods: MakeOds) -> None:
    cell = ODS_CELL.format(' table:number-columns-repeated="16384"')
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    assert refusal(ods(tmp_path / "ulang.ods", row))


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_16384_columns_are_refused(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"lebar.{ending}"
    if ending == "xlsx":
        path.write_bytes(plain_workbook([list(range(16_384))]))
    else:
        path.write_text(",".join(map(str, range(16_384))), encoding="utf-8")
    assert "berisi 16384 kolom; paling banyak 2000" in refusal(path)


def test_macros_are_refused_in_every_dress(tmp_path: Path) -> None:
    assert "makro" in refusal(repacked(tmp_path / "a.xlsx", {"xl/vbaProject.bin": b"x"}))
    assert "makro" in refusal(repacked(tmp_path / "b.xlsm", {}))
    assert "makro" in refusal(repacked(tmp_path / "c.xlsx", {"xl/macrosheets/sheet1.xml": b"<x/>"}))


def test_a_formula_is_never_run_and_a_link_never_followed(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Nama", "Nilai"], ["=cmd|' /C calc'!A0", "='[http://127.0.0.1:9/x.xlsx]A'!A1"], ["a", 1]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    table = read_table(tmp_path / "a.xlsx")
    assert [row.cells for row in table.rows] == [("a", 1)]  # formulas without a kept result are empty


@pytest.mark.parametrize("name", ["../../keluar.xml", "/akar.xml", "C:/akar.xml", "xl\\..\\x.xml"])
def test_names_that_leave_the_package_are_refused(tmp_path: Path, name: str) -> None:
    assert "rusak" in refusal(repacked(tmp_path / "a.xlsx", {name: b"<x/>"}))


def test_other_ways_of_packing_are_refused(tmp_path: Path) -> None:
    path = repacked(tmp_path / "a.xlsx", {})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_BZIP2) as package:
        package.writestr("xl/media/a.png", b"\0" * 1000)
    assert "rusak" in refusal(path)


@pytest.mark.parametrize("kept", [0.2, 0.6, 0.95])
def test_a_file_cut_off_is_refused(tmp_path: Path, kept: float) -> None:
    data = plain_workbook([["Nama", "Nilai"]] * 200)
    path = tmp_path / "potong.xlsx"
    path.write_bytes(data[: int(len(data) * kept)])
    assert "rusak atau terpotong" in refusal(path)


def test_a_sheet_that_is_no_xml_is_refused(tmp_path: Path) -> None:
    assert "rusak" in refusal(repacked(tmp_path / "a.xlsx", {SHEET: b"<worksheet><sheetData><row"}))
    assert "rusak" in refusal(repacked(tmp_path / "b.xlsx", {"xl/workbook.xml": b"bukan xml"}))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"PK\x03\x04xxxx", r"ternyata berisi \.xlsx"),
        ("a.xlsx", b"Nama,Nilai\n", "rusak"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "halaman web"),
        ("a.xlsx", b"%PDF-1.7", "dokumen PDF"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "gambar"),
        ("a.docx", b"PK\x03\x04", "bukan lembar kerja"),
        ("a.exe", b"MZ", "bukan lembar kerja"),
        ("a.xlsx", b"", "tidak berisi apa-apa"),
        ("a.csv", b"\n\n\n", "tidak berisi apa-apa"),
        ("a.csv", b"a,b\n\x00\x01,x\n", "bukan teks"),
        ("a.csv", b"a,b\n\x81\x8d,x\n", "bukan teks"),
        ("a.csv", b'a,b\n"tidak ditutup,x\n', "baris 2: tanda kutip"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "rusak"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "diberi kata sandi",
        ),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "makro"),
    ],
)
def test_a_wrong_file_gets_one_sentence(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SheetError, match=said):
        read_table(path)


def test_a_workbook_under_a_wrong_name_is_told_its_right_one(tmp_path: Path, ods: MakeOds) -> None:
    good = ods(tmp_path / "a.ods", f"<table:table-row>{ODS_CELL.format('')}</table:table-row>")
    assert r"akhiran namanya menjadi .ods" in refusal(good.rename(tmp_path / "a.xlsx"))


def test_a_file_too_large_or_gone_is_refused_without_being_opened(tmp_path: Path) -> None:
    path = tmp_path / "besar.csv"
    with path.open("wb") as stream:
        stream.truncate(USUAL.file + 1)
    assert "lebih besar dari 20 MB" in refusal(path)
    assert "tidak dapat dibuka" in refusal(tmp_path / "hilang.csv")


def test_a_reader_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = repacked(tmp_path / "a.xlsx", {})
    with pytest.raises(SheetError, match="terlalu besar atau terlalu rumit"):
        read_table(path, limits=replace(USUAL, seconds=0))


def test_an_answer_without_end_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(plain_workbook([["x" * 1000]] * 200))
    with pytest.raises(SheetError, match="terlalu besar atau terlalu rumit"):
        read_table(path, limits=replace(USUAL, answer=100_000))


def test_the_reader_imports_no_screen_and_no_database(tmp_path: Path) -> None:
    path = repacked(tmp_path / "a.xlsx", {})
    names = set(sys.modules)
    table = read_table(path)
    assert table.header == ("Nama", "Nilai")
    assert not {name for name in set(sys.modules) - names if name.startswith(("PySide6", "sqlalchemy"))}


@pytest.mark.parametrize(
    ("executable", "frozen", "words"),
    [
        ("/usr/bin/python3.11", False, ("-P", "-m", "berkas.sheets.child")),
        ("/opt/berkas/berkas", False, (READER_WORD,)),
        ("/opt/berkas/python3", True, (READER_WORD,)),
    ],
)
def test_an_installed_program_starts_itself_as_the_reader(
    monkeypatch: pytest.MonkeyPatch, executable: str, frozen: bool, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    assert read._command() == (executable, *words)


def test_the_program_itself_becomes_the_reader(tmp_path: Path) -> None:
    asked = {"path": str(repacked(tmp_path / "a.xlsx", {})), "sheet": None, "limits": {}}
    done = subprocess.run(
        [sys.executable, "-m", "berkas", READER_WORD],
        input=json.dumps(asked).encode() + b"\n",
        env=read._environment(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert [json.loads(line) for line in done.stdout.splitlines()][-1] == {"end": True}


def test_the_reader_works_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)", encoding="utf-8")
    repacked(tmp_path / "a.xlsx", {})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(os.environ, "PYTHONPATH", str(tmp_path))
    assert read_table(Path("a.xlsx")).header == ("Nama", "Nilai")
