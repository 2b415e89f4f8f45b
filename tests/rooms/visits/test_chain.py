"""The chain of a visit at one glance: what is there, what is missing, and what the buttons do about it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from tests.kit.speaking import assert_mnemonics_unique

from berkas.desk import Desk
from berkas.engine import identities
from berkas.engine.evidence import prepare
from berkas.engine.letters import begin_letter
from berkas.engine.replies import record_reply
from berkas.engine.rulebook import Rulebook
from berkas.kit import dialogs, theme
from berkas.media.sample import sample_photo
from berkas.rooms.visits.commands import mark_sidbankum, save_visit
from berkas.rooms.visits.commands.photos import add_photos
from berkas.rooms.visits.editor import chain as panel
from berkas.rooms.visits.editor.tracing import SampleDialog
from berkas.rooms.visits.editor.visitpage import VisitPage
from berkas.rooms.visits.queries import chain as links
from berkas.rooms.visits.queries.chain import Chain, chain_of
from berkas.rooms.visits.queries.visits import load_visit
from berkas.rooms.visits.report.letters import visit_letter_values
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import Refused
from berkas_db.tables import CaseRecipient, LegalCase, Letter, Recipient

Make = Callable[..., int]
TODAY = date(2025, 6, 16)


@pytest.fixture
def visit(
    make_visit: Make, make_unit: Make, make_official: Make, make_obh: Make, make_recipient: Make
) -> int:
    units = [make_unit(), make_unit("RUTAN-X", "Rutan Kelas IIB Contoh", "rutan")]
    obh = make_obh()
    return make_visit(
        places=[{"kind": "upt", "unit_id": unit, "on_date": "2025-06-12"} for unit in units],
        members=[{"official_id": make_official(), "role": "ketua"}],
        traces=[{"recipient_id": make_recipient(f"PB-{number}"), "obh_id": obh, "place": 1,
                 "result": "ditemukan" if number else None} for number in range(2)],
    )  # fmt: skip


def chain(book: Book, visit: int) -> Chain:
    return book.read(chain_of, visit).result()


def state(found: Chain) -> dict[str, tuple[int, int]]:
    return {link.key: (link.done, link.wanted) for link in found.links}


def begin(book: Book, visit: int, key: str, **named: int) -> int:
    values = book.read(visit_letter_values, visit, TODAY, **named).result()
    return book.change(begin_letter, ANYONE, key, values, TODAY, about_id=visit, links=named).result().value


def test_the_chain_tells_what_is_there(book: Book, visit: int, make_interview: Make) -> None:
    first = state(chain(book, visit))
    assert first[links.NOTICE] == (0, 2)
    assert first[links.TRACING] == (1, 2)
    assert first[links.MINUTES] == (0, 2)
    assert first[links.REPLY] == (0, 0)
    unit, obh = chain(book, visit).units[0][0], chain(book, visit).obhs[0][0]
    notice = begin(book, visit, "pemberitahuan_monev", unit_id=unit)
    begin(book, visit, "hasil_monev_pbh", obh_id=obh)
    sheet = make_interview(obh, visit_id=visit)
    proof = prepare(sample_photo("koridor", 1, size=(300, 200)), "a.jpg")
    book.change(add_photos, ANYONE, visit, [proof]).result()
    found = chain(book, visit)
    after = state(found)
    assert after[links.NOTICE] == (1, 2)
    assert after[links.REPLY] == (0, 1)
    assert after[links.TO_PBH] == (1, 1)
    assert after[links.SIDBANKUM] == (0, 1)
    assert after[links.PHOTOS] == (1, 1)
    assert found.unmarked == (sheet,)
    answer = {"sender": "Lapas Contoh", "received_on": "2025-06-11", "subject": "Jawaban"}
    reply = book.change(record_reply, ANYONE, notice, answer).result().value
    book.change(mark_sidbankum, ANYONE, [sheet], "2025-06-16").result()
    after = state(chain(book, visit))
    assert (after[links.REPLY], after[links.SIDBANKUM]) == ((1, 1), (1, 1))
    row: Any = book.glance(lambda s: s.execute(select(Letter).where(Letter.id == reply)).scalar_one())
    assert (row.direction, row.reply_to_id, row.visit_id, row.unit_id) == ("masuk", notice, visit, unit)
    with pytest.raises(Refused, match="sudah tidak ada"):
        book.change(record_reply, ANYONE, reply, answer).result()


def test_a_notice_to_one_unit_tells_only_that_unit_s_days(book: Book, visit: int) -> None:
    unit = chain(book, visit).units[1][0]
    letter = begin(book, visit, "pemberitahuan_monev", unit_id=unit)
    body = book.glance(lambda s: s.execute(select(Letter.body).where(Letter.id == letter)).scalar_one())
    assert body
    assert "Rutan Kelas IIB Contoh" in body
    assert "Lapas Kelas IIA Contoh" not in body


def test_another_kind_of_visit_has_a_shorter_chain(book: Book, make_visit: Make) -> None:
    id_ = make_visit(purposes=("diseminasi",))
    assert links.SIDBANKUM not in state(chain(book, id_))


@pytest.fixture
def desk(book: Book, qapp) -> Iterator[Desk]:  # noqa: ANN001
    if not qapp.styleSheet():
        theme.apply(qapp)
    made = Desk(book, ANYONE, Rulebook.load(), lambda: TODAY)
    yield made
    made.close()


@pytest.fixture
def page(desk: Desk, visit: int, qtbot: QtBot) -> VisitPage:
    made = VisitPage(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.visit(visit)
    qtbot.waitUntil(lambda: bool(made.chain.buttons))
    return made


def words_of(page: VisitPage, key: str) -> list[str]:
    menu = page.chain.menu_of(key)
    assert menu is not None
    return [action.text() for action in menu.actions()]


def test_every_link_is_a_button_that_says_how_it_stands(page: VisitPage) -> None:
    buttons = page.chain.buttons
    assert len(buttons) == 16
    assert buttons[links.MINUTES].text() == "BA 0/2"
    assert buttons[links.TRACING].accessibleName().startswith("Penelusuran: sebagian 1/2.")
    assert "Buat surat untuk Rutan Kelas IIB Contoh" in words_of(page, links.NOTICE)
    assert "Cetak lampiran RAHASIA…" in words_of(page, links.ANNEX)
    assert "Lapas Kelas IIA Contoh" in words_of(page, links.MINUTES)
    assert "Simpan sebagai DOCX…" in words_of(page, links.ATTENDANCE)
    assert "Terbitkan…" not in words_of(page, links.ATTENDANCE)
    assert_mnemonics_unique(page)


def test_texts_are_checked_as_they_stand_and_what_must_go_is_shown(
    page: VisitPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(dialogs, "say", lambda _parent, _title, words: said.append(words))
    page.sheet.form.set_value("press_text", "Responden PB-1 puas.")
    page.sheet.form.set_value("short_message", "Kegiatan selesai.")
    page.chain.check_texts()
    qtbot.waitUntil(lambda: bool(said))
    assert "Siaran pers: “PB-1”" in said[0]
    page.chain.copy_message()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "Kegiatan selesai.")
    assert "tidak ditemukan nama" in said[1]
    page.sheet.form.set_value("short_message", "Klien PB-1 selesai.")
    page.chain.copy_message()
    qtbot.waitUntil(lambda: len(said) == 3)
    assert QGuiApplication.clipboard().text() == "Kegiatan selesai."
    page.drafting.drop()


def test_an_annex_is_shown_once_after_a_reason(
    page: VisitPage, book: Book, visit: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[bytes] = []

    class Shown:
        def exec(self) -> None:
            pass

    def show(_owner: object, _desk: Desk, pdf: bytes, *_named: object, **more: object) -> Shown:
        assert more["may_save"] is False
        shown.append(pdf)
        return Shown()

    def who(step: Step) -> None:
        identity = identities.put(step, {"name": "Budi Rahasia"})
        recipient = step.session.execute(select(Recipient.id).where(Recipient.code == "PB-0")).scalar_one()
        step.update(Recipient, recipient, {"identity_id": identity})

    book.change(who, ANYONE).result()
    monkeypatch.setattr(panel, "preview", show)
    monkeypatch.setattr(panel, "ask_reason", lambda *_args, **_more: "Menelusuri")
    page.chain.ask_annex()
    qtbot.waitUntil(lambda: bool(shown))
    assert shown[0].startswith(b"%PDF")
    qtbot.waitUntil(
        lambda: page.chain.buttons[links.ANNEX].accessibleName().startswith("Lampiran RAHASIA: ada")
    )
    assert state(chain(book, visit))[links.ANNEX] == (1, 1)


def test_a_sample_is_shown_with_its_arithmetic_and_drawn(
    desk: Desk, book: Book, visit: int, make_obh: Make, qtbot: QtBot
) -> None:
    obh = make_obh("OBH-Y", "LBH Anggrek (contoh)")

    def fill(step: Step) -> None:
        for number in range(5):
            recipient = step.insert(Recipient, {"code": f"PBX-{number}"})
            case = step.insert(LegalCase, {"code": f"PKR-{number}", "obh_id": obh, "title": "Contoh",
                                           "service_kind": "pidana", "request_form": "tertulis",
                                           "request_on": "2025-02-01"})  # fmt: skip
            step.insert(CaseRecipient, {"case_id": case, "recipient_id": recipient})

    book.change(fill, ANYONE).result()
    dialog = SampleDialog(None, desk, visit)  # pyright: ignore[reportArgumentType]  no window around it
    qtbot.addWidget(dialog)
    qtbot.waitUntil(dialog.draw_button.isEnabled)
    text = dialog.outcome.text()
    assert "Populasi N = 5 orang dari 1 PBH" in text
    assert "LBH Anggrek (contoh): 3 dari 5" in text
    assert dialog.seed in text
    dialog.form.set_value("method", "slovin")
    qtbot.waitUntil(lambda: "n = N ÷ (1 + e²N)" in dialog.outcome.text())
    dialog.draw_button.click()
    qtbot.waitUntil(lambda: dialog.drawn is not None)
    traces = book.read(load_visit, visit).result().values["traces"]
    assert sum(trace["is_sampled"] for trace in traces) == dialog.drawn == 5
    book.change(save_visit, ANYONE, {"traces": traces}, id=visit, version=None).result()
    kept = book.read(load_visit, visit).result().values["traces"]
    assert sum(trace["is_sampled"] for trace in kept) == 5  # the mark travels through the rows' editor
