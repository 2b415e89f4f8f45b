"""The cells of the grid survey answers are keyed in: what a typed text means, and what is wrong with it.

A cell keeps a text. Digits choose an option as on the paper form, the three signs say why there is no answer.
Imports only the rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from berkas.rules.answers import KEYPAD_SIGNS, Answer, missing_code
from berkas.rules.instruments import AnswerError, Instrument, Item, ItemType, Route, parse_cell
from berkas.rules.survey_words import meant
from berkas.rules.vocabulary import Missing

RESPONDENT = 0
"""The column of the respondent's code; the questions follow in the order of the form."""
_CHOSEN = frozenset({ItemType.SKALA, ItemType.PILIHAN, ItemType.YA_TIDAK})
_SIGNS: Mapping[str, Missing] = {sign: code for code, sign in KEYPAD_SIGNS.items()}
_LONGEST_CODE = 30


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One question. `digits` chooses an option by one key; empty where a text is typed."""

    key: str
    item: Item
    heading: str
    is_scored: bool
    digits: Mapping[str, str]
    """Digit to the text the cell then shows."""

    @property
    def offered(self) -> str:
        """What the digits mean, for the line under the grid."""
        return "  ".join(
            f"{digit} {words}" if digit != words else digit for digit, words in self.digits.items()
        )


@dataclass(slots=True)
class GridRules:
    """The columns of one form, and its cells understood; each text is understood once."""

    instrument: Instrument
    columns: tuple[GridColumn, ...]
    _known: dict[tuple[int, str], tuple[Answer | None, str]] = field(
        default_factory=dict[tuple[int, str], tuple[Answer | None, str]]
    )

    @classmethod
    def of(cls, instrument: Instrument) -> "GridRules":
        """The grid of a form; tables and several answers to one question cannot be keyed in a cell."""
        route = Route(instrument)
        scored = {item.key for section in instrument.sections if section.scored for item in section.items}
        columns = [
            _column(instrument, question.key, question.item, is_scored=question.item.key in scored)
            for question in route.questions
            if question.item.type not in (ItemType.TABEL, ItemType.RUJUKAN)
        ]
        return cls(instrument, tuple(columns))

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return len(self.columns) + 1

    def understood(self, column: int, text: str) -> tuple[Answer | None, str]:
        """The answer of a cell and what is wrong with it; an empty cell is neither."""
        if not text:
            return None, ""
        if column == RESPONDENT:
            return None, _respondent_problem(text)
        known = self._known.get((column, text))
        if known is None:
            known = self._known[column, text] = self._understand(self.columns[column - 1], text)
        return known

    def _understand(self, column: GridColumn, text: str) -> tuple[Answer | None, str]:
        sign = _SIGNS.get(text)
        try:
            if sign is not None:
                return parse_cell(self.instrument, column.item, sign.value), ""
            return parse_cell(self.instrument, column.item, meant(self.instrument, column.item, text)), ""
        except AnswerError as error:
            return None, str(error)

    def tidied(self, column: int, text: str) -> str:
        """A typed or pasted text as the cell shows it; one that means nothing stays as it is."""
        text = " ".join(text.split())
        if column == RESPONDENT or not text:
            return text
        own = self.columns[column - 1]
        if text in own.digits:
            return own.digits[text]
        answer, problem = self.understood(column, text)
        return text if problem or answer is None else self.shown(column, answer)

    def shown(self, column: int, answer: Answer | None) -> str:
        """A saved answer as the cell shows it."""
        if answer is None:
            return ""
        if isinstance(answer, Missing):
            return KEYPAD_SIGNS[answer]
        own = self.columns[column - 1]
        if own.item.type in _CHOSEN:
            if own.item.type is ItemType.SKALA:
                return str(answer)
            labels = {option.code: option.label for option in self.instrument.options(own.item)}
            return labels.get(str(answer), str(answer))
        if isinstance(answer, tuple):
            return "; ".join(str(part) for part in answer)
        return str(answer).replace(".", ",") if isinstance(answer, float) else str(answer)

    def admits(self, column: int, sign: str) -> bool:
        """Whether one of the three signs may stand in this column."""
        code = _SIGNS.get(sign) or missing_code(sign)
        return column != RESPONDENT and code in self.instrument.missing(self.columns[column - 1].item)

    def answers(self, cells: Sequence[str]) -> dict[str, Answer]:
        """The answers of a row, without what is empty or wrong."""
        found: dict[str, Answer] = {}
        for place, column in enumerate(self.columns, 1):
            answer, _problem = self.understood(place, cells[place])
            if answer is not None:
                found[column.key] = answer
        return found

    def cells(self, respondent: str, answers: Mapping[str, Answer]) -> list[str]:
        """A saved row as texts."""
        shown = [self.shown(place, answers.get(column.key)) for place, column in enumerate(self.columns, 1)]
        return [respondent, *shown]


def _column(instrument: Instrument, key: str, item: Item, *, is_scored: bool) -> GridColumn:
    options = instrument.options(item) if item.type in _CHOSEN else ()
    if item.type is ItemType.SKALA:
        digits = {option.code: option.code for option in options if len(option.code) == 1}
    else:
        digits = {
            option.digit or str(place): option.label for place, option in enumerate(options, 1) if place < 10
        }
    return GridColumn(key, item, f"{item.no} {item.label}".strip(), is_scored, digits)


def _respondent_problem(text: str) -> str:
    if len(text) > _LONGEST_CODE:
        return f"Kode responden paling panjang {_LONGEST_CODE} huruf."
    digits = sum(character.isdigit() for character in text)
    return "Jangan ketik NIK atau nomor telepon; pakai kode." if digits >= 10 else ""
