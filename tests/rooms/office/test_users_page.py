"""The page of accounts: the first one, further ones, passwords, codes, and who may only read."""

from collections.abc import Callable, Iterator

import pytest
from argon2 import PasswordHasher
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks

from berkas.desk import Desk
from berkas.desk.recordpage import RecordPage
from berkas.engine import hashing
from berkas.engine.access import RIGHTS, Right
from berkas.engine.accounts import create_first_account, save_account
from berkas.engine.locking import lock_minutes
from berkas.engine.recovery_codes import can_recover
from berkas.engine.rulebook import Rulebook
from berkas.engine.signing_in import has_users
from berkas.kit import dialogs, theme
from berkas.kit.preview import PreviewDialog
from berkas.rooms.office.editor.accountdialogs import FirstAccountDialog, HandedDialog, HoldersDialog
from berkas.rooms.office.editor.keeping import TrashPage
from berkas.rooms.office.editor.letterhead import LetterheadPage
from berkas.rooms.office.editor.letters import TextPage
from berkas.rooms.office.editor.records import OfficialPage, UnitPage
from berkas.rooms.office.editor.retention import RetentionPage
from berkas.rooms.office.editor.users import UserPage
from berkas.rooms.office.fields.users import ROLE_WORDS
from berkas.rooms.office.queries.users import load_user
from berkas.rules.vocabulary import Role
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor

FIRST = "gerimis pasar kelapa lonceng"


@pytest.fixture(autouse=True)
def quick(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    monkeypatch.setattr(hashing, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    hashing._nobody.cache_clear()
    yield
    hashing._nobody.cache_clear()


def desk_of(book: Book, actor: Actor) -> Desk:
    from datetime import date

    return Desk(book, actor, Rulebook.load(), lambda: date(2025, 6, 12))


@pytest.fixture
def admin(book: Book) -> Actor:
    id_ = book.change(create_first_account, ANYONE, "siti", "Siti Contoh", FIRST).result().value
    return Actor(id_, "Siti Contoh", "admin")


@pytest.fixture
def page(book: Book, admin: Actor, qtbot: QtBot) -> Iterator[UserPage]:
    desk = desk_of(book, admin)
    page = UserPage(desk)
    qtbot.addWidget(page)
    page.resize(1366, 760)
    page.show()
    yield page
    desk.close()


def test_the_first_account_is_explained_and_made_in_its_own_dialog(book: Book, qtbot: QtBot) -> None:
    desk = desk_of(book, ANYONE)
    page = UserPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.start_new()
    dialog = page.findChild(FirstAccountDialog)
    assert isinstance(dialog, FirstAccountDialog)
    assert_speaks(dialog)
    assert_mnemonics_unique(dialog)
    for key, typed in (("login", "siti"), ("full_name", "Siti Contoh"), ("password", "lalala")):
        dialog.fields[key].setText(typed)
    dialog._give()
    assert "tidak sama" in dialog.problem.text()
    dialog.fields["again"].setText("lalala")
    dialog._give()
    qtbot.waitUntil(lambda: "paling sedikit 12" in dialog.problem.text())
    for key in ("password", "again"):
        dialog.fields[key].setText(FIRST)
    dialog._give()
    qtbot.waitUntil(lambda: book.glance(has_users))
    qtbot.waitUntil(lambda: not dialog.isVisible())
    desk.close()


def test_a_further_account_and_the_password_to_hand_over(
    page: UserPage, book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.start_new()
    page.sheet.form.set_values({"login": "budi", "full_name": "Budi Contoh", "role": "pengawas"})
    page._save({"login": "budi", "full_name": "Budi Contoh", "role": "pengawas", "is_active": True})
    qtbot.waitUntil(lambda: page.record is not None and page.record.subtitle == "budi")
    assert page.toast._undo is None  # an account is not undone, so nothing offers it
    monkeypatch.setattr(dialogs, "ask", lambda *_asked, **_words: True)
    page.give_password()
    qtbot.waitUntil(lambda: page.findChild(HandedDialog) is not None)
    dialog = page.findChild(HandedDialog)
    assert isinstance(dialog, HandedDialog)
    assert len(dialog.password.text()) == 19
    dialog.accept()
    assert book.glance(load_user, 2).values.keys().isdisjoint({"password_hash"})


def test_codes_are_made_for_two_people_and_shown_one_sheet_each(
    page: UserPage, book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(PreviewDialog, "exec", lambda self: shown.append(self.windowTitle()))
    page.ask_holders()
    dialog = page.findChild(HoldersDialog)
    assert isinstance(dialog, HoldersDialog)
    dialog.fields["first"].setText("Pejabat Contoh Satu")
    dialog.fields["second"].setText("pejabat contoh satu")
    dialog._make("Pejabat Contoh Satu", "pejabat contoh satu")
    qtbot.waitUntil(lambda: "berbeda" in dialog.problem.text())
    dialog._make("Pejabat Contoh Satu", "Pejabat Contoh Dua")
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert book.glance(can_recover)


def test_the_minutes_of_the_lock(
    page: UserPage, book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["dua", None, "5"])
    monkeypatch.setattr(dialogs, "ask_text", lambda *_asked, **_words: next(typed))
    for _ in range(3):
        page.ask_minutes()
    qtbot.waitUntil(lambda: book.glance(lock_minutes) == 5)


def test_the_page_speaks(page: UserPage, qtbot: QtBot) -> None:
    page.visit(1)
    qtbot.waitUntil(lambda: page.record is not None)
    assert_mnemonics_unique(page)


@pytest.mark.parametrize("role", ["petugas", "verifikator", "pimpinan", "pengawas"])
def test_others_read_the_accounts_only(book: Book, admin: Actor, qtbot: QtBot, role: str) -> None:
    desk = desk_of(book, Actor(None, "Budi Contoh", role))
    page = UserPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.visit(admin.user_id)
    qtbot.waitUntil(lambda: page.record is not None)
    assert not page.button("baru").isVisibleTo(page)
    assert all(line.isReadOnly() or not line.isEnabled() for line in page.sheet.form.findChildren(QLineEdit))
    assert not page._give.isVisibleTo(page)
    desk.close()


@pytest.mark.parametrize(
    ("kind", "role", "writes"),
    [
        (UnitPage, "pengawas", False),
        (UnitPage, "pimpinan", False),
        (UnitPage, "petugas", True),
        (OfficialPage, "petugas", False),
        (LetterheadPage, "petugas", False),
        (TextPage, "petugas", False),
        (OfficialPage, "admin", True),
    ],
)
def test_the_window_offers_what_the_role_may_do(
    book: Book, qtbot: QtBot, kind: Callable[[Desk], RecordPage], role: str, writes: bool
) -> None:
    desk = desk_of(book, Actor(None, "Budi Contoh", role))
    page = kind(desk)
    qtbot.addWidget(page)
    page.show()
    assert page.may_write is writes
    assert page.button("baru").isVisibleTo(page) is writes
    first = [each for each in page.table.findChildren(QPushButton) if each.text().endswith(" baru")]
    qtbot.waitUntil(lambda: any(each.isVisibleTo(page) for each in first) is writes)
    desk.close()


@pytest.mark.parametrize(("role", "words"), [("pengawas", set()), ("petugas", {"Pulihkan"})])
def test_trash_and_retention_offer_what_the_role_may_do(
    book: Book, qtbot: QtBot, role: str, words: set[str]
) -> None:
    desk = desk_of(book, Actor(None, "Budi Contoh", role))
    offered: set[str] = set()
    for kind in (TrashPage, RetentionPage):
        page = kind(desk)
        qtbot.addWidget(page)
        page.show()
        offered |= {each.text() for each in page.findChildren(QPushButton) if each.isVisibleTo(page)}
    assert offered & {"Pulihkan", "Kosongkan yang lewat 30 hari…", "Ketentuan…", "Anonimkan…"} == words
    desk.close()


def test_the_words_of_each_role_say_what_the_table_of_rights_says() -> None:
    said = {
        Right.RECORD: "mencatat", Right.VERIFY: "verifikasi", Right.ISSUE: "menerbitkan",
        Right.DECIDE: "memutus", Right.SEE_IDENTITY: "melihat identitas", Right.SEE_CONFIDENTIAL: "rahasia",
    }  # fmt: skip
    for role in Role:
        words = ROLE_WORDS[role].casefold()
        if role is Role.ADMIN:
            assert words.startswith("segala hal")
            continue
        assert {right for right, word in said.items() if word in words} == RIGHTS[role] - {Right.READ}


def test_the_last_admin_cannot_be_shut_from_the_form(page: UserPage, qtbot: QtBot) -> None:
    page.visit(1)
    qtbot.waitUntil(lambda: page.record is not None)
    page._save({"login": "siti", "full_name": "Siti Contoh", "role": "petugas", "is_active": True})
    qtbot.waitUntil(lambda: "admin terakhir" in page.sheet.state_line())
    assert save_account
