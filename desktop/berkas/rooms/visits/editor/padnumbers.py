"""The OBH of a visit by a digit each, so that a whole form is keyed on the number pad."""

from collections.abc import Sequence

from berkas.desk import Desk
from berkas.rooms.visits.queries.keying import obh_of_visit
from berkas.rules.fields import Choice

_MOST = 9
_SHORT = 40


class PadNumbers:
    """Looks up like the desk, and an OBH of the visit by its digit."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._numbered: tuple[Choice, ...] = ()
        self._visit_id: int | None = None

    def stand_in(self, visit_id: int | None) -> None:
        """Number what this visit is about, then the office's other OBH while digits last.

        In one sitting a digit never changes its meaning: who is new comes behind.
        """
        before = self._numbered if visit_id == self._visit_id else ()
        self._visit_id = visit_id
        if visit_id is None:
            self._numbered = ()
            return
        own = [Choice(str(id_), name) for id_, name in self._desk.glance(obh_of_visit, visit_id)]
        everyone = self._desk.lookup("obh", "")
        found = {one.code: one for one in (*before, *own, *(everyone if len(everyone) <= _MOST else ()))}
        self._numbered = tuple(
            Choice(one.code, one.label, str(number))
            for number, one in enumerate(list(found.values())[:_MOST], 1)
        )

    def lookup(self, source: str, typed: str) -> Sequence[Choice]:
        """Choices for the text typed so far; see `berkas.kit.form.Lookup`."""
        if source == "obh" and self._numbered:
            if typed.isdigit() and 1 <= int(typed) <= len(self._numbered):
                return (self._numbered[int(typed) - 1],)
            if not typed:
                codes = {choice.code for choice in self._numbered}
                others = (one for one in self._desk.lookup(source, typed) if one.code not in codes)
                return (*self._numbered, *others)
        return self._desk.lookup(source, typed)

    def words(self) -> str:
        """What the digits mean: “PBH: 1 LBH Melati, 2 LBH Kenanga”; empty without any."""
        told = [f"{one.hint} {_short(one.label)}" for one in self._numbered]
        return f"PBH: {', '.join(told)}" if told else ""


def _short(name: str) -> str:
    return name if len(name) <= _SHORT else f"{name[: _SHORT - 1]}…"
