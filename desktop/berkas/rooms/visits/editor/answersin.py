"""Asks which instrument a file of exported answers belongs to, tries it, keeps it when a person says so."""

from berkas.desk import Desk, RecordPage
from berkas.desk.incoming import bring_in
from berkas.kit import dialogs
from berkas.rooms.visits.commands.answersback import for_instrument
from berkas.rules.instruments import Kind

_TAKEN = (Kind.WAWANCARA, Kind.STANDAR, Kind.BERKAS)


def take_in(page: RecordPage, desk: Desk) -> None:
    """Bring answers back that Berkas exported; nothing is kept before the trial was seen."""
    offered = [one for one in desk.rulebook.instruments() if one.kind in _TAKEN]
    place = dialogs.choose(
        page, "Impor jawaban", "Jawaban instrumen mana yang masuk kembali?", [one.title for one in offered]
    )
    if place is not None:
        bring_in(page, desk, for_instrument(offered[place].key))
