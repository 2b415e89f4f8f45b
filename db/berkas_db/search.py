"""Turns what people type into a question for the full-text search, and knows which search tables there are.

Every word is quoted, the last one is a beginning; nothing typed is ever read as syntax, so a wrong line finds
nothing and never fails. A search table over table `x` is `x_fts` (words) or `x_trigram` (middle of words).
Imports nothing of the project but the floor's own connect.
"""

import re
import unicodedata
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Integer, Text, column, false, or_, select, table, true
from sqlalchemy.orm import Session

from berkas_db.connect import DriverConnection, raw_of

_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "\u0000": " "})
_TWICE = re.compile(r"^(\w*[^\W\d])2$")
_WORDS, _MIDDLES = "_fts", "_trigram"
_TRIGRAM_LEAST = 3
_NAME_LEAST = 4
_SAME_NAME = (
    (
        "muhammad", "muhamad", "mohammad", "mohamad", "mohammed", "mohamed", "muhammed", "muhamed",
        "mochammad", "mochamad", "moch", "moh", "muh", "mhd", "muchammad", "muchamad",
    ),
    ("ahmad", "achmad", "akhmad", "ahmed"),
    ("abdul", "abd"),
    ("abdullah", "abdulah", "abdulloh"),
    ("yusuf", "yusup", "jusuf", "yosef", "yusof"),
    ("syarif", "sarif", "sjarif", "syarief"),
    ("hasan", "hassan"),
    ("husein", "husen", "husain", "hussein"),
    ("usman", "utsman", "oesman"),
    ("nur", "noor", "nor", "noer"),
    ("siti", "sitti"),
    ("fatimah", "fatima", "patimah"),
    ("aisyah", "aisah", "aisya", "aysyah"),
    ("taufik", "taufiq", "topik", "taupik"),
    ("rizki", "rizky", "riski", "rizqi", "rezky"),
    ("zainal", "jainal", "zaenal"),
    ("zulkifli", "julkifli", "dzulkifli"),
    ("ibrahim", "ibrohim"),
    ("ismail", "ismael"),
    ("iskandar", "iskander"),
)  # fmt: skip
"""Names that are one name to the ear; the ways of writing them that offices meet."""
_OLD_LETTERS = (("oe", "u"), ("dj", "j"), ("tj", "c"))
_OLD_BEGINNINGS = (("su", "soe"), ("bu", "boe"), ("ju", "dju"), ("ju", "djoe"), ("jo", "djo"))
"""Letters before and after the spelling reforms; names keep the old ones (Soekarno, Boedi, Djoko)."""
BULK = 1_000


@dataclass(frozen=True, slots=True)
class SearchTable:
    """A full-text table: the table it searches, its columns, and whether it finds the middle of words."""

    name: str
    content: str
    columns: tuple[str, ...]
    is_trigram: bool


def fts_tables(session: Session) -> list[SearchTable]:
    """The search tables of this book."""
    return fts_tables_of(raw_of(session.connection()))


def fts_tables_of(connection: DriverConnection) -> list[SearchTable]:
    """The search tables of the book behind a raw connection."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
        " ORDER BY name"
    )
    found: list[SearchTable] = []
    for name, sql in rows.fetchall():
        content = re.search(r"content\s*=\s*['\"]?(\w*)", sql)
        columns = connection.execute("SELECT name FROM pragma_table_info(?)", (name,)).fetchall()
        found.append(
            SearchTable(
                name,
                content[1] if content else "",
                tuple(row[0] for row in columns),
                "trigram" in sql,
            )
        )
    return found


def tables_over(session: Session) -> dict[str, tuple[str, ...]]:
    """The names of the search tables of this book, by the table they search; words before middles."""
    names = [found.name for found in fts_tables(session)]
    return {
        content: tuple(name for name in (f"{content}{_WORDS}", f"{content}{_MIDDLES}") if name in names)
        for content in {name.rpartition("_")[0] for name in names}
    }


def rebuild_search(session: Session) -> None:
    """Build every search table again from what it searches; for `Book.write_aside`."""
    for found in fts_tables(session):
        raw_of(session.connection()).execute(
            f'INSERT INTO "{found.name}" ("{found.name}") VALUES (\'rebuild\')'
        )


@contextmanager
def erased_at_once(connection: DriverConnection, contents: Iterable[str]) -> Generator[None]:
    """Around a bulk change of the tables `contents`: erase the old words from the index once, not row by row.

    Erasing each row's words at once costs more the longer the list of a word is (10,000 rows: ten times the
    work); one merge at the end leaves just as little behind. Inside the transaction of the change.
    """
    wanted = frozenset(contents)
    tables = [
        f'"{found.name}"'
        for found in (fts_tables_of(connection) if wanted else ())
        if found.content in wanted
    ]
    for name in tables:
        connection.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('secure-delete', 0)")
    yield
    for name in tables:
        connection.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
        connection.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('secure-delete', 1)")


def words_query(
    typed: str,
    *,
    columns: Mapping[str, str] | None = None,
    synonyms: Mapping[str, Sequence[str]] | None = None,
) -> str | None:
    """The question for a words table: all words, the last one as a beginning. Nothing when there is no word.

    `columns` maps the words before a colon that people may use (“nama:”) to columns; other colons are text.
    `synonyms` maps a word in lower case to the words that shall be found as well; names people spell in
    several ways are found in each of them without being asked for.
    """
    chunks = _chunks(typed)
    parts: list[str] = []
    for place, chunk in enumerate(chunks):
        prefix, colon, rest = chunk.partition(":")
        name = (columns or {}).get(prefix.casefold()) if colon else None
        word = rest if name else chunk
        if not _has_word(word):
            continue
        open_end = place == len(chunks) - 1 and not typed[-1:].isspace()
        others = (*(synonyms or {}).get(word.casefold(), ()), *spellings(word, is_begun=open_end))
        forms = [_quoted(_unfolded(word)) + ("*" if open_end else ""), *map(_quoted, others)]
        question = forms[0] if len(forms) == 1 else f"({' OR '.join(forms)})"
        parts.append(f'"{name}" : {question}' if name else question)
    return " AND ".join(parts) or None


def spellings(word: str, *, is_begun: bool = False) -> tuple[str, ...]:
    """The other ways in which a name is written: Muhammad, Mohamad, Moh.; old letters (Soekarno, Djakarta).

    `is_begun`: the word may go on, so the beginning of a name (four letters and more) stands for it.
    """
    typed = word.casefold().strip(".,;:")
    found: list[str] = []
    for names in _SAME_NAME:
        begins = is_begun and len(typed) >= _NAME_LEAST and any(name.startswith(typed) for name in names)
        if typed in names or begins:
            found += [name for name in names if not (is_begun and name.startswith(typed))]
    found += [typed.replace(old, new) for old, new in _OLD_LETTERS if old in typed]
    found += [
        old + typed.removeprefix(new)
        for new, old in _OLD_BEGINNINGS
        if typed.startswith(new) and len(typed) > _NAME_LEAST and typed.isalpha()
    ]
    return tuple(dict.fromkeys(form for form in found if form != typed))


def trigram_query(typed: str) -> str | None:
    """The question for a trigram table: every chunk of three characters and more, anywhere inside words."""
    chunks = [chunk for chunk in _chunks(typed) if len(chunk) >= _TRIGRAM_LEAST]
    return " AND ".join(map(_quoted, chunks)) or None


def matching(
    key: ColumnElement[int],
    search_table: str,
    typed: str,
    *,
    columns: Mapping[str, str] | None = None,
    synonyms: Mapping[str, Sequence[str]] | None = None,
) -> ColumnElement[bool]:
    """The condition that `key` (an id) is found in a search table by what was typed.

    An empty line finds everything; a line without any word finds nothing.
    """
    if not typed.strip():
        return true()
    if search_table.endswith(_MIDDLES):
        question = trigram_query(typed)
    else:
        question = words_query(typed, columns=columns, synonyms=synonyms)
    if question is None:
        return false()
    hits = table(search_table, column("rowid", Integer), column(search_table, Text))
    return key.in_(select(hits.c.rowid).where(hits.c[search_table].op("MATCH")(question)))


def matching_any(key: ColumnElement[int], search_tables: Iterable[str], typed: str) -> ColumnElement[bool]:
    """The condition that `key` (an id) is found in one of several search tables by what was typed."""
    return or_(false(), *(matching(key, name, typed) for name in search_tables))


def _chunks(typed: str) -> list[str]:
    clean = unicodedata.normalize("NFC", typed).translate(_QUOTES)
    clean = "".join(" " if unicodedata.category(letter) in {"Cs", "Cc"} else letter for letter in clean)
    return [chunk for chunk in clean.split() if _has_word(chunk)]


def _has_word(chunk: str) -> bool:
    return any(unicodedata.category(letter)[0] in "LN" for letter in chunk)


def _unfolded(word: str) -> str:
    """Doubled words as people write them in a hurry: “anak2” is “anak-anak”."""
    twice = _TWICE.match(word)
    return f"{twice[1]}-{twice[1]}" if twice else word


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
