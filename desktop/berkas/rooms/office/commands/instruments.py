"""Installs an instrument that was edited here or came back in a workbook, under an edition of its own."""

from dataclasses import replace

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.assessing import install
from berkas.rules.instruments import InstrumentError, fingerprint, parse_canonical
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import InstrumentVersion


def install_edition(step: Step, text: str, edition: str) -> int:
    """Put an instrument in force under this edition; answers given before stay with theirs.

    `text` is the canonical text of the instrument. Refuses an edition that another text has already. Returns
    the version's id.
    """
    require(step.actor, Right.MANAGE_OFFICE)
    edition = " ".join(edition.split())
    if not edition:
        raise Refused("Versi belum diisi.", "Ketik sebutan versinya, misalnya 2025.", fields=("edition",))
    try:
        instrument = replace(parse_canonical(text, file="instrumen ini"), version=edition)
    except InstrumentError as error:
        raise Refused(str(error), "Perbaiki instrumennya, lalu pasang lagi.") from error
    same = step.session.execute(
        select(InstrumentVersion.sha256).where(
            InstrumentVersion.key == instrument.key, InstrumentVersion.edition == edition
        )
    ).scalar_one_or_none()
    if same is not None and same != fingerprint(instrument):
        sentence = f"Versi {edition} dari {instrument.title} sudah ada dengan isi yang lain."
        raise Refused(sentence, "Ketik sebutan versi yang lain.", fields=("edition",))
    saved = install(step, instrument)
    step.update(InstrumentVersion, saved, {"is_shipped": False, "installed_at": step.now})
    step.say(f"Instrumen {instrument.title} versi {edition} dipasang")
    return saved
