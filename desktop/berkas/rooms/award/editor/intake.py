"""Takes dropped files in, in the background: each is opened, kept, or named with one sentence; the rest
goes on.
"""

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from berkas.desk import Desk
from berkas.engine.evidence import EvidenceError, Proof, read_piece
from berkas.kit.folderpick import expanded
from berkas.kit.jobs import Cancelled, Report
from berkas.rooms.award.commands.verification import add_proofs
from berkas_db.errors import BookError

log = logging.getLogger(__name__)

BATCH, BATCH_BYTES = 12, 64 * 1024 * 1024
"""Files and bytes kept in one step: a cancelled job keeps what it has done, and memory stays small."""

NAMED = 5
"""The most files named in the message above the criteria."""

_ODD = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError, RuntimeError, OSError)
"""What a decoder may raise over a file made to break it: one file of many must not end the others."""


@dataclass(slots=True)
class Taken:
    """What became of the files: ids of the new uses, a sentence for every file that was refused or of which
    something stays behind, how many there were, and whether somebody stopped it.
    """

    whole: int = 0
    uses: list[int] = field(default_factory=list[int])
    refused: list[str] = field(default_factory=list[str])
    remarks: list[str] = field(default_factory=list[str])
    stopped: bool = False


def take_in(
    desk: Desk, entry_id: int, item_code: str, pieces: Sequence[Path | bytes], report: Report
) -> Taken:
    """Open and keep files under a criterion; runs on a job's thread. Stopped, it keeps what is opened."""
    every = _each(pieces)
    taken = Taken(whole=len(every))
    ready: list[Proof] = []
    try:
        for place, piece in enumerate(every):
            report.report(place, len(every), f"Membuka berkas {place + 1} dari {len(every)}")
            _open(piece, place + 1, ready, taken)
            if len(ready) >= BATCH or sum(len(each.data) for each in ready) >= BATCH_BYTES:
                _keep(desk, entry_id, item_code, ready, taken)
                if taken.stopped:
                    return taken
    except Cancelled:
        taken.stopped = True
    _keep(desk, entry_id, item_code, ready, taken)
    with suppress(Cancelled):
        report.report(len(every), len(every))
    return taken


def _each(pieces: Sequence[Path | bytes]) -> list[Path | bytes]:
    """Files and pasted pictures, dropped folders as what lies in them."""
    every: list[Path | bytes] = []
    for piece in pieces:
        every += expanded([piece]) if isinstance(piece, Path) else [piece]
    return every


def _open(piece: Path | bytes, number: int, ready: list[Proof], taken: Taken) -> None:
    name = piece.name if isinstance(piece, Path) else f"tempelan-{number}.png"
    try:
        proof = read_piece(piece, number)
    except EvidenceError as error:
        taken.refused.append(str(error))
    except MemoryError:
        taken.refused.append(f"{name}: memori komputer tidak cukup. Tutup program lain, lalu tambahkan lagi.")
    except _ODD:
        log.warning("a file was refused that no check had foreseen", exc_info=True)
        taken.refused.append(
            f"{name}: berkas rusak dan tidak dapat dibuka. Simpan ulang, lalu tambahkan lagi."
        )
    else:
        ready.append(proof)
        taken.remarks += [proof.remark] if proof.remark else []


def _keep(desk: Desk, entry_id: int, item_code: str, ready: list[Proof], taken: Taken) -> None:
    """Keep what is ready; when the office file refuses, the rest would be refused too."""
    if not ready:
        return
    try:
        change = desk.book.change(add_proofs, desk.actor, entry_id, item_code, list(ready)).result()
    except BookError as error:
        taken.refused.insert(0, f"{error} {error.next_step}".strip())
        taken.stopped = True
    else:
        taken.uses += change.value
    ready.clear()


def words_about(taken: Taken) -> str:
    """What to say when not everything went as wished; empty when it did. At most NAMED files by name."""
    parts: list[str] = []
    if taken.stopped:
        kept = len(taken.uses)
        parts.append(f"Dihentikan: {kept} dari {taken.whole} berkas sudah ditambahkan dan tetap tersimpan.")
    said = sentences(taken)
    parts += said[:NAMED]
    if len(said) > NAMED:
        parts.append(f"Dan {len(said) - NAMED} berkas lain.")
    return " ".join(parts)


def sentences(taken: Taken) -> list[str]:
    """One sentence for every file that was refused, then for every one of which something stays behind."""
    return [*taken.refused, *taken.remarks]
