"""Accounts: the first, further ones, their roles and passwords, and never an office without an admin."""

import io
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from pypdf import PdfReader
from sqlalchemy import select, text

from berkas.engine import hashing
from berkas.engine.access import RIGHTS
from berkas.engine.accounts import (
    Handed,
    account_words,
    change_own_password,
    create_first_account,
    give_temporary_password,
    save_account,
)
from berkas.engine.locking import set_lock_minutes
from berkas.engine.records import restore_record, trash_records
from berkas.engine.recovery_codes import (
    RECOVERED,
    can_recover,
    code_sheet,
    kept_codes,
    make_codes,
    recover,
)
from berkas.engine.signing_in import AT_THE_DOOR, Door, has_users
from berkas.rules.passwords import password_problem
from berkas.rules.vocabulary import Role
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Changes
from berkas_db.drafts import list_drafts, save_draft
from berkas_db.errors import Conflict, Refused
from berkas_db.tables import AppUser, JournalEntry, RecoveryCode

FIRST = "gerimis pasar kelapa lonceng"
SECOND = "tulang punggung jembatan kayu"
HOLDERS = ("Pejabat Contoh Satu", "Pejabat Contoh Dua")
Run = Callable[..., Changes]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(hashing, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    hashing._nobody.cache_clear()
    yield
    hashing._nobody.cache_clear()


@pytest.fixture(scope="module")
def empty_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("akun") / "kantor.berkas"
    Book.create(path, office_name="Kantor Wilayah Contoh").close()
    return path


@pytest.fixture
def book(empty_office: Path, tmp_path: Path) -> Iterator[Book]:
    with Book.open(shutil.copy(empty_office, tmp_path / "kantor.berkas")) as book:
        yield book


@pytest.fixture
def run(book: Book) -> Run:
    return lambda command, *args, actor=ANYONE, **more: book.change(command, actor, *args, **more).result()


@pytest.fixture
def admin(run: Run) -> Actor:
    id_ = run(create_first_account, "siti", "Siti Contoh", FIRST).value
    return Actor(id_, "Siti Contoh", "admin")


@pytest.fixture
def clerk(run: Run, admin: Actor) -> Actor:
    values = {"login": "budi", "full_name": "Budi Contoh", "role": "petugas"}
    id_ = run(save_account, values, id=None, version=None, actor=admin).value
    return Actor(id_, "Budi Contoh", "petugas")


def user(book: Book, id: int | None) -> dict[str, Any]:
    table = AppUser.__table__
    return book.glance(
        lambda session: dict(session.execute(select(table).where(table.c.id == id)).mappings().one())
    )


def test_there_is_no_default_account(book: Book) -> None:
    assert not book.glance(has_users)
    assert book.glance(lambda session: session.execute(select(AppUser.id)).all()) == []


def test_the_first_account_is_an_admin_with_an_own_password(book: Book, admin: Actor) -> None:
    row = user(book, admin.user_id)
    assert (row["login"], row["role"], row["temporary_until"]) == ("siti", "admin", None)
    assert row["password_hash"].startswith("$argon2id$v=19$")
    assert Door(book).enter("siti", FIRST).actor == admin


def test_only_the_first_is_the_first(run: Run, admin: Actor) -> None:
    with pytest.raises(Refused, match="sudah mempunyai akun"):
        run(create_first_account, "lain", "Lain Contoh", FIRST, actor=admin)


def test_an_ordinary_account_cannot_be_the_first(run: Run) -> None:
    values = {"login": "budi", "full_name": "Budi Contoh", "role": "petugas"}
    with pytest.raises(Refused, match="Akun pertama harus admin"):
        run(save_account, values, id=None, version=None)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("pendek", "paling sedikit 12"),
        ("password12345", "sering dipakai"),
        ("siti wilayah contoh", "nama|sering"),
    ],
)
def test_a_weak_password_is_refused_beside_its_field(run: Run, password: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as caught:
        run(create_first_account, "siti", "Siti Contoh", password)
    assert caught.value.fields == ("password",)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("login", " ", "Nama pengguna belum diisi"),
        ("login", "budi contoh", "tanpa spasi"),
        ("login", "SITI", "sudah dipakai"),
        ("full_name", "", "Nama lengkap belum diisi"),
        ("role", "", "Peran belum dipilih"),
        ("role", "raja", "Peran belum dipilih"),
    ],
)
def test_an_account_that_is_not_complete(run: Run, admin: Actor, key: str, value: str, words: str) -> None:
    values = {"login": "budi", "full_name": "Budi Contoh", "role": "petugas"} | {key: value}
    with pytest.raises(Refused, match=words) as caught:
        run(save_account, values, id=None, version=None, actor=admin)
    assert caught.value.fields == (key,)


def test_a_new_account_gets_a_random_password_for_one_sign_in(
    book: Book, run: Run, admin: Actor, clerk: Actor
) -> None:
    with pytest.raises(Refused):
        Door(book).enter("budi", "")
    first: Handed = run(give_temporary_password, clerk.user_id, actor=admin).value
    again: Handed = run(give_temporary_password, clerk.user_id, actor=admin).value
    assert first.password != again.password
    assert password_problem(again.password) is None
    entered = Door(book).enter("budi", again.password)
    assert (entered.actor, entered.must_change) == (clerk, True)
    run(change_own_password, again.password, SECOND, actor=clerk)
    entered = Door(book).enter("budi", SECOND)
    assert (entered.actor, entered.must_change) == (clerk, False)


def test_a_new_password_ends_the_delay(book: Book, run: Run, admin: Actor, clerk: Actor) -> None:
    handed: Handed = run(give_temporary_password, clerk.user_id, actor=admin).value
    for _ in range(3):
        with pytest.raises(Refused):
            Door(book).enter("budi", "salah")
    assert Door(book).wait("budi")
    run(give_temporary_password, clerk.user_id, actor=admin)
    assert Door(book).wait("budi") == 0
    assert handed.until.endswith("Z")


@pytest.mark.parametrize(
    ("present", "new", "words"),
    [
        ("salah", SECOND, "Kata sandi sekarang tidak cocok"),
        (FIRST, FIRST, "sama dengan yang sekarang"),
        (FIRST, "pendek", "paling sedikit 12"),
    ],
)
def test_an_own_password_needs_the_present_one(
    run: Run, admin: Actor, present: str, new: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        run(change_own_password, present, new, actor=admin)
    run(change_own_password, FIRST, SECOND, actor=admin)


def test_an_own_password_without_accounts(run: Run) -> None:
    with pytest.raises(Refused, match="belum memakai akun"):
        run(change_own_password, "", SECOND)


@pytest.mark.parametrize("values", [{"role": "petugas"}, {"is_active": False}])
def test_the_last_admin_stays(
    book: Book, run: Run, admin: Actor, clerk: Actor, values: dict[str, Any]
) -> None:
    with pytest.raises(Refused, match="admin terakhir"):
        run(save_account, values, id=admin.user_id, version=None, actor=admin)
    with pytest.raises(Refused):
        run(trash_records, AppUser, "akun", [admin.user_id], actor=admin)
    run(save_account, {"role": "admin"}, id=clerk.user_id, version=None, actor=admin)
    with pytest.raises(Refused, match="admin terakhir"):
        # The other one has no password yet and could not come in.
        run(save_account, values, id=admin.user_id, version=None, actor=admin)
    run(give_temporary_password, clerk.user_id, actor=admin)
    run(save_account, values, id=admin.user_id, version=None, actor=admin)
    assert book.glance(has_users)


def test_with_another_role_the_steps_of_before_stay(book: Book, run: Run, admin: Actor, clerk: Actor) -> None:
    """Who may no longer manage the office does not change it back by undo either."""
    other = {"login": "rina", "full_name": "Rina Contoh", "role": "admin"}
    rina = Actor(run(save_account, other, id=None, version=None, actor=admin).value, "Rina Contoh", "admin")
    run(give_temporary_password, rina.user_id, actor=admin)
    run(set_lock_minutes, 5, actor=rina)
    assert [line.label for line in book.undo_list(rina)] != []
    run(save_account, {"full_name": "Rina C."}, id=rina.user_id, version=None, actor=admin)
    assert [line.label for line in book.undo_list(rina)] != []
    run(save_account, {"role": "petugas"}, id=rina.user_id, version=None, actor=admin)
    assert book.undo_list(rina) == []
    with pytest.raises(Refused, match="Tidak ada langkah"):
        book.undo(Actor(rina.user_id, "Rina Contoh", "petugas")).result()


def test_what_was_half_typed_before_there_were_accounts_goes_to_the_first_admin(book: Book, run: Run) -> None:
    save_draft(book, ANYONE, "obh", "u-1", '{"name": "LBH Contoh"}', None).result()
    id_ = run(create_first_account, "siti", "Siti Contoh", FIRST).value
    entered = Door(book).enter("siti", FIRST).actor
    assert entered.user_id == id_
    assert [each.record_uid for each in book.read(list_drafts, entered).result()] == ["u-1"]
    assert book.read(list_drafts, ANYONE).result() == []


def test_an_account_that_was_shut(book: Book, run: Run, admin: Actor, clerk: Actor) -> None:
    handed: Handed = run(give_temporary_password, clerk.user_id, actor=admin).value
    run(save_account, {"is_active": False}, id=clerk.user_id, version=None, actor=admin)
    with pytest.raises(Refused, match="tidak cocok"):
        Door(book).enter("budi", handed.password)
    with pytest.raises(Refused, match="dihentikan"):
        run(give_temporary_password, clerk.user_id, actor=admin)
    with pytest.raises(Refused):
        run(change_own_password, handed.password, SECOND, actor=clerk)


def test_two_admins_do_not_overwrite_each_other(book: Book, run: Run, admin: Actor, clerk: Actor) -> None:
    version = user(book, clerk.user_id)["version"]
    run(save_account, {"full_name": "Budi Satu"}, id=clerk.user_id, version=version, actor=admin)
    with pytest.raises(Conflict):
        run(save_account, {"full_name": "Budi Dua"}, id=clerk.user_id, version=version, actor=admin)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_an_admin_manages_accounts(run: Run, admin: Actor, clerk: Actor, role: Role) -> None:
    other = Actor(clerk.user_id, "Budi Contoh", role.value)
    for call in (
        lambda: run(create_first_account, "x", "X", SECOND, actor=other),
        lambda: run(save_account, {"role": "admin"}, id=clerk.user_id, version=None, actor=other),
        lambda: run(give_temporary_password, admin.user_id, actor=other),
        lambda: run(make_codes, HOLDERS, actor=other),
        lambda: run(trash_records, AppUser, "akun", [admin.user_id], actor=other),
        lambda: run(restore_record, AppUser, "akun", admin.user_id, actor=other),
    ):
        with pytest.raises(Refused, match="tidak berhak mengatur kantor"):
            call()
    assert role in RIGHTS


def test_no_hash_and_no_code_ever_reaches_the_journal_or_undo(
    book: Book, run: Run, admin: Actor, clerk: Actor
) -> None:
    handed: Handed = run(give_temporary_password, clerk.user_id, actor=admin).value
    codes = run(make_codes, HOLDERS, actor=admin).value
    run(change_own_password, FIRST, SECOND, actor=admin)
    run(recover, codes[0].text, codes[1].text, "siti", FIRST, actor=AT_THE_DOOR)
    kept = book.glance(
        lambda session: "\n".join(
            "|".join(map(str, row))
            for table in ("journal_value", "journal_text")
            for row in session.execute(text(f"SELECT * FROM {table}"))
        )
    )
    for secret in ("$argon2id", FIRST, SECOND, handed.password, codes[0].text, codes[1].text):
        assert secret not in kept
    assert book.undo_list(admin) == []
    assert book.undo_list(ANYONE) == []


# two codes


def test_both_codes_open_in_either_order_and_are_used_up(book: Book, run: Run, admin: Actor) -> None:
    for swapped in (False, True):
        first, second = run(make_codes, HOLDERS, actor=admin).value
        assert book.glance(can_recover)
        given = (second, first) if swapped else (first, second)
        new = FIRST if swapped else SECOND
        typed = [each.text.lower().replace(" ", "-" if swapped else " ") for each in given]
        assert run(recover, *typed, "siti", new, actor=AT_THE_DOOR).value == admin.user_id
        assert not book.glance(can_recover)
        assert Door(book).enter("siti", new).actor == admin
        with pytest.raises(Refused, match="tidak cocok"):
            run(recover, *typed, "siti", "jendela kayu lapuk akar", actor=AT_THE_DOOR)
    words = book.glance(lambda session: session.execute(select(JournalEntry.action)).scalars().all())
    labels = book.glance(
        lambda session: session.execute(text("SELECT label FROM journal_text")).scalars().all()
    )
    assert sum("PEMULIHAN DARURAT" in label for label in labels) == 2
    rows = book.glance(
        lambda session: session.execute(text("SELECT action FROM journal_row")).scalars().all()
    )
    assert rows.count(RECOVERED) == 2
    assert words


@pytest.mark.parametrize("pair", [(0, 0), (1, 1), (0, None), (None, 1), (None, None)])
def test_one_code_alone_does_nothing(
    book: Book, run: Run, admin: Actor, pair: tuple[int | None, int | None]
) -> None:
    codes = run(make_codes, HOLDERS, actor=admin).value
    typed = ["" if place is None else codes[place].text for place in pair]
    with pytest.raises(Refused, match="tidak cocok"):
        run(recover, *typed, "siti", SECOND, actor=AT_THE_DOOR)
    assert Door(book).enter("siti", FIRST).actor == admin
    assert book.glance(can_recover)


def test_codes_open_the_account_of_an_admin_only(run: Run, admin: Actor, clerk: Actor) -> None:
    first, second = run(make_codes, HOLDERS, actor=admin).value
    for login in ("budi", "tidak.ada", ""):
        with pytest.raises(Refused, match="tidak cocok"):
            run(recover, first.text, second.text, login, SECOND, actor=AT_THE_DOOR)
    with pytest.raises(Refused, match="paling sedikit"):
        run(recover, first.text, second.text, "siti", "pendek", actor=AT_THE_DOOR)


def test_without_codes_nothing_opens(run: Run, admin: Actor) -> None:
    with pytest.raises(Refused, match="tidak cocok"):
        run(recover, "", "", "siti", SECOND, actor=AT_THE_DOOR)


def test_new_codes_end_the_old_ones(book: Book, run: Run, admin: Actor) -> None:
    old = run(make_codes, HOLDERS, actor=admin).value
    run(make_codes, ("Pejabat Contoh Tiga", "Pejabat Contoh Dua"), actor=admin)
    with pytest.raises(Refused):
        run(recover, old[0].text, old[1].text, "siti", SECOND, actor=AT_THE_DOOR)
    assert [each.holder for each in book.glance(kept_codes)] == ["Pejabat Contoh Tiga", "Pejabat Contoh Dua"]
    hashes = book.glance(lambda session: session.execute(select(RecoveryCode.code_hash)).scalars().all())
    assert all(each and each.startswith("$argon2id") for each in hashes)


@pytest.mark.parametrize("holders", [("Satu", ""), ("Satu",), ("Satu", " satu "), ()])
def test_two_different_people_keep_them(run: Run, admin: Actor, holders: tuple[str, ...]) -> None:
    with pytest.raises(Refused):
        run(make_codes, holders, actor=admin)


def test_each_sheet_holds_one_code(book: Book, run: Run, admin: Actor) -> None:
    codes = run(make_codes, HOLDERS, actor=admin).value
    pages = [
        PdfReader(io.BytesIO(code_sheet(code, "Kantor Contoh", "kantor.berkas", date(2025, 6, 12))))
        for code in codes
    ]
    words = [" ".join(page.extract_text() for page in each.pages) for each in pages]
    for place in (0, 1):
        assert codes[place].text in words[place]
        assert codes[1 - place].text not in words[place]
        assert HOLDERS[place] in words[place]
        assert len(pages[place].pages) == 1


def test_words_of_the_context(book: Book, admin: Actor) -> None:
    assert book.glance(account_words, "siti") == ("siti", "Siti Contoh", "Kantor Wilayah Contoh")
