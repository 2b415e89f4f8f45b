"""Colours, sizes and spaces of the program, as plain values.

Every colour a person sees on screen stands here once, for the light, the dark and the high-contrast
scheme. Text tokens reach 4.5:1 on every ground they are used on, lines and focus rings 3:1; `hair` only
separates and carries no meaning. Imports nothing of the project and no Qt.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Scheme = Literal["terang", "gelap", "kontras"]
Tone = Literal["", "baik", "peringatan", "bahaya", "info"]

SPACE_4 = 4
SPACE_8 = 8
SPACE_16 = 16
SPACE_24 = 24
RADIUS = 6
FIELD_WIDTH_LIMIT = 900
"""The widest column of questions, in pixels at 100 %; wider lines are hard to read."""


@dataclass(frozen=True, slots=True)
class Colours:
    """One scheme. Values are `#rrggbb`."""

    window: str
    surface: str
    raised: str
    hover: str
    text: str
    dim: str
    line: str
    hair: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_soft: str
    accent_text: str
    focus: str
    good: str
    good_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    on_danger: str
    info: str
    info_soft: str


SCHEMES: Mapping[Scheme, Colours] = {
    "terang": Colours(
        window="#f4f6f9",
        surface="#ffffff",
        raised="#fafbfd",
        hover="#eef2f7",
        text="#18212d",
        dim="#525e6d",
        line="#838e9c",
        hair="#dfe4ea",
        accent="#1f5fa8",
        on_accent="#ffffff",
        accent_hover="#184d8a",
        accent_soft="#e3edf8",
        accent_text="#1a5596",
        focus="#1f5fa8",
        good="#1b6e3f",
        good_soft="#e4f3ea",
        warning="#835300",
        warning_soft="#fcf1d9",
        danger="#ab2118",
        danger_soft="#fdeae8",
        on_danger="#ffffff",
        info="#285a92",
        info_soft="#e6eff8",
    ),
    "gelap": Colours(
        window="#12161c",
        surface="#1a2029",
        raised="#1e252f",
        hover="#262e3a",
        text="#e8ecf2",
        dim="#a9b4c2",
        line="#738092",
        hair="#2c3541",
        accent="#7db3f2",
        on_accent="#0b1a2c",
        accent_hover="#a0c8f7",
        accent_soft="#22364f",
        accent_text="#9cc6f7",
        focus="#8fc0ff",
        good="#74d19b",
        good_soft="#173325",
        warning="#efc06a",
        warning_soft="#3a2d12",
        danger="#ff9b92",
        danger_soft="#431f1d",
        on_danger="#2a0906",
        info="#98c1f4",
        info_soft="#1d3047",
    ),
    "kontras": Colours(
        window="#000000",
        surface="#000000",
        raised="#0d0d0d",
        hover="#262626",
        text="#ffffff",
        dim="#e6e6e6",
        line="#ffffff",
        hair="#9a9a9a",
        accent="#ffd800",
        on_accent="#000000",
        accent_hover="#ffe866",
        accent_soft="#3d3400",
        accent_text="#ffe14d",
        focus="#00e5ff",
        good="#8dffb0",
        good_soft="#002b10",
        warning="#ffcf70",
        warning_soft="#332200",
        danger="#ffb3ad",
        danger_soft="#3d0500",
        on_danger="#000000",
        info="#a8d8ff",
        info_soft="#00243d",
    ),
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """What is in force now: the scheme, the text scale (1.0 to 2.0) and the text size it is applied to, in
    points.
    """

    scheme: Scheme = "terang"
    scale: float = 1.0
    base_points: float = 9.75

    @property
    def colours(self) -> Colours:
        """The colours of the scheme in force."""
        return SCHEMES[self.scheme]

    @property
    def points(self) -> float:
        """Size of ordinary text."""
        return self.base_points * self.scale

    @property
    def small(self) -> float:
        """Size of help lines and captions."""
        return round(self.points * 0.92, 2)

    @property
    def heading(self) -> float:
        """Size of the heading of a group."""
        return round(self.points * 1.12, 2)

    @property
    def title(self) -> float:
        """Size of the title of a page or a record."""
        return round(self.points * 1.5, 2)

    @property
    def row_height(self) -> int:
        """Height of a table row: 32 px at 100 %."""
        return round(32 * self.scale)

    @property
    def control_height(self) -> int:
        """Least height of a field or a button: 32 px at 100 %."""
        return round(32 * self.scale)

    @property
    def icon(self) -> int:
        """Side of an icon: 20 px at 100 %."""
        return round(20 * self.scale)

    def tone_colour(self, tone: str) -> str:
        """Colour of the text that carries a meaning; ordinary text for no tone."""
        colours = self.colours
        return {
            "baik": colours.good,
            "peringatan": colours.warning,
            "bahaya": colours.danger,
            "info": colours.info,
        }.get(tone, colours.text)

    def tone_ground(self, tone: str) -> str:
        """Quiet ground behind text of that tone."""
        colours = self.colours
        return {
            "baik": colours.good_soft,
            "peringatan": colours.warning_soft,
            "bahaya": colours.danger_soft,
            "info": colours.info_soft,
        }.get(tone, colours.surface)


TONE_ICONS: Mapping[str, str] = {
    "baik": "circle-check",
    "peringatan": "alert-triangle",
    "bahaya": "circle-x",
    "info": "info-circle",
}
