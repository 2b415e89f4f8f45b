"""What an item asks for as proof, told as it stands."""

from datetime import date

import pytest

from berkas.rules.instruments import Evidence, Item, ItemType
from berkas.rules.instruments.proofs import Piece, standings
from berkas.rules.vocabulary import EvidenceKind, Missing

DAY = date(2025, 6, 12)
PHOTOS = Evidence(EvidenceKind.FOTO, least=2, max_age_days=365, answers=("3", "4"))
PAPER = Evidence(EvidenceKind.DOKUMEN)
ITEM = Item("M1", "Hadir", ItemType.SKALA, evidence=(PHOTOS, PAPER))


def photo(name: str, on: str = "") -> Piece:
    return Piece(EvidenceKind.FOTO, name, on)


@pytest.mark.parametrize(("pieces", "words"), [
    ([], ["0 dari 2 foto", "0 dari 1 dokumen"]),
    ([photo("a"), photo("a")], ["1 dari 2 foto", "0 dari 1 dokumen"]),
    ([photo("a", "2024-06-12"), photo("b", "2024-06-11")],
     ["1 dari 2 foto (1 lebih tua dari 365 hari)", "0 dari 1 dokumen"]),
    ([photo("a", "2025-06-12"), photo("b"), Piece(EvidenceKind.PINDAIAN, "c")],
     ["2 dari 2 foto", "1 dari 1 dokumen"]),
])  # fmt: skip
def test_kind_count_and_age(pieces: list[Piece], words: list[str]) -> None:
    found = standings(ITEM, "4", pieces, DAY)
    assert [one.words for one in found] == words
    assert [one.is_met for one in found] == [word[0] == word[7] for word in words]


def test_only_the_answers_that_need_a_proof_ask_for_it() -> None:
    assert [one.need for one in standings(ITEM, "1", (), DAY)] == [PAPER]
    assert [one.need for one in standings(ITEM, Missing.MENOLAK, (), DAY)] == [PAPER]
    assert standings(ITEM, None, (), DAY) == ()
