"""The chain of a visit as a row of buttons: what is there, what is missing, and what can be done about it."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from berkas.desk import Desk, Place
from berkas.desk.identitydialogs import ask_form, ask_reason
from berkas.desk.letteractions import REGISTER, begin
from berkas.desk.papermenu import add_paper
from berkas.desk.presscheck import check
from berkas.desk.showpdf import preview
from berkas.engine.issuing import DocumentKind, Subject
from berkas.engine.press import Hit
from berkas.engine.replies import REPLY, fresh_reply, record_reply
from berkas.kit import taborder, theme
from berkas.kit.flow import FlowLayout
from berkas.rooms.visits.commands import mark_sidbankum, unmark_sidbankum
from berkas.rooms.visits.commands.annex import Annex, draw_annex
from berkas.rooms.visits.editor.tracing import SampleDialog
from berkas.rooms.visits.editor.unmark import ask_unmark
from berkas.rooms.visits.queries import chain as links
from berkas.rooms.visits.queries.chain import Chain, LetterLine, Link, chain_of
from berkas.rooms.visits.queries.tracing import annex_places
from berkas.rooms.visits.report import ASSIGNMENT, ATTENDANCE, MINUTES, MONEV, NOMINATIVE, PHOTOS, PRESS
from berkas.rooms.visits.report.annex import draw
from berkas.rooms.visits.report.ba import subjects_of
from berkas.rooms.visits.report.letters import visit_letter_values
from berkas.rooms.visits.report.visit import UNIT
from berkas_db.changes import Changes
from berkas_db.tables import Visit

INCOMING = Place("office", "surat_masuk")
_PAPERS: Mapping[str, tuple[DocumentKind, ...]] = {
    links.ASSIGNMENT: (ASSIGNMENT,),
    links.TRACING: (NOMINATIVE,),
    links.ATTENDANCE: (ATTENDANCE,),
    links.PHOTOS: (PHOTOS,),
    links.PRESS: (PRESS,),
    links.REPORT: (MONEV,),
}
WATCHED = frozenset(
    {
        "assessment",
        "attendance",
        "evidence_use",
        "issued_document",
        "letter",
        "letter_of_assignment",
        "trace",
        "visit",
        "visit_place",
    }
)
"""Tables whose changes move a link."""


class ChainPanel(QWidget):
    """One button per link; its menu opens what is there and makes what is missing."""

    photos_wanted = Signal()
    """Somebody wants to add photos."""
    checked = Signal(object)
    """What was found in each text, by its label."""
    said = Signal(str)
    """A line for the toast."""

    def __init__(
        self, desk: Desk, texts: Callable[[], Mapping[str, str]], may_leave: Callable[[], bool]
    ) -> None:
        super().__init__()
        self.desk = desk
        self._texts = texts
        self._may_leave = may_leave
        self.chain: Chain | None = None
        self.buttons: dict[str, QPushButton] = {}
        self._flow = FlowLayout(spacing=theme.SPACE_4)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(self._flow)
        self.setAccessibleName("Rangkaian surat dan langkah kegiatan")

    def open(self, visit_id: int) -> None:
        """Read the chain of a visit."""
        if self.chain is not None and self.chain.visit_id != visit_id:
            self.clear()
        self.desk.read(self, self.show_chain, chain_of, visit_id)

    def clear(self) -> None:
        """No visit."""
        self.chain = None
        for button in self.buttons.values():
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {}

    def show_chain(self, chain: Chain) -> None:
        """Show the links; buttons that stay keep the keyboard."""
        if list(self.buttons) != [link.key for link in chain.links]:
            self.clear()
            for link in chain.links:
                button = QPushButton(self)
                theme.mark(button, "keping")
                button.clicked.connect(partial(self._open_menu, link.key))
                self._flow.addWidget(button)
                self.buttons[link.key] = button
            taborder.put_in_place(self)
        self.chain = chain
        for link in chain.links:
            self._dress(self.buttons[link.key], link)

    def _dress(self, button: QPushButton, link: Link) -> None:
        number = f" {link.done}/{link.wanted}" if link.wanted > 1 else ""
        button.setText(f"{link.label}{number}")
        there = "ada" if link.is_there else "sebagian" if link.is_begun else "belum"
        icon, colour = {
            "ada": ("circle-check", "good"),
            "sebagian": ("circle-dashed", "warning"),
            "belum": ("circle-dashed", "dim"),
        }[there]
        theme.set_icon(button, icon, colour)
        button.setToolTip(f"{link.label}: {link.words}")
        button.setAccessibleName(f"{link.label}: {there}{number}. {link.words}")

    # menus

    def _open_menu(self, key: str, _checked: bool = False) -> None:
        menu = self.menu_of(key)
        if menu is not None:
            button = self.buttons[key]
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def menu_of(self, key: str) -> QMenu | None:
        """What can be done about a link; None without a visit."""
        chain = self.chain
        link = chain.link(key) if chain is not None else None
        if chain is None or link is None:
            return None
        menu = QMenu(self)
        if not link.letters:
            menu.addAction(f"{link.words[:1].upper()}{link.words[1:]}").setEnabled(False)
            menu.addSeparator()
        self._add_letters(menu, link)
        subject = Subject(chain.code, chain.code, Visit, chain.visit_id)
        for kind in _PAPERS.get(key, ()):
            add_paper(
                menu.addMenu(kind.title) if key == links.TRACING else menu, self, self.desk, kind, subject
            )
        self._add_actions(menu, chain, link)
        return menu

    def _add_letters(self, menu: QMenu, link: Link) -> None:
        place = INCOMING if link.key == links.REPLY else REGISTER
        for letter in link.letters:
            menu.addAction(f"Buka: {letter.words}", partial(self._go, place, letter.id))

    def _go(self, place: Place, id_: int) -> None:
        if self._may_leave():
            self.desk.open(Place(place.room, place.kind, id_))

    def _add_actions(self, menu: QMenu, chain: Chain, link: Link) -> None:
        key = link.key
        if key in links.TEXTS:
            self._add_texts(menu, chain, key)
        elif key == links.REPLY:
            for letter in self._unanswered(chain):
                menu.addAction(f"Catat balasan atas {letter.words}…", partial(self.ask_reply, letter))
        elif key == links.MINUTES:
            self._add_minutes(menu, chain)
        elif key == links.SIDBANKUM:
            if chain.unmarked:
                said = f"Tandai {len(chain.unmarked)} lembar sudah diinput hari ini"
                menu.addAction(said, self.mark_sheets)
            if chain.marked:
                said = f"Batalkan tanda pada {len(chain.marked)} lembar…"
                menu.addAction(said, self.unmark_sheets)
        for words, slot in {
            links.ANNEX: (("Cetak lampiran RAHASIA…", self.ask_annex),),
            links.TRACING: (("Tarik sampel dari register perkara…", self.ask_sample),),
            links.PHOTOS: (("Tambah foto…", self.photos_wanted.emit),),
            links.MESSAGE: (
                ("Periksa identitas", self.check_texts),
                ("Salin pesan singkat", self.copy_message),
            ),
            links.PRESS: (("Periksa identitas", self.check_texts),),
        }.get(key, ()):
            menu.addAction(words, slot)

    def _add_texts(self, menu: QMenu, chain: Chain, key: str) -> None:
        """One letter to each unit, place or PBH where that is who it goes to."""
        text = links.TEXTS[key]
        if key == links.NOTICE and (chain.units or chain.others):
            for unit_id, name in chain.units:
                menu.addAction(f"Buat surat untuk {name}", partial(self._write, text, unit_id=unit_id))
            for one in chain.others:
                write = partial(
                    self._write, links.PLACE_TEXTS[one.kind], place_id=one.place_id, obh_id=one.obh_id
                )
                menu.addAction(f"Buat surat untuk {one.name}", write)
        elif key == links.TO_PBH:
            for obh_id, name in chain.obhs:
                menu.addAction(f"Buat surat untuk {name}", partial(self._write, text, obh_id=obh_id))
        else:
            menu.addAction("Buat dari naskah", partial(self._write, text))

    @staticmethod
    def _unanswered(chain: Chain) -> list[LetterLine]:
        found: list[LetterLine] = []
        for key in (links.PERMIT, links.NOTICE):
            link = chain.link(key)
            found += [letter for letter in (link.letters if link else ()) if not letter.is_answered]
        return found

    def _add_minutes(self, menu: QMenu, chain: Chain) -> None:
        for subject in self.desk.glance(subjects_of, chain.visit_id, chain.code):
            add_paper(menu.addMenu(subject.title), self, self.desk, MINUTES, subject)

    # letters

    def _write(
        self,
        text: str,
        *,
        unit_id: int | None = None,
        obh_id: int | None = None,
        place_id: int | None = None,
    ) -> None:
        if self.chain is None or not self._may_leave():
            return
        kind = UNIT if text == links.TEXTS[links.PERMIT] else ""
        values = partial(visit_letter_values, unit_id=unit_id, obh_id=obh_id, place_id=place_id, kind=kind)
        named = {"unit_id": unit_id, "obh_id": obh_id}
        kept = {column: id_ for column, id_ in named.items() if id_ is not None}
        begin(self, self.desk, text, self.chain.visit_id, values, links=kept)

    def ask_reply(self, letter: LetterLine) -> None:
        """Type what came back and link it to the letter it answers."""
        fresh = fresh_reply(letter.recipient, letter.subject, self.desk.today().isoformat())
        sentence = f"Masuk ke register surat masuk sebagai jawaban atas {letter.words}."
        typed = ask_form(self, self.desk, "Catat balasan", REPLY, fresh, sentence=sentence)
        if typed is not None:
            self.desk.change(
                self, lambda _c: self.said.emit("Balasan dicatat."), record_reply, letter.id, typed
            )

    # names

    def ask_annex(self) -> None:
        """Ask for the place and a reason, draw the paper with names once and show it; nothing is kept."""
        if self.chain is None:
            return
        places = self.desk.glance(annex_places, self.chain.visit_id)
        if not places:
            self.said.emit("Belum ada nama yang ditelusuri pada kegiatan ini.")
            return
        if len(places) == 1:
            self._annex(places[0].id)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place in places:
            menu.addAction(f"{place.name} ({place.people} orang)", partial(self._annex, place.id))
        button = self.buttons[links.ANNEX]
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _annex(self, place_id: int | None) -> None:
        if self.chain is None:
            return
        reason = ask_reason(self, "Cetak lampiran RAHASIA", "Lihat nama dan cetak")
        if reason:
            self.desk.change(self, self._show_annex, draw_annex, self.chain.visit_id, place_id, reason, draw)

    def _show_annex(self, changes: Changes) -> None:
        annex: Annex = changes.value
        if self.chain is not None:
            self.open(self.chain.visit_id)
        preview(self, self.desk, annex.pdf, "Lampiran RAHASIA", "lampiran.pdf", may_save=False).exec()
        self.said.emit("Lampiran tidak disimpan di Berkas; yang tercatat jumlah nama dan sidiknya.")

    def ask_sample(self) -> None:
        """Find a size, show its arithmetic, draw."""
        if self.chain is None or not self._may_leave():
            return
        drawn = SampleDialog(self, self.desk, self.chain.visit_id).ask()
        if drawn is not None:
            self.said.emit(f"{drawn} orang ditambahkan pada nama yang ditelusuri.")

    # texts

    def check_texts(self) -> None:
        """Check the texts as they stand in the form, saved or not."""
        if self.chain is not None:
            check(self, self.desk, self.chain.visit_id, self._texts(), self.checked.emit)

    def copy_message(self) -> None:
        """Put the short message on the clipboard when nothing in it tells who somebody is."""
        if self.chain is None:
            return
        label = "Pesan singkat"
        text = self._texts().get(label, "")

        def copy(found: Mapping[str, list[Hit]]) -> None:
            if not any(found.values()):
                QGuiApplication.clipboard().setText(text)
                self.said.emit("Pesan singkat disalin.")

        check(self, self.desk, self.chain.visit_id, {label: text}, copy)

    # Sidbankum

    def mark_sheets(self) -> None:
        """Mark every complete sheet as typed into Sidbankum today."""
        if self.chain is not None and self.chain.unmarked:
            ids, day = self.chain.unmarked, self.desk.today().isoformat()
            done = f"{len(ids)} lembar ditandai sudah diinput ke Sidbankum."
            self.desk.change(self, lambda _c: self.said.emit(done), mark_sidbankum, ids, day)

    def unmark_sheets(self) -> None:
        """Take the mark back from every sheet of this visit, with the reason."""
        if self.chain is None or not self.chain.marked:
            return
        reason = ask_unmark(self)
        if reason:
            ids = self.chain.marked
            done = f"Tanda Sidbankum pada {len(ids)} lembar dibatalkan."
            self.desk.change(self, lambda _c: self.said.emit(done), unmark_sidbankum, ids, reason)
