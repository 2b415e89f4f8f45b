"""What a rule says, in words for a page (Markdown). No widgets and no book."""

from collections.abc import Iterable, Sequence
from datetime import date

from berkas.rules import dates
from berkas.rules.calendar import Holiday, HolidayYear
from berkas.rules.clocks import Clock, ClockVersion, Step, StepDue
from berkas.rules.instruments import Instrument

_MARKS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>#|~"})


def plain(text: str) -> str:
    """Text that Markdown shows as it is written."""
    return text.translate(_MARKS)


def instrument_words(instrument: Instrument) -> str:
    """Title, status, source, and every item in its section."""
    lines = [f"## {plain(instrument.title)}", ""]
    if instrument.notice:
        lines += [f"> {plain(instrument.notice)}", ""]
    source = instrument.source_text(instrument.source) if instrument.source else ""
    lines += [
        f"- **Dasar:** {plain(instrument.regulation or 'tidak disebut')}",
        f"- **Naskah:** {_known(instrument.status.label, instrument.confidence.label)}",
        f"- **Versi:** {plain(instrument.version)}{'' if instrument.complete else ', belum lengkap'}",
        f"- **Sumber:** {plain(source or 'tidak disebut')}",
        f"- **Aturan nilai:** {plain(instrument.scoring.rule.label)}",
        "",
    ]
    for section in instrument.sections:
        mark = "" if section.complete else " (belum lengkap)"
        lines += [f"### {plain(section.label)}{mark}", ""]
        if section.status is not instrument.status or section.confidence is not instrument.confidence:
            lines += [f"*{_known(section.status.label, section.confidence.label)}*", ""]
        lines += [f"{number}. {plain(item.label)}" for number, item in enumerate(section.items, 1)]
        lines.append("")
    return "\n".join(lines)


def _known(status: str, confidence: str) -> str:
    """Both marks, once when they say the same."""
    return plain(status if status == confidence else f"{status}; {confidence}")


def clock_words(clock: Clock, today: date) -> str:
    """Every version with its source and steps; the one in force today is marked."""
    lines = [f"## {plain(clock.label)}", ""]
    current = next((version for version in clock.versions if version.applies_on(today)), None)
    if current is None:
        lines += ["Tidak ada aturan yang berlaku hari ini.", ""]
    for version in reversed(clock.versions):
        lines += [*_version_words(version, is_current=version is current), ""]
    return "\n".join(lines)


def _version_words(version: ClockVersion, *, is_current: bool) -> Iterable[str]:
    yield f"### {plain(version.label)}{' (berlaku hari ini)' if is_current else ''}"
    yield ""
    if span := _span(version):
        yield f"{span}  "
    yield f"*{plain(version.source)}; {plain(version.confidence.label)}*"
    yield ""
    if version.note:
        yield plain(version.note)
        yield ""
    for step in version.steps:
        yield f"- **{plain(step.label)}**: {_length(step)}, sejak {plain(step.start.label.lower())}."
        yield f"  {plain(_more(step))}"
        if step.source and step.source != version.source:
            yield f"  *{plain(step.source)}*"


def _more(step: Step) -> str:
    """Who acts, what fulfils it, extension, other reading, silence."""
    ends = " atau ".join(event.label.lower() for event in step.ends)
    words = [f"{step.side.label}; terpenuhi bila {ends}."]
    if step.both_readings:
        words.append("Hari kerja dan hari kalender ditampilkan berdampingan.")
    if step.extension is not None:
        letter = " dengan surat" if step.extension.letter else ""
        words.append(f"Dapat diperpanjang {step.extension.times} kali {step.extension.days} hari{letter}.")
    if step.on_silence:
        words.append(f"Bila lewat: {step.on_silence.rstrip('.')}.")
    return " ".join(words)


def missing_year_words(year: int, holidays: Sequence[Holiday], decree: str) -> str:
    """A year without a shipped table: what the office recorded, and what to do."""
    lines = [f"## Hari libur {year}", ""]
    if decree:
        lines += [f"*Dinyatakan lengkap oleh kantor menurut {plain(decree)}*", ""]
    else:
        lines += [
            "> Belum ada keputusan bersama untuk tahun ini; hitungan pada tahun ini memperingatkan.",
            "",
            "Catat harinya pada bagian Libur kantor, lalu nyatakan lengkap dengan nomor keputusannya.",
            "",
        ]
    for holiday in holidays:
        lines.append(f"- **{dates.show_long(holiday.date)}**: {plain(holiday.describe())}")
    return "\n".join(lines if holidays else [*lines, "Belum ada hari libur yang dicatat untuk tahun ini."])


def _span(version: ClockVersion) -> str:
    begins = f"mulai {dates.show_medium(version.valid_from)}" if version.valid_from else ""
    ends = f"sampai {dates.show_medium(version.valid_until)}" if version.valid_until else ""
    words = " ".join(part for part in (begins, ends) if part)
    return f"Berlaku {words}" if words else ""


def _length(step: Step) -> str:
    return f"{step.days} {step.unit.label}" if step.days is not None and step.unit else "belum diketahui"


def dues_words(label: str, day: date, dues: Sequence[StepDue]) -> str:
    """Every step as if it began on one day: its due date, its note and the days that lead to it."""
    lines = [
        f"## {plain(label)}",
        "",
        f"Dihitung seakan-akan setiap langkah mulai {dates.show_long(day)}.",
        "",
    ]
    for due in dues:
        when = dates.show_long(due.due) if due.due else "belum ada batas waktu yang diketahui"
        lines += [f"### {plain(due.step.label)}: {when}", ""]
        if due.note:
            lines += [plain(due.note), ""]
        for each in due.strip:
            number = f"hari ke-{each.day}" if each.day else "tidak dihitung"
            lines.append(f"- {dates.show_long(each.date)}: {number}, {plain(each.why)}")
        lines.append("")
    return "\n".join(lines)


def year_words(year: HolidayYear, decree: str = "") -> str:
    """The days of one year with their kind; dates that may still move say so. `decree` is the one under
    which the office declared the year complete."""
    lines = [f"## Hari libur {year.year}", "", f"*{plain(year.source)}; {plain(year.confidence.label)}*", ""]
    if decree:
        lines += [f"Dinyatakan lengkap oleh kantor menurut {plain(decree)}.", ""]
    elif not year.decreed:
        lines += ["> Belum ditetapkan dengan keputusan bersama; hitungan pada tahun ini memperingatkan.", ""]
    if year.note:
        lines += [plain(year.note), ""]
    for holiday in year.holidays:
        more = ", tanggal perkiraan" if holiday.estimated else ""
        more += ", dicabut (tetap hari kerja)" if holiday.withdrawn else ""
        words = f"{plain(holiday.name)}, {holiday.kind.label.lower()}{more}"
        lines.append(f"- **{dates.show_long(holiday.date)}**: {words}")
    return "\n".join(lines)
