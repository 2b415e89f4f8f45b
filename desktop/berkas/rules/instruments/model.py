"""An instrument as a value: sections, items, scales, checks and the scoring rule, each with where it comes
from.

Everything is frozen and comparable. Reading, checking and writing live beside this module; nothing here
refuses anything. Never imports files, screens or the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from berkas.rules.conditions import Condition
from berkas.rules.instruments.wordings import Wording, WordingPart, worded
from berkas.rules.vocabulary import Confidence, EvidenceKind, Missing
from berkas.rules.vocabulary.word import Word


class Kind(Word):
    """What work the instrument belongs to."""

    WAWANCARA = "wawancara", "Wawancara"
    SURVEI = "survei", "Survei"
    PENGHARGAAN = "penghargaan", "P2HAM"
    STANDAR = "standar", "Standar pelayanan dan SOP"
    BERKAS = "berkas", "Pemeriksaan berkas"


class Subject(Word):
    """What is assessed."""

    OBH = "obh", "Pemberi Bantuan Hukum"
    UNIT = "unit", "Unit"
    LAYANAN = "layanan", "Layanan"
    PERKARA = "perkara", "Perkara atau kegiatan"
    POSBANKUM = "posbankum", "Posbankum"
    ACARA = "acara", "Acara"


class Status(Word):
    """Whether the words are the rule's own or the office's."""

    RESMI = "resmi", "naskah resmi"
    RUMUSAN_KANTOR = "rumusan_kantor", "rumusan kantor, bukan naskah resmi"


class ItemType(Word):
    """How an item is answered."""

    SKALA = "skala", "Skala"
    PILIHAN = "pilihan", "Pilihan"
    MULTI = "multi", "Pilihan ganda"
    YA_TIDAK = "ya_tidak", "Ya/tidak"
    ANGKA = "angka", "Angka"
    TANGGAL = "tanggal", "Tanggal"
    TEKS = "teks", "Teks"
    DIGIT = "digit", "Deretan angka"
    RUJUKAN = "rujukan", "Rujukan ke register"
    TABEL = "tabel", "Tabel"


class RuleName(Word):
    """The arithmetic of a score; see `berkas.rules.scoring`."""

    SKM_14_2017 = "skm_14_2017", "Permenpan RB 14/2017"
    RATA_RATA_DIMENSI = "rata_rata_dimensi", "Rata-rata dimensi"
    RATA_RATA_DARI_RATA_RATA = "rata_rata_dari_rata_rata", "Rata-rata dari rata-rata unsur"
    JUMLAH = "jumlah", "Jumlah nilai berbobot"
    BAGIAN = "bagian", "Bagian yang terpenuhi"
    HITUNG = "hitung", "Hitungan jawaban, tanpa nilai"


class Level(Word):
    """Hard: must be put right. Soft: may stand with a one-line reason."""

    KERAS = "keras", "Harus diperbaiki"
    LUNAK = "lunak", "Boleh dengan alasan"


ALL_MISSING: tuple[Missing, ...] = (Missing.TIDAK_TAHU, Missing.MENOLAK, Missing.TIDAK_BERLAKU)


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer. ``value`` counts in scores; ``digit`` is the key that enters it; ``fulfils`` says
    whether a criterion answered so is fulfilled (rule `bagian`)."""

    code: str
    label: str
    value: Fraction | None = None
    digit: str = ""
    fulfils: bool = False


YES_NO: tuple[Option, ...] = (
    Option("ya", "Ya", Fraction(1), "1", fulfils=True),
    Option("tidak", "Tidak", Fraction(0), "2"),
)


@dataclass(frozen=True, slots=True)
class Scale:
    """The options of a `skala` item and which of the three not-counted codes it admits."""

    key: str
    label: str
    options: tuple[Option, ...]
    missing: tuple[Missing, ...] = ALL_MISSING
    wordings: tuple[Wording, ...] = ()
    source: str = ""
    confidence: Confidence = Confidence.RUMUSAN_KANTOR
    status: Status = Status.RUMUSAN_KANTOR
    note: str = ""

    @property
    def highest(self) -> Fraction | None:
        """The greatest value, or None when the options carry no values."""
        values = [option.value for option in self.options if option.value is not None]
        return max(values) if values else None

    @property
    def lowest(self) -> Fraction | None:
        """The smallest value, or None when the options carry no values."""
        values = [option.value for option in self.options if option.value is not None]
        return min(values) if values else None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Proof an item asks for: at least ``least`` pieces of ``kind`` (None: any kind).

    ``max_age_days`` None: the period of the round decides. ``answers``: option codes that need the proof;
    empty: whatever the answer is.
    """

    kind: EvidenceKind | None = None
    least: int = 1
    max_age_days: int | None = None
    must_show: str = ""
    answers: tuple[str, ...] = ()
    source: str = ""
    confidence: Confidence = Confidence.RUMUSAN_KANTOR


@dataclass(frozen=True, slots=True)
class Item:
    """One question, criterion or line. ``label`` is normalised spelling, ``label_source`` the source's own.

    ``choices`` belong to pilihan and multi, ``scale`` to skala, ``columns`` to tabel, ``reference`` to
    rujukan (the name of a register). ``lowest``/``highest``: numbers, or ISO dates for tanggal. ``length``:
    exact number of digits; ``max_length``: of text. ``check``: name of a digit check ("nik", "nip").
    ``carry``: the value is offered again on the next form. ``personal``: kind of personal data, "" when
    none."""

    key: str
    label: str
    type: ItemType
    no: str = ""
    label_source: str = ""
    help: str = ""
    scale: str = ""
    choices: tuple[Option, ...] = ()
    missing: tuple[Missing, ...] = ALL_MISSING
    columns: tuple[Item, ...] = ()
    reference: str = ""
    required: bool = False
    required_if: Condition | None = None
    applies_if: Condition | None = None
    stop_if: Condition | None = None
    red_flag_if: Condition | None = None
    red_flag: str = ""
    unit: str = ""
    lowest: Fraction | str | None = None
    highest: Fraction | str | None = None
    whole: bool = False
    length: int | None = None
    max_length: int | None = None
    max_rows: int | None = None
    lines: int = 1
    check: str = ""
    personal: str = ""
    mask: bool = False
    carry: bool = False
    evidence: tuple[Evidence, ...] = ()
    weight: Fraction | None = None
    prompts: tuple[tuple[str, str], ...] = ()
    wordings: tuple[Wording, ...] = ()
    source: str = ""
    confidence: Confidence = Confidence.RUMUSAN_KANTOR
    status: Status = Status.RUMUSAN_KANTOR
    note: str = ""

    def prompt(self, language: str) -> str:
        """The question in ``language``, or the label when there is no such text."""
        return dict(self.prompts).get(language, self.label)

    def help_in(self, language: str) -> str:
        """The explanation in ``language``, or as it stands."""
        return worded(self.wordings, WordingPart.PENJELASAN, language, self.help)


@dataclass(frozen=True, slots=True)
class TickColumn:
    """One of several parties who each answer every item of a section (obh, kanwil, bphn)."""

    key: str
    label: str


class ColumnKind(Word):
    """Columns of a printed table; `skala` stands for one column per option."""

    NO = "no", "No"
    KRITERIA = "kriteria", "Kriteria"
    SKALA = "skala", "Penilaian"
    DATA_PENDUKUNG = "data_pendukung", "Data Pendukung"
    CATATAN = "catatan", "Catatan"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an instrument. ``unit_kinds`` empty: every kind of unit. ``ticks`` empty: one answer per
    item; otherwise one per item and party under `answer_key`. ``after_stop``: still asked when the interview
    ended early. ``weight`` is that of its dimension. ``intro`` is read out or printed before the first
    item."""

    key: str
    label: str
    items: tuple[Item, ...]
    letter: str = ""
    no: str = ""
    label_source: str = ""
    intro: str = ""
    audience: str = ""
    unit_kinds: tuple[str, ...] = ()
    scored: bool = False
    dimension: str = ""
    weight: Fraction = Fraction(1)
    scale: str = ""
    ticks: tuple[TickColumn, ...] = ()
    columns: tuple[ColumnKind, ...] = ()
    applies_if: Condition | None = None
    after_stop: bool = False
    complete: bool = False
    wordings: tuple[Wording, ...] = ()
    source: str = ""
    confidence: Confidence = Confidence.RUMUSAN_KANTOR
    status: Status = Status.RUMUSAN_KANTOR
    note: str = ""

    def label_in(self, language: str) -> str:
        """The title in ``language``, or as it stands."""
        return worded(self.wordings, WordingPart.JUDUL, language, self.label)

    def intro_in(self, language: str) -> str:
        """The introduction in ``language``, or as it stands."""
        return worded(self.wordings, WordingPart.PENGANTAR, language, self.intro)


@dataclass(frozen=True, slots=True)
class UnitPart:
    """A kind of unit the instrument covers, and how much of its part is known. ``also``: further kinds it is
    for."""

    key: str
    label: str
    also: tuple[str, ...] = ()
    part: str = ""
    complete: bool = False
    source: str = ""
    confidence: Confidence = Confidence.RUMUSAN_KANTOR
    status: Status = Status.RUMUSAN_KANTOR
    note: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule across answers: a fault when ``fault_if`` is true. ``message`` is what the person reads."""

    key: str
    level: Level
    fault_if: Condition
    message: str


@dataclass(frozen=True, slots=True)
class Band:
    """A grade for indexes from ``lowest`` to ``highest``, both inclusive, after rounding."""

    grade: str
    label: str
    lowest: Fraction
    highest: Fraction


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """How answers become a figure. ``least_share``: counted answers a dimension needs; ``least_respondents``:
    below it only counts are shown; ``bands_on`` False: bands are known but not used."""

    rule: RuleName
    official: bool = False
    notice: str = ""
    least_share: Fraction = Fraction(0)
    least_respondents: int = 1
    decimals: int = 2
    bands: tuple[Band, ...] = ()
    bands_on: bool = True
    bands_source: str = ""
    bands_confidence: Confidence = Confidence.RUMUSAN_KANTOR
    source: str = ""
    confidence: Confidence = Confidence.RUMUSAN_KANTOR
    note: str = ""


@dataclass(frozen=True)
class Instrument:
    """A whole instrument. ``notice`` stands on every paper; ``complete``: the whole official text was seen.

    ``child_if``: when true, the respondent is a child and appears by code only. ``stages``: of an award
    round. ``sources``: short keys used in ``source`` fields and what they stand for. ``wordings``: yes, no
    and the three codes in further languages."""

    key: str
    version: str
    title: str
    kind: Kind
    subject: Subject
    sections: tuple[Section, ...]
    scoring: ScoringRule
    scales: tuple[Scale, ...] = ()
    checks: tuple[Check, ...] = ()
    unit_parts: tuple[UnitPart, ...] = ()
    regulation: str = ""
    annex: str = ""
    in_force: str = ""
    language: str = "id"
    notice: str = ""
    stages: tuple[str, ...] = ()
    child_if: Condition | None = None
    sources: tuple[tuple[str, str], ...] = ()
    wordings: tuple[Wording, ...] = ()
    complete: bool = False
    source: str = ""
    confidence: Confidence = Confidence.RUMUSAN_KANTOR
    status: Status = Status.RUMUSAN_KANTOR
    note: str = ""

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item by key, in order. Columns of tables are not among them."""
        return {item.key: item for section in self.sections for item in section.items}

    @cached_property
    def scales_by_key(self) -> dict[str, Scale]:
        """Every scale by key."""
        return {scale.key: scale for scale in self.scales}

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """The section of every item, by the item's key."""
        return {item.key: section for section in self.sections for item in section.items}

    def options(self, item: Item) -> tuple[Option, ...]:
        """What can be chosen for a skala, pilihan, multi or ya_tidak item; empty for the others."""
        if item.type is ItemType.YA_TIDAK:
            return YES_NO
        if item.type is ItemType.SKALA:
            return self.scales_by_key[item.scale].options
        return item.choices

    def missing(self, item: Item) -> tuple[Missing, ...]:
        """Which of the three codes stand for an answer: those of the item that its scale admits too."""
        scale = self.scales_by_key.get(item.scale) if item.type is ItemType.SKALA else None
        return (
            item.missing if scale is None else tuple(code for code in item.missing if code in scale.missing)
        )

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Further languages that something is worded in: of questions first, in the order they are met."""
        items = [each for item in self.items.values() for each in (item, *item.columns)]
        found = [language for item in items for language, _words in item.prompts]
        parts = (self, *self.scales, *self.sections, *items)
        found += [wording.language for part in parts for wording in part.wordings]
        return tuple(dict.fromkeys(language for language in found if language != self.language))

    def option_in(self, item: Item, option: Option, language: str) -> str:
        """The label of an option of ``item`` in ``language``, or as it stands."""
        if language == self.language:
            return option.label
        if item.type is ItemType.YA_TIDAK:
            return worded(self.wordings, WordingPart.UMUM, language, option.label, option.code)
        if item.type is ItemType.SKALA:
            scale = self.scales_by_key[item.scale]
            return worded(scale.wordings, WordingPart.NILAI, language, option.label, option.code)
        return worded(item.wordings, WordingPart.PILIHAN, language, option.label, option.code)

    def missing_in(self, code: Missing, language: str) -> str:
        """One of the three codes in ``language``, or as the office says it."""
        return worded(self.wordings, WordingPart.UMUM, language, code.label, code.value)

    def source_text(self, source: str) -> str:
        """A ``source`` field with its short keys written out."""
        known = dict(self.sources)
        return (
            "; ".join(known.get(word.strip(), word.strip()) for word in source.split(";")) if source else ""
        )


def answer_key(item: Item, tick: TickColumn | None = None) -> str:
    """Under which key an answer stands: the item's, with the party's behind a colon where a section has
    parties."""
    return item.key if tick is None else f"{item.key}:{tick.key}"
