"""`new`, `check`, `backup`, `restore`: the office file as a whole."""

from argparse import Namespace
from pathlib import Path

from berkas.shell.cli.answers import complain_all, say
from berkas.shell.cli.office import opened, passphrase_for_new, unlocked
from berkas_db.backup import backup, restore
from berkas_db.book import Book
from berkas_db.check import check_book


def new_office(call: Namespace) -> int:
    """An empty office; an existing file is never replaced."""
    path = Path(call.file)
    passphrase = passphrase_for_new(protect=call.protect)
    Book.create(path, office_name=call.name, passphrase=passphrase).close()
    protected = "terlindung frasa sandi" if passphrase else "tanpa frasa sandi"
    say(f"Kantor “{call.name}” dibuat di {path} ({protected}).")
    return 0


def check_office(call: Namespace) -> int:
    """Integrity, journal, search and hashes; every finding is one sentence."""
    with opened(Path(call.file), write=False) as book:
        findings = check_book(book)
    if not findings:
        say("Berkas kantor utuh: tidak ada yang perlu diperbaiki.")
    return complain_all([finding.sentence for finding in findings])


def back_up(call: Namespace) -> int:
    """A checked copy with a name that tells its time; works while the window has the office open."""
    path, folder = Path(call.file).absolute(), Path(call.folder)
    facts = unlocked(lambda passphrase: backup(path, folder, passphrase=passphrase))
    say(f"Cadangan tersimpan dan sudah diperiksa: {facts.path}")
    return 0


def restore_office(call: Namespace) -> int:
    """Put a backup in the place of an office file; what was there is kept beside it."""
    copy, path = Path(call.backup).absolute(), Path(call.file).absolute()
    facts = unlocked(lambda passphrase: restore(copy, path, passphrase=passphrase))
    say(f"Dipulihkan ke {call.file}.")
    if facts.kept is not None:
        say(f"Berkas sebelumnya disimpan sebagai {facts.kept}.")
    return 0
