"""One merge at work, inside its command: each row of a package beside ours and what both had.

Imports no Qt and no room.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from berkas.engine.packages.copies import welcome_copy
from berkas.engine.packages.knowledge import (
    WHOLE_ROW,
    Knowledge,
    at_position,
    instants_of,
    journal_length,
    same,
    was_deleted,
)
from berkas.engine.packages.travelling import (
    BYTES,
    PEOPLE,
    Names,
    fields_of,
    local,
    refs_in,
    row_spelt,
    travelling,
)
from berkas.engine.packages.words import kind_words, record_words
from berkas_db.changes import Step
from berkas_db.errors import explain
from berkas_db.images import canonical, models, shape_of
from berkas_db.packagefile import Package, PackageRefused, PackedRow
from berkas_db.tables import (
    AppUser,
    BookInfo,
    ExchangeBase,
    MergedRecord,
    PackageConflict,
    PackageSeen,
    Replica,
)

MADE = "created_at"
_THROWN = "trashed_at"
_MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class OpenValue:
    """A field both sides changed: what it belongs to, the field, and which value stands meanwhile."""

    table: str
    record: str
    field: str
    ours: Any
    theirs: Any
    theirs_stands: bool


@dataclass(slots=True)
class MergeReport:
    """What a merge did or would do, by table: rows new, changed and removed; and how many stayed as they are.

    `unchanged` rows were the same on both sides, `kept` ones newer here.
    """

    new: Counter[str] = field(default_factory=Counter[str])
    changed: Counter[str] = field(default_factory=Counter[str])
    removed: Counter[str] = field(default_factory=Counter[str])
    unchanged: int = 0
    kept: int = 0
    open_values: list[OpenValue] = field(default_factory=list[OpenValue])
    problems: list[str] = field(default_factory=list[str])
    files: int = 0


class Merge:
    """One merge at work, inside its command."""

    def __init__(
        self, step: Step, package: Package, digest: str, report: MergeReport, *, adopts: bool
    ) -> None:
        self._step = step
        self._package = package
        self._adopts = adopts
        self._manifest = package.manifest
        self._digest = digest
        self._report = report
        self._names = Names(step.session)
        self._replica = 0
        self._seen = 0
        self._position = journal_length(step.session) + 1
        self._later: list[tuple[str, int, dict[str, Any]]] = []
        doubles = step.session.execute(
            select(MergedRecord.record_kind, MergedRecord.from_uid, MergedRecord.into_uid)
        )
        self._merged = {(row.record_kind, row.from_uid): row.into_uid for row in doubles}

    def run(self) -> None:
        """Do all of it."""
        step, manifest = self._step, self._manifest
        step.say(f"Paket dari {manifest.replica_name} digabungkan")
        self._replica = welcome_copy(step, manifest)
        if self._adopts:
            info = step.session.execute(select(BookInfo.id)).scalar_one()
            step.update(BookInfo, info, {"uid": manifest.office})
            step.update(Replica, self._replica, {"base_position": self._position})
        self._seen = step.insert(
            PackageSeen,
            {
                "uid": manifest.package,
                "direction": "masuk",
                "replica_uid": manifest.replica,
                "sha256": self._digest,
                "note": manifest.note,
                "created_at": step.now,
                "position": self._position,
                "their_position": manifest.position,
            },
        )
        self._knowledge = Knowledge(step.session, self._replica)
        self._take_files()
        self._take_rows()

    def _take_files(self) -> None:
        for file in self._package.files():
            if self._names.id(BYTES, file.sha256) is None:
                data = self._package.data(file.sha256)
                self._names.learn(BYTES, file.sha256, self._step.attach(data, file.name, file.media_type))
                self._report.files += 1

    def _take_rows(self) -> None:
        """Rows in the order their references allow; where two name each other, one reference comes last."""
        waiting = [row for row in self._package.rows() if self._is_known_table(row)]
        while waiting:
            left = [row for row in waiting if not self._take(row)]
            if len(left) == len(waiting):
                first, *left = sorted(left, key=lambda row: bool(self._required_missing(row)))
                self._take(first, cut=True)
            waiting = left
        for table, id_, values in self._later:
            columns, unknown = local(values, self._names)
            self._step.update(
                models()[table], id_, {name: value for name, value in columns.items() if name not in unknown}
            )

    def _is_known_table(self, row: PackedRow) -> bool:
        if row.table in travelling() or row.table == PEOPLE:
            return True
        raise PackageRefused(
            "Paket ini memuat jenis catatan yang tidak dikenal program ini.",
            "Perbarui program di komputer ini, lalu ulangi.",
        )

    def _required_missing(self, row: PackedRow) -> list[str]:
        columns = shape_of(models()[row.table]).table.c
        _told, unknown = local(row.values, self._names)
        return [name for name in unknown if not columns[name].nullable]

    def _take(self, row: PackedRow, *, cut: bool = False) -> bool:
        """Bring one row in; False while something it names is still to come (unless the pointer is `cut`)."""
        model = models()[row.table]
        id_ = self._here(row)
        if id_ is not None:
            row = self._as_named_here(row, model, id_)
        if row.gone:
            if id_ is not None:
                self._remove(row, model, id_)
            return True
        values = {name: value for name, value in row.values.items() if name in self._fields(model)}
        unknown = [
            name
            for name, table, uid in refs_in(values)
            if self._names.id(table, self._alias(table, uid)) is None
        ]
        if unknown and not cut:
            return False
        if id_ is None:
            self._insert(row, model, values, unknown)
        elif row.given:
            self._report.unchanged += 1
        else:
            self._merge(row, model, id_, values)
        return True

    @staticmethod
    def _fields(model: type[Any]) -> frozenset[str]:
        own = ("login", "full_name", "role") if model is AppUser else fields_of(model)
        return frozenset(own)

    def _here(self, row: PackedRow) -> int | None:
        return self._names.id(row.table, self._alias(row.table, row.uid))

    def _as_named_here(self, row: PackedRow, model: type[Any], id: int) -> PackedRow:
        """The row under the uid it bears in this office: the journal knows it by that."""
        uid = self._step.rows.require(model, id)["uid"]
        return row if uid == row.uid else replace(row, uid=uid)

    def _alias(self, table: str, uid: str) -> str:
        """The uid under which a row lives here, when it was merged into another as its double."""
        into = self._merged.get((table, uid))
        if into is None:
            return uid
        known = self._names.id(table, into)
        if known is not None:
            self._names.learn(table, uid, known)
        return into

    def _insert(
        self, row: PackedRow, model: type[Any], values: Mapping[str, Any], unknown: list[str]
    ) -> None:
        if row.base == {} and not row.given and was_deleted(self._step.session, row.table, row.uid):
            self._report.kept += 1
            return
        columns, _unknown = local(values, self._names)
        missing = [name for name in unknown if not shape_of(model).table.c[name].nullable]
        if missing:
            raise PackageRefused(
                "Paket ini tidak lengkap: ada catatan yang rujukannya tidak ikut.",
                "Minta pengirimnya membuat paket yang baru.",
            )
        if model is AppUser:
            columns |= {"is_active": False}
        try:
            id_ = self._step.insert(model, {"uid": row.uid} | columns)
        except IntegrityError as error:
            twin = self._twin(row, model, columns, error)
            self._names.learn(row.table, row.uid, twin)
            if not row.given:
                self._merge(self._as_named_here(row, model, twin), model, twin, values)
            return
        self._names.learn(row.table, row.uid, id_)
        self._report.new[row.table] += 1
        if not row.given and was_deleted(self._step.session, row.table, row.uid):
            self._open(row, model, id_, WHOLE_ROW, (None, None, dict(values)), theirs_stands=True)
        if unknown:
            self._later.append((row.table, id_, {name: values[name] for name in unknown}))

    def _twin(
        self, row: PackedRow, model: type[Any], columns: Mapping[str, Any], error: IntegrityError
    ) -> int:
        """The row here that already bears what must be unique in this one; anything else is a refusal."""
        said = str(error.orig)
        _before, _, named = said.partition("UNIQUE constraint failed: ")
        table = shape_of(model).table
        unique = [part.strip().rpartition(".")[2] for part in named.split(",")] if named else []
        if not unique or any(name not in table.c for name in unique):
            refused = explain(error, Path())
            raise refused if refused is not None else error
        found = self._step.session.execute(
            select(table.c.id).where(*(table.c[name] == columns.get(name) for name in unique)).limit(1)
        ).scalar_one_or_none()
        if found is None:
            raise PackageRefused(
                f"{kind_words(row.table)} di paket ini bertabrakan dengan catatan di sini.",
                "Periksa catatan yang sama di kedua komputer, lalu buat paket yang baru.",
            ) from error
        return found

    def _remove(self, row: PackedRow, model: type[Any], id: int) -> None:
        """A row deleted there goes here too, unless it was changed here since both had it."""
        now_here = self._read(model, id)
        known = self._knowledge.of(row.table, row.uid)
        past = (
            at_position(self._names, row.table, row.uid, known.at, now_here) if known.at is not None else None
        )
        if past is None or not past.exists or not same(past.values, now_here):
            self._open(row, model, id, WHOLE_ROW, (now_here, None, None), theirs_stands=False)
            return
        self._step.delete(model, id)
        self._report.removed[row.table] += 1

    def _read(self, model: type[Any], id: int) -> dict[str, Any]:
        return row_spelt(model, self._step.rows.require(model, id), self._names)

    def _merge(self, row: PackedRow, model: type[Any], id: int, values: Mapping[str, Any]) -> None:
        known = self._knowledge.of(row.table, row.uid)
        if known.theirs >= self._manifest.position:
            self._report.kept += 1
            return
        ours = self._read(model, id)
        differing = {name for name, value in values.items() if not same(value, ours.get(name))}
        if not differing:
            self._report.unchanged += 1
            if known.at is None or row.base:
                self._remember(row, {})
            return
        moments = instants_of(self._step.session, row.table, row.uid, ours)
        shared = self._shared(row, known.at, ours)
        taken: dict[str, Any] = {}
        told: dict[str, tuple[Any, str]] = {}
        for name in sorted(differing):
            theirs, at = values[name], row.at.get(name) or row.at.get(WHOLE_ROW, "")
            bases = [each[name] for each in shared if name in each]
            if name in known.fields:
                bases.append(known.fields[name].value)
            if self._is_theirs_old(name, row, bases, ours):
                told[name] = (theirs, at)
                continue
            if any(same(ours.get(name), base) for base in bases):
                taken[name] = theirs
            else:
                moment = moments.get(name) or moments.get(WHOLE_ROW, "")
                stands = (at, canonical(theirs)) > (moment, canonical(ours.get(name)))
                base = bases[0] if bases else None
                self._open(row, model, id, name, (ours.get(name), base, theirs), theirs_stands=stands)
                if stands:
                    taken[name] = theirs
            told[name] = (theirs, at)
        self._write(row, model, id, taken)
        self._remember(row, told)

    def _is_theirs_old(self, name: str, row: PackedRow, bases: list[Any], ours: Mapping[str, Any]) -> bool:
        """Whether they have not changed the field since both had it; marks of the bookkeeping never clash."""
        theirs = row.values[name]
        if name == MADE or (name == _THROWN and theirs is not None and ours.get(name) is not None):
            return True
        unchanged_there = row.base is not None and name not in row.base
        return unchanged_there or any(same(theirs, base) for base in bases)

    def _shared(self, row: PackedRow, at: int | None, ours: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """What both are known to have had: as the sender tells it, and as this journal does."""
        found: list[Mapping[str, Any]] = []
        if row.base is not None:
            found.append({**row.values, **row.base})
        if at is not None:
            past = at_position(self._names, row.table, row.uid, at, ours)
            if past.exists:
                found.append({name: value for name, value in past.values.items() if name not in past.removed})
        return found

    def _write(self, row: PackedRow, model: type[Any], id: int, taken: Mapping[str, Any]) -> None:
        if not taken:
            self._report.kept += 1
            return
        columns, unknown = local(taken, self._names)
        now = {name: value for name, value in columns.items() if name not in unknown}
        try:
            self._step.update(model, id, now)
        except IntegrityError as error:
            refused = explain(error, Path())
            words = record_words(self._step.session, row.table, id)
            self._report.problems.append(f"{words}: {refused.message if refused else 'nilainya ditolak'}")
            return
        if unknown:
            self._later.append((row.table, id, {name: taken[name] for name in unknown}))
        self._report.changed[row.table] += 1

    def _open(
        self,
        row: PackedRow,
        model: type[Any],
        id: int,
        name: str,
        values: tuple[Any, Any, Any],
        *,
        theirs_stands: bool,
    ) -> None:
        """Note a field both changed: (ours, base, theirs)."""
        ours, base, theirs = values
        self._step.insert(
            PackageConflict,
            {
                "package_id": self._seen,
                "record_kind": row.table,
                "record_uid": shape_of(model).uid_of(self._step.rows.require(model, id)),
                "field": name,
                "base_value": _text(base),
                "our_value": _text(ours),
                "their_value": _text(theirs),
            },
        )
        if len(self._report.open_values) < _MOST_LISTED:
            words = record_words(self._step.session, row.table, id)
            self._report.open_values.append(OpenValue(row.table, words, name, ours, theirs, theirs_stands))

    def _remember(self, row: PackedRow, told: Mapping[str, tuple[Any, str]]) -> None:
        """Keep what is known of their row now: where the journal stands, and their values that differ."""
        session = self._step.session
        before = session.execute(
            select(ExchangeBase).where(
                ExchangeBase.replica_id == self._replica, ExchangeBase.record_uid == row.uid
            )
        ).scalars()
        old = {each.field: (each.id, each.value) for each in before}
        wanted: dict[str, tuple[str, str | None]] = {
            name: (_text(value), at) for name, (value, at) in told.items()
        }
        wanted[WHOLE_ROW] = (f"{self._position}:{self._manifest.position}", None)
        for name, (id_, value) in old.items():
            still = name != WHOLE_ROW and name not in wanted and value == _text(row.values.get(name))
            if name not in wanted and not still:
                self._step.delete(ExchangeBase, id_)
        for name, (value, at) in wanted.items():
            kept = {"value": value, "changed_at": at}
            if name in old:
                self._step.update(ExchangeBase, old[name][0], kept)
            else:
                place = {"replica_id": self._replica, "record_kind": row.table, "record_uid": row.uid}
                self._step.insert(ExchangeBase, place | {"field": name} | kept)


def _text(value: Any) -> str:  # noqa: ANN401  a travelling value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
