"""Commands on an office file: what they write and refuse; reading leaves every byte as it was."""

from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select
from tests.shell.calling import Call

from berkas_db.backup import inspect
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.connect import driver
from berkas_db.journal import verify_chain
from berkas_db.tables import AppUser, JournalEntry, JournalText, Unit

READING = [
    ("list", "obh"),
    ("list", "complaints", "--json"),
    ("verify", "ABCDEFGHJKLM"),
    ("print", "rekap-obh", "--out", "rekap.pdf"),
    ("print", "nope", "--out", "nope.pdf"),
    ("preflight", "--of", "X"),
]
EXPORT = ("export", "obh", "obh.xlsx")


def with_two_obh(call: Call, office: Path) -> None:
    table = office.with_name("obh.csv")
    table.write_text("Nama PBH,Nama singkat\nLembaga Contoh Satu,LCS\nLembaga Contoh Dua,LCD\n", "utf-8")
    assert call("import", "obh", table, "--office", office).status == 0
    table.unlink()


def test_new_makes_an_office_and_never_replaces_one(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "baru.berkas"
    answer = call("new", path, "--name", "Kantor Contoh")
    assert answer.status == 0
    assert answer.out == f"Kantor “Kantor Contoh” dibuat di {path} (tanpa frasa sandi).\n"
    before = path.read_bytes()
    again = call("new", path, "--name", "Lain")
    assert (again.status, path.read_bytes()) == (2, before)
    assert "sudah ada" in again.complaint


@pytest.mark.parametrize(
    ("name", "file", "said"),
    [("  ", "a.berkas", "Nama kantor belum diisi."), ("Contoh", "tidak-ada/a.berkas", "Folder ")],
)
def test_new_refuses(call: Call, tmp_path: Path, name: str, file: str, said: str) -> None:
    answer = call("new", tmp_path / file, "--name", name)
    assert answer.status == 2
    assert answer.complaint.startswith(said)
    assert list(tmp_path.iterdir()) == []


def test_protection_needs_a_passphrase(call: Call, tmp_path: Path) -> None:
    answer = call("new", tmp_path / "a.berkas", "--name", "Contoh", "--protect")
    assert answer.status == 2
    assert "BERKAS_PASSPHRASE" in answer.complaint
    assert list(tmp_path.iterdir()) == []


def test_a_protected_office(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.berkas"
    monkeypatch.setenv("BERKAS_PASSPHRASE", "empat kata yang panjang")
    assert "terlindung frasa sandi" in call("new", path, "--name", "Contoh").out
    assert call("check", path).status == 0
    assert call("backup", path, tmp_path).status == 0
    monkeypatch.setenv("BERKAS_PASSPHRASE", "bukan ini")
    assert "tidak cocok" in call("check", path).complaint
    monkeypatch.setenv("BERKAS_PASSPHRASE", "")
    answer = call("check", path)
    assert answer.status == 2
    assert "Isi BERKAS_PASSPHRASE" in answer.complaint


@pytest.mark.parametrize("words", READING, ids=lambda words: " ".join(words[:2]))
def test_reading_and_refused_calls_write_nothing(
    call: Call, unchanged: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(unchanged.parent)
    assert call(*words, "--office", unchanged).status in {0, 1, 2}


@pytest.mark.parametrize("words", [*READING, EXPORT], ids=lambda words: " ".join(words[:2]))
def test_reading_works_while_the_office_is_open(
    call: Call, office: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office.parent)
    with Book.open(office):
        answer = call(*words, "--office", office)
        assert "sedang dibuka" not in answer.err
        assert "kegagalan" not in answer.err


def exports(book: Book) -> list[str]:
    labels = select(JournalText.label).join(JournalEntry, JournalEntry.id == JournalText.id)
    found = labels.where(JournalEntry.action == "ekspor").order_by(JournalEntry.id)
    return list(book.read(lambda session: session.execute(found).scalars().all()).result())


def test_an_export_leaves_a_line_in_the_journal_also_beside_an_open_window(call: Call, office: Path) -> None:
    with_two_obh(call, office)
    folder = office.parent
    assert call("export", "obh", folder / "a.csv", "--office", office).status == 0
    with Book.open(office) as window:
        assert call("export", "obh", folder / "b.csv", "--office", office).err == ""
        assert exports(window) == ["Ekspor obh: 2 baris (csv)"] * 2
        window.change(
            lambda step: step.insert(Unit, {"code": "U", "name": "Contoh", "kind": "lapas"}), ANYONE
        )
        assert window.read(verify_chain).result().is_whole


def test_an_export_from_a_file_nobody_can_write_says_that_it_is_not_noted(
    call: Call, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from berkas.engine import exporting

    monkeypatch.setattr(exporting, "note_beside", lambda *_: False)
    with Book.open(office):
        answer = call("export", "obh", office.with_name("a.csv"), "--office", office)
    assert answer.status == 0
    assert "tidak tercatat dalam riwayat" in answer.err


def test_writing_ends_while_the_office_is_open(call: Call, office: Path, tmp_path: Path) -> None:
    table = tmp_path / "obh.csv"
    table.write_text("Nama PBH\nContoh\n", "utf-8")
    with Book.open(office):
        answer = call("import", "obh", table, "--office", office)
    assert answer.status == 2
    assert "sedang dibuka" in answer.complaint


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("list", "nope"), "Daftar “nope” tidak ada. Yang ada: "),
        (("print", "nope", "--out", "a.pdf"), "Dokumen “nope” tidak ada. Yang ada: "),
        (("import", "nope", "a.csv"), "“nope” tidak dapat diimpor. Yang dapat: "),
        (("import", "obh", "tidak-ada.csv"), "tidak-ada.csv tidak dapat dibuka."),
        (("export", "obh", "a.txt"), "a.txt: berkas tujuan harus berakhiran .xlsx atau .csv."),
        (("export", "obh", "tidak-ada/a.csv"), "Folder tidak-ada tidak ada."),
        (("print", "profil-obh", "--of", "X", "--out", "a.pdf"), "Profil PBH: “X” tidak ditemukan."),
        (("preflight", "--of", "X"), "Unit “X” tidak ada"),
    ],
)
def test_an_unknown_word_is_one_sentence(
    call: Call, unchanged: Path, words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(unchanged.parent)
    answer = call(*words, "--office", unchanged)
    assert answer.status == 2
    assert answer.complaint.startswith(said)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("tidak-ada.berkas", None, "tidak ditemukan"),
        ("teks.berkas", b"bukan kantor, hanya catatan" * 9, "bukan berkas kantor"),
        ("kosong.berkas", b"", "kosong"),
    ],
)
def test_a_wrong_file_is_one_sentence(
    call: Call, tmp_path: Path, name: str, data: bytes | None, said: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    for words in (("list", "obh", "--office", path), ("check", path), ("backup", path, tmp_path)):
        answer = call(*words)
        assert answer.status == 2
        assert said in answer.complaint


def test_import_list_export_and_print(call: Call, office: Path) -> None:
    with_two_obh(call, office)
    rows = call("list", "obh", "--office", office, "--json").json
    assert sorted(row["name"] for row in rows) == ["Lembaga Contoh Dua", "Lembaga Contoh Satu"]
    assert "Lembaga Contoh Satu" in call("list", "obh", "--office", office).out
    assert call("list", "obh", "--office", office).out.endswith("2 baris\n")
    table = office.with_name("keluar.csv")
    assert call("export", "obh", table, "--office", office).out == f"2 baris ditulis ke {table}\n"
    assert "Lembaga Contoh Dua" in table.read_text("utf-8-sig")
    before = table.read_bytes()
    assert "sudah ada dan tidak ditimpa" in call("export", "obh", table, "--office", office).complaint
    assert table.read_bytes() == before
    paper = office.with_name("profil.pdf")
    answer = call("print", "profil-obh", "--office", office, "--out", paper)
    assert answer.out == f"Profil PBH: 2 dokumen ditulis ke {paper}\n"
    assert paper.read_bytes().startswith(b"%PDF")
    assert "sudah ada" in call("print", "profil-obh", "--office", office, "--out", paper).complaint


def test_a_trial_import_writes_nothing(call: Call, unchanged: Path) -> None:
    table = unchanged.with_name("obh.csv")
    table.write_text("Nama PBH\nLembaga Contoh\n", "utf-8")
    found = call("import", "obh", table, "--office", unchanged, "--dry-run", "--json")
    assert found.status == 0
    assert {key: found.json[key] for key in ("rows", "added", "updated", "ignored")} == {
        "rows": 1, "added": 1, "updated": 0, "ignored": 0,
    }  # fmt: skip
    assert set(found.json) == {"rows", "added", "updated", "ignored", "problems"}
    table.unlink()


def test_an_import_with_a_wrong_cell_keeps_nothing(call: Call, unchanged: Path) -> None:
    table = unchanged.with_name("obh.csv")
    table.write_text("Nama PBH,Tanggal SK\nLembaga Contoh,31 Februari 2020\n", "utf-8")
    answer = call("import", "obh", table, "--office", unchanged)
    assert answer.status == 1
    assert answer.out.startswith("Tidak ada yang disimpan karena ada kesalahan.")
    table.unlink()


def test_every_wrong_cell_of_an_import_is_named(call: Call, unchanged: Path) -> None:
    table = unchanged.with_name("obh.csv")
    wrong = "".join(f"Lembaga Contoh {number},31 Februari 2020\n" for number in range(40))
    table.write_text(f"Nama PBH,Tanggal SK\n{wrong}", "utf-8")
    answer = call("import", "obh", table, "--office", unchanged)
    cells = [line.split(":")[0] for line in answer.err.splitlines()]
    assert [cell for cell in cells if cell.startswith("B")] == [f"B{row}" for row in range(2, 42)]
    table.unlink()


def test_issue_gives_a_code_that_verify_knows_and_reprints_the_same_bytes(
    call: Call, office: Path, tmp_path: Path
) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    with_two_obh(call, office)
    first, second = tmp_path / "satu.pdf", tmp_path / "dua.pdf"
    code = call("list", "obh", "--office", office, "--json").json[0]["code"]
    words = ("print", "profil-obh", "--office", office, "--of", code)
    draft = tmp_path / "draf.pdf"
    assert call(*words, "--out", draft).status == 0
    assert "DRAF" in PdfReader(BytesIO(draft.read_bytes())).pages[0].extract_text()
    assert call(*words, "--out", first, "--issue").status == 0
    assert call(*words, "--out", second).status == 0
    assert first.read_bytes() == second.read_bytes()
    (document,) = call("list", "documents", "--office", office, "--json").json
    printed = next(value for value in document.values() if isinstance(value, str) and len(value) == 12)
    answer = call("verify", printed, "--office", office, "--json")
    assert answer.status == 0
    assert set(answer.json) == {"state", "document", "issued", "agrees_until"}
    assert answer.json["state"] == "utuh"


def test_an_unknown_code(call: Call, unchanged: Path) -> None:
    answer = call("verify", "ABCDEFGHJKLM", "--office", unchanged, "--json")
    assert (answer.status, answer.json["state"]) == (1, "tidak_dikenal")


def test_backup_and_restore(
    call: Call, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cadangan").mkdir()
    assert call("backup", office.name, "cadangan").out.startswith("Cadangan tersimpan dan sudah diperiksa: ")
    (copy,) = (tmp_path / "cadangan").iterdir()
    with_two_obh(call, office)
    answer = call("restore", copy, office)
    assert answer.status == 0
    assert call("list", "obh", "--office", office, "--json").json == []
    kept = Path(answer.out.splitlines()[-1].removeprefix("Berkas sebelumnya disimpan sebagai ").rstrip("."))
    assert inspect(kept).rows["obh"] == 2


def test_slim_backups_and_what_is_missing(call: Call, office: Path, tmp_path: Path) -> None:
    folder = tmp_path / "flashdisk"
    folder.mkdir()
    with Book.open(office) as book:
        book.change(
            lambda step: step.attach(b"foto contoh", "foto-contoh.jpg", "image/jpeg"), ANYONE
        ).result()
    answer = call("backup", office, folder, "--slim")
    assert answer.status == 0
    assert answer.out.startswith("1 lampiran baru disalin")
    assert call("backup", office, folder, "--slim").out.startswith("0 lampiran baru disalin")
    copy = next(folder.glob("*.cadangan"))
    assert "adalah cadangan" in call("check", copy).complaint
    new = tmp_path / "pulih.berkas"
    assert call("restore", copy, new).status == 0
    assert call("check", new).status == 0
    for piece in (folder / "lampiran").glob("*/*"):
        piece.unlink()
    answer = call("restore", copy, tmp_path / "lain.berkas")
    assert answer.status == 1
    assert "Lampiran hilang atau rusak: foto-contoh.jpg" in answer.err
    answer = call("restore", copy, tmp_path / "lain.berkas", "--without-missing")
    assert "Tanpa lampiran foto-contoh.jpg." in answer.out


def test_backup_while_the_office_is_open(call: Call, office: Path, tmp_path: Path) -> None:
    with Book.open(office):
        assert call("backup", office, tmp_path).status == 0
        assert "sedang dibuka" in call("restore", office, office).complaint


def test_check_writes_only_with_the_flag_and_then_repairs(call: Call, office: Path) -> None:
    with_two_obh(call, office)
    other = driver.connect(office, isolation_level=None)
    other.execute("UPDATE obh SET website = 'palsu' WHERE id = 1")
    other.close()
    before = office.read_bytes()
    answer = call("check", office)
    assert (answer.status, office.read_bytes()) == (1, before)
    assert "berbeda dari jurnal pada website" in answer.err
    assert answer.err.endswith(f"Sebagian dapat diperbaiki: berkas check {office} --repair\n")
    repaired = call("check", office, "--repair")
    assert (repaired.status, repaired.err) == (0, "")
    assert "Kembalikan isi dari riwayat: OBH OBH-001 berbeda dari jurnal pada website." in repaired.out
    assert repaired.out.endswith("tidak ada lagi yang perlu diperbaiki.\n")
    assert call("check", office).status == 0


def test_what_a_repair_leaves_is_listed(call: Call, office: Path) -> None:
    with_two_obh(call, office)
    other = driver.connect(office, isolation_level=None)
    other.execute("PRAGMA foreign_keys = OFF")
    other.execute("DELETE FROM obh WHERE id = 1")
    other.close()
    answer = call("check", office, "--repair")
    assert answer.status == 1
    assert "hilang tanpa dicatat" in answer.err


def test_check_of_a_healthy_office(call: Call, unchanged: Path) -> None:
    answer = call("check", unchanged)
    assert (answer.status, answer.out) == (0, "Berkas kantor utuh: tidak ada yang perlu diperbaiki.\n")


def add_user(office: Path) -> None:
    def add(step: Step) -> int:
        hashed = PasswordHasher(time_cost=1, memory_cost=64).hash("kata sandi contoh")
        return step.insert(
            AppUser,
            {"login": "siti", "full_name": "Siti Contoh", "role": "pengawas", "password_hash": hashed},
        )

    with Book.open(office) as book:
        book.change(add, ANYONE).result()


def test_an_office_with_accounts_asks_who_it_is(
    call: Call, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_user(office)
    words = ("list", "obh", "--office", office)
    assert "--user" in call(*words).complaint
    assert "BERKAS_PASSWORD" in call(*words, "--user", "siti").complaint
    monkeypatch.setenv("BERKAS_PASSWORD", "salah")
    assert "tidak cocok" in call(*words, "--user", "siti").complaint
    monkeypatch.setenv("BERKAS_PASSWORD", "kata sandi contoh")
    assert call(*words, "--user", "siti").status == 0
    monkeypatch.setenv("BERKAS_USER", "siti")
    assert call(*words).status == 0
    assert call("check", office).status == 0


def test_rights_hold_on_the_command_line(call: Call, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_user(office)
    monkeypatch.setenv("BERKAS_USER", "siti")
    monkeypatch.setenv("BERKAS_PASSWORD", "kata sandi contoh")
    table = office.with_name("obh.csv")
    table.write_text("Nama PBH\nLembaga Contoh\n", "utf-8")
    answer = call("import", "obh", table, "--office", office)
    assert answer.status in {1, 2}
    assert "tidak berhak" in answer.err
    assert call("list", "obh", "--office", office, "--json").json == []


def test_a_wrong_password_counts_also_where_a_command_only_reads(
    call: Call, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_user(office)
    words = ("list", "obh", "--office", office, "--user", "siti")
    monkeypatch.setenv("BERKAS_PASSWORD", "salah")
    for _ in range(3):
        answer = call(*words)
        assert (answer.status, answer.out) == (2, "")
    monkeypatch.setenv("BERKAS_PASSWORD", "kata sandi contoh")
    assert "Tunggu" in call(*words).complaint
