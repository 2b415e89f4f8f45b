"""The register with names: for who may see them, with a reason, every look in the journal, nothing kept."""

from datetime import date
from functools import partial
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from tests.rooms.complaints.desk_office import Office

from berkas.rooms.complaints.commands.ppidnames import NamedRegister, draw_named_register
from berkas.rooms.complaints.commands.registers import save_request
from berkas.rooms.complaints.report.ppid import draw_with_names
from berkas_db.changes import Actor
from berkas_db.errors import Refused
from berkas_db.tables import Identity, IssuedDocument, JournalText

WHO = {
    "reporter_name": "Ani Pemohon",
    "reporter_address": "Jalan Mawar 2",
    "reporter_phone": "0812 1111 2222",
}
REQUEST = {"received_on": "2025-06-02", "channel": "email", "information": "Daftar OBH (contoh)"}
DRAW = partial(draw_with_names, on=date(2025, 6, 11))


def printed(office: Office, reason: str = "Pemeriksaan internal", period: str = "2025") -> NamedRegister:
    return office.change(draw_named_register, period, reason, DRAW)


def test_names_stand_in_the_legal_column_and_every_look_is_kept(office: Office) -> None:
    office.change(save_request, REQUEST | WHO, id=None, version=None)
    office.change(save_request, REQUEST | {"reporter_name": "Bagus Anak"}, id=None, version=None)
    office.change(lambda step: step.update(Identity, 2, {"protection": "anak"}))
    done = printed(office)
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(done.pdf)).pages)
    assert done.named == 1
    for wanted in ("Ani Pemohon", "Jalan Mawar 2", "ID-00001", "ID-00002", "RAHASIA"):
        assert wanted in text, wanted
    assert "Bagus" not in text
    said = " ".join(office.book.glance(lambda s: s.scalars(select(JournalText.label)).all()))
    assert "dicetak dengan nama pemohon (1 orang)" in said
    assert not office.book.glance(lambda s: s.scalars(select(IssuedDocument.id)).all())


def test_who_may_not_and_who_says_not_why_gets_none(office: Office) -> None:
    office.change(save_request, REQUEST | WHO, id=None, version=None)
    with pytest.raises(Refused, match="Alasan"):
        printed(office, reason=" ")
    with pytest.raises(Refused, match="Tidak ada permohonan"):
        printed(office, period="2024")
    watcher = Actor(None, "Contoh", "pengawas")
    with pytest.raises(Refused, match="tidak berhak melihat identitas"):
        office.change(draw_named_register, "2025", "ingin tahu", DRAW, actor=watcher)
