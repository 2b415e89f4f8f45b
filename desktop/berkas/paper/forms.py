"""Blank forms on paper, made from the same instrument as the form on screen: same order, same numbers, same
digits.

Consent comes first because it stands first in the instrument; the office's reservation stands above
everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from berkas.paper.parts import (
    Align,
    Heading,
    KeyValues,
    Notice,
    NoticeKind,
    Para,
    Part,
    Table,
    TableColumn,
    Tick,
    Title,
)
from berkas.paper.pictures import Ask, Question, QuestionGrid
from berkas.paper.words import Words, italic
from berkas.rules.conditions import Condition
from berkas.rules.instruments import Instrument, Item, ItemType, Kind, Section, Status, sections_for

_PARTICULARS: dict[Kind, tuple[str, ...]] = {
    Kind.WAWANCARA: ("Tanggal", "Tempat", "Pewawancara"),
    Kind.SURVEI: ("Tanggal", "Unit layanan"),
}
_CHECKED = ("Satuan kerja", "Tanggal", "Pemeriksa")
SIGNS = "Bila tidak ada jawaban, tulis di samping nomor: * tidak tahu, / menolak menjawab, - tidak berlaku."
_CHOSEN = {ItemType.SKALA, ItemType.PILIHAN, ItemType.MULTI, ItemType.YA_TIDAK}
_EMPTY_ROWS = 4
_ROW_HEIGHT = 11.0
_GRID_LEAST = 3


def blank_form(
    instrument: Instrument,
    *,
    unit_kind: str | None = None,
    particulars: Sequence[str] | None = None,
    language: str = "id",
) -> tuple[Part, ...]:
    """The parts of a blank form for one kind of unit (None: the whole instrument).

    `particulars` are the lines to fill in at the top (None: the usual ones of its kind). Render it with
    `Frame(form=FormMark(...))`, in large print with `type_size=18`.
    """
    parts: list[Part] = [Title(instrument.title.replace(": ", ":\n"), name=instrument.regulation)]
    if instrument.notice:
        parts.append(Notice(instrument.notice, "Perhatian", NoticeKind.IMPORTANT))
    elif instrument.status is Status.RUMUSAN_KANTOR:
        parts.append(
            Notice(f"{Status.RUMUSAN_KANTOR.label.capitalize()}.", "Perhatian", NoticeKind.IMPORTANT)
        )
    lines = _PARTICULARS.get(instrument.kind, _CHECKED) if particulars is None else particulars
    if lines:
        parts.append(KeyValues(tuple((name, "") for name in lines), dotted=True))
    if instrument.kind in {Kind.WAWANCARA, Kind.SURVEI}:
        parts.append(Para(SIGNS, Align.LEFT))
    sections = sections_for(instrument, unit_kind)
    first = "a" if any(section.letter.islower() for section in sections) else "A"
    for number, section in enumerate(sections):
        letter = section.letter or section.no or chr(ord(first) + number % 26)
        parts.extend(_section(instrument, section, letter, language))
    return tuple(parts)


def _section(instrument: Instrument, section: Section, letter: str, language: str) -> Iterator[Part]:
    yield Heading(f"{letter}. {section.label}", 2)
    if section.applies_if is not None:
        yield Para(condition_words(section.applies_if, instrument), Align.LEFT)
    if section.intro:
        yield Notice(section.intro, with_next=True)
    if instrument.kind in {Kind.PENGHARGAAN, Kind.BERKAS, Kind.STANDAR} or section.ticks:
        yield _checklist(instrument, section)
        return
    for is_grid, items in groupby(section.items, key=lambda item: _grid_key(instrument, section, item)):
        run = list(items)
        if is_grid and len(run) >= _GRID_LEAST:
            options = tuple((option.digit, option.label) for option in instrument.options(run[0]))
            yield QuestionGrid(
                options,
                tuple((_number(section, item), _grid_words(instrument, item, language)) for item in run),
            )
        else:
            for item in run:
                yield from _item(instrument, section, item, language)


def _grid_key(instrument: Instrument, section: Section, item: Item) -> tuple[object, ...]:
    """Neighbouring questions with the same answers and nothing but a condition to say go into one grid; ()
    for the others."""
    del section
    alone = item.help or item.stop_if or item.required_if
    if item.type not in {ItemType.SKALA, ItemType.YA_TIDAK} or alone:
        return ()
    return tuple((option.digit, option.label) for option in instrument.options(item))


def _grid_words(instrument: Instrument, item: Item, language: str) -> Words:
    if item.applies_if is None:
        return item.prompt(language)
    condition = condition_words(item.applies_if, instrument)
    return (item.prompt(language), "\n", italic(condition))


def _item(instrument: Instrument, section: Section, item: Item, language: str) -> Iterator[Part]:
    number, text = _number(section, item), item.prompt(language)
    if item.type is ItemType.TABEL:
        yield Para(f"{number}. {text}", Align.LEFT)
        columns = (
            TableColumn("No", mm=10, align=Align.CENTRE),
            *(TableColumn(column.label) for column in item.columns),
        )
        count = min(item.max_rows or _EMPTY_ROWS, 10)
        rows = [(str(row + 1), *([None] * len(item.columns))) for row in range(count)]
        yield Table(columns, rows, row_height=_ROW_HEIGHT)
        return
    condition = condition_words(item.applies_if, instrument) if item.applies_if else ""
    helps = [item.help, stop_words(item.stop_if, instrument) if item.stop_if else ""]
    ask, boxes, lines = _ask(item)
    yield Question(
        number,
        text,
        ask,
        options=tuple((option.digit, option.label) for option in instrument.options(item)),
        condition=condition,
        help=" ".join(part for part in helps if part),
        boxes=boxes,
        lines=lines,
        unit=item.unit or ("hari-bulan-tahun" if item.type is ItemType.TANGGAL else ""),
    )


def _ask(item: Item) -> tuple[Ask, int, int]:
    match item.type:
        case ItemType.MULTI:
            return Ask.MULTI, 0, 1
        case ItemType.DIGIT:
            return Ask.DIGITS, item.length or 0, 1
        case ItemType.TANGGAL:
            return Ask.DIGITS, 8, 1
        case ItemType.ANGKA:
            return Ask.DIGITS, 0, 1
        case _ if item.type in _CHOSEN:
            return Ask.CHOICE, 0, 1
        case _:
            return Ask.TEXT, 0, max(1, min(item.lines, 12))


def _checklist(instrument: Instrument, section: Section) -> Table:
    """Items as rows with a box per answer (and per party where several tick), room for evidence and notes."""
    with_evidence = instrument.kind is Kind.PENGHARGAAN
    columns = [TableColumn("No", mm=11, align=Align.CENTRE), TableColumn("Kriteria", share=3)]
    first = section.items[0] if section.items else None
    options = instrument.options(first) if first is not None else ()
    parties = [tick.label for tick in section.ticks] or ["Penilaian"]
    for party in parties:
        columns += [TableColumn(option.label, mm=13, align=Align.CENTRE, group=party) for option in options]
    if with_evidence:
        columns.append(TableColumn("Data Pendukung", share=1.6))
    columns.append(TableColumn("Catatan", share=1.2))
    boxes = len(parties) * len(options)
    rows = [
        (
            _number(section, item),
            item.label,
            *([Tick(done=False, text="kotak kosong")] * boxes),
            *([None] * (1 + with_evidence)),
        )
        for item in section.items
    ]
    note = "" if section.complete else "Daftar kriteria bagian ini belum lengkap."
    empty = "Kriteria bagian ini belum diketahui."
    return Table(tuple(columns), rows, row_height=_ROW_HEIGHT, note=note, empty=empty)


def _number(section: Section, item: Item) -> str:
    return item.no or str(section.items.index(item) + 1)


# ------------------------------------------------------------------ conditions in words

_COMPARISON = re.compile(r"\s*(\w+)\s*(==|!=|<>)\s*(?:'([^']*)'|(\d+(?:\.\d+)?))\s*")
_HOLDS = re.compile(r"\s*(\w+)\s+(?:memuat|contains)\s+'([^']*)'\s*")
_AMONG = re.compile(r"\s*(\w+)\s+(?:dalam|in)\s+\(([^)]*)\)\s*")
_JOIN = re.compile(r"(atau|dan|or|and)\b")
_WORDS = {"atau": "atau", "or": "atau", "dan": "dan", "and": "dan"}
_GENERAL = "Hanya bila berlaku, menurut jawaban sebelumnya."


def condition_words(condition: Condition, instrument: Instrument) -> str:
    """A condition as an interviewer reads it: "Hanya bila nomor 4 (Usia …) dijawab Ya."."""
    clauses = _clauses(condition.text, instrument)
    return f"Hanya bila {clauses}." if clauses else _GENERAL


def stop_words(condition: Condition, instrument: Instrument) -> str:
    """Where the interview ends."""
    clauses = _clauses(condition.text, instrument)
    return f"Bila {clauses}, wawancara selesai di sini." if clauses else "Wawancara dapat selesai di sini."


def _clauses(text: str, instrument: Instrument) -> str:
    """The clauses of a simple condition in words, empty when it is not a plain row of comparisons."""
    words: list[str] = []
    at = 0
    while at < len(text):
        if found := _COMPARISON.match(text, at):
            key, sign, quoted, number = found.groups()
            answers = [quoted if quoted is not None else number]
            negated = sign != "=="
        elif found := _AMONG.match(text, at):
            key, listed = found.groups()
            answers = [answer.strip().strip("'") for answer in listed.split(",") if answer.strip()]
            negated = False
        elif found := _HOLDS.match(text, at):
            key, answer = found.groups()
            answers, negated = [answer], False
        else:
            return ""
        item = instrument.items.get(key)
        if item is None:
            return ""
        words.append(_clause(instrument, item, answers, negated=negated))
        at = found.end()
        if at >= len(text):
            break
        joined = _JOIN.match(text, at)
        if joined is None:
            return ""
        words.append(_WORDS[joined.group(1)])
        at = joined.end()
    return " ".join(words)


def _clause(instrument: Instrument, item: Item, answers: Sequence[str], *, negated: bool) -> str:
    labels = {option.code: option.label for option in instrument.options(item)}
    said = " atau ".join(labels.get(answer, answer) for answer in answers)
    section = instrument.section_of[item.key]
    return f"nomor {_number(section, item)} ({item.label}) {'tidak ' if negated else ''}dijawab {said}"
