"""Conditions over answers in a small language of their own: skip, require, stop, red flag, check.

    KAS05 memuat 'penyidikan' dan bukan (INT01 == 'tidak' atau LPR02 <= 2)

Words: ``dan``/``and``, ``atau``/``or``, ``bukan``/``not``, ``memuat``/``contains``, ``dalam``/``in`` (a, b),
``terisi(KEY)``, the three codes ``tidak_tahu``, ``menolak``, ``tidak_berlaku``, numbers and quoted text. A
comparison with an item that has no answer is false, ``!=`` too; so is one with an item answered by one of the
three codes, unless it is compared with a code. Own tokenizer and recursive descent, never ``eval``. Imports
only answers and words.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from berkas.rules.answers import Answer, Answers, is_value
from berkas.rules.vocabulary import Missing

MAX_LENGTH: Final = 2000
MAX_DEPTH: Final = 40

_Test: TypeAlias = Callable[[Answers], bool]
_Operand: TypeAlias = Callable[[Answers], Answer | None]
_Compare: TypeAlias = Callable[[Answer | None, Answer | None], bool]


class ConditionError(ValueError):
    """A condition that cannot be read; the text is one Indonesian sentence."""

    def __init__(self, text: str, reason: str) -> None:
        shown = text if len(text) <= 80 else text[:79] + "…"
        super().__init__(f"Syarat “{shown}” tidak dapat dibaca: {reason}.")
        self.text = text
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that has been read. Two conditions are equal when their texts are.

    ``names``: the items it speaks of. ``compared``: pairs of an item and a quoted text it is compared with,
    so that a definition can be asked whether that text is one of the item's choices.
    """

    text: str
    names: frozenset[str] = field(compare=False)
    compared: frozenset[tuple[str, str]] = field(compare=False)
    test: _Test = field(compare=False, repr=False)

    def evaluate(self, answers: Answers) -> bool:
        """Whether the condition holds; never raises, whatever the answers are."""
        return self.test(answers)


def parse(text: str) -> Condition:
    """Read a condition or raise ConditionError."""
    stripped = text.strip()
    if not stripped:
        raise ConditionError(text, "syarat kosong")
    if len(stripped) > MAX_LENGTH:
        raise ConditionError(text, f"lebih panjang dari {MAX_LENGTH} huruf")
    parser = _Parser(stripped)
    test = parser.whole()
    return Condition(stripped, frozenset(parser.names), frozenset(parser.compared), test)


RESERVED: Final = frozenset(
    {"dan", "and", "atau", "or", "bukan", "not", "memuat", "contains", "dalam", "in", "terisi"}
    | {code.value for code in Missing}
)
"""Words that cannot be the key of an item."""

NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:[.:][A-Za-z0-9_]+)*")
"""What a key of an item looks like."""

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<number>-?[0-9]+(?:\.[0-9]+)?)(?![A-Za-z0-9_])"
    r"|(?P<name>" + NAME.pattern + r")"
    r"|(?P<text>'[^']*'|\"[^\"]*\")"
    r"|(?P<sign>==|!=|<=|>=|<|>|=|\(|\)|,))"
)
_SYNONYMS: Final = {
    "and": "dan",
    "or": "atau",
    "not": "bukan",
    "contains": "memuat",
    "in": "dalam",
    "=": "==",
}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # number, name, text, word, sign, end
    text: str


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    end = len(text)
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            raise ConditionError(text, f"tanda “{text[at:].strip()[:1]}” tidak dikenal")
        kind, raw = str(match.lastgroup), match.group().strip()
        folded = raw.casefold()
        if kind == "name" and folded in RESERVED:
            kind, raw = "word", _SYNONYMS.get(folded, folded)
        elif kind == "sign":
            raw = _SYNONYMS.get(raw, raw)
        found.append(_Token(kind, raw))
        at = match.end()
    found.append(_Token("end", "akhir syarat"))
    return found


class _Parser:
    """Recursive descent; each method reads one level of the grammar and returns a closure."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names: set[str] = set()
        self.compared: set[tuple[str, str]] = set()
        self._tokens = _tokens(text)
        self._at = 0
        self._depth = 0

    def whole(self) -> _Test:
        test = self._either()
        if self._next().kind != "end":
            raise self._expected("akhir syarat", self._next())
        return test

    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        token = self._tokens[self._at]
        if token.kind != "end":
            self._at += 1
        return token

    def _accept(self, kind: str, text: str) -> bool:
        if self._next() == _Token(kind, text):
            self._at += 1
            return True
        return False

    def _need(self, sign: str) -> None:
        if not self._accept("sign", sign):
            raise self._expected(sign, self._next())

    def _expected(self, wanted: str, seen: _Token) -> ConditionError:
        return ConditionError(self.text, f"diharapkan {wanted}, yang ada “{seen.text}”")

    def _either(self) -> _Test:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ConditionError(self.text, "terlalu banyak tanda kurung bersarang")
        tests = [self._all()]
        while self._accept("word", "atau"):
            tests.append(self._all())
        self._depth -= 1
        return tests[0] if len(tests) == 1 else lambda answers: any(test(answers) for test in tests)

    def _all(self) -> _Test:
        tests = [self._negated()]
        while self._accept("word", "dan"):
            tests.append(self._negated())
        return tests[0] if len(tests) == 1 else lambda answers: all(test(answers) for test in tests)

    def _negated(self) -> _Test:
        negative = False
        while self._accept("word", "bukan"):
            negative = not negative
        test = self._primary()
        return (lambda answers: not test(answers)) if negative else test

    def _primary(self) -> _Test:
        if self._accept("sign", "("):
            test = self._either()
            self._need(")")
            return test
        if self._accept("word", "terisi"):
            self._need("(")
            name = self._name()
            self._need(")")
            return lambda answers: is_value(answers.get(name))
        return self._comparison()

    def _comparison(self) -> _Test:
        first = self._next()
        left = self._operand()
        token = self._take()
        if token.kind == "word" and token.text == "memuat":
            right = self._operand_after(first)
            return lambda answers: _contains(left(answers), right(answers))
        if token.kind == "word" and token.text == "dalam":
            offered = self._list(first)
            return lambda answers: _among(left(answers), offered)
        if token.kind == "sign" and token.text in _COMPARE:
            compare = _COMPARE[token.text]
            right = self._operand_after(first)
            return lambda answers: compare(left(answers), right(answers))
        raise self._expected("pembanding (==, !=, <, <=, >, >=, memuat, dalam)", token)

    def _list(self, first: _Token) -> tuple[Answer, ...]:
        self._need("(")
        values = [self._literal_after(first)]
        while self._accept("sign", ","):
            values.append(self._literal_after(first))
        self._need(")")
        return tuple(values)

    def _operand_after(self, first: _Token) -> _Operand:
        if self._next().kind == "name":
            return self._operand()
        value = self._literal_after(first)
        return lambda answers: value

    def _literal_after(self, first: _Token) -> Answer:
        value = self._literal()
        if first.kind == "name" and isinstance(value, str) and not isinstance(value, Missing):
            self.compared.add((first.text, value))
        return value

    def _operand(self) -> _Operand:
        if self._next().kind == "name":
            name = self._name()
            return lambda answers: answers.get(name)
        value = self._literal()
        return lambda answers: value

    def _name(self) -> str:
        token = self._take()
        if token.kind != "name":
            raise self._expected("kode butir", token)
        self.names.add(token.text)
        return token.text

    def _literal(self) -> Answer:
        token = self._take()
        if token.kind == "number":
            return float(token.text) if "." in token.text else int(token.text)
        if token.kind == "text":
            return token.text[1:-1]
        if token.kind == "word" and token.text in _CODES:
            return _CODES[token.text]
        raise self._expected("kode butir, angka atau teks dalam tanda kutip", token)


_CODES: Final = {code.value: code for code in Missing}
_NUMBER: Final = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?")


def _number(value: Answer) -> int | float | None:
    if isinstance(value, str):
        if isinstance(value, Missing) or not _NUMBER.fullmatch(value):
            return None
        return float(value) if "." in value else int(value)
    return value if isinstance(value, int | float) else None


def _equal(left: Answer | None, right: Answer | None) -> bool:
    if left is None or right is None:
        return False
    if isinstance(left, Missing) or isinstance(right, Missing):
        return left is right
    if isinstance(left, tuple) and isinstance(right, str):
        return left == (right,)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    first, second = _number(left), _number(right)
    return first == second if first is not None and second is not None else left == right


def _differ(left: Answer | None, right: Answer | None) -> bool:
    if not is_value(left) and not isinstance(right, Missing):
        return False
    return left is not None and right is not None and not _equal(left, right)


def _order(
    compare: Callable[[float | str, float | str], bool],
) -> Callable[[Answer | None, Answer | None], bool]:
    def ordered(left: Answer | None, right: Answer | None) -> bool:
        if left is None or right is None or isinstance(left, Missing) or isinstance(right, Missing):
            return False
        first, second = _number(left), _number(right)
        if first is not None and second is not None:
            return compare(first, second)
        return isinstance(left, str) and isinstance(right, str) and compare(left, right)

    return ordered


_COMPARE: Final[dict[str, _Compare]] = {
    "==": _equal,
    "!=": _differ,
    "<": _order(operator.lt),
    "<=": _order(operator.le),
    ">": _order(operator.gt),
    ">=": _order(operator.ge),
}


def _contains(whole: Answer | None, part: Answer | None) -> bool:
    if isinstance(whole, Missing) or not isinstance(part, str) or isinstance(part, Missing):
        return False
    if isinstance(whole, str):
        return part.casefold() in whole.casefold()
    return isinstance(whole, tuple) and part in whole


def _among(value: Answer | None, offered: tuple[Answer, ...]) -> bool:
    if isinstance(value, tuple):
        return any(_contains(value, choice) for choice in offered)
    return any(_equal(value, choice) for choice in offered)
