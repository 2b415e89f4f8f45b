"""An instrument while it is edited: its tables, what is where, steps back and forth.

Nothing is ever changed in place, so every step back is the value that stood there before. Knows no screen and
no book; imports only the rules and the forms beside it.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, cast

from berkas.rooms.office.fields import instrument_parts as parts
from berkas.rules.conditions import NAME

Tables = dict[str, Any]
Path = tuple[str | int, ...]
"""Where a part stands in the tables: (), ("scales", 0), ("sections", 1, "items", 4)."""

_MOST_STEPS = 300
_NEW: Mapping[str, tuple[str, str]] = {
    "scales": ("skala", "Skala baru"),
    "sections": ("bagian", "Bagian baru"),
    "items": ("BUTIR", "Pertanyaan baru"),
    "columns": ("KOLOM", "Kolom baru"),
}
"""What the key of a new part begins with, and what it is called at first."""
ROW_PARTS: Mapping[str, Path] = {
    "checks": ("checks",),
    "bands": ("scoring", "bands"),
    "unit_parts": ("unit_parts",),
    "sources": ("sources",),
}
"""Kinds of parts that hold only rows, and where."""


@dataclass(frozen=True, slots=True)
class Node:
    """One part in the tree: where it stands, its kind, its words, and what is inside it."""

    path: Path
    kind: str
    title: str
    children: "tuple[Node, ...]" = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a fault is put right: the part, and the field or rows of it with which row."""

    path: Path
    field: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class _Step:
    tables: Tables
    path: Path
    mark: str


def kind_of(path: Path) -> str:
    """What kind of part stands there."""
    for kind, where in ROW_PARTS.items():
        if path == where:
            return kind
    if not path:
        return "whole"
    named = {"scales": "scale", "sections": "section", "items": "item", "columns": "column"}
    return named[str(path[-2])] if isinstance(path[-1], int) else str(path[-1])


class InstrumentDraft:
    """The tables of one instrument with the steps that led to them."""

    def __init__(self, tables: Tables) -> None:
        self.base = tables
        self.tables = tables
        self._back: list[_Step] = []
        self._forth: list[_Step] = []
        self._mark = ""

    @property
    def is_changed(self) -> bool:
        """Whether it differs from what it began with."""
        return self.tables != self.base

    @property
    def can_undo(self) -> bool:
        """Whether there is a step back."""
        return bool(self._back)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step forth."""
        return bool(self._forth)

    def replace(self, tables: Tables, path: Path, mark: str = "") -> None:
        """A further step, shown at `path`. Steps of one mark in a row, such as typing in a field, are one."""
        if tables == self.tables:
            return
        if not (mark and mark == self._mark):
            self._back.append(_Step(self.tables, path, mark))
            del self._back[:-_MOST_STEPS]
        self._forth.clear()
        self._mark = mark
        self.tables = tables

    def undo(self) -> Path | None:
        """One step back; where it was made."""
        return self._turn(self._back, self._forth)

    def redo(self) -> Path | None:
        """One step forth again; where it was made."""
        return self._turn(self._forth, self._back)

    def _turn(self, here: list[_Step], there: list[_Step]) -> Path | None:
        if not here:
            return None
        step = here.pop()
        there.append(_Step(self.tables, step.path, step.mark))
        self.tables, self._mark = step.tables, ""
        return step.path

    # parts

    def part(self, path: Path) -> Any:  # noqa: ANN401  a table or a list
        """What stands there; an empty table where nothing does."""
        return _at(self.tables, path)

    def has(self, path: Path) -> bool:
        """Whether the part is still there."""
        return kind_of(path) in ROW_PARTS or path in (("scales",), ("sections",)) or bool(self.part(path))

    def values(self, path: Path) -> dict[str, Any]:
        """The values of the part's form."""
        kind = kind_of(path)
        if kind not in parts.FORMS:
            return {}
        part = self.part(path)
        if kind == "whole":
            part = dict(part) | {f"scoring.{key}": value for key, value in part.get("scoring", {}).items()}
        return parts.shown(kind, part)

    def rows(self, path: Path, key: str) -> list[dict[str, Any]]:
        """The rows of one kind inside the part."""
        held = self.part(path)
        return parts.shown_rows(key, held if kind_of(path) in ROW_PARTS else held.get(key))

    def put_values(self, path: Path, values: Mapping[str, Any], mark: str = "") -> None:
        """What the form of a part holds now."""
        kind = kind_of(path)
        part = self.part(path)
        if kind == "whole":
            scoring = {f"scoring.{key}": value for key, value in part.get("scoring", {}).items()}
            flat = parts.put("whole", dict(part) | scoring, values)
            new = {key: value for key, value in flat.items() if not key.startswith("scoring.")}
            new["scoring"] = {
                key.partition(".")[2]: value for key, value in flat.items() if key.startswith("scoring.")
            }
        else:
            new = parts.put(kind, part, values)
        self.replace(_with(self.tables, path, new), path, mark)

    def put_rows(self, path: Path, key: str, rows: Sequence[Mapping[str, Any]], mark: str = "") -> None:
        """What the rows inside a part hold now."""
        given = parts.given_rows(key, rows)
        where = path if kind_of(path) in ROW_PARTS else (*path, key)
        tables = _without(self.tables, where) if given is None else _with(self.tables, where, given)
        self.replace(tables, path, mark)

    # adding, taking away, moving

    def add(self, path: Path, into: str) -> Path:
        """A new scale, section, item or column behind the one at `path`, or as the last one inside it."""
        listed, place = self._slot(path, into)
        stem, label = _NEW[into]
        new: Tables = {"key": self._free(stem, into), "label": label}
        before = _at(self.tables, (*listed, place - 1)) if place else {}
        if into == "sections":
            new["items"] = []
        elif into == "scales":
            new["options"] = []
        else:
            new["type"] = before.get("type", "teks" if into == "columns" else "ya_tidak")
            if new["type"] not in ("skala", "ya_tidak", "angka", "tanggal", "teks", "digit"):
                new["type"] = "teks"
            if "scale" in before:
                new["scale"] = before["scale"]
        return self._insert(listed, place, new)

    def duplicate(self, path: Path) -> Path:
        """A copy behind the part, under keys of its own."""
        listed, place, into = path[:-1], int(path[-1]), str(path[-2])
        copy: Tables = json.loads(json.dumps(self.part(path)))
        copy["key"] = self._free(copy.get("key", ""), into)
        taken = {copy["key"]}
        for item in [*copy.get("items", ()), *copy.get("columns", ())]:
            for one in (item, *item.get("columns", ())):
                one["key"] = self._free(one.get("key", ""), "items", taken)
                taken.add(one["key"])
        return self._insert(listed, place + 1, copy)

    def delete(self, path: Path) -> Path:
        """Take a part away; what stands there now, or what is around it."""
        listed, place = path[:-1], int(path[-1])
        left = [*self.part(listed)]
        del left[place]
        self.replace(_with(self.tables, listed, left), path)
        if left:
            return (*listed, min(place, len(left) - 1))
        return listed if len(listed) == 1 else listed[:-1]

    def move(self, path: Path, by: int) -> Path:
        """Move a part up (-1) or down (1); an item goes on into the next section. Where it stands then."""
        listed, place = path[:-1], int(path[-1])
        rows = [*self.part(listed)]
        target = place + by
        if 0 <= target < len(rows):
            rows.insert(target, rows.pop(place))
            self.replace(_with(self.tables, listed, rows), path)
            return (*listed, target)
        sections = self.part(("sections",))
        other = int(listed[1]) + by if kind_of(path) == "item" else -1
        if not 0 <= other < len(sections):
            return path
        there = [*sections[other].get("items", ())]
        new_place = len(there) if by < 0 else 0
        there.insert(new_place, rows.pop(place))
        tables = _with(self.tables, listed, rows)
        target_list: Path = ("sections", other, "items")
        self.replace(_with(tables, target_list, there), path)
        return (*target_list, new_place)

    def _slot(self, path: Path, into: str) -> tuple[Path, int]:
        if into in path:  # behind the part of this kind that is chosen, or around it
            at = path.index(into)
            listed = path[: at + 1]
            if at + 1 < len(path):
                return listed, int(path[at + 1]) + 1
            return listed, len(self.part(listed) or ())
        listed = (into,) if into in ("scales", "sections") else (*path, into)
        return listed, len(self.part(listed) or ())

    def _insert(self, listed: Path, place: int, new: Tables) -> Path:
        rows = [*(self.part(listed) or ())]
        rows.insert(place, new)
        path = (*listed, place)
        self.replace(_with(self.tables, listed, rows), path)
        return path

    def _free(self, stem: str, into: str, more: Iterable[str] = ()) -> str:
        taken = {*more, *(key for _path, key in self._keys(into))}
        base = re.sub(r"_\d+$", "", stem)
        return next(key for number in count(1) if (key := f"{base}_{number}") not in taken)

    def _keys(self, into: str) -> Iterable[tuple[Path, str]]:
        if into in ("scales", "sections"):
            return [((into, place), str(row.get("key", ""))) for place, row in enumerate(self.part((into,)))]
        return [
            (path, str(row.get("key", "")))
            for path, row in _listed(self.tables)
            if kind_of(path) in ("item", "column")
        ]

    def follow_key(self, path: Path, before: str) -> int:
        """Put the new key of a scale or item where its old one was mentioned; how many places followed.

        Nothing follows while another part still bears the old key.
        """
        kind, new = kind_of(path), str(self.part(path).get("key", ""))
        into = {"item": "items", "column": "items", "scale": "scales"}.get(kind)
        if into is None or not before or not new or before == new:
            return 0
        if any(key == before for _path, key in self._keys(into)):
            return 0
        tables, count = _followed(self.tables, before, new, is_scale=kind == "scale")
        if count:
            self.replace(tables, path)
        return count

    # what the screen asks

    def outline(self) -> tuple[Node, ...]:
        """The tree."""
        scales = tuple(
            Node(("scales", place), "scale", title_of(row))
            for place, row in enumerate(self.part(("scales",)))
        )
        sections = tuple(_section_node(place, row) for place, row in enumerate(self.part(("sections",))))
        return (
            Node((), "whole", "Keterangan dan aturan nilai"),
            Node(("scales",), "scales", "Skala", scales),
            Node(("sections",), "sections", "Bagian dan butir", sections),
            Node(("checks",), "checks", f"Pemeriksaan silang ({len(self.part(('checks',)))})"),
            Node(ROW_PARTS["bands"], "bands", f"Tabel mutu ({len(self.part(ROW_PARTS['bands']))})"),
            Node(("unit_parts",), "unit_parts", f"Jenis unit ({len(self.part(('unit_parts',)))})"),
            Node(("sources",), "sources", f"Sumber ({len(self.part(('sources',)))})"),
        )

    def scales(self) -> list[tuple[str, str]]:
        """Key and label of every scale."""
        return [
            (str(row.get("key", "")), str(row.get("label") or row.get("key", "")))
            for row in self.part(("scales",))
        ]

    def locate(self, key: str) -> Spot:
        """Where the fault of a definition with this key is put right."""
        known = {_name(self.tables, path): path for path, _row in reversed(_listed(self.tables))}
        short = {str(row.get("key")): path for path, row in _listed(self.tables)}
        head = key
        while head:
            field, _dot, tail = key[len(head) + 1 :].partition(".")
            if head in known:
                return Spot(known[head], field, _row(self.part(known[head]).get(field), tail))
            if head.startswith("items.") and (item := short.get(head.partition(".")[2])):
                return Spot(item, "key")
            head = head.rpartition(".")[0]
        for kind, where in ROW_PARTS.items():
            if key == kind or key.startswith((f"{kind}.", f"scoring.{kind}")):
                return Spot(where, kind, _row(self.part(where), key[len(".".join(map(str, where))) + 1 :]))
        if key.startswith("wordings."):
            return Spot((), "wordings", _row(self.part(("wordings",)), key.partition(".")[2]))
        if key in ("scales", "sections"):
            return Spot((key,))
        return Spot((), key)


def _row(rows: Any, tail: str) -> int:  # noqa: ANN401  whatever a half-written definition holds
    """Which of the rows a fault names, by its code or its position; the first one when none is meant."""
    if not isinstance(rows, list):
        return 0
    found = cast("list[Mapping[str, Any]]", rows)
    for place, row in enumerate(found):
        names = {str(row.get(name, "")) for name in ("code", "key", "kind", "grade")}
        if any(name and (tail == name or tail.startswith(f"{name}.")) for name in names):
            return place
    number = tail.partition(".")[0]
    return int(number) - 1 if number.isdecimal() and 0 < int(number) <= len(found) else 0


def _followed(part: Any, before: str, new: str, *, is_scale: bool) -> tuple[Any, int]:  # noqa: ANN401
    """The part with another key in the conditions, or the scales, that mention it."""
    if isinstance(part, list):
        rows = [_followed(each, before, new, is_scale=is_scale) for each in cast("list[Any]", part)]
        return [row for row, _count in rows], sum(count for _row, count in rows)
    if not isinstance(part, dict):
        return part, 0
    found: Tables = {}
    total = 0
    for key, value in cast("Tables", part).items():
        if is_scale:
            is_meant = key == "scale" and value == before
            found[key], count = (new, 1) if is_meant else _followed(value, before, new, is_scale=True)
        elif key.endswith("_if") and isinstance(value, str):
            found[key] = renamed(value, before, new)
            count = int(found[key] != value)
        else:
            found[key], count = _followed(value, before, new, is_scale=False)
        total += count
    return found, total


def renamed(condition: str, before: str, new: str) -> str:
    """A condition with another name in it; what stands between quotes is no name."""
    parts = re.split(r"""('[^']*'|"[^"]*")""", condition)

    def name(found: re.Match[str]) -> str:
        head, colon, party = found[0].partition(":")
        return f"{new}{colon}{party}" if head == before else found[0]

    return "".join(part if place % 2 else NAME.sub(name, part) for place, part in enumerate(parts))


def title_of(row: Mapping[str, Any]) -> str:
    """What a part is called in the tree: letter, number and words, or its key."""
    number, label = str(row.get("no", "")), str(row.get("label", "") or row.get("key", ""))
    said = f"{number}. {label}" if number else label
    return f"{row['letter']}. {said}" if row.get("letter") else said


def _section_node(place: int, row: Mapping[str, Any]) -> Node:
    items = tuple(
        _item_node(("sections", place, "items", n), one) for n, one in enumerate(row.get("items", ()))
    )
    return Node(("sections", place), "section", title_of(row), items)


def _item_node(path: Path, row: Mapping[str, Any]) -> Node:
    columns = tuple(
        Node((*path, "columns", n), "column", title_of(one)) for n, one in enumerate(row.get("columns", ()))
    )
    return Node(path, "item", title_of(row), columns)


def _at(tables: Any, path: Path) -> Any:  # noqa: ANN401
    for step in path:
        if isinstance(step, int):
            tables = (
                tables[step] if isinstance(tables, list) and step < len(cast("list[Any]", tables)) else {}
            )
        else:
            tables = cast("Tables", tables).get(step, {})
    return tables


def _with(tables: Any, path: Path, part: Any) -> Any:  # noqa: ANN401
    """The tables with another part in one place; everything else is shared."""
    if not path:
        return part
    head, rest = path[0], path[1:]
    if isinstance(head, int):
        rows = [*tables]
        rows[head] = _with(rows[head], rest, part)
        return rows
    return dict(tables) | {head: _with(tables.get(head, {}), rest, part)}


def _without(tables: Tables, path: Path) -> Tables:
    around = path[:-1]
    left = {key: value for key, value in _at(tables, around).items() if key != path[-1]}
    return _with(tables, around, left)


def _listed(tables: Tables) -> list[tuple[Path, Mapping[str, Any]]]:
    """Every scale, section, item and column with its place."""
    found: list[tuple[Path, Mapping[str, Any]]] = [
        (("scales", place), row) for place, row in enumerate(tables.get("scales", ()))
    ]
    for place, section in enumerate(tables.get("sections", ())):
        found.append((("sections", place), section))
        for number, item in enumerate(section.get("items", ())):
            path: Path = ("sections", place, "items", number)
            found.append((path, item))
            found.extend(((*path, "columns", n), one) for n, one in enumerate(item.get("columns", ())))
    return found


def _name(tables: Tables, path: Path) -> str:
    """What messages call a part: by its key, or by its position where it has none."""
    words: list[str] = []
    here: Any = tables
    for step in path:
        here = here[step]
        if isinstance(step, int):
            key = here.get("key")
            words.append(key.strip() if isinstance(key, str) and key.strip() else str(step + 1))
        else:
            words.append(step)
    return ".".join(words)
