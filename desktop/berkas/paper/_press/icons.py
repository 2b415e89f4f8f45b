"""The outline icons of the program as strokes on paper: small pictures for people who do not read easily.

Reads the path commands that the icon family uses (move, line, curves, arc, close) and nothing else of SVG.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from berkas.paths import resource

if TYPE_CHECKING:
    from berkas.paper._press.press import Press

_BOX = 24.0
"""Side of the square every icon is drawn in."""
_STROKE = 1.9
_PATH = re.compile(r'<path d="([^"]+)"')
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "a": 7, "z": 0}

Point = tuple[float, float]
Piece = tuple[str, tuple[float, ...]]
"""`M` and `L` with a point, `C` with two handles and a point, `Z` with nothing; all from the box's corner."""


@lru_cache(maxsize=64)
def pieces_of(name: str) -> tuple[Piece, ...]:
    """The strokes of an icon by its name; a name that has no icon has no strokes."""
    path = resource("icons", f"{name}.svg")
    if not path.is_file():
        return ()
    return tuple(piece for data in _PATH.findall(path.read_text("utf-8")) for piece in _strokes(data))


def draw_icon(press: Press, name: str, x: float, top: float, side: float, *, grey: float = 0.0) -> None:
    """Draw an icon `side` points high with its upper left corner at a point."""
    pieces = pieces_of(name)
    if not pieces:
        return
    canvas, scale = press.canvas, side / _BOX
    canvas.saveState()
    canvas.setStrokeGray(press.look.ink(grey))
    canvas.setLineWidth(_STROKE * scale)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    path = canvas.beginPath()
    for command, numbers in pieces:
        at = [x + n * scale if place % 2 == 0 else top - n * scale for place, n in enumerate(numbers)]
        if command == "M":
            path.moveTo(*at)
        elif command == "L":
            path.lineTo(*at)
        elif command == "C":
            path.curveTo(*at)
        else:
            path.close()
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


def _strokes(data: str) -> list[Piece]:
    """The commands of one path, all absolute."""
    tokens = _TOKEN.findall(data)
    found: list[Piece] = []
    here: Point = (0.0, 0.0)
    start: Point = here
    command, place = "", 0
    while place < len(tokens):
        if tokens[place].isalpha():
            command = tokens[place]
            place += 1
        takes = _TAKES[command.lower()]
        numbers = [float(token) for token in tokens[place : place + takes]]
        place += takes
        pieces, here = _step(command, numbers, here, found[-1] if found else None)
        if command in "mM":
            start = here
            command = "l" if command == "m" else "L"  # further pairs are lines
        if command in "zZ":
            here = start
        found += pieces
    return found


def _step(command: str, numbers: list[float], here: Point, before: Piece | None) -> tuple[list[Piece], Point]:
    """One command as pieces, and where the pen is afterwards; a smooth curve goes on from the one before."""
    x, y = here if command.islower() else (0.0, 0.0)
    kind = command.lower()
    if kind == "z":
        return [("Z", ())], here
    if kind == "h":
        end = (x + numbers[0], here[1])
    elif kind == "v":
        end = (here[0], y + numbers[0])
    else:
        end = (x + numbers[-2], y + numbers[-1])
    if kind == "c":
        handles = (x + numbers[0], y + numbers[1], x + numbers[2], y + numbers[3])
        return [("C", (*handles, *end))], end
    if kind == "s":
        bent = before[1][2:4] if before is not None and before[0] == "C" else here
        handle = (2 * here[0] - bent[0], 2 * here[1] - bent[1])
        return [("C", (*handle, x + numbers[0], y + numbers[1], *end))], end
    if kind == "a":
        return _arc(
            here, end, (numbers[0], numbers[1]), is_large=bool(numbers[3]), is_right=bool(numbers[4])
        ), end
    return [("M" if kind == "m" else "L", end)], end


def _arc(start: Point, end: Point, radii: Point, *, is_large: bool, is_right: bool) -> list[Piece]:
    """An upright elliptic arc as curves of a quarter turn at most (SVG 1.1, appendix F.6.5)."""
    rx, ry = abs(radii[0]), abs(radii[1])
    if start == end or not rx or not ry:
        return [("L", end)]
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    grown = math.sqrt(max((dx / rx) ** 2 + (dy / ry) ** 2, 1.0))
    rx, ry = rx * grown, ry * grown
    flat = (rx * dy) ** 2 + (ry * dx) ** 2
    reach = math.sqrt(max((rx * ry) ** 2 - flat, 0.0) / flat) * (-1 if is_large == is_right else 1)
    cx = reach * rx * dy / ry + (start[0] + end[0]) / 2
    cy = -reach * ry * dx / rx + (start[1] + end[1]) / 2
    first = math.atan2((start[1] - cy) / ry, (start[0] - cx) / rx)
    turn = math.atan2((end[1] - cy) / ry, (end[0] - cx) / rx) - first
    if is_right and turn < 0:
        turn += 2 * math.pi
    elif not is_right and turn > 0:
        turn -= 2 * math.pi
    parts = max(math.ceil(abs(turn) / (math.pi / 2) - 1e-9), 1)
    each = turn / parts
    pull = 4 / 3 * math.tan(each / 4)
    found: list[Piece] = []
    for number in range(parts):
        a, b = first + number * each, first + (number + 1) * each
        found.append((
            "C",
            (
                cx + rx * (math.cos(a) - pull * math.sin(a)), cy + ry * (math.sin(a) + pull * math.cos(a)),
                cx + rx * (math.cos(b) + pull * math.sin(b)), cy + ry * (math.sin(b) - pull * math.cos(b)),
                cx + rx * math.cos(b), cy + ry * math.sin(b),
            ),
        ))  # fmt: skip
    return found
