"""The texts of letters in force: those that come with the program, and the office's own in their place.

A shipped text is a file of `resources/letters`; its key is the file's name. The office's own text of the same
key wins from its date on. Imports no Qt.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from berkas import paths
from berkas.rules.letter_form import FORMS, LetterForm, parse_letter
from berkas.rules.letter_text import LetterTextError
from berkas_db.errors import Refused
from berkas_db.tables import TextModule


@dataclass(frozen=True, slots=True)
class LetterText:
    """A text in force: its key, what it says, and the row of the office's own one (None: as shipped)."""

    key: str
    form: LetterForm
    module_id: int | None = None


@cache
def shipped_texts() -> dict[str, LetterForm]:
    """The texts that come with the program, by key, in the order of their titles."""
    forms = {
        file.stem: parse_letter(file.read_text("utf-8")) for file in paths.resource("letters").glob("*.txt")
    }
    return dict(sorted(forms.items(), key=lambda pair: pair[1].title))


def texts_about(session: Session, about: str, on: date) -> list[LetterText]:
    """The texts in force on a date for letters about one kind of record."""
    keys = dict.fromkeys((*shipped_texts(), *_own_keys(session)))
    texts = [text for key in keys if (text := _in_force(session, key, on)) is not None]
    return sorted((text for text in texts if text.form.about == about), key=lambda text: text.form.title)


def letter_text(session: Session, key: str, on: date) -> LetterText:
    """The text in force on a date. Refused when there is none, or when the office's own cannot be read."""
    found = _in_force(session, key, on)
    if found is None:
        raise Refused(f"Naskah surat “{key}” tidak ada pada tanggal itu.", "Pilih naskah yang lain.")
    return found


def _own_keys(session: Session) -> list[str]:
    statement = select(TextModule.key).where(TextModule.document_kind.in_(FORMS))
    return list(session.execute(statement.distinct().order_by(TextModule.key)).scalars())


def _in_force(session: Session, key: str, on: date) -> LetterText | None:
    day = on.isoformat()
    row = session.execute(
        select(TextModule.id, TextModule.body)
        .where(
            TextModule.key == key,
            or_(TextModule.valid_from.is_(None), TextModule.valid_from <= day),
            or_(TextModule.valid_until.is_(None), TextModule.valid_until >= day),
        )
        .order_by(TextModule.valid_from.desc(), TextModule.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        form = shipped_texts().get(key)
        return LetterText(key, form) if form is not None else None
    try:
        return LetterText(key, parse_letter(row.body), row.id)
    except LetterTextError as error:
        raise Refused(
            f"Naskah surat “{key}” milik kantor tidak dapat dibaca: {error}",
            "Perbaiki naskah itu di Pengaturan Kantor.",
        ) from error
