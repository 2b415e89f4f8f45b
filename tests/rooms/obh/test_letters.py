"""Letters to an OBH: every text about one is filled from it and goes into the register."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from berkas.engine.letter_texts import texts_about
from berkas.engine.letters import begin_letter, letter_values, letters_about
from berkas.rooms.obh.commands import save_obh
from berkas.rooms.obh.report.letters import obh_letter_values
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.errors import Refused
from berkas_db.tables import Regency

TODAY = date(2025, 6, 10)
Make = Callable[..., int]


def test_every_text_about_an_obh_is_filled_and_linked(book: Book) -> None:
    regency = book.glance(lambda s: s.execute(select(Regency.id, Regency.name).limit(1)).one())
    own = {"name": "LBH Melati (contoh)", "leader_name": "Rina Contoh", "regency_id": str(regency.id)}
    obh = book.change(save_obh, ANYONE, own, id=None, version=None).result().value
    values = book.read(obh_letter_values, obh, TODAY).result()
    texts = book.read(texts_about, "obh", TODAY).result()
    assert {text.key for text in texts} >= {"klarifikasi_pbh", "teguran_pbh", "pengembalian_berkas_pbh"}
    for text in texts:
        letter = book.change(begin_letter, ANYONE, text.key, values, TODAY, about_id=obh).result().value
        kept = book.read(letter_values, letter).result()
        assert kept.to[0] == "Ketua LBH Melati (contoh)"
        assert regency.name in kept.to[1]
        assert "{" not in kept.body
    assert len(book.read(letters_about, "obh", obh).result()) == len(texts)
    with pytest.raises(Refused, match="sudah tidak ada"):
        book.read(obh_letter_values, 999, TODAY).result()
