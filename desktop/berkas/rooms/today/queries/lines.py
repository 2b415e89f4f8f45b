"""Lines and groups of the page of the day, as values."""

from dataclasses import dataclass

MOST = 60
"""Lines of one group at the most."""

MOST_COUNTED = 500
"""Up to this many are counted; beyond it the page says that there are more."""

DRAFT = "draf"
"""Kind of a line that is half-typed work; its id is the draft's."""

ROOM_OF = {
    "complaint": "complaints",
    "ppid_request": "complaints",
    "supervision": "complaints",
    "reporting_duty": "complaints",
    "followup": "followups",
    "obh": "obh",
    "legal_case": "obh",
    "prison_service": "obh",
    "app_user": "office",
    "public_information": "complaints",
    "box_opening": "complaints",
}
"""The room in which a kind of record is opened; a line without a record opens its list."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do: which record it opens, what it is called, what about it, when, and whose it is."""

    kind: str
    id: int | None
    code: str
    title: str
    what: str
    when: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together under a heading. `tone`: bahaya, peringatan, info or baik.

    `total` is how many there are when not all of them are among the lines.
    """

    key: str
    title: str
    tone: str
    lines: tuple[Line, ...]
    total: int = 0

    @property
    def count(self) -> int:
        """How many things belong to the group, shown or not."""
        return max(self.total, len(self.lines))

    @property
    def count_words(self) -> str:
        """The count for a heading; the largest one that is counted says that there are more."""
        return f"lebih dari {MOST_COUNTED}" if self.count >= MOST_COUNTED else str(self.count)
