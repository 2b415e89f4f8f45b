"""`check`: whatever is wrong with an office file, in sentences; `--repair` repairs what can be repaired."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from berkas.engine.checking import OfficeFinding, check_office, repair
from berkas.shell.cli.answers import complain, complain_all, say
from berkas.shell.cli.office import opened, person
from berkas_db.errors import BookError


def check(call: Namespace) -> int:
    """Check an office file. Nothing is written unless `--repair` is given.

    Exit status 0: nothing is wrong, or everything could be repaired; 1: something is left, and is listed.
    """
    if call.repair:
        return _repair(call)
    with opened(Path(call.file), write=False) as book:
        found = check_office(book)
    if not found:
        say("Berkas kantor utuh: tidak ada yang perlu diperbaiki.")
    status = complain_all([each.sentence for each in found])
    if any(each.repairs_itself for each in found):
        complain(f"Sebagian dapat diperbaiki: berkas check {call.file} --repair")
    return status


def _repair(call: Namespace) -> int:
    with opened(Path(call.file), write=True) as book:
        actor = person(book, call)
        first = [each for each in check_office(book) if each.repairs_itself]
        for each in _once(first):
            try:
                repair(book, each, actor)
            except BookError as error:
                complain(str(error))
            else:
                say(f"{each.repair}: {each.sentence}")
        left = check_office(book)
    if not left:
        say("Berkas kantor utuh: tidak ada lagi yang perlu diperbaiki.")
    return complain_all([each.sentence for each in left])


def _once(found: Sequence[OfficeFinding]) -> list[OfficeFinding]:
    """Each remedy once where it serves several findings: a table of rows, the whole search."""
    kept: dict[tuple[str, str, int], OfficeFinding] = {}
    for each in found:
        own = each.id if each.part in {"kantor", "hitungan"} else 0
        table = "" if each.part == "pencarian" else each.table
        kept.setdefault((each.repair, table, own), each)
    return list(kept.values())
