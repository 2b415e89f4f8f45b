"""The panel on a recipient's sheet: enter, look for a reason, hide again, correct; a child stays a code."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_mnemonics_unique

from berkas.desk import Desk, identitydialogs, identitypanel
from berkas.desk.identitypanel import IdentityPanel
from berkas.engine import identities
from berkas.engine.records import Doubtful
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas.rooms.obh.commands import enter_recipient, find_recipients
from berkas.rooms.obh.editor import casepages
from berkas.rooms.obh.editor.casepages import RecipientPage
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.tables import Identity, JournalRow, Recipient, SoftOverride

Make = Callable[..., int]
NAME = "Contoh Rahasia Nama 7731"
CLERK = Actor(None, "Petugas contoh", "petugas")


@pytest.fixture
def open_page(book: Book, qapp: Any, qtbot: QtBot) -> Iterator[Callable[[Actor, int], RecipientPage]]:  # noqa: ANN401
    if not qapp.styleSheet():
        theme.apply(qapp)
    desks: list[Desk] = []

    def open_page(actor: Actor, id_: int) -> RecipientPage:
        desk = Desk(book, actor, Rulebook.load(), lambda: date(2025, 6, 12))
        desks.append(desk)
        page = RecipientPage(desk)
        qtbot.addWidget(page)
        page.resize(1366, 768)
        page.show()
        qtbot.waitExposed(page)
        page.visit(id_)
        qtbot.waitUntil(lambda: page.record is not None)
        return page

    yield open_page
    for desk in desks:
        desk.close()


def answer(monkeypatch: pytest.MonkeyPatch, **typed: Any) -> None:  # noqa: ANN401
    """What a person types into the next dialogs."""
    monkeypatch.setattr(identitypanel, "ask_reason", lambda *_a, **_k: "Menyampaikan jawaban")
    monkeypatch.setattr(identitypanel, "ask_form", lambda *_a, **_k: dict(typed))


def shown(panel: IdentityPanel) -> set[str]:
    return {button.text() for button in panel.findChildren(QPushButton) if button.isVisibleTo(panel)}


def test_an_identity_is_entered_seen_hidden_and_corrected(
    open_page: Callable[[Actor, int], RecipientPage],
    make_recipient: Make,
    book: Book,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recipient = make_recipient()
    page = open_page(CLERK, recipient)
    panel = page.identity
    assert shown(panel) == {"Isi identitas…"}
    answer(monkeypatch, name=NAME)
    panel.enter_button.click()
    qtbot.waitUntil(lambda: panel.code.text() == "Kode ID-00001")
    assert shown(panel) == {"Lihat identitas…", "Ubah identitas…", "Persetujuan…"}
    panel.look.click()
    qtbot.waitUntil(lambda: f"Nama: {NAME}" in panel.shown.text())
    page.hide()
    assert not panel.shown.text()
    page.show()
    answer(monkeypatch, name=f"{NAME} Baru")
    panel.change_button.click()
    qtbot.waitUntil(lambda: book.glance(lambda s: s.query(Identity).one().name) == f"{NAME} Baru")
    answer(monkeypatch, purpose="tanya_pbh", state="diberikan", guardian_is_officer=True)
    panel.consent_button.click()
    qtbot.waitUntil(lambda: "wali adalah petugas UPT itu sendiri" in panel.consents.text())


def test_a_child_is_a_code_even_for_those_who_may_look(
    open_page: Callable[[Actor, int], RecipientPage],
    make_recipient: Make,
    book: Book,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recipient = make_recipient(is_child=True, child_basis="LPKA")
    page = open_page(CLERK, recipient)
    answer(monkeypatch, name=NAME, address="Jalan Contoh 7731")
    page.identity.enter_button.click()
    qtbot.waitUntil(lambda: page.identity.state is not None)
    assert page.identity.state is not None
    assert page.identity.state.is_child
    assert not page.identity.look.isEnabled()
    assert not page.identity.change_button.isEnabled()
    assert "selamanya" in page.identity.marks.text()
    admin = open_page(ANYONE, recipient)
    qtbot.waitUntil(lambda: admin.identity.look.isEnabled() and admin.identity.look.isVisibleTo(admin))
    admin.identity.look.click()
    qtbot.waitUntil(lambda: NAME in admin.identity.shown.text())
    admin.identity._clock.timeout.emit()
    assert not admin.identity.shown.text()
    assert book.glance(lambda s: s.query(Recipient).one().is_child)


def test_another_reason_needs_words() -> None:
    assert list(identitydialogs._explained({"alasan": "lain"}))
    assert not list(identitydialogs._explained({"alasan": "lain", "keterangan": "diminta pengadilan"}))
    assert not list(identitydialogs._explained({"alasan": "jawaban"}))


def test_every_part_can_be_heard_and_reached(
    open_page: Callable[[Actor, int], RecipientPage], make_recipient: Make, book: Book, qtbot: QtBot
) -> None:
    recipient = make_recipient()
    book.change(enter_recipient, ANYONE, recipient, {"name": NAME}).result()
    page = open_page(ANYONE, recipient)
    qtbot.waitUntil(lambda: page.identity.look.isVisibleTo(page))
    page.activateWindow()
    page.identity.look.setFocus()
    qtbot.waitUntil(page.identity.look.hasFocus)
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
    assert page.identity.consent_button.hasFocus()
    assert_mnemonics_unique(page)


def test_a_recipient_is_found_by_name_for_a_reason_and_opened_by_code(
    open_page: Callable[[Actor, int], RecipientPage],
    make_recipient: Make,
    book: Book,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other, sought = make_recipient(), make_recipient()
    book.change(enter_recipient, ANYONE, sought, {"name": NAME}).result()
    page = open_page(CLERK, other)
    monkeypatch.setattr(casepages, "ask_search", lambda *_a, **_k: ("rahasia nama", "Pemeriksaan internal"))
    page.ask_find()
    qtbot.waitUntil(lambda: page.record is not None and page.record.id == sought)
    actions = book.glance(lambda s: [row.action for row in s.query(JournalRow).all()])
    assert identities.SOUGHT in actions
    verifier = Actor(None, "Verifikator contoh", "verifikator")
    with pytest.raises(Refused, match="tidak berhak"):
        book.change(find_recipients, verifier, "rahasia nama", "ingin tahu").result()


WOMAN = "1971014503000001"
"""Born 5 March 2000, a woman."""


@pytest.mark.parametrize(
    ("more", "wants_nik", "told"),
    [
        ({"nik": WOMAN, "birth_on": "2000-03-05", "sex": "perempuan"}, True, []),
        ({"nik": WOMAN, "birth_on": "2001-03-05"}, False, ["tanggal lahir"]),
        ({"nik": WOMAN, "sex": "laki_laki"}, False, ["jenis kelamin"]),
        ({}, True, ["belum diisi"]),
        ({}, False, []),
        ({"id_number": "SIM-1 (contoh)"}, True, []),
    ],
)
def test_what_contradicts_itself_is_doubted_without_telling_it(
    more: dict[str, str], wants_nik: bool, told: list[str]
) -> None:
    found = identities.doubts(more, wants_nik=wants_nik)
    assert len(found) == len(told)
    assert all(word in problem.message for word, problem in zip(told, found, strict=True))
    assert "2001" not in str(found)
    asked = identities.doubt_checks(more, wants_nik=wants_nik)
    assert bool([each for each in asked if each.key == identities.DOUBT.key]) is bool(told)
    assert identities.doubt_checks(more | {"doubt_reason": "KTP lama"}, wants_nik=wants_nik) == found


def test_a_doubtful_identity_keeps_its_reason(book: Book, make_recipient: Make) -> None:
    recipient = make_recipient()
    values = {"name": NAME, "nik": WOMAN, "sex": "laki_laki"}
    with pytest.raises(Doubtful, match="jenis kelamin"):
        book.change(enter_recipient, ANYONE, recipient, values).result()
    book.change(enter_recipient, ANYONE, recipient, values | {"doubt_reason": "KTP lama"}).result()
    kept = book.glance(
        lambda s: [(row.record_kind, row.sentence, row.reason) for row in s.query(SoftOverride)]
    )
    assert kept == [("identity", "NIK tidak cocok dengan jenis kelamin. Periksa keduanya.", "KTP lama")]
    assert book.glance(lambda s: s.query(Identity).one().name) == NAME
