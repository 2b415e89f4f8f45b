"""From a definition (TOML, JSON, a workbook already turned into tables) to an `Instrument`.

``source``, ``confidence`` and ``status`` are inherited: instrument, section, item. Refuses with
`InstrumentError`. No files: callers hand in the parsed mapping and the name to show in messages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from berkas.rules.definition import ABSENT
from berkas.rules.instruments.errors import InstrumentError
from berkas.rules.instruments.model import (
    ALL_MISSING,
    Band,
    Check,
    ColumnKind,
    Evidence,
    Instrument,
    Item,
    ItemType,
    Kind,
    Level,
    Option,
    RuleName,
    Scale,
    ScoringRule,
    Section,
    Status,
    Subject,
    TickColumn,
    UnitPart,
)
from berkas.rules.instruments.soundness import find_unsound
from berkas.rules.instruments.table import Faults, Table
from berkas.rules.instruments.wordings import (
    OF_ITEM,
    OF_SCALE,
    OF_SECTION,
    OF_WHOLE,
    Wording,
    WordingPart,
)
from berkas.rules.vocabulary import Confidence, EvidenceKind, Missing

FORMAT = 1
"""The format this program reads; written as ``format`` in every definition."""


@dataclass(frozen=True, slots=True)
class _Origin:
    """What a part inherits from the part around it."""

    source: str
    confidence: Confidence
    status: Status


def parse_instrument(data: Mapping[str, object], *, file: str, installed: bool = False) -> Instrument:
    """Read a definition, or raise the first `InstrumentError` with the further ones in ``others``."""
    instrument, faults = read_instrument(data, file=file, installed=installed)
    if faults:
        first = faults[0]
        raise InstrumentError(first.file, first.key, first.reason, faults[1:])
    return instrument


def read_instrument(
    data: Mapping[str, object], *, file: str, installed: bool = False
) -> tuple[Instrument, tuple[InstrumentError, ...]]:
    """Read a definition as far as it goes, with every fault of it. With faults, use the faults only.

    ``installed``: it was accepted before; rules that came later do not close the answers given under it.
    """
    faults = Faults(file)
    instrument = _instrument(Table(data, faults))
    if not faults.found:  # a half-read definition would only give faults that follow from the first ones
        find_unsound(instrument, faults, installed=installed)
    return instrument, tuple(faults.found)


def _instrument(table: Table) -> Instrument:
    if table.whole("format") != FORMAT:
        table.fault("format", f"program ini hanya membaca format = {FORMAT}")
    origin = _origin(table, _Origin("", Confidence.RUMUSAN_KANTOR, Status.RUMUSAN_KANTOR))
    scales = tuple(_scale(row, origin) for row in table.tables("scales"))
    complete = table.flag("complete")
    instrument = Instrument(
        key=table.text("key"),
        version=table.text("version"),
        title=table.text("title"),
        kind=table.word("kind", Kind),
        subject=table.word("subject", Subject),
        sections=_Sections(scales, origin, complete=complete).read(table),
        scoring=_scoring(table.table("scoring"), origin),
        scales=scales,
        checks=_checks(table),
        unit_parts=tuple(_unit_part(row, origin) for row in table.tables("unit_parts")),
        regulation=table.text("regulation", ""),
        annex=table.text("annex", ""),
        in_force=table.text("in_force", ""),
        language=table.text("language", "id"),
        notice=table.text("notice", ""),
        stages=table.texts("stages"),
        child_if=table.condition("child_if"),
        sources=table.pairs("sources"),
        wordings=_wordings(table, OF_WHOLE),
        complete=complete,
        source=origin.source,
        confidence=origin.confidence,
        status=origin.status,
        note=table.text("note", ""),
    )
    table.finish()
    return instrument


def _origin(table: Table, outer: _Origin) -> _Origin:
    return _Origin(
        table.text("source", outer.source),
        table.word("confidence", Confidence, outer.confidence),
        table.word("status", Status, outer.status),
    )


def _scale(table: Table, outer: _Origin) -> Scale:
    origin = _origin(table, outer)
    scale = Scale(
        key=table.text("key"),
        label=table.text("label", ""),
        options=_options(table, "options"),
        missing=table.words("missing", Missing, ALL_MISSING),
        wordings=_wordings(table, OF_SCALE),
        source=origin.source,
        confidence=origin.confidence,
        status=origin.status,
        note=table.text("note", ""),
    )
    table.finish()
    return scale


def _options(table: Table, key: str) -> tuple[Option, ...]:
    found: list[Option] = []
    for position, row in enumerate(table.tables(key, name="code"), start=1):
        code = row.text("code")
        digit = code if code.isdigit() and len(code) == 1 else str(position)
        option = Option(
            code=code,
            label=row.text("label"),
            value=row.fraction("value"),
            digit=row.text("digit", digit),
            fulfils=row.flag("fulfils"),
        )
        row.finish()
        found.append(option)
    return tuple(found)


def _wordings(table: Table, allowed: tuple[WordingPart, ...]) -> tuple[Wording, ...]:
    """The further wordings of a part; sorted, so that their order in the file means nothing."""
    found: list[Wording] = []
    for row in table.tables("wordings", name="code"):
        part = row.word("part", WordingPart, allowed[0] if len(allowed) == 1 else None)
        wording = Wording(row.text("language"), part, row.text("text"), row.text("code", ""))
        row.finish()
        if part in allowed:
            found.append(wording)
        elif row.has("part"):
            row.fault("part", f"di sini hanya: {', '.join(allowed)}")
    return tuple(sorted(found, key=lambda each: (each.language, each.part, each.code)))


def _evidence(table: Table) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for row in table.tables("evidence", name="kind"):
        kind = row.word("kind", EvidenceKind, EvidenceKind.FOTO) if row.has("kind") else None
        found.append(
            Evidence(
                kind=kind,
                least=row.whole_or("least", 1),
                max_age_days=row.whole("max_age_days", least=1),
                must_show=row.text("must_show", ""),
                answers=row.texts("answers"),
                source=row.text("source", ""),
                confidence=row.word("confidence", Confidence, Confidence.RUMUSAN_KANTOR),
            )
        )
        row.finish()
    return tuple(found)


class _Sections:
    """Reads sections and their items with what they inherit."""

    def __init__(self, scales: tuple[Scale, ...], origin: _Origin, *, complete: bool) -> None:
        self._scales = {scale.key: scale for scale in scales}
        self._origin = origin
        self._complete = complete

    def read(self, table: Table) -> tuple[Section, ...]:
        default = table.words("columns", ColumnKind, ())
        return tuple(self._section(row, default) for row in table.tables("sections"))

    def _section(self, table: Table, columns: tuple[ColumnKind, ...]) -> Section:
        origin = _origin(table, self._origin)
        scale = table.text("scale", "")
        given_type = table.word("type", ItemType, ItemType.SKALA) if table.has("type") else None
        default = Item("", "", given_type or ItemType.SKALA, scale=scale, evidence=_evidence(table))
        section = Section(
            key=table.text("key"),
            label=table.text("label"),
            items=tuple(
                self._item(row, default, origin, typed=given_type is not None)
                for row in table.tables("items")
            ),
            letter=table.text("letter", ""),
            no=table.text("no", ""),
            label_source=table.text("label_source", ""),
            intro=table.text("intro", ""),
            audience=table.text("audience", ""),
            unit_kinds=table.texts("unit_kinds"),
            scored=table.flag("scored"),
            dimension=table.text("dimension", ""),
            weight=table.fraction_or("weight", Fraction(1)),
            scale=scale,
            ticks=tuple(_tick(row) for row in table.tables("ticks")),
            columns=table.words("columns", ColumnKind, columns),
            applies_if=table.condition("applies_if"),
            after_stop=table.flag("after_stop"),
            complete=table.flag("complete", default=self._complete),
            wordings=_wordings(table, OF_SECTION),
            source=origin.source,
            confidence=origin.confidence,
            status=origin.status,
            note=table.text("note", ""),
        )
        table.finish()
        return section

    def _item(self, table: Table, default: Item, outer: _Origin, *, typed: bool) -> Item:
        kind = table.word("type", ItemType, default.type if typed else None)
        scale = table.text("scale", default.scale) if kind is ItemType.SKALA else table.text("scale", "")
        known = self._scales.get(scale)
        item = Item(
            key=table.text("key"),
            label=table.text("label"),
            type=kind,
            scale=scale,
            choices=_options(table, "choices"),
            missing=table.words("missing", Missing, known.missing if known else ALL_MISSING),
            columns=tuple(
                self._item(row, Item("", "", ItemType.TEKS), outer, typed=False)
                for row in table.tables("columns")
            ),
            evidence=_evidence(table) if table.has("evidence") else default.evidence,
        )
        item = _with_origin(_with_bounds(_with_rules(_with_words(item, table), table), table), table, outer)
        table.finish()
        return item


def _with_words(item: Item, table: Table) -> Item:
    return replace(
        item,
        no=table.text("no", ""),
        label_source=table.text("label_source", ""),
        help=table.text("help", ""),
        unit=table.text("unit", ""),
        prompts=table.pairs("prompts"),
        wordings=_wordings(table, OF_ITEM),
        reference=table.text("reference", ""),
        personal=table.text("personal", ""),
        mask=table.flag("mask"),
        carry=table.flag("carry"),
        note=table.text("note", ""),
    )


def _with_rules(item: Item, table: Table) -> Item:
    return replace(
        item,
        required=table.flag("required"),
        required_if=table.condition("required_if"),
        applies_if=table.condition("applies_if"),
        stop_if=table.condition("stop_if"),
        red_flag_if=table.condition("red_flag_if"),
        red_flag=table.text("red_flag", ""),
        weight=table.fraction("weight"),
    )


def _with_bounds(item: Item, table: Table) -> Item:
    return replace(
        item,
        lowest=table.bound("lowest"),
        highest=table.bound("highest"),
        whole=table.flag("whole"),
        length=table.whole("length", least=1),
        max_length=table.whole("max_length", least=1),
        max_rows=table.whole("max_rows", least=1),
        lines=table.whole_or("lines", 1, least=1),
        check=table.text("check", ""),
    )


def _with_origin(item: Item, table: Table, outer: _Origin) -> Item:
    origin = _origin(table, outer)
    return replace(item, source=origin.source, confidence=origin.confidence, status=origin.status)


def _tick(table: Table) -> TickColumn:
    tick = TickColumn(table.text("key"), table.text("label"))
    table.finish()
    return tick


def _unit_part(table: Table, outer: _Origin) -> UnitPart:
    origin = _origin(table, outer)
    part = UnitPart(
        key=table.text("key"),
        label=table.text("label"),
        also=table.texts("also"),
        part=table.text("part", ""),
        complete=table.flag("complete"),
        source=origin.source,
        confidence=origin.confidence,
        status=origin.status,
        note=table.text("note", ""),
    )
    table.finish()
    return part


def _checks(table: Table) -> tuple[Check, ...]:
    found: list[Check] = []
    for row in table.tables("checks"):
        key, level, message = row.text("key"), row.word("level", Level), row.text("message")
        fault_if = row.condition("fault_if")
        if fault_if is not None:
            found.append(Check(key, level, fault_if, message))
        elif not row.has("fault_if"):
            row.fault("fault_if", ABSENT)
        row.finish()
    return tuple(found)


def _scoring(table: Table, outer: _Origin) -> ScoringRule:
    rule = ScoringRule(
        rule=table.word("rule", RuleName),
        official=table.flag("official"),
        notice=table.text("notice", ""),
        least_share=table.fraction_or("least_share", Fraction(0)),
        least_respondents=table.whole_or("least_respondents", 1, least=1),
        decimals=table.whole_or("decimals", 2),
        bands=tuple(_band(row) for row in table.tables("bands", name="grade")),
        bands_on=table.flag("bands_on", default=True),
        bands_source=table.text("bands_source", ""),
        bands_confidence=table.word("bands_confidence", Confidence, Confidence.RUMUSAN_KANTOR),
        source=table.text("source", outer.source),
        confidence=table.word("confidence", Confidence, outer.confidence),
        note=table.text("note", ""),
    )
    table.finish()
    return rule


def _band(table: Table) -> Band:
    band = Band(
        grade=table.text("grade"),
        label=table.text("label"),
        lowest=table.fraction_or("lowest", Fraction(0)),
        highest=table.fraction_or("highest", Fraction(0)),
    )
    for key in ("lowest", "highest"):
        if not table.has(key):
            table.fault(key, ABSENT)
    table.finish()
    return band
