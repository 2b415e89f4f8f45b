"""A clock as a value, read from its definition.

Every version and step carries where it comes from and how well that is known. Imports nothing of the
project but the other rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from berkas.rules.dates import show_medium
from berkas.rules.definition import ABSENT, DefinitionError, DefinitionTable, Refusing
from berkas.rules.vocabulary import ComplaintClass, ComplaintEvent, Confidence, DayUnit, StepSide

MOST_DAYS = 3660

ClockError = DefinitionError
"""A clock definition that is refused; the text is one sentence with file, key and reason."""


@dataclass(frozen=True, slots=True)
class Extension:
    """How often a limit may be extended, by how many days each time, and whether only with a letter."""

    days: int
    times: int = 1
    letter: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One legal step. `days` None means that no limit is known.

    `both_readings`: the rule says only "hari", or law and practice differ, so that the other way of
    counting is shown beside `unit`. `ends` are the events that fulfil the step. `on_silence` is what
    happens when they do not come in time.
    """

    key: str
    label: str
    days: int | None
    unit: DayUnit | None
    start: ComplaintEvent
    ends: tuple[ComplaintEvent, ...]
    side: StepSide
    source: str
    confidence: Confidence
    both_readings: bool = False
    extension: Extension | None = None
    on_silence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClockVersion:
    """The rule of a class during some time; None at either end: that date is not known or not set."""

    key: str
    label: str
    valid_from: date | None
    valid_until: date | None
    source: str
    confidence: Confidence
    note: str
    steps: tuple[Step, ...]

    def applies_on(self, day: date) -> bool:
        """Whether a case that begins on a day falls under this version."""
        return (self.valid_from or date.min) <= day <= (self.valid_until or date.max)

    def step(self, key: str) -> Step:
        """The step with a key. Raises KeyError."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of one class: its versions from the oldest to the newest, and those that no longer begin."""

    cls: ComplaintClass
    label: str
    versions: tuple[ClockVersion, ...]
    retired: tuple[ClockVersion, ...] = ()

    def version_on(self, day: date) -> ClockVersion:
        """The version under which a case that begins on a day falls, for ever.

        Raises LookupError with the sentence to show when no version covers the day.
        """
        for version in self.versions:
            if version.applies_on(day):
                return version
        sentence = (
            f"Tidak ada batas waktu {self.label} yang tercatat untuk {show_medium(day)}. "
            "Lengkapi aturannya di Pengaturan Kantor."
        )
        raise LookupError(sentence)

    def version(self, key: str) -> ClockVersion:
        """The version with a key, as kept with an older case.

        Raises LookupError with the sentence to show.
        """
        for version in (*self.versions, *self.retired):
            if version.key == key:
                return version
        sentence = f"Aturan {self.label} versi “{key}” tidak ada lagi. Pasang kembali di Pengaturan Kantor."
        raise LookupError(sentence)

    def with_versions(self, installed: "Clock") -> "Clock":
        """This clock with the versions the office installed: same keys replaced, new ones added.

        An installed version wins on every day it covers; the others are shortened around it, so that no day
        has two rules. What is pushed out altogether stays reachable by its key, for the cases that began
        under it.
        """
        replaced = {version.key for version in installed.versions}
        kept = [version for version in self.versions if version.key not in replaced]
        for version in installed.versions:
            kept = [part for old in kept for part in _around(old, version)]
        ordered = sorted([*kept, *installed.versions], key=lambda version: version.valid_from or date.min)
        reachable = {version.key for version in ordered}
        retired = [version for version in (*self.versions, *self.retired) if version.key not in reachable]
        return Clock(self.cls, installed.label, tuple(ordered), tuple(retired))


def _around(old: ClockVersion, new: ClockVersion) -> list[ClockVersion]:
    """What remains of a version beside one that wins: all, the part before or after it, both, or nothing."""
    starts, ends = new.valid_from or date.min, new.valid_until or date.max
    if (old.valid_until or date.max) < starts or (old.valid_from or date.min) > ends:
        return [old]
    parts: list[ClockVersion] = []
    if (old.valid_from or date.min) < starts:
        parts.append(replace(old, valid_until=starts - timedelta(days=1)))
    if (old.valid_until or date.max) > ends:
        parts.append(replace(old, valid_from=ends + timedelta(days=1)))
    return parts


def parse_clock(data: Mapping[str, object], *, file: str) -> Clock:
    """Read the clock of a class. Raises ClockError naming file, key and reason.

    Keys: ``kelas``, ``nama``, ``[[versi]]`` with ``kunci``, ``nama``, ``berlaku_mulai``,
    ``berlaku_sampai``, ``sumber``, ``keyakinan``, ``catatan`` and ``[[versi.langkah]]`` with ``kunci``,
    ``nama``, ``hari``, ``satuan``, ``mulai``, ``selesai``, ``pihak``, ``dua_tafsir``, ``perpanjangan``,
    ``bila_diam``, ``sumber``, ``keyakinan``, ``catatan``. A step without ``hari`` has no known limit.
    """
    table = DefinitionTable(data, Refusing(file))
    cls = table.word("kelas", ComplaintClass)
    label = table.text("nama", cls.label)
    versions = tuple(_version(row) for row in table.tables("versi", name="kunci"))
    table.finish()
    if not versions:
        raise table.error("versi", "kelas ini belum mempunyai satu pun versi")
    ordered = sorted(versions, key=lambda version: version.valid_from or date.min)
    for earlier, later in pairwise(ordered):
        if (earlier.valid_until or date.max) >= (later.valid_from or date.min):
            raise table.error("versi", f"masa berlaku “{earlier.key}” dan “{later.key}” bertumpang tindih")
    _refuse_twins(table, "versi", [version.key for version in versions])
    return Clock(cls, label, tuple(ordered))


def _version(row: DefinitionTable) -> ClockVersion:
    valid_from, valid_until = row.day("berlaku_mulai"), row.day("berlaku_sampai")
    if valid_from and valid_until and valid_until < valid_from:
        raise row.error("berlaku_sampai", "tidak boleh sebelum berlaku_mulai")
    source, confidence = row.text("sumber"), row.word("keyakinan", Confidence)
    version = ClockVersion(
        key=row.text("kunci"),
        label=row.text("nama"),
        valid_from=valid_from,
        valid_until=valid_until,
        source=source,
        confidence=confidence,
        note=row.text("catatan", ""),
        steps=tuple(_step(step, source, confidence) for step in row.tables("langkah", name="kunci")),
    )
    row.finish()
    if not version.steps:
        raise row.error("langkah", "versi ini belum mempunyai satu pun langkah")
    _refuse_twins(row, "langkah", [step.key for step in version.steps])
    return version


def _step(row: DefinitionTable, source: str, confidence: Confidence) -> Step:
    days = row.whole("hari", least=0, most=MOST_DAYS)
    unit = row.word("satuan", DayUnit) if days is not None else None
    step = Step(
        key=row.text("kunci"),
        label=row.text("nama"),
        days=days,
        unit=unit,
        start=row.word("mulai", ComplaintEvent),
        ends=row.words("selesai", ComplaintEvent),
        side=row.word("pihak", StepSide, StepSide.KANTOR),
        source=row.text("sumber", source),
        confidence=row.word("keyakinan", Confidence, confidence),
        both_readings=row.flag("dua_tafsir"),
        extension=_extension(row.table("perpanjangan") if row.has("perpanjangan") else None),
        on_silence=row.text("bila_diam", ""),
        note=row.text("catatan", ""),
    )
    row.finish()
    if days is None and (step.both_readings or step.extension):
        raise row.error("hari", "wajib diisi bila ada dua tafsir atau perpanjangan")
    if step.start in step.ends:
        raise row.error("selesai", f"tidak boleh sama dengan mulai, yaitu “{step.start}”")
    return step


def _extension(table: DefinitionTable | None) -> Extension | None:
    if table is None:
        return None
    days = table.whole("hari", least=1, most=MOST_DAYS)
    if days is None:
        raise table.error("hari", ABSENT)
    extension = Extension(
        days=days,
        times=table.whole("kali", least=1, most=12) or 1,
        letter=table.flag("dengan_surat"),
        note=table.text("catatan", ""),
    )
    table.finish()
    return extension


def _refuse_twins(table: DefinitionTable, key: str, keys: list[str]) -> None:
    for one in keys:
        if keys.count(one) > 1:
            raise table.error(key, f"kunci “{one}” dipakai dua kali")
