"""What a row looks like in the journal: its fields as JSON values, and how a table is shaped for that.

Left out of an image are the keys (they stand beside it) and the bookkeeping that follows from the journal
itself (`version`, `updated_at`). Bytes become `{"base64": "…"}`. Imports the ground of the tables only.
"""

import base64
import importlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from json.encoder import encode_basestring
from math import isfinite
from typing import Any, cast

from sqlalchemy import Column, Table

from berkas_db.tables.base import Base

_BESIDE = frozenset({"id", "uid", "version", "updated_at"})


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as the journal sees it.

    `columns` are all it has, `fields` make an image, the values of `secrets` are never kept.
    """

    table: Table
    name: str
    columns: frozenset[str]
    fields: tuple[str, ...]
    secrets: frozenset[str]
    keyed: bool
    edited: bool
    stamped: bool
    trashable: bool

    def uid_of(self, row: Mapping[Any, Any]) -> str:
        """What names the row in the journal: its uid, or its id in a table without one."""
        return str(row["uid"] if self.keyed else row["id"])

    def image(self, row: Mapping[Any, Any]) -> dict[str, Any]:
        """The whole row as JSON values."""
        return {name: encode(row[name]) for name in self.fields}


@cache
def shape_of(model: type[Base]) -> Shape:
    """The shape of a mapped class; computed once."""
    table = cast("Table", model.__table__)
    columns: Iterable[Column[Any]] = table.columns
    names = [column.name for column in columns]
    return Shape(
        table=table,
        name=table.name,
        columns=frozenset(names),
        fields=tuple(c.name for c in columns if c.name not in _BESIDE and c.computed is None),
        secrets=frozenset(c.name for c in columns if c.info.get("secret")),
        keyed="uid" in names,
        edited="version" in names,
        stamped="created_at" in names,
        trashable="trashed_at" in names,
    )


@cache
def models() -> Mapping[str, type[Base]]:
    """Every mapped class by the name of its table."""
    importlib.import_module("berkas_db.tables")  # reading it maps all classes
    return {
        cast("Table", mapper.local_table).name: cast("type[Base]", mapper.class_)
        for mapper in Base.registry.mappers
    }


@cache
def labels() -> Mapping[str, str]:
    """`table.column` → the word on screen, where the column carries one."""
    return {
        f"{name}.{column.name}": str(column.info["label"])
        for name, model in models().items()
        for column in shape_of(model).table.columns
        if "label" in column.info
    }


@dataclass(frozen=True, slots=True)
class Dependent:
    """A table whose rows hang on rows of another one through `column`, and what happens to them by `rule`."""

    model: type[Base]
    column: Column[Any]
    rule: str


@cache
def dependents(model: type[Base]) -> tuple[Dependent, ...]:
    """The journalled tables whose rows SQLite would delete or change by itself when a row of `model` goes."""
    found: list[Dependent] = []
    for other in models().values():
        if not other.__journaled__:
            continue
        for column in shape_of(other).table.columns:
            found += [
                Dependent(other, column, key.ondelete)
                for key in column.foreign_keys
                if key.column.table is shape_of(model).table and key.ondelete in {"CASCADE", "SET NULL"}
            ]
    return tuple(found)


def encode(value: Any) -> Any:  # noqa: ANN401  whatever a column holds
    """A column's value as a JSON value."""
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode("ascii")}
    return value


def decode(value: Any) -> Any:  # noqa: ANN401  whatever a column holds
    """The column's value back from its JSON value."""
    if isinstance(value, dict):
        return base64.b64decode(cast("dict[str, str]", value)["base64"])
    return value


def spelt(value: Any) -> str:  # noqa: ANN401  any JSON value
    """The one spelling of a value; what columns mostly hold goes past the encoder, which is slow to start."""
    if value is None:
        return "null"
    if type(value) is str:
        return encode_basestring(value)
    if type(value) is int:
        return int.__repr__(value)
    if type(value) is float and isfinite(value):
        return float.__repr__(value)
    if type(value) is bool:
        return "true" if value else "false"
    return _ONE_SPELLING.encode(value)


def spelt_list(*values: Any) -> str:  # noqa: ANN401  any JSON values
    """The one spelling of a list."""
    return f"[{','.join(map(spelt, values))}]"


def canonical(value: Any) -> bytes:  # noqa: ANN401  any JSON value
    """JSON with one spelling only, as hashes need it."""
    return _ONE_SPELLING.encode(value).encode()


_ONE_SPELLING = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
"""Made once: a journal of many rows spells a hundred thousand values."""
