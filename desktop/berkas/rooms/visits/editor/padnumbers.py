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

    def stand_in(self, visit_id: int | None) -> None:
        """Number what this visit is about."""
        found = [] if visit_id is None else self._desk.glance(obh_of_visit, visit_id)
        self._numbered = tuple(
            Choice(str(id_), name, str(number)) for number, (id_, name) in enumerate(found[:_MOST], 1)
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
