"""`print`, `preflight`, `verify`: documents of an office and the proof of printed ones."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from berkas.engine.files import write_new
from berkas.engine.history import office_today
from berkas.engine.issuing import DocumentKind, Subject, draft, issue, issued_bytes
from berkas.engine.reprinting import in_force, replacement
from berkas.engine.rulebook import Rulebook
from berkas.engine.twins import Twin, draft_twin, twin_of
from berkas.engine.verifying import Comparing, verify
from berkas.rules.vocabulary import PaperTruth
from berkas.shell import registry
from berkas.shell.cli.answers import say, say_json
from berkas.shell.cli.office import opened, person, rules_of
from berkas.shell.cli.words import CallError
from berkas_db.book import Book
from berkas_db.errors import Refused


def print_document(call: Namespace) -> int:
    """Write one document, or all of a kind as one file, as PDF.

    An issued document is printed from its kept bytes; what is not issued says DRAF and carries no code.
    `--issue` gives number and code first. `--twin` writes the twin of one paper instead, `--changed` only the
    pages that changed since an earlier revision.
    """
    kinds = registry.document_kinds()
    if call.document not in kinds:
        raise CallError(f"Dokumen “{call.document}” tidak ada. Yang ada: {', '.join(sorted(kinds))}.")
    kind, out = kinds[call.document], Path(call.out)
    if out.exists():
        raise CallError(f"{out} sudah ada dan tidak ditimpa. Pilih nama lain.")
    with opened(Path(call.office), write=call.issue) as book:
        actor = person(book, call)
        rulebook = rules_of(book)
        today = book.read(office_today).result()
        subjects = _subjects(book, kind, call.of)
        if call.twin or call.changed is not None:
            return _write_one(call, book, kind, subjects)
        if call.issue:
            pages = [
                book.change(issue, actor, rulebook, kind, each, today).result().value.pdf for each in subjects
            ]
        else:
            pages = [_pages(book, rulebook, kind, each, today) for each in subjects]
    write_new(out, _joined(pages))
    say(f"{kind.title}: {len(subjects)} dokumen ditulis ke {out}")
    return 0


def _write_one(call: Namespace, book: Book, kind: DocumentKind, subjects: Sequence[Subject]) -> int:
    """The twin of one paper, or its changed pages."""
    if len(subjects) != 1:
        raise CallError(
            "Sebutkan satu dokumen dengan --of: kembaran dan halaman yang berubah dibuat satu-satu."
        )
    subject, out = subjects[0], Path(call.out)
    issued = book.read(in_force, kind.key, subject.key).result()
    if call.changed is not None:
        if issued is None:
            raise Refused(f"{kind.title} ini belum pernah diterbitkan.", "Terbitkan dahulu dengan --issue.")
        data = book.read(replacement, issued, call.changed if call.changed >= 0 else None).result()
        what = "halaman yang berubah"
    else:
        form = Twin(call.twin)
        what = form.label.casefold()
        data = (
            book.read(twin_of, issued, form).result()
            if issued is not None
            else draft_twin(book, rules_of(book), kind, subject, book.read(office_today).result(), form)
        )
    write_new(out, data)
    say(f"{kind.title}, {what}: ditulis ke {out}")
    return 0


def preflight(call: Namespace) -> int:
    """What is still wrong with a dossier before it is printed."""
    checks = registry.preflight_check()
    with opened(Path(call.office), write=False) as book:
        person(book, call)
        result = book.read(checks, rules_of(book), call.of).result()
    found = result.as_json()
    if call.json:
        say_json(found)
    else:
        say("Siap dicetak." if found["ready"] else "Belum siap dicetak.")
        for fault in found["faults"]:
            say(f"- [{fault['severity']}] {fault['place']}: {fault['message']}")
        for line in found["unchecked"]:
            say(f"Tidak dapat diperiksa: {line}")
    return 0 if found["ready"] else 1


def verify_code(call: Namespace) -> int:
    """Answer a printed code: genuine and unchanged, changed since, or unknown."""
    with opened(Path(call.office), write=False) as book:
        comparing = Comparing(registry.document_kinds(), rules_of(book))
        answer = book.read(verify, call.code, comparing).result()
    if call.json:
        say_json(answer.as_json())
    else:
        say(answer.state.label)
        if answer.document:
            say(f"Dokumen: {answer.document}")
            say(f"Nomor: {answer.number}")
            say(f"Terbit: {answer.issued}")
        if answer.agrees_until:
            say(f"Berkas dan kertas sesuai sampai: {answer.agrees_until}")
        for note in answer.notes:
            say(note)
    return 0 if answer.state in {PaperTruth.UTUH, PaperTruth.BERUBAH} else 1


def _subjects(book: Book, kind: DocumentKind, key: str | None) -> Sequence[Subject]:
    if key:
        return [book.read(kind.find, key).result()]
    found = book.read(kind.subjects).result()
    if not found:
        raise Refused(f"{kind.title}: belum ada data yang dapat dicetak pada kantor ini.")
    return found


def _pages(book: Book, rulebook: Rulebook, kind: DocumentKind, subject: Subject, today: date) -> bytes:
    return book.read(issued_bytes, kind.key, subject.key).result() or draft(
        book, rulebook, kind, subject, today
    )


def _joined(pages: Sequence[bytes]) -> bytes:
    if len(pages) == 1:
        return pages[0]
    from berkas.paper.attachments import join

    return join(pages)
