"""In which order a sheet is typed into Sidbankum: the office's own list of headings and items.

Sidbankum's screens are known to nobody here; the order is the instrument's until the office writes down its
own. As text: `# ` begins a heading, every other line is the key of an item; what follows ` | ` is for the
eye. Imports only the rules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from berkas.rules.instruments import Instrument, Item, Question, Route
from berkas.rules.instruments.model import ItemType
from berkas.rules.vocabulary import Missing

ORDER = "urutan_sidbankum"
"""The kind under which the office's order lies among its texts."""

MARK = "# "
BESIDE = " | "
LEFT_OVER = "Belum diurutkan"
"""The heading of items that the office's order does not name."""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A heading, or one item by its key."""

    key: str = ""
    heading: str = ""


def default_order(instrument: Instrument) -> tuple[OrderLine, ...]:
    """Sections and items as the instrument asks them."""
    lines: list[OrderLine] = []
    for section in Route(instrument).sections:
        lines.append(OrderLine(heading=section.label))
        lines.extend(OrderLine(key=item.key) for item in section.items)
    return tuple(lines)


def read_order(text: str, instrument: Instrument) -> tuple[OrderLine, ...]:
    """The office's order for this version: unknown keys are left out, items that are not named come last."""
    known = instrument.items
    lines: list[OrderLine] = []
    for raw in text.splitlines():
        line = _key(raw)
        if raw.startswith(MARK) and raw[1:].strip():
            lines.append(OrderLine(heading=raw[1:].strip()))
        elif line in known and OrderLine(key=line) not in lines:
            lines.append(OrderLine(key=line))
    named = {line.key for line in lines}
    left = [OrderLine(key=key) for key in known if key not in named]
    return (*lines, OrderLine(heading=LEFT_OVER), *left) if left else tuple(lines)


def _key(line: str) -> str:
    return line.partition(BESIDE)[0].strip()


def write_order(lines: Iterable[OrderLine], instrument: Instrument | None = None) -> str:
    """The order as text, one line each; with the questions beside the keys when the instrument is given."""

    def written(line: OrderLine) -> str:
        if line.heading:
            return f"{MARK}{' '.join(line.heading.split())}"
        item = instrument.items.get(line.key) if instrument is not None else None
        return f"{line.key}{BESIDE}{item.label}" if item is not None else line.key

    return "\n".join(written(line) for line in lines)


def order_problem(text: str, instrument: Instrument) -> str:
    """Why a text is no order of this instrument, as a sentence; empty when it is one."""
    seen: set[str] = set()
    for number, raw in enumerate(text.splitlines(), 1):
        line = _key(raw)
        if not line or raw.startswith(MARK):
            continue
        if line not in instrument.items:
            return f"Baris {number}: butir “{line[:40]}” tidak ada pada instrumen ini."
        if line in seen:
            return f"Baris {number}: butir “{line}” sudah disebut di atas."
        seen.add(line)
    return ""


def questions_of(instrument: Instrument, item: Item) -> Sequence[Question]:
    """The answers asked for an item: one, or one for each party."""
    return [question for question in Route(instrument).questions if question.item.key == item.key]


def answer_words(instrument: Instrument, item: Item, answer: object) -> str:
    """An answer as somebody types it elsewhere: words for codes, dates day first, empty for none."""
    if answer is None or answer == ():
        return ""
    if isinstance(answer, Missing):
        return answer.label
    labels = {option.code: option.label for option in instrument.options(item)}
    if isinstance(answer, tuple):
        return "; ".join(_part(instrument, item, labels, each) for each in answer)
    if item.type is ItemType.TANGGAL:
        year, month, day = str(answer).split("-")
        return f"{day}-{month}-{year}"
    return labels.get(
        str(answer), str(answer).replace(".", ",") if isinstance(answer, float) else str(answer)
    )


def _part(instrument: Instrument, item: Item, labels: dict[str, str], part: object) -> str:
    """One code of several, or one row of a table."""
    if not isinstance(part, dict):
        return labels.get(str(part), str(part))
    columns = {column.key: column for column in item.columns}
    return ", ".join(
        f"{columns[key].label}: {answer_words(instrument, columns[key], cell)}"
        for key, cell in part.items()
        if key in columns
    )
