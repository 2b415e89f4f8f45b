"""Takes dropped files in, in the background: each is opened, kept, or named with one sentence; the rest
goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from berkas.desk import Desk
from berkas.engine.evidence import EvidenceError, Proof, read_piece
from berkas.kit.jobs import Report
from berkas.rooms.award.commands.verification import add_proofs

BATCH = 12
"""Files kept in one step: a cancelled job keeps what it has done, and memory stays small."""


@dataclass(slots=True)
class Taken:
    """What became of the files: ids of the new uses, and a sentence for every file that was refused."""

    uses: list[int] = field(default_factory=list[int])
    refused: list[str] = field(default_factory=list[str])


def take_in(
    desk: Desk, entry_id: int, item_code: str, pieces: Sequence[Path | bytes], report: Report
) -> Taken:
    """Open and keep files under a criterion; runs on a job's thread."""
    taken = Taken()
    for start in range(0, len(pieces), BATCH):
        ready: list[Proof] = []
        for place, piece in enumerate(pieces[start : start + BATCH], start):
            report.report(place, len(pieces), f"Membuka berkas {place + 1} dari {len(pieces)}")
            try:
                ready.append(read_piece(piece, place + 1))
            except EvidenceError as error:
                taken.refused.append(str(error))
        if ready:
            change = desk.book.change(add_proofs, desk.actor, entry_id, item_code, ready)
            taken.uses += change.result().value
    report.report(len(pieces), len(pieces))
    return taken


def refusals(taken: Taken) -> str:
    """What to say about files that were refused; at most five by name."""
    shown = " ".join(taken.refused[:5])
    more = len(taken.refused) - 5
    return f"{shown} Dan {more} berkas lain." if more > 0 else shown
