"""Pengguna: the accounts of the office, what their roles may do, recovery codes, and the lock by itself."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.engine.access import Right
from berkas.engine.accounts import create_first_account, give_temporary_password
from berkas.engine.locking import lock_minutes, set_lock_minutes
from berkas.engine.recovery_codes import Kept, code_sheet, kept_codes, make_codes
from berkas.engine.signing_in import has_users
from berkas.kit import dialogs
from berkas.kit.askdialog import AskDialog
from berkas.kit.filters import Filter
from berkas.kit.preview import PreviewDialog
from berkas.kit.tableview import EmptyState
from berkas.rooms.office.commands.users import save_user
from berkas.rooms.office.editor.accountdialogs import (
    FirstAccountDialog,
    HandedDialog,
    HoldersDialog,
)
from berkas.rooms.office.fields.users import ROLE_WORDS, USER
from berkas.rooms.office.queries.users import USERS, load_user
from berkas.rules.fields import Kind
from berkas.rules.vocabulary import Role
from berkas_db.changes import Changes
from berkas_db.errors import BookError
from berkas_db.tables import AppUser


class UserPage(RecordPage):
    """The accounts of the office."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="office", model=AppUser, word="akun", title="Pengguna dan peran", listing=USERS,
                fields=USER, load=load_user, save=save_user, writes=Right.MANAGE_OFFICE,
                filters=(Filter("is_active", "Dipakai", Kind.BOOLEAN),),
                empty=EmptyState(
                    "Kantor ini belum memakai akun: siapa pun yang membukanya bertindak sebagai admin.",
                    "Mulai memakai akun", "pengguna",
                ),
                fresh=lambda _today: {"is_active": True, "role": Role.PETUGAS.value},
            ),
        )  # fmt: skip
        self.set_offers(print=False, trash=False)
        self._give = self.sheet.add_button("Beri kata sandi sementara…", self.give_password, icon="key")
        self._give.hide()
        words = QLabel("\n".join(f"{role.label}: {ROLE_WORDS[role]}" for role in Role))
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sheet.add_section("Yang boleh dilakukan setiap peran", words)
        if self.may_write:
            self.add_action("Kode pemulihan…", self.ask_holders, icon="key", menu=True)
            self.add_action("Kunci layar otomatis…", self.ask_minutes, icon="lock", menu=True)

    def opened_record(self, record: object) -> None:
        """A password can be handed over for an account that is kept."""
        del record
        self._give.setVisible(self.may_write)

    def started_new(self) -> None:
        """Not before it is saved."""
        self._give.hide()

    def start_new(self) -> None:
        """The first account has questions of its own; further ones the form."""
        if self.desk.glance(has_users):
            super().start_new()
            return
        dialog = FirstAccountDialog(self, lambda *given: self._create_first(dialog, *given))
        dialog.open()

    def _create_first(self, dialog: AskDialog, login: str, full_name: str, password: str) -> None:
        self.desk.change_or(
            self,
            lambda _changes: dialog.accept(),
            lambda error: self._refuse(dialog, error),
            create_first_account,
            login,
            full_name,
            password,
        )

    def _refuse(self, dialog: AskDialog, error: BaseException) -> None:
        if isinstance(error, BookError):
            fields = getattr(error, "fields", ())
            dialog.refuse(f"{error} {error.next_step}".strip(), fields[0] if fields else "")
        else:
            dialog.reject()
            self.desk.failed(error)

    def give_password(self) -> None:
        """A random password for one sign-in, shown once."""
        if self.record is None:
            return
        if dialogs.ask(
            self,
            "Beri kata sandi sementara",
            f"Kata sandi akun “{self.record.subtitle}” yang sekarang tidak berlaku lagi. Lanjutkan?",
            yes="Beri",
        ):
            self.desk.change(self, self._hand_over, give_temporary_password, self.record.id)

    def _hand_over(self, changes: Changes) -> None:
        HandedDialog(self, changes.value).open()

    def ask_holders(self) -> None:
        """Two new codes; earlier ones end."""
        dialog = HoldersDialog(
            self, _present(self.desk.glance(kept_codes)), lambda *given: self._make_codes(dialog, *given)
        )
        dialog.open()

    def _make_codes(self, dialog: AskDialog, first: str, second: str) -> None:
        self.desk.change_or(
            self,
            lambda changes: self._print_codes(dialog, changes),
            lambda error: self._refuse(dialog, error),
            make_codes,
            (first, second),
        )

    def _print_codes(self, dialog: AskDialog, changes: Changes) -> None:
        dialog.accept()
        book = self.desk.book
        for code in changes.value:
            pdf = code_sheet(code, book.office_name, book.path.name, self.desk.today())
            title = f"Kode pemulihan {code.place} dari 2 untuk {code.holder}: cetak sekarang"
            name = f"kode-pemulihan-{code.place}.pdf"
            PreviewDialog(pdf, title=title, file_name=name, parent=self).exec()

    def ask_minutes(self) -> None:
        """After how many minutes the window locks itself."""
        typed = dialogs.ask_text(
            self,
            "Kunci layar otomatis",
            "Sesudah berapa menit tanpa disentuh layar terkunci? Isi 0 bila tidak dikehendaki.",
            label="Menit",
            yes="Simpan",
            text=str(self.desk.glance(lock_minutes)),
        )
        if typed is None:
            return
        if typed.strip().isdecimal():
            self.desk.change(self, lambda _changes: self.desk.say("Waktu kunci layar tersimpan."),
                             set_lock_minutes, int(typed))  # fmt: skip
        else:
            self.desk.say("Menit diisi dengan angka saja.")


def _present(codes: list[Kept]) -> str:
    if not codes:
        return "Kantor ini belum mempunyai kode pemulihan."
    holders = " dan ".join(each.holder for each in codes)
    state = "masih berlaku" if all(each.is_usable for each in codes) else "sudah terpakai"
    return f"Kode yang sekarang dipegang {holders}, {state}; begitu kode baru dibuat, kode itu berakhir."
