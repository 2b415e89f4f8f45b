"""The editor of a file that belongs to a record: choose or drop one, look at it, let it go.

It holds the id of a kept file or the path of a chosen one; keeping and opening are the room's business. Who
can open kept files stands above it among its parents (`FileOpener`).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from berkas.kit import dialogs, keys, theme
from berkas.kit.editors import FieldEditor, Lookup, text_of
from berkas.kit.evidencestrip import PATTERNS
from berkas.kit.spine import Value
from berkas.rules.fields import Choice, ChosenFile, Field, FieldError

SOURCE = "lampiran"
"""The list in which a kept file is looked up by its id when the field names no other."""

_CHOOSE = "Pilih berkas…"


@runtime_checkable
class FileOpener(Protocol):
    """A widget that can show a kept file."""

    def open_file(self, id: int) -> None:
        """Show the file with this id."""
        ...


class FileEditor(FieldEditor):
    """A button with the file's name: it chooses when empty, opens when there is one. Files can be dropped."""

    def __init__(self, field: Field, lookup: Lookup | None, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._lookup = lookup
        self._id: int | None = None
        self._path = ""
        self._name = ""
        self._read_only = False
        self._button = QPushButton(_CHOOSE, self)
        self._button.setProperty(keys.WITHOUT_LETTER, True)  # noqa: FBT003
        self._button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._button.setMinimumWidth(120)
        self._button.clicked.connect(self._pressed)
        self._other = self._tool("paperclip", "Ganti berkas", self.choose)
        self._away = self._tool("x", "Lepas berkas", self._let_go)
        self._take(self._button, self._other, self._away)
        self.setAcceptDrops(True)
        self._show()

    def _tool(self, icon: str, words: str, slot: object) -> QToolButton:
        button = QToolButton(self)
        theme.set_icon(button, icon, "dim")
        button.setToolTip(words)
        button.setAccessibleName(f"{words}: {self.field.label}")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(slot)
        return button

    def tab_parts(self) -> Sequence[QWidget]:
        """From left to right."""
        return [self._button, self._other, self._away]

    def value(self) -> Value:
        """Id of the kept file, or the chosen one; a chosen file that is gone is refused."""
        if not self._path:
            return self._id
        if not Path(self._path).is_file():
            sentence = f"{self.field.label}: berkas “{self._name}” tidak ada lagi di tempatnya. Pilih ulang."
            raise FieldError(sentence)
        return ChosenFile(self._path)

    def set_value(self, value: Value) -> None:
        """An id, a Choice of one, a chosen file, or nothing."""
        if isinstance(value, ChosenFile):
            self._hold(None, value.path, str(value))
        elif isinstance(value, Choice):
            self._hold(int(value.code), "", value.label)
        elif value in (None, ""):
            self._hold(None, "", "")
        else:
            self._hold(int(value), "", self._name_of(int(value)))

    def _name_of(self, id: int) -> str:
        found = self._lookup(self.field.source or SOURCE, f"={id}") if self._lookup is not None else ()
        return next((choice.label for choice in found if choice.code == str(id)), f"Berkas {id}")

    def raw(self) -> object:
        """What is held."""
        return self._id, self._path

    def typed(self) -> list[Any]:
        """Id, path and name."""
        return [self._id, self._path, self._name]

    def set_typed(self, typed: Any) -> None:  # noqa: ANN401
        """Put them back; whether a chosen file is still there is asked when the record is saved."""
        id_, path, name = typed
        self._hold(None if id_ is None else int(id_), text_of(path), text_of(name))

    def words(self, typed: Any) -> str:  # noqa: ANN401
        """The name of the file."""
        return text_of(typed[2])

    def echo(self) -> str:
        """A chosen file is kept with the record."""
        return "Disimpan bersama catatan ini." if self._path else ""

    def set_read_only(self, on: bool) -> None:
        """Only opening is left."""
        self._read_only = on
        self._show()

    def choose(self) -> None:
        """Ask for a file."""
        found = dialogs.open_files(self, self.field.label, PATTERNS)
        if found:
            self.take(found[0])

    def take(self, path: Path) -> None:
        """Hold a file somebody chose."""
        self._hold(None, str(path), path.name)
        self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome while the field may be changed."""
        if not self._read_only and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The first of the files."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and not self._read_only:
            event.acceptProposedAction()
            self.take(paths[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write as much of the name as there is room for."""
        super().resizeEvent(event)
        self._write()

    def sizeHint(self) -> QSize:
        """As wide as a field, whatever the file is called."""
        hint = super().sizeHint()
        return QSize(min(hint.width(), 240), hint.height())

    def _hold(self, id: int | None, path: str, name: str) -> None:
        self._id, self._path, self._name = id, path, name
        self._show()

    def _show(self) -> None:
        filled = bool(self._name)
        self._other.setVisible(filled and not self._read_only)
        self._away.setVisible(filled and not self._read_only)
        self._button.setEnabled(filled or not self._read_only)
        self._button.setToolTip(self._name)
        theme.set_icon(self._button, "file-text" if filled else "paperclip")
        self._write()

    def _write(self) -> None:
        if not self._name:
            self._button.setText("Tidak ada berkas" if self._read_only else _CHOOSE)
            return
        room = max(60, self._button.width() - 44)
        shown = self._button.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, room)
        self._button.setText(keys.escaped(shown))

    def _pressed(self) -> None:
        if self._id is None:
            if not self._read_only:
                self.choose()
            return
        above = self.parentWidget()
        while above is not None and not isinstance(above, FileOpener):
            above = above.parentWidget()
        if above is not None:
            above.open_file(self._id)

    def _let_go(self) -> None:
        self._hold(None, "", "")
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
