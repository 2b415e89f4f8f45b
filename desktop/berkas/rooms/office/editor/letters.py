"""Letters that go out and come in, and the texts they begin from, as lists with their forms."""

from berkas.desk import Desk
from berkas.desk.presscheck import check
from berkas.desk.recordpage import RecordPage, RecordSpec
from berkas.engine.access import Right
from berkas.engine.issuing import Subject
from berkas.engine.letter_texts import LetterText, shipped_texts, texts_about
from berkas.engine.letters import give_number
from berkas.engine.records import Record
from berkas.kit import dialogs
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.office.commands.letters import begin_general, save_incoming, save_outgoing, save_text
from berkas.rooms.office.fields.letters import (
    COPIES,
    INCOMING_FORM,
    INITIALS,
    OUTGOING_FORM,
    TEXT_FORM,
    outgoing_checks,
    text_checks,
)
from berkas.rooms.office.queries.letters import (
    INCOMING_LETTERS,
    LETTER_TEXTS,
    OUTGOING_LETTERS,
    load_letter,
    load_text,
)
from berkas.rooms.office.report.letter import LETTER, letter_key
from berkas.rooms.office.report.register import REGISTER
from berkas.rules.fields import Kind
from berkas.rules.letter_form import write_letter_form
from berkas_db.changes import Changes
from berkas_db.tables import Letter, TextModule

_NEXT, _BETWEEN, _TYPED = range(3)


class OutgoingPage(RecordPage):
    """The register of outgoing papers: written from a text, numbered, printed, saved for a word processor."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="office", model=Letter, word="surat", title="Surat keluar", listing=OUTGOING_LETTERS,
                fields=OUTGOING_FORM, rows=(COPIES, INITIALS), load=load_letter, save=save_outgoing,
                checks=(outgoing_checks,),
                filters=(Filter("letter_on", "Tanggal", Kind.DATE),
                         Filter("nature", "Sifat", source="istilah:sifat_surat")),
                empty=EmptyState("Belum ada surat keluar.", "Surat baru", "naskah-surat"),
                documents=(LETTER,), subject=_subject,
                fresh=lambda today: {"letter_on": today.isoformat(), "nature": "biasa"},
            ),
        )  # fmt: skip
        self.set_shares(1, 1)
        self.add_action("Beri nomor…", self.number, icon="list-numbers")
        self.add_action("Buat dari naskah…", self.begin, icon="file-text", menu=True)
        self.add_action("Register surat keluar…", self.print_register, icon="printer", menu=True)

    def print_register(self) -> None:
        """Show the register of a year with every numbered paper of the office."""
        typed = dialogs.ask_text(
            self,
            "Register surat keluar",
            "Memuat surat dan dokumen terbit yang bernomor.",
            label="Tahun",
            yes="Lihat",
            text=str(self.desk.today().year),
        )
        if typed is not None:
            year = typed.strip()
            self.desk.show_paper(self, REGISTER, Subject(year, f"Surat keluar {year}"))

    def number(self) -> None:
        """Give the letter in the sheet its number: the next, one between two, or one from elsewhere."""
        if self.record is None or not self.may_leave():
            return
        way = dialogs.choose(
            self,
            "Beri nomor",
            f"Nomor untuk “{self.record.title}” diberikan sekali dan tetap.",
            ("Nomor berikutnya", "Sisipan di antara dua nomor…", "Nomor dari tempat lain…"),
        )
        if way == _NEXT:
            self._number()
        elif way == _BETWEEN:
            typed = dialogs.ask_text(
                self, "Sisipan", "Misalnya 1741 untuk 1741.a.", label="Sesudah nomor urut", yes="Beri nomor"
            )
            if typed is not None and not typed.strip().isdigit():
                dialogs.say(self, "Sisipan", "Nomor urut ditulis dengan angka saja, misalnya 1741.")
            elif typed is not None:
                self._number(after=int(typed))
        elif way == _TYPED:
            typed = dialogs.ask_text(
                self,
                "Nomor dari tempat lain",
                "Nomor yang diberikan di luar Berkas, misalnya oleh tata usaha pusat.",
                label="Nomor surat",
                yes="Pakai nomor ini",
            )
            if typed is not None:
                self._number(typed=typed)

    def _number(self, *, after: int | None = None, typed: str = "") -> None:
        record = self.record
        if record is None:
            return

        def given(changes: Changes) -> None:
            self.say(f"Surat diberi nomor {changes.value}.")
            self.visit(record.id)

        self.desk.change(self, given, give_number, record.id, after=after, typed=typed)

    def check_identities(self) -> None:
        """Look in the text as it stands for words that tell who somebody of the visit is."""
        values = self.sheet.form.values()
        if not values.get("visit_id"):
            self.say("Pilih dahulu surat atau siaran pers tentang sebuah kegiatan.")
            return
        texts = {label: str(values.get(key) or "") for key, label in (("subject", "Hal"), ("body", "Isi"))}
        check(self, self.desk, int(values["visit_id"]), texts)

    def begin(self) -> None:
        """Begin a letter that is about no record of the office."""
        if not self.may_leave():
            return

        def chosen(texts: list[LetterText]) -> None:
            place = dialogs.choose(
                self, "Buat dari naskah", "Pilih naskahnya.", [text.form.title for text in texts]
            )
            if place is not None:
                self.desk.change(self, self._begun, begin_general, texts[place].key, self.desk.today())

        self.desk.read(self, chosen, texts_about, "umum", self.desk.today())

    def _begun(self, changes: Changes) -> None:
        self.visit(int(changes.value))


class IncomingPage(RecordPage):
    """The register of incoming letters."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="office", model=Letter, word="surat masuk", title="Surat masuk",
                place="surat_masuk",
                listing=INCOMING_LETTERS, fields=INCOMING_FORM, load=load_letter, save=save_incoming,
                filters=(Filter("letter_on", "Tanggal", Kind.DATE),),
                empty=EmptyState("Belum ada surat masuk.", "Surat masuk baru", "naskah-surat"),
                fresh=lambda today: {"received_on": today.isoformat(), "nature": "biasa"},
            ),
        )  # fmt: skip


class TextPage(RecordPage):
    """The office's own texts; one of the same key takes the place of the shipped one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="office", model=TextModule, word="naskah", title="Naskah surat milik kantor",
                listing=LETTER_TEXTS, fields=TEXT_FORM, load=load_text, save=save_text, checks=(text_checks,),
                writes=Right.MANAGE_OFFICE,
                empty=EmptyState(
                    "Semua surat memakai naskah bawaan. Salin naskah bawaan untuk mengubahnya.",
                    "Naskah baru", "naskah-surat",
                ),
                fresh=lambda today: {"valid_from": today.isoformat()},
            ),
        )  # fmt: skip
        self.set_offers(print=False, trash=False)
        self.set_shares(3, 5)
        if self.may_write:
            self.add_action("Salin naskah bawaan…", self.copy_shipped, icon="copy")

    def copy_shipped(self) -> None:
        """Begin the office's own text from a shipped one."""
        if not self.may_leave():
            return
        forms = list(shipped_texts().items())
        place = dialogs.choose(
            self, "Salin naskah bawaan", "Pilih naskahnya.", [form.title for _key, form in forms]
        )
        if place is None:
            return
        key, form = forms[place]
        self.start_new()
        for name, value in (("key", key), ("body", write_letter_form(form)), ("source", "kantor")):
            self.sheet.form.set_value(name, value)


def _subject(record: Record) -> Subject:
    pending = bool(record.values.get("is_number_pending"))
    number = str(record.values.get("number") or "")
    return Subject(letter_key(record.id, number, pending), record.title, Letter, record.id)
