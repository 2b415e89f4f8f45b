"""The kind of list every vocabulary here is: a stored code with the label people read.

Never imports anything of the project.
"""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A closed list of stored codes; each member carries ``label``, the text shown to people."""

    _value_: str
    label: str

    def __new__(cls, code: str, label: str) -> Self:
        """Make one member from its stored code and its label."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def codes(cls) -> tuple[str, ...]:
        """All stored codes in the order of the list; the database checks are compared with it."""
        return tuple(member.value for member in cls)

    @classmethod
    def choices(cls) -> tuple[tuple[str, str], ...]:
        """Pairs of code and label for forms and workbooks."""
        return tuple((member.value, member.label) for member in cls)

    @classmethod
    def label_of(cls, code: str) -> str:
        """The label of a stored code; an unknown code (from a newer book) is shown as it is."""
        return cls(code).label if code in cls.codes() else code
