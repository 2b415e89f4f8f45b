"""Blank forms on paper, made from the same instrument as the form on screen: same order, same numbers, same
digits.

Consent comes first because it stands first in the instrument; the office's reservation stands above
everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from berkas.paper.formwords import (
    condition_words,
    evidence_words,
    help_words,
    in_all,
    number_of,
    option_words,
    question_words,
    required_words,
    sign_words,
    stacked,
    stop_words,
)
from berkas.paper.parts import (
    Align,
    Heading,
    KeyValues,
    Listing,
    Notice,
    NoticeKind,
    Para,
    Part,
    Table,
    TableColumn,
    Tick,
    Title,
    Together,
)
from berkas.paper.pictures import Ask, Face, Question, QuestionGrid, Sign
from berkas.paper.words import Words, italic
from berkas.rules.instruments import Instrument, Item, ItemType, Kind, Section, Status, sections_for

_PARTICULARS: dict[Kind, tuple[str, ...]] = {
    Kind.WAWANCARA: ("Tanggal", "Tempat", "Pewawancara"),
    Kind.SURVEI: ("Tanggal", "Unit layanan"),
}
_CHECKED = ("Satuan kerja", "Tanggal", "Pemeriksa")
_CHOSEN = {ItemType.SKALA, ItemType.PILIHAN, ItemType.MULTI, ItemType.YA_TIDAK}
_EMPTY_ROWS = 4
_ROW_HEIGHT = 11.0
_GRID_LEAST = 3
_MOST_PICTURES = 5
PICTURES_HELP = "Gambar membantu memilih; yang disalin ke aplikasi adalah angka di bawahnya."
_BEFORE_THE_END = "Sebelum selesai, periksa. Yang berikut ini tidak sesuai:"


@dataclass(frozen=True, slots=True)
class _Way:
    """How the questions are put: in which language, and whether answers are drawn as pictures too."""

    language: str
    pictures: bool


def blank_form(
    instrument: Instrument,
    *,
    unit_kind: str | None = None,
    particulars: Sequence[str] | None = None,
    language: str = "id",
    pictures: bool = False,
) -> tuple[Part, ...]:
    """The parts of a blank form for one kind of unit (None: the whole instrument).

    `particulars` are the lines to fill in at the top (None: the usual ones of its kind). A question worded in
    further languages is printed in `language` first and in the others below. `pictures` draws faces beside
    scales and a tick and a cross beside yes and no. Render it with `Frame(form=FormMark(...),
    saving=Saving.COPIES)`, in large print with `type_size=18`.
    """
    way = _Way(language, pictures)
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
        signs = sign_words(instrument, language)
        parts.append(Para(f"{signs} {PICTURES_HELP}" if pictures else signs, Align.LEFT))
    sections = sections_for(instrument, unit_kind)
    first = "a" if any(section.letter.islower() for section in sections) else "A"
    for number, section in enumerate(sections):
        letter = section.letter or section.no or chr(ord(first) + number % 26)
        parts.extend(_section(instrument, section, letter, way))
    if instrument.checks:
        parts.append(Para(_BEFORE_THE_END, Align.LEFT))
        parts.append(Listing(tuple(check.message for check in instrument.checks)))
    return tuple(parts)


def _section(instrument: Instrument, section: Section, letter: str, way: _Way) -> Iterator[Part]:
    title = " / ".join(in_all(instrument, way.language, section.label_in))
    yield Heading(f"{letter}. {title}", 2)
    if section.applies_if is not None:
        yield Notice(condition_words(section.applies_if, instrument), with_next=True)
    if section.intro:
        yield Notice(stacked(in_all(instrument, way.language, section.intro_in)), with_next=True)
    if _is_checklist(instrument, section):
        yield _checklist(instrument, section, way)
        return
    for is_grid, items in groupby(section.items, key=lambda item: _grid_key(instrument, item, way)):
        run = list(items)
        if is_grid and len(run) >= _GRID_LEAST:
            yield QuestionGrid(
                option_words(instrument, run[0], way.language),
                tuple((number_of(section, item), _grid_words(instrument, item, way)) for item in run),
            )
        else:
            for item in run:
                yield from _item(instrument, section, item, way)


def _grid_key(instrument: Instrument, item: Item, way: _Way) -> tuple[object, ...]:
    """Neighbouring questions with the same answers and nothing but a condition to say go into one grid; ()
    for the others."""
    alone = item.help or item.stop_if or item.required or item.required_if or item.evidence or way.pictures
    if item.type not in {ItemType.SKALA, ItemType.YA_TIDAK} or alone:
        return ()
    return option_words(instrument, item, way.language)


def _grid_words(instrument: Instrument, item: Item, way: _Way) -> Words:
    words = question_words(instrument, item, way.language)
    if item.applies_if is None:
        return words
    condition = condition_words(item.applies_if, instrument)
    return (*((words,) if isinstance(words, str) else words), "\n", italic(condition))


def _item(instrument: Instrument, section: Section, item: Item, way: _Way) -> Iterator[Part]:
    number, text = number_of(section, item), question_words(instrument, item, way.language)
    if item.type is ItemType.TABEL:
        said = (text,) if isinstance(text, str) else text
        remarks = _remarks(instrument, item, way)
        head = Para((f"{number}. ", *said, *(("\n", italic(remarks)) if remarks else ())), Align.LEFT)
        columns = (
            TableColumn("No", mm=10, align=Align.CENTRE),
            *(TableColumn(_column_words(instrument, column, way)) for column in item.columns),
        )
        count = min(item.max_rows or _EMPTY_ROWS, 10)
        rows = [(str(row + 1), *([None] * len(item.columns))) for row in range(count)]
        yield Together((head, Table(columns, rows, row_height=_ROW_HEIGHT)))
        return
    condition = condition_words(item.applies_if, instrument) if item.applies_if else ""
    ask, boxes, lines = _ask(item)
    yield Question(
        number,
        text,
        ask,
        options=option_words(instrument, item, way.language),
        condition=condition,
        help=_remarks(instrument, item, way),
        boxes=boxes,
        lines=lines,
        unit=item.unit or ("hari-bulan-tahun" if item.type is ItemType.TANGGAL else ""),
        pictures=_pictures(instrument, item) if way.pictures else (),
    )


def _remarks(instrument: Instrument, item: Item, way: _Way) -> str:
    """What stands under a question beside its condition: explanation, duty, proof, where it ends."""
    said = (
        help_words(instrument, item, way.language),
        required_words(item, instrument),
        evidence_words(item, instrument),
        stop_words(item.stop_if, instrument) if item.stop_if else "",
    )
    return " ".join(part for part in said if part)


def _column_words(instrument: Instrument, column: Item, way: _Way) -> str:
    """The head of a column to be written in, with what may stand there."""
    label = " / ".join(in_all(instrument, way.language, column.prompt))
    options = ", ".join(f"{digit} {words}" for digit, words in option_words(instrument, column, way.language))
    hint = options or column.unit
    return f"{label} ({hint})" if hint else label


def _pictures(instrument: Instrument, item: Item) -> tuple[Face | Sign, ...]:
    """A tick and a cross, or faces as glad as the value of each answer; none where pictures would mislead."""
    options = instrument.options(item)
    if item.type is ItemType.YA_TIDAK:
        return tuple(Sign(option.code == "ya") for option in options)
    values = [option.value for option in options if option.value is not None]
    if item.type is not ItemType.SKALA or len(values) < len(options) or len(options) > _MOST_PICTURES:
        return ()
    low, high = min(values), max(values)
    return tuple(Face(float((value - low) / (high - low))) for value in values) if high > low else ()


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


def _is_checklist(instrument: Instrument, section: Section) -> bool:
    """Whether items stand as rows with a box per answer: all of them must have the same answers."""
    if not (instrument.kind in {Kind.PENGHARGAAN, Kind.BERKAS, Kind.STANDAR} or section.ticks):
        return False
    answers = {tuple(option.label for option in instrument.options(item)) for item in section.items}
    return len(answers) <= 1 and () not in answers


def _checklist(instrument: Instrument, section: Section, way: _Way) -> Table:
    """Items as rows with a box per answer (and per party where several tick), room for evidence and notes."""
    with_evidence = instrument.kind is Kind.PENGHARGAAN
    columns = [TableColumn("No", mm=11, align=Align.CENTRE), TableColumn("Kriteria", share=3)]
    options = option_words(instrument, section.items[0], way.language) if section.items else ()
    parties = [tick.label for tick in section.ticks] or ["Penilaian"]
    for party in parties:
        columns += [TableColumn(label, mm=13, align=Align.CENTRE, group=party) for _digit, label in options]
    if with_evidence:
        columns.append(TableColumn("Data Pendukung", share=1.6))
    columns.append(TableColumn("Catatan", share=1.2))
    boxes = len(parties) * len(options)
    proofs = {evidence_words(item, instrument) for item in section.items}
    is_common = len(proofs) == 1  # what all of them ask for is said once, below
    rows = [
        (
            number_of(section, item),
            _criterion(instrument, item, way, with_proof=not is_common),
            *([Tick(done=False, text="kotak kosong")] * boxes),
            *([None] * (1 + with_evidence)),
        )
        for item in section.items
    ]
    told = ["" if section.complete else "Daftar kriteria bagian ini belum lengkap."]
    told += list(proofs) if is_common else []
    note = " ".join(part for part in told if part)
    empty = "Kriteria bagian ini belum diketahui."
    return Table(tuple(columns), rows, row_height=_ROW_HEIGHT, note=note, empty=empty)


def _criterion(instrument: Instrument, item: Item, way: _Way, *, with_proof: bool) -> Words:
    """The words of a criterion, with what only this one says in italics below."""
    words = question_words(instrument, item, way.language)
    said = (
        condition_words(item.applies_if, instrument) if item.applies_if is not None else "",
        help_words(instrument, item, way.language),
        required_words(item, instrument),
        evidence_words(item, instrument) if with_proof else "",
        stop_words(item.stop_if, instrument) if item.stop_if is not None else "",
    )
    remarks = " ".join(part for part in said if part)
    if not remarks:
        return words
    return (*((words,) if isinstance(words, str) else words), "\n", italic(remarks))
