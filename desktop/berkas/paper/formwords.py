"""What a blank form says about an instrument in words: conditions, duties, proofs, and questions in two
languages. Imports only the rules and the words of paper.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import partial

from berkas.paper.words import Words, italic
from berkas.rules.answers import KEYPAD_SIGNS
from berkas.rules.conditions import Condition
from berkas.rules.instruments import Evidence, Instrument, Item, ItemType, Section
from berkas.rules.vocabulary import Missing

_NAME = r"([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*)(?::\w+)?"
_COMPARISON = re.compile(
    rf"\s*{_NAME}\s*(==|=|!=|<=|>=|<|>)\s*(?:'([^']*)'|\"([^\"]*)\"|(-?\d+(?:\.\d+)?)|([a-z_]+))\s*"
)
_HOLDS = re.compile(rf"\s*{_NAME}\s+(?:memuat|contains)\s+'([^']*)'\s*")
_AMONG = re.compile(rf"\s*{_NAME}\s+(?:dalam|in)\s+\(([^)]*)\)\s*")
_FILLED = re.compile(rf"\s*terisi\s*\(\s*{_NAME}\s*\)\s*")
_JOIN = re.compile(r"(atau|dan|or|and)\b")
_WORDS = {"atau": "atau", "or": "atau", "dan": "dan", "and": "dan"}
_THAN = {"<": "kurang dari", "<=": "paling banyak", ">": "lebih dari", ">=": "paling sedikit"}
_DATES = {"<": "sebelum", "<=": "paling lambat", ">": "sesudah", ">=": "paling awal"}
_SPOILT = {code.value: code.label.lower() for code in Missing}
_GENERAL = "Hanya bila berlaku, menurut jawaban sebelumnya."


def condition_words(condition: Condition, instrument: Instrument) -> str:
    """A condition as an interviewer reads it: "Hanya bila nomor 4 (Usia …) dijawab Ya."."""
    clauses = _clauses(condition.text, instrument)
    return f"Hanya bila {clauses}." if clauses else _GENERAL


def stop_words(condition: Condition, instrument: Instrument) -> str:
    """Where the interview ends."""
    clauses = _clauses(condition.text, instrument)
    return f"Bila {clauses}, wawancara selesai di sini." if clauses else "Wawancara dapat selesai di sini."


def required_words(item: Item, instrument: Instrument) -> str:
    """Whether it must be answered; empty when it need not."""
    if item.required or (item.required_if is not None and item.required_if == item.applies_if):
        return "Wajib dijawab."
    if item.required_if is None:
        return ""
    clauses = _clauses(item.required_if.text, instrument)
    return f"Wajib dijawab bila {clauses}." if clauses else "Wajib dijawab bila berlaku."


def evidence_words(item: Item, instrument: Instrument) -> str:
    """Which proof the item asks for: kind, least count, greatest age, what is seen, for which answers."""
    labels = {option.code: option.label for option in instrument.options(item)}
    return " ".join(_proof(proof, labels) for proof in item.evidence)


def _proof(proof: Evidence, labels: dict[str, str]) -> str:
    kind = proof.kind.label.lower() if proof.kind is not None else "data dukung"
    said = f"Bukti: paling sedikit {proof.least} {kind}"
    if proof.max_age_days is not None:
        said += f", paling lama {proof.max_age_days} hari"
    if proof.must_show:
        said += f", harus tampak {proof.must_show.rstrip('.')}"
    if proof.answers:
        said += f", bila dijawab {' atau '.join(labels.get(code, code) for code in proof.answers)}"
    return f"{said}."


def in_all(instrument: Instrument, language: str, say: Callable[[str], str]) -> tuple[str, ...]:
    """What ``say`` gives in ``language``, then in the other languages of the instrument; each text once."""
    said = (say(each) for each in (language, instrument.language, *instrument.languages))
    return tuple(dict.fromkeys(text for text in said if text))


def stacked(texts: Sequence[str]) -> Words:
    """The first text, and the others in italics below it."""
    if len(texts) < 2:
        return "".join(texts)
    return (texts[0], *(part for text in texts[1:] for part in ("\n", italic(text))))


def question_words(instrument: Instrument, item: Item, language: str) -> Words:
    """The question in ``language``, and below it in the others there are."""
    return stacked(in_all(instrument, language, item.prompt))


def help_words(instrument: Instrument, item: Item, language: str) -> str:
    """The explanation of a question in all languages."""
    return " / ".join(in_all(instrument, language, item.help_in))


def sign_words(instrument: Instrument, language: str) -> str:
    """How no answer is written on paper: the sign of each of the three codes, in all languages."""
    said = (
        f"{sign} {' / '.join(in_all(instrument, language, partial(_code_in, instrument, code)))}"
        for code, sign in KEYPAD_SIGNS.items()
    )
    return f"Bila tidak ada jawaban, tulis di samping nomor: {', '.join(said)}."


def _code_in(instrument: Instrument, code: Missing, language: str) -> str:
    said = instrument.missing_in(code, language)
    return said.lower() if said == code.label else said


def option_words(instrument: Instrument, item: Item, language: str) -> tuple[tuple[str, str], ...]:
    """Digit and label of every option, the label in all languages."""
    return tuple(
        (
            option.digit,
            " / ".join(
                in_all(
                    instrument,
                    language,
                    partial(instrument.option_in, item, option),
                )
            ),
        )
        for option in instrument.options(item)
    )


def number_of(section: Section, item: Item) -> str:
    """The number an item has on paper."""
    return item.no or str(section.items.index(item) + 1)


# ------------------------------------------------------------------ clauses


def _clauses(text: str, instrument: Instrument) -> str:
    """The clauses of a simple condition in words, empty when it is not a plain row of comparisons."""
    words: list[str] = []
    at = 0
    while at < len(text):
        said, at = _clause(text, at, instrument)
        if not said:
            return ""
        words.append(said)
        if at >= len(text):
            break
        joined = _JOIN.match(text, at)
        if joined is None:
            return ""
        words.append(_WORDS[joined.group(1)])
        at = joined.end()
    if {"atau", "dan"} <= set(words):  # which of them binds closer cannot be said in a row of words
        return ""
    return " ".join(words)


def _clause(text: str, at: int, instrument: Instrument) -> tuple[str, int]:
    """One clause in words and where it ends; no words when it is none of the plain ones."""
    if found := _FILLED.match(text, at):
        return _said(instrument, found.group(1), "diisi"), found.end()
    if found := _AMONG.match(text, at):
        codes = [answer.strip().strip("'\"") for answer in found.group(2).split(",") if answer.strip()]
        return _said(instrument, found.group(1), f"dijawab {_labels(instrument, found.group(1), codes)}"), (
            found.end()
        )
    if found := _HOLDS.match(text, at):
        answer = _labels(instrument, found.group(1), [found.group(2)])
        return _said(instrument, found.group(1), f"dijawab {answer}"), found.end()
    if found := _COMPARISON.match(text, at):
        key, sign, single, double, number, word = found.groups()
        value = next(part for part in (single, double, number, word) if part is not None)
        if word is not None and word not in _SPOILT:
            return "", at  # two items compared with each other
        return _said(instrument, key, _compared(instrument, key, sign, value)), found.end()
    return "", at


def _compared(instrument: Instrument, key: str, sign: str, value: str) -> str:
    item = instrument.items.get(key)
    if sign in ("==", "=", "!="):
        said = _SPOILT.get(value) or _labels(instrument, key, [value])
        return f"{'tidak ' if sign == '!=' else ''}dijawab {said}"
    if item is not None and item.type is ItemType.TANGGAL:
        return f"{_DATES[sign]} {value}"
    if item is not None and instrument.options(item):
        meant = [option.label for option in instrument.options(item) if _holds(option.value, sign, value)]
        return f"dijawab {' atau '.join(meant)}" if meant else ""
    return f"{_THAN[sign]} {value.replace('.', ',')}"


def _holds(number: Fraction | None, sign: str, value: str) -> bool:
    if number is None:
        return False
    bound = Fraction(value)
    return {"<": number < bound, "<=": number <= bound, ">": number > bound, ">=": number >= bound}[sign]


def _labels(instrument: Instrument, key: str, answers: Sequence[str]) -> str:
    item = instrument.items.get(key)
    options: Iterable[tuple[str, str]] = (
        () if item is None else ((option.code, option.label) for option in instrument.options(item))
    )
    labels = dict(options) | _SPOILT
    return " atau ".join(labels.get(answer, answer) for answer in answers)


def _said(instrument: Instrument, key: str, rest: str) -> str:
    item = instrument.items.get(key)
    if item is None or not rest:
        return ""
    return f"nomor {number_of(instrument.section_of[key], item)} ({item.label}) {rest}"
