"""All proofs of one unit as files under names that follow a pattern, for the official application: a folder
or one ZIP, covered copies in place of originals, without locations and names of cameras.

What goes out is noted before it leaves.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from berkas.engine.access import Right, require
from berkas.engine.exporting import note_export
from berkas.engine.leaving import leaving
from berkas.rooms.award.queries.proofnames import NamedProof, proof_set
from berkas.rooms.award.queries.sheet import entry_places
from berkas_db.book import Book
from berkas_db.changes import Actor
from berkas_db.errors import Refused

_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_proofs(
    book: Book,
    actor: Actor,
    entry_id: int,
    target: Path,
    *,
    pattern: str,
    progress: Callable[[int, int, str], object] = lambda *_: None,
) -> list[NamedProof]:
    """Write the set into an empty or new folder, or into a ZIP that is not there yet.

    Returns what stayed behind. `progress` may raise to stop: a ZIP then is not left half-written.
    """
    require(actor, Right.VERIFY)
    return _write(book, actor, book.read(proof_set, entry_id, pattern).result(), target, progress)


def write_round_proofs(
    book: Book,
    actor: Actor,
    round_id: int,
    target: Path,
    *,
    pattern: str,
    progress: Callable[[int, int, str], object] = lambda *_: None,
) -> list[NamedProof]:
    """The same for all units of a round, each in a folder with the code of the unit."""
    require(actor, Right.VERIFY)
    places = book.read(entry_places, round_id=round_id).result()
    named = [
        replace(each, name=f"{place.key.partition(':')[2]}/{each.name}")
        for place in places
        for each in book.read(proof_set, place.id, pattern).result()
    ]
    return _write(book, actor, named, target, progress)


def _write(
    book: Book,
    actor: Actor,
    named: Sequence[NamedProof],
    target: Path,
    progress: Callable[[int, int, str], object],
) -> list[NamedProof]:
    going = [each for each in named if not each.stays]
    if not going:
        raise Refused("Belum ada bukti yang boleh keluar.", "Tambahkan bukti, atau tutup yang harus ditutup.")
    if target.exists() and (target.is_file() or any(target.iterdir())):
        raise Refused(f"{target.name} sudah berisi.", "Pilih nama atau folder lain.")
    note_export(book, actor, "Bukti P2HAM", len(going), target.suffix.lower().lstrip(".") or "folder")
    try:
        if target.suffix.casefold() == ".zip":
            _zip(book, going, target, progress)
        else:
            _folder(book, going, target, progress)
    except OSError as error:
        raise Refused(
            f"Bukti tidak dapat ditulis ke {target.name}: {error.strerror}.", "Pilih tempat lain."
        ) from error
    return [each for each in named if each.stays]


def _zip(
    book: Book, going: Sequence[NamedProof], target: Path, progress: Callable[[int, int, str], object]
) -> None:
    aside = target.with_name(f".{target.name}.tulis")
    try:
        with ZipFile(aside, "w", ZIP_DEFLATED) as packed:
            for number, each in enumerate(going):
                progress(number, len(going), each.name)
                entry = ZipInfo(each.name, _EPOCH)
                entry.compress_type = ZIP_DEFLATED
                packed.writestr(entry, book.read(leaving, each.use).result())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def _folder(
    book: Book, going: Sequence[NamedProof], target: Path, progress: Callable[[int, int, str], object]
) -> None:
    for number, each in enumerate(going):
        progress(number, len(going), each.name)
        path = target.joinpath(*each.name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(book.read(leaving, each.use).result())
