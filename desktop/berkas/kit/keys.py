"""Every key of the program, in one table, with the words of its menu entry; and Alt letters that never
clash.

A scope says where a key works: in the whole window, in a list, in a sheet, in a form of questions. Two
actions may share a key only when their scopes never meet (see `MEETING`). Knows no room.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget


class Scope(StrEnum):
    """Where a key works."""

    WINDOW = "jendela"
    LIST = "daftar"
    SHEET = "lembar"
    QUESTIONS = "isian"
    PREVIEW = "pratinjau"


@dataclass(frozen=True, slots=True)
class Key:
    """One action: its code, the words of its menu entry, its keys (the first one is shown), an icon."""

    code: str
    words: str
    keys: tuple[str, ...]
    scope: Scope
    icon: str = ""
    menu: str = ""


KEYS: tuple[Key, ...] = (
    Key("ruang_1", "Ruang 1", ("Ctrl+1",), Scope.WINDOW, menu="Lihat"),
    Key("ruang_2", "Ruang 2", ("Ctrl+2",), Scope.WINDOW, menu="Lihat"),
    Key("ruang_3", "Ruang 3", ("Ctrl+3",), Scope.WINDOW, menu="Lihat"),
    Key("ruang_4", "Ruang 4", ("Ctrl+4",), Scope.WINDOW, menu="Lihat"),
    Key("ruang_5", "Ruang 5", ("Ctrl+5",), Scope.WINDOW, menu="Lihat"),
    Key("ruang_6", "Ruang 6", ("Ctrl+6",), Scope.WINDOW, menu="Lihat"),
    Key("ruang_7", "Ruang 7", ("Ctrl+7",), Scope.WINDOW, menu="Lihat"),
    Key("cari", "Cari dan buka apa saja", ("Ctrl+K",), Scope.WINDOW, "search", "Lihat"),
    Key("urungkan", "Urungkan", ("Ctrl+Z",), Scope.WINDOW, "arrow-back-up", "Ubah"),
    Key("ulangi", "Ulangi", ("Ctrl+Y", "Ctrl+Shift+Z"), Scope.WINDOW, "arrow-forward-up", "Ubah"),
    Key("langkah", "Daftar langkah…", ("Ctrl+Alt+Z",), Scope.WINDOW, "history", "Ubah"),
    Key("bantuan", "Bantuan untuk halaman ini", ("F1",), Scope.WINDOW, "help", "Bantuan"),
    Key("perbesar", "Perbesar huruf", ("Ctrl++", "Ctrl+="), Scope.WINDOW, "zoom-in", "Lihat"),
    Key("perkecil", "Perkecil huruf", ("Ctrl+-",), Scope.WINDOW, "zoom-out", "Lihat"),
    Key("ukuran_biasa", "Ukuran huruf biasa", ("Ctrl+0",), Scope.WINDOW, menu="Lihat"),
    Key("kunci", "Kunci sekarang", ("Ctrl+L",), Scope.WINDOW, "lock", "Kantor"),
    Key("jendela_baru", "Jendela baru", ("Ctrl+Shift+N",), Scope.WINDOW, "", "Kantor"),
    Key("tutup", "Tutup Berkas", ("Ctrl+Q",), Scope.WINDOW, menu="Kantor"),
    Key("segarkan", "Segarkan", ("Ctrl+R",), Scope.WINDOW, "refresh", "Lihat"),
    Key("baru", "Baru", ("Ctrl+N",), Scope.LIST, "plus", "Berkas"),
    Key("cetak", "Cetak…", ("Ctrl+P",), Scope.LIST, "printer", "Berkas"),
    Key("ekspor", "Ekspor…", ("Ctrl+E",), Scope.LIST, "table-export", "Berkas"),
    Key("sampah", "Kirim ke Sampah", ("Ctrl+Del",), Scope.LIST, "trash", "Berkas"),
    Key("saring", "Saring daftar ini", ("Ctrl+F",), Scope.LIST, "filter", "Lihat"),
    Key("ubah", "Ubah", ("F2",), Scope.LIST, "pencil", "Berkas"),
    Key("pindah_sisi", "Pindah antara daftar dan lembar", ("F6",), Scope.LIST, menu="Lihat"),
    Key("simpan", "Simpan", ("Ctrl+S",), Scope.SHEET, "device-floppy", "Berkas"),
    Key("kembali", "Kembali", ("Esc",), Scope.SHEET, menu="Berkas"),
    Key("periksa", "Periksa isian", ("F5",), Scope.SHEET, "list-check", "Ubah"),
    Key("galat_berikut", "Ke kesalahan berikutnya", ("F8",), Scope.SHEET, "alert-triangle", "Ubah"),
    Key("bagian_berikut", "Ke bagian berikutnya", ("Ctrl+PgDown",), Scope.QUESTIONS, menu="Ubah"),
    Key("bagian_sebelum", "Ke bagian sebelumnya", ("Ctrl+PgUp",), Scope.QUESTIONS, menu="Ubah"),
    Key("cetak_ini", "Cetak", ("Ctrl+P",), Scope.PREVIEW, "printer"),
    Key("simpan_sebagai", "Simpan sebagai…", ("Ctrl+S",), Scope.PREVIEW, "download"),
)

MEETING: tuple[frozenset[Scope], ...] = (
    frozenset({Scope.WINDOW, Scope.LIST, Scope.SHEET, Scope.QUESTIONS}),
    frozenset({Scope.PREVIEW}),
)
"""Scopes that are alive together; a preview is a dialog and stands alone."""

_BY_CODE = {key.code: key for key in KEYS}
WITHOUT_LETTER = "tanpa_huruf"
"""Property of a widget that never gets an Alt letter."""


def key(code: str) -> Key:
    """An action by its code. KeyError for a code that is not in the table."""
    return _BY_CODE[code]


def shown(code: str) -> str:
    """The first key of an action as it is written on screen."""
    return QKeySequence(_BY_CODE[code].keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


def action(code: str, parent: QObject, slot: Callable[[], object] | None = None) -> QAction:
    """A menu entry with words, icon and key; not yet on any widget."""
    from berkas.kit import theme

    known = _BY_CODE[code]
    made = QAction(known.words, parent)
    made.setShortcuts([QKeySequence(each) for each in known.keys])
    made.setShortcutContext(
        Qt.ShortcutContext.WindowShortcut
        if known.scope is Scope.WINDOW
        else Qt.ShortcutContext.WidgetWithChildrenShortcut
    )
    if known.icon:
        theme.set_icon(made, known.icon)
    if slot is not None:
        made.triggered.connect(slot)
    return made


def add_to(widget: QWidget, code: str, slot: Callable[[], object]) -> QAction:
    """Make the key work in a widget and everything inside it."""
    made = action(code, widget, slot)
    widget.addAction(made)
    return made


MENUS = {"Kantor": "k", "Berkas": "b", "Ubah": "u", "Lihat": "l", "Bantuan": "n"}
"""The menus of the window with their Alt letters; pages leave these letters alone."""


def assign_mnemonics(root: QWidget, reserved: str = "".join(MENUS.values())) -> dict[str, str]:
    """Give the buttons and labelled fields of a page Alt letters of their own, first come first served.

    `reserved` are letters the window's menus use. What finds no free letter gets none. Returns letter ->
    words. Call again when words have changed.
    """
    taken: dict[str, str] = {}
    free = {letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in reserved.casefold()}
    for widget, words in _labelled(root):
        place = _letter_place(words, free)
        if place is None:
            widget.setText(escaped(words))
            continue
        letter = words[place].casefold()
        free.discard(letter)
        taken[letter] = words
        widget.setText(f"{escaped(words[:place])}&{escaped(words[place:])}")
    return taken


def _labelled(root: QWidget) -> Iterator[tuple[QLabel | QAbstractButton, str]]:
    for widget in root.findChildren(QWidget):
        if isinstance(widget, QLabel):
            fits = widget.buddy() is not None
        elif isinstance(widget, QAbstractButton):
            fits = not isinstance(widget.parent(), QLineEdit)
        else:
            continue
        if fits and not widget.property(WITHOUT_LETTER) and plain_words(widget):
            yield widget, plain_words(widget)


def plain_words(widget: QLabel | QAbstractButton) -> str:
    """The words of a label or button without the sign for its Alt letter."""
    return widget.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


def escaped(words: str) -> str:
    """Words for a label or button in which `&` is meant as it stands."""
    return words.replace("&", "&&")


def _letter_place(words: str, free: set[str]) -> int | None:
    starts = [place for place in range(len(words)) if place == 0 or words[place - 1] == " "]
    for place in (*starts, *range(len(words))):
        if words[place].casefold() in free:
            return place
    return None
