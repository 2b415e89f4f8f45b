"""`check`: whatever is wrong with an office file, in sentences; `--repair` repairs what can be repaired."""

from argparse import Namespace
from pathlib import Path

from berkas.engine.checking import OfficeFinding, check_office, one_each, repair
from berkas.shell import registry
from berkas.shell.cli.answers import complain, complain_all, say
from berkas.shell.cli.office import opened, person
from berkas_db.book import Book
from berkas_db.errors import BookError


def _found(book: Book) -> list[OfficeFinding]:
    return check_office(book, kinds=registry.document_kinds().values())


def check(call: Namespace) -> int:
    """Check an office file. Nothing is written unless `--repair` is given.

    Exit status 0: nothing is wrong, or everything could be repaired; 1: something is left, and is listed.
    """
    if call.repair:
        return _repair(call)
    with opened(Path(call.file), write=False) as book:
        found = _found(book)
    if not found:
        say("Berkas kantor utuh: tidak ada yang perlu diperbaiki.")
    status = complain_all([each.sentence for each in found])
    if any(each.repairs_itself for each in found):
        complain(f"Sebagian dapat diperbaiki: berkas check {call.file} --repair")
    return status


def _repair(call: Namespace) -> int:
    with opened(Path(call.file), write=True) as book:
        actor = person(book, call)
        for each in one_each(_found(book)):
            try:
                repair(book, each, actor)
            except BookError as error:
                complain(str(error))
            else:
                say(f"{each.repair}: {each.sentence}")
        left = _found(book)
    if not left:
        say("Berkas kantor utuh: tidak ada lagi yang perlu diperbaiki.")
    return complain_all([each.sentence for each in left])
