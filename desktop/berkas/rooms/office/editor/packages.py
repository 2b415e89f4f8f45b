"""Packages between computers: this one's name, working copies, sending, bringing in, values to choose."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from berkas.desk import Desk
from berkas.engine.access import Right, may
from berkas.engine.packages.copies import MAIN_PREFIX, name_this_copy
from berkas.engine.packages.merge import MergeReport
from berkas.engine.packages.receiving import Sender, look_at, receive
from berkas.engine.packages.selection import Selection, changes, records
from berkas.engine.packages.sending import Parcel, Sent, send
from berkas.engine.packages.settling import OURS, THEIRS, settle
from berkas.engine.packages.words import field_words, kind_words
from berkas.engine.packages.working_copy import WishedCopy, make_working_copy
from berkas.kit import dialogs, theme
from berkas.kit.jobs import Report
from berkas.rooms.office.editor.cards import CardsPage, button, button_row, fill_card, words
from berkas.rooms.office.editor.packagedialogs import (
    EVERYTHING,
    NameDialog,
    SendDialog,
    WishedParcel,
    WorkingCopyDialog,
)
from berkas.rooms.office.queries.packages import (
    ChoiceLine,
    PackagesBoard,
    RecordLine,
    choosable,
    packages_board,
    start_for,
)
from berkas.rules.dates import show_short
from berkas.rules.numbers import show_integer
from berkas_db.changes import Changes
from berkas_db.errors import BookError
from berkas_db.packagefile import ENDING, package_name

_PATTERN = f"Paket Berkas (*{ENDING})"
_MOST_CHOICES = 50
_MOST_NAMED = 12


class PackagesPage(CardsPage):
    """Left: this computer, sending and bringing in. Right: what waits for a choice, other copies, history."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.board: PackagesBoard | None = None
        self._make_parts()
        self.show_cards(
            "Paket antarkomputer",
            (self._own_card, self._send_card, self._receive_card, self._copy_card),
            (self._choice_card, self._others_card, self._seen_card),
        )
        desk.changed.connect(self._changed)

    def _make_parts(self) -> None:
        self.own_words, self.other_words, self.seen_words = words(), words(), words()
        self.name_button = button("Namai komputer ini…", "pencil", self.name_computer)
        self.copy_button = button("Siapkan salinan kerja…", "copy", self.make_copy)
        self.send_button = button("Buat paket…", "package-export", self.make_package, main=True)
        self.receive_button = button("Gabungkan paket…", "package-import", self.bring_in, main=True)
        self.choice_words = words()
        self.choice_list = QVBoxLayout()
        self.choice_list.setSpacing(theme.SPACE_8)
        choice_rows = QWidget()
        choice_rows.setLayout(self.choice_list)
        self.choice_list.setContentsMargins(0, 0, 0, 0)
        self._own_card, self._send_card, self._receive_card = QFrame(), QFrame(), QFrame()
        self._copy_card, self._choice_card, self._others_card = QFrame(), QFrame(), QFrame()
        self._seen_card = QFrame()
        fill_card(self._own_card, "Komputer ini", self.own_words, button_row(self.name_button))
        fill_card(
            self._send_card,
            "Kirim",
            words("Catatan yang dipilih dengan lampirannya, disandi, untuk dibawa dengan stik USB."),
            button_row(self.send_button),
        )
        fill_card(
            self._receive_card,
            "Terima",
            words(
                "Isi paket diperiksa dan diperlihatkan dahulu. Sesudah digabungkan, satu kali Urungkan "
                "mengembalikan semuanya."
            ),
            button_row(self.receive_button),
        )
        fill_card(
            self._copy_card,
            "Salinan kerja untuk komputer lain",
            words("Seluruh isi kantor ini untuk laptop, dengan nama dan awalan nomornya sendiri."),
            button_row(self.copy_button),
        )
        fill_card(self._choice_card, "Menunggu pilihan", self.choice_words, choice_rows)
        fill_card(self._others_card, "Komputer lain", self.other_words)
        fill_card(self._seen_card, "Paket terakhir", self.seen_words)

    def visit(self, id: int | None) -> None:
        """The cursor on what can be done first."""
        del id
        named = self.board is not None and self.board.own is not None
        (self.send_button if named else self.name_button).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """How things stand, each time the page is looked at."""
        super().showEvent(event)
        self.refresh()

    # showing

    def refresh(self) -> None:
        """Read everything again."""
        if not self.desk.is_closed:
            self.desk.read(self, self._show, packages_board, self.desk.field_words())

    def _changed(self, changed: Changes) -> None:
        if self.isVisible() and changed.kinds & {"replica", "package_seen", "package_conflict"}:
            self.refresh()

    def _show(self, board: PackagesBoard) -> None:
        self.board = board
        manages = may(self.desk.actor, Right.MANAGE_OFFICE) and not self.desk.book.read_only
        named = board.own is not None
        if board.own is None:
            self.own_words.setText(
                "Komputer ini belum dinamai. Namai dahulu, lalu paket dapat dibuat dan digabungkan."
            )
        else:
            prefix = f"Awalan nomor {board.own.prefix}." if _has_prefix(board) else "Komputer utama kantor."
            self.own_words.setText(f"{board.own.name}. {prefix}\nTanda: {board.own.mark}")
        self.name_button.setText("Ubah nama…" if named else "Namai komputer ini…")
        self.name_button.setEnabled(manages)
        for each in (self.copy_button, self.receive_button):
            each.setEnabled(manages and named)
        self.send_button.setEnabled(
            named and may(self.desk.actor, Right.RECORD) and not self.desk.book.read_only
        )
        self.other_words.setText(
            "\n".join(
                f"{each.name} ({each.prefix}). Tanda: {each.mark or 'belum diketahui'}"
                for each in board.others
            )
            or "Belum ada komputer lain yang dikenal."
        )
        self.seen_words.setText(
            "\n".join(f"{each.when}  {each.words}" for each in board.seen) or "Belum ada paket."
        )
        self._show_choices(board.choices, may_choose=manages)

    def _show_choices(self, choices: Sequence[ChoiceLine], *, may_choose: bool) -> None:
        while (item := self.choice_list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        if not choices:
            self.choice_words.setText("Tidak ada isian yang berbeda di dua komputer.")
            return
        count = show_integer(len(choices))
        self.choice_words.setText(
            f"{count} isian diubah di dua komputer. Keduanya disimpan; yang lebih baru berlaku dahulu."
        )
        for choice in choices[:_MOST_CHOICES]:
            self.choice_list.addWidget(self._choice_row(choice, may_choose=may_choose))

    def _choice_row(self, choice: ChoiceLine, *, may_choose: bool) -> QWidget:
        row = QWidget()
        lines = QVBoxLayout(row)
        lines.setContentsMargins(0, theme.SPACE_8, 0, 0)
        lines.setSpacing(theme.SPACE_4)
        lines.addWidget(words(f"{choice.record}: {choice.field}", "label"))
        now_ours, now_theirs = (
            " (berlaku sekarang)" if choice.stands == side else "" for side in (OURS, THEIRS)
        )
        lines.addWidget(words(f"Di sini{now_ours}: {choice.ours}"))
        lines.addWidget(words(f"{choice.sender}{now_theirs}: {choice.theirs}"))
        ours = button("Pakai yang di sini", "check", lambda: self.choose(choice.id, OURS))
        theirs = button("Pakai yang dari paket", "package-import", lambda: self.choose(choice.id, THEIRS))
        for each in (ours, theirs):
            each.setEnabled(may_choose)
            each.setAccessibleDescription(f"{choice.record}: {choice.field}")
        lines.addWidget(button_row(ours, theirs))
        return row

    # doing

    def choose(self, conflict_id: int, side: str) -> None:
        """Let one of two values stand."""
        self.desk.change(self, lambda _changes: self.refresh(), settle, conflict_id, side)

    def name_computer(self) -> None:
        """Give this computer its name."""
        own = self.board.own if self.board is not None else None

        def keep(name: str, prefix: str) -> None:
            self.desk.change_or(self, lambda _c: dialog.accept(), refused, name_this_copy, name, prefix)

        def refused(error: BaseException) -> None:
            if isinstance(error, BookError):
                dialog.refuse(f"{error.message} {error.next_step}".strip())
            else:
                self.desk.failed(error)

        dialog = NameDialog(self, own, keep)
        dialog.open()

    def make_copy(self) -> None:
        """Write a working copy for another computer."""
        book = self.desk.book

        def make(wish: WishedCopy) -> None:
            target = dialogs.save_file(
                dialog,
                "Simpan salinan kerja",
                f"{book.path.stem}-{wish.prefix.lower()}.berkas",
                ["Berkas kantor (*.berkas)"],
            )
            if target is None:
                return
            dialog.accept()

            def work(report: Report) -> Path:
                report.report(0, None, "Menyalin kantor")
                return make_working_copy(book, self.desk.actor, target, wish)

            self.desk.run(self, "Menyiapkan salinan kerja", work, self._copy_made)

        dialog = WorkingCopyDialog(self, is_protected=book.file.key is not None, make=make)
        dialog.open()

    def _copy_made(self, path: Path) -> None:
        self.refresh()
        dialogs.say(
            self,
            "Salinan kerja siap",
            f"{path.name} sudah ditulis. Pindahkan ke komputer lain, lalu buka di sana dengan program ini.",
        )

    def make_package(self) -> None:
        """Ask what to send, then write it."""

        def ask_records(table: str, then: Callable[[list[RecordLine]], None]) -> None:
            self.desk.read(dialog, then, choosable, table)

        def make(wish: WishedParcel) -> None:
            own = self.board.own if self.board is not None else None
            name = package_name(self.desk.book.office_name, own.name if own else "")
            target = dialogs.save_file(dialog, "Simpan paket", name, [_PATTERN])
            if target is None:
                return
            dialog.accept()
            self._send(wish, target)

        dialog = SendDialog(self, self.board.others if self.board is not None else (), ask_records, make)
        dialog.open()

    def _send(self, wish: WishedParcel, target: Path) -> None:
        book, actor = self.desk.book, self.desk.actor

        def work(report: Report) -> Sent:
            report.report(0, None, "Memilih catatan")
            if wish.kind == EVERYTHING:
                selection: Selection = book.read(changes, book.read(start_for, wish.to).result()).result()
            else:
                selection = book.read(records, {wish.kind: wish.ids}).result()
            report.report(0, None, "Menulis paket")
            parcel = Parcel(selection, wish.to, wish.passphrase, wish.note, wish.with_identities)
            return send(book, actor, parcel, target)

        self.desk.run(self, "Membuat paket", work, self._sent)

    def _sent(self, sent: Sent) -> None:
        self.refresh()
        rows, files = show_integer(sent.manifest.rows), show_integer(sent.manifest.files)
        self.desk.say(f"Paket tersimpan: {sent.path.name}, {rows} baris dan {files} berkas.")

    def bring_in(self) -> None:
        """Choose a package, look at what it would do, then merge it."""
        chosen = dialogs.open_files(self, "Pilih paket", [_PATTERN])
        if not chosen:
            return
        path = chosen[0]
        secret = dialogs.ask_text(
            self,
            "Frasa sandi paket",
            f"Paket {path.name} disandi.",
            label="Frasa sandi",
            yes="Buka",
            secret=True,
        )
        if secret is None:
            return
        book, actor = self.desk.book, self.desk.actor

        def work(report: Report) -> tuple[Sender, MergeReport]:
            report.report(0, None, "Memeriksa paket")
            sender = look_at(book, path, secret)
            report.report(0, None, "Membandingkan dengan isi kantor")
            return sender, receive(book, actor, path, secret, keep=False)

        def seen(found: tuple[Sender, MergeReport]) -> None:
            if self._agree(*found):
                self._merge(path, secret)

        self.desk.run(self, "Memeriksa paket", work, seen)

    def _agree(self, sender: Sender, report: MergeReport) -> bool:
        manifest = sender.manifest
        lines = [
            f"Dari {manifest.replica_name}, dibuat {show_short(date.fromisoformat(manifest.made_at[:10]))}."
        ]
        if manifest.note:
            lines.append(f"Keterangan: {manifest.note}.")
        if sender.adopts:
            lines.append(f"Kantor ini masih kosong dan akan menjadi salinan dari {manifest.office_name}.")
        if not sender.is_known:
            lines.append(
                "Komputer ini pertama kali mengirim. Tanyakan lewat telepon tanda yang tertulis di sana; "
                f"harus sama dengan {sender.mark}."
            )
        return dialogs.ask(
            self,
            "Gabungkan paket ini?",
            " ".join(lines),
            yes="Gabungkan" if sender.is_known else "Tandanya cocok, gabungkan",
            details=report_words(report, self.desk.field_words()),
        )

    def _merge(self, path: Path, secret: str) -> None:
        book, actor = self.desk.book, self.desk.actor

        def work(report: Report) -> MergeReport:
            report.report(0, None, "Mencadangkan kantor, lalu menggabungkan")
            return receive(book, actor, path, secret, keep=True, is_compared=True)

        self.desk.run(self, "Menggabungkan paket", work, self._merged)

    def _merged(self, report: MergeReport) -> None:
        self.refresh()
        new, changed = show_integer(report.new.total()), show_integer(report.changed.total())
        said = f"Paket digabungkan: {new} baris baru, {changed} berubah."
        if report.open_values:
            said += f" {show_integer(len(report.open_values))} isian menunggu pilihan."
        self.desk.say(said, undoable=True)


def report_words(report: MergeReport, known: Mapping[str, str]) -> str:
    """What a merge does, as lines to read before it is agreed to."""
    lines: list[str] = []
    for title, counted in (
        ("Baru", report.new),
        ("Berubah", report.changed),
        ("Dihapus di sana", report.removed),
    ):
        if counted:
            lines.append(f"{title}:")
            lines += [
                f"  {kind_words(table)}: {show_integer(count)}" for table, count in counted.most_common()
            ]
    if report.files:
        lines.append(f"Berkas lampiran baru: {show_integer(report.files)}")
    lines.append(f"Sama di kedua komputer: {show_integer(report.unchanged)} baris")
    if report.kept:
        lines.append(f"Lebih baru di sini, dibiarkan: {show_integer(report.kept)} baris")
    if report.open_values:
        lines.append(
            f"Diubah di kedua komputer, akan menunggu pilihan: {show_integer(len(report.open_values))}"
        )
        lines += [
            f"  {each.record}: {field_words(each.table, '' if each.field == '*' else each.field, known)}"
            for each in report.open_values[:_MOST_NAMED]
        ]
    lines += report.problems
    return "\n".join(lines)


def _has_prefix(board: PackagesBoard) -> bool:
    return board.own is not None and board.own.prefix != MAIN_PREFIX
