"""What the program remembers about this computer: the window, its looks, the last offices, the tables.

Nothing of an office is kept here: that lies in the office file. Groups are frozen dataclasses; change
one with `dataclasses.replace` and hand the whole to `save`. The file is JSON and may be edited: keys
this version does not know are kept, a bad value is replaced by its default and reported.
Imports nothing of the project but `berkas.paths`.
"""

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar, cast

from berkas.paths import settings_folder

FILE_NAME = "settings.json"
SCHEMES = ("terang", "gelap", "kontras")
_RECENT = 8
_ASIDE = "BERKAS_AMAN"

T = TypeVar("T")
Check = Callable[[object], object]


def _whole(low: int, high: int) -> Check:
    def check(value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            wanted = f"bilangan bulat {low} sampai {high}"
            raise ValueError(wanted)
        return value

    return check


def _number(low: float, high: float) -> Check:
    def check(value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            wanted = f"bilangan {low} sampai {high}"
            raise ValueError(wanted)
        return float(value)

    return check


def _one_of(*words: str) -> Check:
    def check(value: object) -> object:
        if value not in words:
            raise ValueError("salah satu dari " + ", ".join(words))
        return value

    return check


def _yes_no(value: object) -> object:
    if not isinstance(value, bool):
        raise ValueError("true atau false")
    return value


def _text(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError("teks")
    return value


def _texts(value: object) -> object:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in cast("list[object]", value)):
        raise ValueError("daftar teks")
    return tuple(cast("list[str]", value))


def _named(value: object) -> object:
    entries = cast("list[object]", value) if isinstance(value, list) else None
    if entries is None or not all(isinstance(each, dict) for each in entries):
        raise ValueError("saringan bernama")
    return tuple(cast("list[dict[str, Any]]", entries))


def _widths(value: object) -> object:
    if not isinstance(value, dict):
        raise ValueError("lebar kolom")
    width = _whole(1, 10_000)
    return {_text(key): width(number) for key, number in cast("dict[object, object]", value).items()}


def _setting(default: object, check: Check) -> Any:  # noqa: ANN401  # stands for a default of any type
    return field(default=default, metadata={"check": check})


@dataclass(frozen=True, slots=True)
class Window:
    """Size in device-independent pixels, and whether the window fills the screen."""

    width: int = _setting(1180, _whole(320, 20_000))
    height: int = _setting(700, _whole(240, 20_000))
    maximized: bool = _setting(default=True, check=_yes_no)


@dataclass(frozen=True, slots=True)
class Appearance:
    """Colour scheme (`terang`, `gelap`, `kontras`) and the size of letters against the normal size."""

    scheme: str = _setting("terang", _one_of(*SCHEMES))
    scale: float = _setting(1.0, _number(0.75, 2.0))


@dataclass(frozen=True, slots=True)
class Offices:
    """The office files opened last, newest first; `last` is opened again at the next start."""

    last: str = _setting("", _text)
    recent: tuple[str, ...] = _setting((), _texts)

    def opened(self, path: Path) -> "Offices":
        """Return the list after this file was opened."""
        name = str(path)
        return Offices(name, (name, *(each for each in self.recent if each != name))[:_RECENT])

    def without(self, path: Path) -> "Offices":
        """Return the list without a file that has moved away."""
        return replace(self, recent=tuple(each for each in self.recent if each != str(path)))


@dataclass(frozen=True, slots=True)
class Keying:
    """How forms are keyed on this computer: whether a digit that answers also goes on."""

    moves_on: bool = _setting(default=False, check=_yes_no)


@dataclass(frozen=True, slots=True)
class TableLayout:
    """How a person arranged one table: columns shown in order, widths in pixels, sorting, named filters."""

    columns: tuple[str, ...] = _setting((), _texts)
    widths: Mapping[str, int] = field(default_factory=dict[str, int], metadata={"check": _widths})
    sort_key: str = _setting("", _text)
    descending: bool = _setting(default=False, check=_yes_no)
    named: tuple[Mapping[str, Any], ...] = _setting((), _named)


@dataclass(frozen=True, slots=True)
class Settings:
    """All groups; `tables` by the name of the table."""

    window: Window = Window()
    appearance: Appearance = Appearance()
    offices: Offices = Offices()
    keying: Keying = Keying()
    tables: Mapping[str, TableLayout] = field(default_factory=dict[str, TableLayout])
    imports: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    """For each kind of list that comes in: which heading was read as which field last time."""

    def with_table(self, name: str, layout: TableLayout) -> "Settings":
        """Return the settings with one table arranged anew."""
        return replace(self, tables={**self.tables, name: layout})

    def with_import(self, kind: str, columns: Mapping[str, str]) -> "Settings":
        """Return the settings with the columns of one kind of list remembered."""
        return replace(self, imports={**self.imports, kind: dict(columns)})


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings, and one sentence in Indonesian per value that had to be replaced."""

    settings: Settings
    problems: tuple[str, ...] = ()


def set_aside() -> None:
    """From now on neither read nor write this computer's settings: the safe mode."""
    os.environ[_ASIDE] = "1"


def load(path: Path | None = None) -> Loaded:
    """Read the settings; a missing file is the defaults, a broken one the defaults and a sentence."""
    if path is None and os.environ.get(_ASIDE):
        return Loaded(Settings())
    path = path or settings_folder() / FILE_NAME
    problems: list[str] = []
    tree = _read_tree(path, problems)
    tables, imports = _part(tree, "tables", problems), _part(tree, "imports", problems)
    settings = Settings(
        window=_group(Window, "window", _part(tree, "window", problems), problems),
        appearance=_group(Appearance, "appearance", _part(tree, "appearance", problems), problems),
        offices=_group(Offices, "offices", _part(tree, "offices", problems), problems),
        keying=_group(Keying, "keying", _part(tree, "keying", problems), problems),
        tables={
            name: _group(TableLayout, f"tables.{name}", _part(tables, name, problems), problems)
            for name in tables
        },
        imports={
            name: {
                heading: key
                for heading, key in _part(imports, name, problems).items()
                if isinstance(key, str)
            }
            for name in imports
        },
    )
    return Loaded(settings, tuple(problems))


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings at once and whole, over what is there; unknown keys in the file stay.

    Raises OSError when the folder cannot be written.
    """
    if path is None and os.environ.get(_ASIDE):
        return
    path = path or settings_folder() / FILE_NAME
    tree = _read_tree(path, [])
    for group, values in (
        ("window", settings.window),
        ("appearance", settings.appearance),
        ("offices", settings.offices),
        ("keying", settings.keying),
    ):
        tree[group] = {**_part(tree, group, []), **_plain(values)}
    old = _part(tree, "tables", [])
    tree["tables"] = {
        name: {**_part(old, name, []), **_plain(each)} for name, each in settings.tables.items()
    }
    tree["imports"] = {kind: dict(columns) for kind, columns in settings.imports.items()}
    write_whole(path, json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _read_tree(path: Path, problems: list[str]) -> dict[str, Any]:
    try:
        tree: object = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        tree = None
    if not isinstance(tree, dict):
        problems.append(f"Setelan di {path} tidak dapat dibaca; Berkas memakai setelan bawaan.")
        return {}
    return cast("dict[str, Any]", tree)


def _part(tree: Mapping[str, Any], name: str, problems: list[str]) -> dict[str, Any]:
    part: object = tree.get(name, {})
    if not isinstance(part, dict):
        problems.append(f"Setelan '{name}' harus berupa kelompok; Berkas memakai nilai bawaannya.")
        return {}
    return cast("dict[str, Any]", part)


def _group(kind: type[T], name: str, part: Mapping[str, Any], problems: list[str]) -> T:
    values: dict[str, object] = {}
    for each in fields(cast("Any", kind)):
        if each.name not in part:
            continue
        try:
            values[each.name] = each.metadata["check"](part[each.name])
        except ValueError as wrong:
            problems.append(f"Setelan '{name}.{each.name}' harus {wrong}; Berkas memakai nilai bawaannya.")
    return kind(**values)


def _plain(values: object) -> dict[str, object]:
    return {each.name: getattr(values, each.name) for each in fields(cast("Any", values))}


def write_whole(path: Path, text: str) -> None:
    """Write beside the file, then put it in place, so that no power cut leaves half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
