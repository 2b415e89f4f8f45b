"""“Buat surat…” on the page of a record: the texts in force about it, filled and put into the register."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from berkas.desk.desk import Desk, Place
from berkas.engine.letter_texts import LetterText, texts_about
from berkas.engine.letters import begin_letter
from berkas.kit import dialogs
from berkas_db.book import Reading

REGISTER = Place("office", "letter")
"""Where letters are written, numbered and printed."""

Values = Callable[[Reading, int, date], Mapping[str, str]]
"""What a record puts into the fields of a letter."""


def begin_from(owner: QWidget, desk: Desk, about: str, id: int, values: Values) -> None:
    """Let the person choose a text about this record and open the letter that begins from it."""
    choose_text(owner, desk, about, lambda text: begin(owner, desk, text.key, id, values))


def choose_text(owner: QWidget, desk: Desk, about: str, then: Callable[[LetterText], None]) -> None:
    """Let the person choose among the texts in force about a kind of record."""

    def chosen(texts: list[LetterText]) -> None:
        place = dialogs.choose(
            owner,
            "Buat surat",
            "Isian naskah diambil dari catatan ini dan dapat diubah sebelum diberi nomor.",
            [text.form.title for text in texts],
        )
        if place is not None:
            then(texts[place])

    desk.read(owner, chosen, texts_about, about, desk.today())


def begin(
    owner: QWidget,
    desk: Desk,
    key: str,
    id: int,
    values: Values,
    *,
    links: Mapping[str, int | None] | None = None,
) -> None:
    """Begin one letter about a record and open it in the register; `links` are further records it names."""
    today = desk.today()

    def read(found: Mapping[str, str]) -> None:
        desk.change(
            owner,
            lambda changes: desk.open(Place(REGISTER.room, REGISTER.kind, int(changes.value))),
            begin_letter,
            key,
            found,
            today,
            about_id=id,
            links=links,
        )

    desk.read(owner, read, values, id, today)
