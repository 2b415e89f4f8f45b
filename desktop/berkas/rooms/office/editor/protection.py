"""The passphrase of the office file: whether there is one, since when, its sheet, and copies from before."""

from datetime import date
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame

from berkas.desk import Desk, Rewrite
from berkas.engine.access import Right, may
from berkas.engine.protecting import (
    Protection,
    note_sheet,
    protection_of,
    remove_exposed,
)
from berkas.engine.recovery import recovery_sheet
from berkas.kit import dialogs, theme
from berkas.kit.jobs import Report
from berkas.kit.passphrase import ask_new_passphrase
from berkas.kit.preview import PreviewDialog
from berkas.rooms.office.editor.cards import CardsPage, button, button_row, fill_card, words
from berkas.rules.dates import show_long
from berkas.rules.numbers import show_integer
from berkas_db.connect import identify
from berkas_db.errors import BookError
from berkas_db.leftovers import Exposure

_WIDEST = 760
_READABLE = "iapa pun yang menyalin berkasnya dapat membaca seluruh isinya, juga identitas orang."
_CLOSES = "Kantor ditutup sebentar selama berkasnya ditulis ulang, lalu dibuka lagi."
_LOST = (
    "Tanpa frasa sandi dan tanpa lembar pemulihan, isi kantor tidak dapat dibuka lagi oleh siapa pun. Lembar "
    "pemulihannya dicetak sesudah ini."
)


class ProtectionPage(CardsPage):
    """Three cards: the state and what can be done, the recovery sheet, copies that lie open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.facts: Protection | None = None
        self.state, self.sheet, self.copies = words(), words(), words()
        self.protect_button = button("Lindungi kantor ini…", "lock", self.protect, main=True)
        self.change_button = button("Ganti frasa sandi…", "key", self.change_passphrase)
        self.drop_button = button("Lepas pelindungan…", "lock-open", self.drop)
        self.sheet_button = button("Cetak lembar pemulihan…", "printer", self.print_sheet)
        self.remove_button = button("Hapus salinan itu…", "trash", self.remove_copies)
        state_card, self.sheet_card, self.copies_card = QFrame(), QFrame(), QFrame()
        buttons = button_row(self.protect_button, self.change_button, self.drop_button)
        fill_card(state_card, "Frasa sandi", self.state, buttons)
        fill_card(self.sheet_card, "Lembar pemulihan", self.sheet, button_row(self.sheet_button))
        remove = button_row(self.remove_button)
        fill_card(self.copies_card, "Salinan dari masa sebelumnya", self.copies, remove)
        self.show_cards("Pelindungan", (state_card, self.sheet_card, self.copies_card))
        self.content.setMaximumWidth(_WIDEST + 2 * theme.SPACE_24)
        self._show(None)

    def visit(self, id: int | None) -> None:
        """The cursor on the first button that can be pressed."""
        del id
        (self.protect_button if self.desk.book.file.key is None else self.change_button).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """What is true now, each time the page is looked at."""
        super().showEvent(event)
        self.look()

    def look(self) -> None:
        """Ask the file and the folders of its copies."""
        book = self.desk.book
        self.desk.run(self, "Memeriksa pelindungan", lambda _report: protection_of(book), self._show)

    # what is true

    def _show(self, facts: Protection | None) -> None:
        self.facts = facts
        is_protected = self.desk.book.file.key is not None
        may_change = may(self.desk.actor, Right.MANAGE_OFFICE) and not self.desk.book.read_only
        self.protect_button.setVisible(not is_protected)
        for each in (self.change_button, self.drop_button, self.sheet_card):
            each.setVisible(is_protected)
        for each in (self.protect_button, self.change_button, self.drop_button, self.remove_button):
            each.setEnabled(may_change)
        self.sheet_button.setEnabled(may_change)
        if not is_protected:
            self.state.setText(f"Kantor ini terbuka: s{_READABLE}")
            theme.mark(self.state, tone="peringatan")
            self.copies_card.hide()
            return
        since = f" sejak {_day(facts.since)}" if facts is not None and facts.since else ""
        self.state.setText(
            f"Kantor ini dilindungi{since}. Berkasnya, catatan sementaranya, dan cadangannya hanya terbaca "
            "dengan frasa sandi."
        )
        theme.mark(self.state, tone="baik")
        self._show_sheet(facts)
        self._show_copies(facts)

    def _show_sheet(self, facts: Protection | None) -> None:
        if facts is None:
            return
        if facts.sheet_on:
            self.sheet.setText(
                f"Dicetak atau disimpan {_day(facts.sheet_on)}. Taruh di tempat yang terkunci."
            )
        else:
            self.sheet.setText(
                "Lembar untuk frasa sandi yang sekarang belum dicetak. Bila frasa sandi lupa, hanya "
                "lembar itu yang dapat membuka kantor."
            )
        theme.mark(self.sheet, tone="" if facts.sheet_on else "peringatan")

    def _show_copies(self, facts: Protection | None) -> None:
        exposed = facts.exposed if facts is not None else ()
        self.copies_card.setVisible(bool(exposed))
        if not exposed:
            return
        lines = [
            f"• {each.path} ({_size(each.size)}, "
            + ("tidak dilindungi)" if each.exposure is Exposure.OPEN else "memakai frasa sandi lama)")
            for each in exposed
        ]
        self.copies.setText(
            "Salinan berikut tidak dilindungi frasa sandi yang sekarang:\n" + "\n".join(lines)
        )
        theme.mark(self.copies, tone="peringatan")

    # what can be done

    def protect(self) -> None:
        """Ask for a new passphrase and have the file written anew."""
        asked = self._ask_new("Lindungi kantor ini", f"{_LOST} {_CLOSES}", "Lindungi", has_old=False)
        if asked is not None:
            self.desk.rewrite(Rewrite(None, asked[1]))

    def change_passphrase(self) -> None:
        """Ask for the present and a new passphrase and have the file written anew."""
        sentence = f"Cadangan lama tetap memakai frasa sandi lama. {_LOST} {_CLOSES}"
        asked = self._ask_new("Ganti frasa sandi", sentence, "Ganti", has_old=True)
        if asked is not None:
            self.desk.rewrite(Rewrite(*asked))

    def drop(self) -> None:
        """Ask twice, the second time for the passphrase, before the file is written anew without one."""
        agreed = dialogs.ask(
            self,
            "Lepas pelindungan?",
            f"Sesudah ini s{_READABLE} {_CLOSES}",
            yes="Lepas pelindungan",
            no="Tetap dilindungi",
            danger=True,
        )
        secret = self._ask_present("Lepas pelindungan", "Lepas pelindungan") if agreed else None
        if secret is not None:
            self.desk.rewrite(Rewrite(secret, None))

    def print_sheet(self) -> None:
        """Ask for the passphrase, show the sheet, remember when it was printed or saved."""
        secret = self._ask_present("Cetak lembar pemulihan", "Lanjut")
        book = self.desk.book
        if secret is None or book.file.key is None:
            return
        salt = book.file.key.salt.hex()
        pdf = recovery_sheet(book.path, secret, book.office_name, self.desk.today())
        dialog = PreviewDialog(
            pdf, title="Lembar pemulihan", file_name=f"lembar-pemulihan-{book.path.stem}.pdf", parent=self
        )
        kept: list[object] = []
        dialog.printed.connect(lambda: kept.append(None))
        dialog.saved.connect(kept.append)
        dialog.exec()
        dialog.deleteLater()
        if kept:
            self.desk.change(self, lambda _changes: self.look(), note_sheet, salt)

    def remove_copies(self) -> None:
        """Delete the copies that are shown, after asking; a line in the journal says how many."""
        exposed = self.facts.exposed if self.facts is not None else ()
        agreed = exposed and dialogs.ask(
            self,
            "Hapus salinan lama?",
            f"{len(exposed)} salinan dihapus dan tidak dapat dikembalikan. Buat cadangan baru lebih dahulu "
            "bila belum ada. Sisa di disk dapat masih terbaca dengan alat khusus.",
            yes="Hapus",
            danger=True,
            details="\n".join(str(each.path) for each in exposed),
        )
        if not agreed:
            return
        book, actor = self.desk.book, self.desk.actor

        def work(report: Report) -> list[Path]:
            report.report(0, None, "Menghapus salinan lama")
            return remove_exposed(book, actor, exposed)

        self.desk.run(self, "Menghapus salinan lama", work, self._removed)

    def _removed(self, left: list[Path]) -> None:
        if left:
            names = ", ".join(str(path) for path in left)
            dialogs.say(
                self, "Hapus salinan lama", f"Tidak dapat dihapus: {names}. Hapus sendiri berkas itu."
            )
        self.look()

    # asking

    def _ask_new(
        self, title: str, sentence: str, yes: str, *, has_old: bool
    ) -> tuple[str | None, str] | None:
        """The present passphrase (None without one) and a new one that may be taken; None when given up."""
        name = self.desk.book.office_name
        asked = ask_new_passphrase(
            self, title, sentence, yes=yes, about=lambda: (name,), check_old=self._wrong if has_old else None
        )
        return asked and (asked[0] or None, asked[1])

    def _ask_present(self, title: str, yes: str) -> str | None:
        sentence = "Ketik frasa sandi yang sekarang, atau kunci dari lembar pemulihan."
        while True:
            typed = dialogs.ask_text(self, title, sentence, label="Frasa sandi", yes=yes, secret=True)
            if typed is None:
                return None
            wrong = self._wrong(typed)
            if not wrong:
                return typed
            sentence = wrong

    def _wrong(self, secret: str) -> str:
        try:
            identify(self.desk.book.path, secret)
        except BookError as error:
            return f"{error} {error.next_step}".strip()
        return ""


def _day(day: date | None) -> str:
    return show_long(day) if day is not None else ""


def _size(size: int) -> str:
    return f"{show_integer(-(-size // 1024))} KB"
