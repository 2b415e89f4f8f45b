"""What identifies an issued paper: written into its QR and small print, read back from whatever is pasted.

A mark holds the document's number and revision, its place in the journal, the instant, and the whole hash
of the journal there. The QR adds the beginnings of some older hashes, so that one paper alone can tell how
far back a changed journal still agrees. Pure: no SQL, no Qt.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

QR_MARK = "BERKAS1"
HEAD_DIGITS = 64
STEP_DIGITS = 6
_CROCKFORD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_SMALL_PRINT = re.compile(
    r"Nomor dokumen\s+(?P<number>.*?)\s+·\s+revisi\s+(?P<revision>\d{1,9})"
    r"\s+·\s+jurnal\s+(?P<position>\d{1,15})\s+·\s+(?P<at>\d{4}-\d\d-\d\dT[\d:.]+Z)",
    re.DOTALL,
)
_HEAD = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])", re.IGNORECASE)
_HEX = re.compile(r"[0-9a-f]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """What an issued paper says about itself.

    `head` is the journal's hash at `position` (64 hexadecimal digits); `steps` the first STEP_DIGITS digits
    of the hashes at `step_places(position)`, empty when the paper does not carry them.
    """

    number: str
    revision: int
    position: int
    at: str
    head: str
    steps: tuple[str, ...] = ()

    def qr_text(self) -> str:
        """What the QR holds."""
        told = [QR_MARK, self.number, str(self.revision), str(self.position), self.at, self.head]
        return "|".join([*told, "".join(self.steps)] if self.steps else told)

    def small_print(self) -> tuple[str, str]:
        """The two lines under the code, for eyes and for retyping."""
        place = f"revisi {self.revision} · jurnal {self.position} · {self.at}"
        return f"Nomor dokumen {self.number} · {place}", self.head

    def code12(self, office: str) -> str:
        """Sixty bits of a hash over all the paper says about itself, in letters that cannot be misread."""
        told = (office, self.number, str(self.revision), str(self.position), self.head, self.at)
        digest = hashlib.sha256("\n".join(told).encode()).digest()
        return base64.b32encode(digest[:10]).decode()[:12].translate(_CROCKFORD)

    def witnesses(self) -> Iterator[tuple[int, str]]:
        """Positions of the journal with the beginning of the hash the paper saw there."""
        yield self.position, self.head
        if self.steps:
            yield from zip(step_places(self.position), self.steps, strict=True)


def step_places(position: int) -> tuple[int, ...]:
    """The older positions a paper remembers: near ones by fours (1, 4, 16 … back), and two far ones."""
    near = {position - 4**power for power in range(12)}
    return tuple(sorted(place for place in near | {position // 4, position // 16} if place > 0))


def read_mark(typed: str) -> Mark | None:
    """The mark in a scanned QR or in pasted small print; None when the text is neither."""
    return _scanned(typed) or _pasted(typed)


def _scanned(typed: str) -> Mark | None:
    parts = "".join(typed.splitlines()).strip().split("|")
    if len(parts) not in {6, 7} or parts[0] != QR_MARK:
        return None
    _, number, revision, position, at, head, *more = parts
    if not _HEAD.fullmatch(head):
        return None
    if not (revision.isdecimal() and position.isdecimal() and len(position) <= 15 and len(revision) <= 9):
        return None
    steps = _steps(int(position), more[0]) if more else ()
    return Mark(number, int(revision), int(position), at, head.lower(), steps)


def _pasted(typed: str) -> Mark | None:
    told, head = _SMALL_PRINT.search(typed), _HEAD.search(typed)
    if told is None or head is None:
        return None
    number = " ".join(told["number"].split())
    return Mark(number, int(told["revision"]), int(told["position"]), told["at"], head[0].lower())


def _steps(position: int, held: str) -> tuple[str, ...]:
    places = step_places(position)
    if len(held) != len(places) * STEP_DIGITS or not _HEX.fullmatch(held):
        return ()
    return tuple(held[start : start + STEP_DIGITS].lower() for start in range(0, len(held), STEP_DIGITS))
