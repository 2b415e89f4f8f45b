"""What is typed into another system by hand: one line of such a sheet. Imports nothing of the project."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RetypeLine:
    """A heading, or a question with its answer in words. `is_asked` False: skipped, nothing to be typed."""

    heading: str = ""
    number: int = 0
    key: str = ""
    question: str = ""
    answer: str = ""
    is_asked: bool = True
