"""The forms of the parts of an instrument: a field for every column of its workbook, and the rows inside it.

What a form shows are texts, codes and ticks; what a definition holds are the values of
`berkas.rules.instruments.writing`. Both ways stand here. Imports only the rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from berkas.rules.fields import Choice, Field, Kind, Rows, choices_of
from berkas.rules.instruments import YES_NO, ItemType, Level, RuleName, Status, Subject
from berkas.rules.instruments import Kind as InstrumentKind
from berkas.rules.instruments.entry import DIGIT_CHECKS
from berkas.rules.instruments.leaves import (
    BANDS,
    CHECKS,
    CHOICES,
    EVIDENCE,
    HEADINGS,
    ITEMS,
    NOTHING,
    OPTIONS,
    OWNER,
    PROMPTS,
    SCALES,
    SECTIONS,
    SOURCES,
    TICKS,
    UNITS,
    WHOLE_HEADINGS,
    As,
    Heading,
    as_number,
    as_written,
)
from berkas.rules.instruments.soundness import PERSONAL_KINDS
from berkas.rules.instruments.wording_faults import SHARED_CODES
from berkas.rules.instruments.wordings import OF_ITEM, OF_SCALE, OF_SECTION, WordingPart
from berkas.rules.vocabulary import Confidence, EvidenceKind, Missing

_YES_NO = (Choice("ya", "Ya"), Choice("tidak", "Tidak"))
_WORDS: Mapping[str, tuple[Choice, ...]] = {
    "type": choices_of(ItemType),
    "subject": choices_of(Subject),
    "confidence": choices_of(Confidence),
    "status": choices_of(Status),
    "level": choices_of(Level),
    "scoring.rule": choices_of(RuleName),
    "scoring.confidence": choices_of(Confidence),
    "scoring.bands_confidence": choices_of(Confidence),
    "check": tuple(Choice(name, name.upper()) for name in DIGIT_CHECKS),
    "personal": tuple(Choice(kind, kind.capitalize()) for kind in PERSONAL_KINDS),
    "scale": (),
}
_LONG = frozenset({"label_source", "intro", "help", "message", "notice", "note", "text", "must_show"})
_WIDE = frozenset({"title", "regulation", "source", "fault_if", "child_if", "red_flag", "scoring.notice"})
_INHERITED = frozenset({"complete", "scoring.bands_on"})
"""Yes or no that is taken from the part around when nothing is said, or is yes by itself."""
_HELP: Mapping[str, str] = {
    "missing": "Dipisahkan titik koma: tidak_tahu; menolak; tidak_berlaku. “–” menutup semuanya.",
    "applies_if": "Misalnya KAS05 memuat 'penyidikan' dan bukan (INT01 == 'tidak').",
    "weight": "Angka atau pecahan, misalnya 2, 0,5, atau 1/9.",
    "red_flag": "Nama tindak lanjut rahasia yang dibuka.",
    "stages": "Dipisahkan titik koma.",
    "unit_kinds": "Dipisahkan titik koma; kosong berarti semua jenis unit.",
    "also": "Dipisahkan titik koma.",
    "answers": "Kode pilihan yang meminta bukti, dipisahkan titik koma; kosong berarti semua.",
    "columns": "Dipisahkan titik koma: no; kriteria; skala; data_pendukung; catatan.",
    "language": "Kosong berarti id (bahasa Indonesia).",
    "carry": "Isian ditawarkan lagi pada lembar berikutnya.",
}
_LANGUAGE_HELP = "Satu kata, misalnya bangka."
_GROUPS: Mapping[str, str] = {
    **dict.fromkeys(("required", "required_if", "applies_if", "stop_if"), "Syarat"),
    **dict.fromkeys(("red_flag_if", "red_flag"), "Syarat"),
    **dict.fromkeys(("lowest", "highest", "whole", "unit", "length", "max_length"), "Batas isian"),
    **dict.fromkeys(("max_rows", "lines", "check", "reference"), "Batas isian"),
    **dict.fromkeys(("personal", "mask", "carry"), "Data pribadi dan pengetikan"),
    **dict.fromkeys(("label_source", "source", "confidence", "status", "note"), "Asal"),
}


def _field(heading: Heading, group: str = "") -> Field:
    key = heading.key
    made = Field(key, heading.label, group=group, help=_HELP.get(key, ""))
    if heading.kind is As.FLAG:
        if key in _INHERITED:
            return replace(made, kind=Kind.CHOICE, choices=_YES_NO)
        return replace(made, kind=Kind.BOOLEAN)
    if key in _WORDS:
        return replace(made, kind=Kind.CHOICE, choices=_WORDS[key])
    if key in _LONG:
        return replace(made, kind=Kind.LONG_TEXT)
    return replace(made, wide=key in _WIDE or key.endswith("_if"))


def _fields(headings: Sequence[Heading], *, long: frozenset[str] = frozenset()) -> tuple[Field, ...]:
    """The fields in the order of their groups; `long` are texts of several lines here."""
    made = [
        replace(field, kind=Kind.LONG_TEXT) if field.key in long else field
        for heading in headings
        if heading.key not in (OWNER, "column")
        for field in (_field(heading, _GROUPS.get(heading.key, "")),)
    ]
    order = list(dict.fromkeys(["", *_GROUPS.values()]))
    return tuple(sorted(made, key=lambda field: order.index(field.group)))


def _whole_field(heading: Heading) -> Field:
    group = (
        "Aturan nilai"
        if heading.key.startswith("scoring.")
        else "Asal"
        if heading.key in ("source", "confidence", "status", "note")
        else ""
    )
    made = _field(heading, group)
    if heading.key == "kind":
        return replace(made, kind=Kind.CHOICE, choices=choices_of(InstrumentKind))
    if heading.key == "scoring.note":
        return replace(made, kind=Kind.LONG_TEXT)
    return made


WHOLE = tuple(
    sorted(
        (_whole_field(heading) for heading in WHOLE_HEADINGS),
        key=lambda field: ("", "Asal", "Aturan nilai").index(field.group),
    )
)
SECTION = _fields(HEADINGS[SECTIONS])
ITEM = tuple(
    replace(field, help="Kosong berarti skala bagiannya.") if field.key == "scale" else field
    for field in _fields(HEADINGS[ITEMS], long=frozenset({"label"}))
)
COLUMN = ITEM
SCALE = _fields(HEADINGS[SCALES])

_EVIDENCE = tuple(
    replace(field, kind=Kind.CHOICE, choices=choices_of(EvidenceKind)) if field.key == "kind" else field
    for field in _fields(HEADINGS[EVIDENCE])
)
_CHOICE_ROWS = Rows("choices", "Pilihan", "Pilihan", _fields(HEADINGS[CHOICES]))


_PROMPT_FIELDS = tuple(
    replace(field, group="", help=_LANGUAGE_HELP if field.key == "language" else field.help)
    for field in _fields(HEADINGS[PROMPTS])
)


def _wording_rows(title: str, parts: tuple[WordingPart, ...], *asked: str) -> Rows:
    """Rows for texts in further languages: what they word where there is a choice, and the option."""
    fields = {field.key: field for field in _PROMPT_FIELDS}
    fields["part"] = replace(
        fields["part"], kind=Kind.CHOICE, choices=tuple(Choice(part.value, part.label) for part in parts)
    )
    if not parts:  # the codes all items share
        named = {option.code: option.label for option in YES_NO} | dict(Missing.choices())
        codes = tuple(Choice(code, named[code]) for code in SHARED_CODES)
        fields["code"] = replace(fields["code"], label="Jawaban", kind=Kind.CHOICE, choices=codes)
    return Rows("wordings", title, "Kalimat", tuple(fields[key] for key in (*asked, "language", "text")))


_PROMPT_ROWS = Rows(
    "prompts",
    "Pertanyaan dalam bahasa lain",
    "Bahasa",
    tuple(field for field in _PROMPT_FIELDS if field.key in ("language", "text")),
)
_ITEM_WORDINGS = _wording_rows("Penjelasan dan pilihan dalam bahasa lain", OF_ITEM, "part", "code")


def _flat(name: str) -> tuple[Field, ...]:
    return tuple(replace(field, group="") for field in _fields(HEADINGS[name]))


FORMS: Mapping[str, tuple[Field, ...]] = {
    "whole": WHOLE,
    "section": SECTION,
    "item": ITEM,
    "column": COLUMN,
    "scale": SCALE,
}
"""The fields of each kind of part; kinds without any hold only rows."""

ROWS: Mapping[str, tuple[Rows, ...]] = {
    "whole": (_wording_rows("Ya, tidak, dan tanpa jawaban dalam bahasa lain", (), "code"),),
    "section": (
        Rows("ticks", "Pihak yang menilai", "Pihak", _flat(TICKS)),
        _wording_rows("Judul dan pengantar dalam bahasa lain", OF_SECTION, "part"),
    ),
    "item": (
        _CHOICE_ROWS,
        _PROMPT_ROWS,
        _ITEM_WORDINGS,
        Rows("evidence", "Bukti yang diminta", "Bukti", tuple(replace(each, group="") for each in _EVIDENCE)),
    ),
    "column": (_CHOICE_ROWS, _PROMPT_ROWS, _ITEM_WORDINGS),
    "scale": (
        Rows("options", "Nilai skala", "Nilai", _flat(OPTIONS)),
        _wording_rows("Nilai skala dalam bahasa lain", OF_SCALE, "code"),
    ),
    "checks": (Rows("checks", "Pemeriksaan silang", "Pemeriksaan", _flat(CHECKS)),),
    "bands": (Rows("bands", "Tabel mutu", "Mutu", _flat(BANDS)),),
    "unit_parts": (Rows("unit_parts", "Jenis unit", "Jenis unit", _flat(UNITS)),),
    "sources": (Rows("sources", "Sumber", "Sumber", _flat(SOURCES)),),
}
"""The rows of each kind of part."""

_HEADINGS_OF: Mapping[str, tuple[Heading, ...]] = {
    "whole": WHOLE_HEADINGS,
    "section": HEADINGS[SECTIONS],
    "item": HEADINGS[ITEMS],
    "column": HEADINGS[ITEMS],
    "scale": HEADINGS[SCALES],
    "choices": HEADINGS[CHOICES],
    "options": HEADINGS[OPTIONS],
    "evidence": HEADINGS[EVIDENCE],
    "prompts": HEADINGS[PROMPTS],
    "wordings": HEADINGS[PROMPTS],
    "ticks": HEADINGS[TICKS],
    "checks": HEADINGS[CHECKS],
    "bands": HEADINGS[BANDS],
    "unit_parts": HEADINGS[UNITS],
    "sources": HEADINGS[SOURCES],
}
_BY_TYPE: Mapping[str, tuple[ItemType, ...]] = {
    "scale": (ItemType.SKALA,),
    "unit": (ItemType.ANGKA,),
    "lowest": (ItemType.ANGKA, ItemType.TANGGAL),
    "highest": (ItemType.ANGKA, ItemType.TANGGAL),
    "whole": (ItemType.ANGKA,),
    "length": (ItemType.DIGIT,),
    "check": (ItemType.DIGIT,),
    "max_length": (ItemType.TEKS,),
    "lines": (ItemType.TEKS, ItemType.TABEL),
    "max_rows": (ItemType.TABEL,),
    "reference": (ItemType.RUJUKAN,),
    "choices": (ItemType.PILIHAN, ItemType.MULTI),
}


def is_asked(key: str, part: Mapping[str, Any]) -> bool:
    """Whether a field or rows of an item have a meaning for its type, or hold something all the same."""
    types = _BY_TYPE.get(key)
    return types is None or part.get("type") in types or bool(part.get(key))


def shown(kind: str, part: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a part or row as its form shows them; what no field stands for is left out."""
    return {
        heading.key: _shown(heading, part[heading.key])
        for heading in _HEADINGS_OF[kind]
        if heading.key in part
    }


def _shown(heading: Heading, value: Any) -> Any:  # noqa: ANN401  any value of a definition
    if heading.kind is As.FLAG:
        if heading.key in _INHERITED:
            return "ya" if value else "tidak"
        return bool(value)
    if isinstance(value, list):
        return "; ".join(str(each) for each in cast("list[object]", value)) or NOTHING
    if heading.kind is As.NUMBER and isinstance(value, str):
        number = as_number(value)
        return value if isinstance(number, str) else str(number).replace(".", ",")
    return str(value) or NOTHING


def put(kind: str, part: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The part with what a form holds; a field that is not among the values stays as it was."""
    found = dict(part)
    for heading in _HEADINGS_OF[kind]:
        if heading.key not in values:
            continue
        value = _given(heading, values[heading.key])
        if value is None:
            found.pop(heading.key, None)
        else:
            found[heading.key] = value
    return found


def _given(heading: Heading, value: Any) -> Any:  # noqa: ANN401  any value of a form
    if value is None or value == "":
        return None
    if heading.kind is As.FLAG:
        if heading.key in _INHERITED:
            return value == "ya"
        return True if value else None
    text = str(value).strip()
    if heading.kind is As.LIST:
        return [] if text == NOTHING else [each.strip() for each in text.split(";") if each.strip()]
    if heading.kind is As.NUMBER:
        return as_written(text)
    return "" if text == NOTHING else text


def shown_rows(key: str, held: Any) -> list[dict[str, Any]]:  # noqa: ANN401  a list, or a table of texts
    """The rows under a part as their forms show them."""
    if key in _PAIRS:
        name = _PAIRS[key]
        return [{name: one, "text": text} for one, text in cast("dict[str, str]", held or {}).items()]
    return [shown(key, row) for row in held or ()]


def given_rows(key: str, rows: Sequence[Mapping[str, Any]]) -> Any:  # noqa: ANN401  as `shown_rows` takes it
    """What a definition holds for these rows; None for none."""
    if key in _PAIRS:
        name = _PAIRS[key]
        return {str(row.get(name) or ""): str(row.get("text") or "") for row in rows} or None
    return [put(key, {}, row) for row in rows] or None


_PAIRS = {"prompts": "language", "sources": "key"}
"""Rows that a definition holds as a table from a name to a text."""
