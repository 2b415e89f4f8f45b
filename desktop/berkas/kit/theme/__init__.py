"""How the program looks: the only home of colours, sizes, spaces and the style sheet.

`apply` puts a scheme and a text size on the program, `tokens` says what is in force, `mark` gives a
widget a role. Imports only `berkas.paths` of the project.
"""

from berkas.kit.theme.apply import apply, icon, mark, on_change, set_icon, speak_indonesian, tokens
from berkas.kit.theme.icons import draw
from berkas.kit.theme.tokens import (
    FIELD_WIDTH_LIMIT,
    RADIUS,
    SCHEMES,
    SPACE_4,
    SPACE_8,
    SPACE_16,
    SPACE_24,
    TONE_ICONS,
    Colours,
    Scheme,
    Tokens,
    Tone,
)

__all__ = [
    "FIELD_WIDTH_LIMIT",
    "RADIUS",
    "SCHEMES",
    "SPACE_4",
    "SPACE_8",
    "SPACE_16",
    "SPACE_24",
    "TONE_ICONS",
    "Colours",
    "Scheme",
    "Tokens",
    "Tone",
    "apply",
    "draw",
    "icon",
    "mark",
    "on_change",
    "set_icon",
    "speak_indonesian",
    "tokens",
]
