"""Finds names in the register that are the same as, or like, a typed one. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from berkas.rules.names import folded_body
from berkas.rules.nearness import nearest
from berkas_db.errors import Refused
from berkas_db.tables import Obh, ObhAlias, Regency

LIKE = 88
"""From this likeness (0–100) on a name is shown as possibly the same."""

MOST = 3
"""How many likely names are said at once."""


@dataclass(frozen=True, slots=True)
class LikelyName:
    """A name of the register that resembles the typed one."""

    obh_id: int
    name: str
    likeness: int


def names_like(session: Session, typed: str, *, but: int | None = None) -> list[LikelyName]:
    """The most alike names and aliases of OBH outside the trash, best first; `but` leaves one OBH out."""
    wanted = folded_body(typed)
    if len(wanted) < 3:
        return []
    shown = Obh.trashed_at.is_(None)
    full_names = select(Obh.id, Obh.name, Obh.name).where(shown)
    short_names = select(Obh.id, Obh.short_name, Obh.name).where(shown, Obh.short_name.is_not(None))
    aliases = select(Obh.id, ObhAlias.name, Obh.name).join(Obh, Obh.id == ObhAlias.obh_id).where(shown)
    names = [row for each in (full_names, short_names, aliases) for row in session.execute(each)]
    known = [(id_, folded_body(name), full) for id_, name, full in names if id_ != but]
    hits = [
        hit for run in (_in_words, _in_letters) for hit in run(wanted, [each for _id, each, _full in known])
    ]
    hits.sort(key=lambda hit: -hit[1])
    best: dict[int, LikelyName] = {}
    for _name, likeness, place in hits:
        id_, _folded, full = known[place]
        best.setdefault(id_, LikelyName(id_, full, round(likeness)))
    return list(best.values())[:MOST]


def _in_words(wanted: str, names: Sequence[str]) -> list[tuple[str, float, int]]:
    """Names of the same words, in whatever order."""
    return process.extract(wanted, names, scorer=fuzz.token_sort_ratio, score_cutoff=LIKE, limit=20)


def _in_letters(wanted: str, names: Sequence[str]) -> list[tuple[str, float, int]]:
    """Names of the same letters, wherever the words are parted: “Al-Hakim”, “Alhakim”."""
    whole = [name.replace(" ", "") for name in names]
    return process.extract(wanted.replace(" ", ""), whole, scorer=fuzz.ratio, score_cutoff=LIKE, limit=20)


def obh_named(session: Session, typed: str) -> int | None:
    """The one OBH with exactly this code, name, short name or alias; None when there is none or several."""
    text = typed.strip()
    found = set(
        session.execute(
            select(Obh.id).where(
                Obh.trashed_at.is_(None),
                (Obh.code == text)
                | (Obh.name == text)
                | (Obh.short_name == text)
                | Obh.id.in_(select(ObhAlias.obh_id).where(ObhAlias.name == text)),
            )
        ).scalars()
    )
    return found.pop() if len(found) == 1 else None


def the_obh(session: Session, typed: str) -> int:
    """The OBH somebody names in a list; else Refused beside the field `obh`, with the name meant perhaps."""
    found = obh_named(session, typed)
    if found is None:
        near = names_like(session, typed)
        hint = f" Maksud Anda “{near[0].name}”?" if near else " Tulis nama lengkap atau kodenya."
        raise Refused(f"PBH “{typed}” tidak ada dalam register.{hint}", fields=("obh",))
    return found


def regency_named(session: Session, typed: str, *, field: str = "regency") -> int:
    """The regency or city with this name or code, “Kabupaten” and “Kota” left out or not; else Refused beside
    `field`.
    """
    names = (typed, f"Kabupaten {typed}", f"Kota {typed}")
    found = session.execute(
        select(Regency.id).where(or_(Regency.name.in_(names), Regency.code == typed)).order_by(Regency.id)
    ).scalars()
    first = next(iter(found), None)
    if first is None:
        near = nearest(typed, session.execute(select(Regency.name)).scalars())
        hint = f" Maksud Anda “{near}”?" if near else ""
        raise Refused(f"Kabupaten/kota “{typed}” tidak ada dalam daftar.{hint}", fields=(field,))
    return first
