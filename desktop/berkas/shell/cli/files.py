"""`new`, `backup`, `restore`, `rescue`: the office file as a whole."""

from argparse import Namespace
from pathlib import Path

from berkas.engine.safekeeping import Occasion, thin_copies
from berkas.shell.cli.answers import complain_all, say
from berkas.shell.cli.office import opened, passphrase_for_new, unlocked
from berkas_db.backup import backup, restore
from berkas_db.book import Book
from berkas_db.opening import copies_folder
from berkas_db.rescue import report_text, rescue
from berkas_db.slim import PiecesMissing


def new_office(call: Namespace) -> int:
    """An empty office; an existing file is never replaced."""
    path = Path(call.file)
    passphrase = passphrase_for_new(protect=call.protect)
    Book.create(path, office_name=call.name, passphrase=passphrase).close()
    protected = "terlindung frasa sandi" if passphrase else "tanpa frasa sandi"
    say(f"Kantor “{call.name}” dibuat di {path} ({protected}).")
    return 0


def back_up(call: Namespace) -> int:
    """A checked copy with a name that tells its time; works while the window has the office open.

    With `--slim` attachments lie once in a folder beside the copies, and older copies are thinned.
    """
    path, folder = Path(call.file).absolute(), Path(call.folder).absolute()
    if call.slim:
        with opened(path, write=False) as book:
            facts = book.slim_backup(folder, occasion=Occasion.BY_HAND)
            thin_copies(book, folder)
        say(f"{facts.new_pieces} lampiran baru disalin; yang sudah ada tidak disalin lagi.")
        if facts.missing:
            say(f"{len(facts.missing)} lampiran sudah rusak di berkas kantor dan tidak ikut tersalin.")
    else:
        facts = unlocked(lambda passphrase: backup(path, folder, passphrase=passphrase))
    say(f"Cadangan tersimpan dan sudah diperiksa: {facts.path}")
    return 0


def restore_office(call: Namespace) -> int:
    """Put a backup of either form in the place of an office file; what was there is kept beside it."""
    copy, path = Path(call.backup).absolute(), Path(call.file).absolute()
    also = [copies_folder(path)]
    try:
        facts = unlocked(
            lambda passphrase: restore(
                copy, path, passphrase=passphrase, also=also, without_missing=call.without_missing
            )
        )
    except PiecesMissing as error:
        named = [f"Lampiran hilang atau rusak: {piece.name}" for piece in error.pieces]
        return complain_all([*named, f"{error} Tidak ada yang dipulihkan; tambahkan --without-missing."])
    say(f"Dipulihkan ke {call.file}.")
    for piece in facts.lost:
        say(f"Tanpa lampiran {piece.name}.")
    if facts.kept is not None:
        say(f"Berkas sebelumnya disimpan sebagai {facts.kept}.")
    return 0


def rescue_office(call: Namespace) -> int:
    """What can be read of a damaged office, into a new folder; 1 when something was lost."""
    path, folder = Path(call.file).absolute(), Path(call.to).absolute()
    facts = unlocked(lambda passphrase: rescue(path, folder, passphrase=passphrase, with_tables=call.tables))
    say(report_text(facts).rstrip())
    if call.tables:
        say("Tabel dan lampiran memuat data pribadi tanpa perlindungan; hapus setelah dipakai.")
    say(f"Hasilnya ada di {facts.folder}")
    is_whole = not facts.lost and not facts.attachments_broken and not facts.rebuilt.journal_lost
    return 0 if is_whole and facts.is_exact else 1
