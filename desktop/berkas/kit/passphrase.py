"""A new passphrase typed twice: its rule, how strong it is in words, and a way to see what was typed.

Knows nothing of books; what is refused is decided by `rules.passwords`.
"""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from berkas.kit import theme
from berkas.kit.dialogs import Message
from berkas.rules.passwords import ADVISED, LEAST, password_problem

STRONG = 20
WORD = "Frasa sandi"
RULE = (
    f"Paling sedikit {LEAST} karakter, lebih baik {ADVISED} atau lebih: empat kata yang tidak berkaitan "
    "mudah diingat. Boleh ditempel."
)


def strength(typed: str, about: Sequence[str] = ()) -> tuple[str, str]:
    """How strong a passphrase is in words, and the tone of these words; both empty for nothing typed."""
    if not typed:
        return "", ""
    problem = password_problem(typed, about=about, word=WORD)
    if problem is not None:
        return problem, "peringatan"
    if len(typed) < ADVISED:
        return "Cukup. Satu kata lagi membuatnya jauh lebih sulit ditebak.", ""
    return ("Kuat." if len(typed) >= STRONG else "Baik."), "baik"


class NewPassphrase(QWidget):
    """Two lines, the words about the first, and “Tampilkan”. `about` gives words it may not consist of."""

    def __init__(self, parent: QWidget | None = None, about: Callable[[], Sequence[str]] = tuple) -> None:
        super().__init__(parent)
        self._about = about
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_4)
        self.typed = self._line("Frasa sandi baru", lines)
        self.words = QLabel(RULE, self)
        self.words.setWordWrap(True)
        theme.mark(self.words, "bantuan")
        lines.addWidget(self.words)
        lines.addSpacing(theme.SPACE_4)
        self.again = self._line("Ulangi frasa sandi", lines)
        self.shown = QCheckBox("Tampilkan yang diketik", self)
        lines.addWidget(self.shown)
        self.typed.textChanged.connect(self._judge)
        self.shown.toggled.connect(self._show)
        self.setFocusProxy(self.typed)

    def text(self) -> str:
        """What was typed."""
        return self.typed.text()

    def problem(self) -> str:
        """Why it cannot be taken, in a sentence; empty when it can."""
        found = password_problem(self.text(), about=self._about(), word=WORD)
        if found is not None:
            return found
        return "" if self.text() == self.again.text() else "Kedua frasa sandi tidak sama. Ketik sekali lagi."

    def _line(self, label: str, lines: QVBoxLayout) -> QLineEdit:
        words = QLabel(label, self)
        theme.mark(words, "label")
        line = QLineEdit(self)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setAccessibleName(label)
        line.setAccessibleDescription(RULE)
        words.setBuddy(line)
        lines.addWidget(words)
        lines.addWidget(line)
        return line

    def _judge(self, typed: str) -> None:
        words, tone = strength(typed, self._about())
        self.words.setText(words or RULE)
        theme.mark(self.words, "bantuan", tone=tone)

    def _show(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        for line in (self.typed, self.again):
            line.setEchoMode(mode)


class _Asking(Message):
    """Stays open until what was typed can be taken, or until it is given up."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        sentence: str,
        about: Callable[[], Sequence[str]],
        check_old: Callable[[str], str] | None,
    ) -> None:
        super().__init__(parent, title, sentence)
        self.old = QLineEdit(self)
        self.old.setEchoMode(QLineEdit.EchoMode.Password)
        self.old.setVisible(check_old is not None)
        self._check_old = check_old
        if check_old is not None:
            self.add_field("Frasa sandi sekarang", self.old)
        self.new = NewPassphrase(self, about)
        self.add_part(self.new)
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        theme.mark(self.problem, "galat")
        self.problem.hide()
        self.add_part(self.problem)

    def _choose(self, index: int) -> None:
        wrong = ""
        if index:
            wrong = (self._check_old(self.old.text()) if self._check_old else "") or self.new.problem()
        if not wrong:
            super()._choose(index)
            return
        self.problem.setText(wrong)
        self.problem.show()


def ask_new_passphrase(
    parent: QWidget | None,
    title: str,
    sentence: str,
    *,
    yes: str,
    about: Callable[[], Sequence[str]] = tuple,
    check_old: Callable[[str], str] | None = None,
) -> tuple[str, str] | None:
    """The present passphrase (empty without `check_old`) and a new one that may be taken; None when given up.

    `check_old` answers why the present one is not right, or nothing.
    """
    message = _Asking(parent, title, sentence, about, check_old)
    message.add_button("Batal")
    message.add_button(yes, "utama").setDefault(True)
    (message.new if check_old is None else message.old).setFocus()
    return (message.old.text(), message.new.text()) if message.run() == 1 else None
