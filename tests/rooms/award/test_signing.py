"""A dossier is signed, locked with its seal, opened for a stated reason, and tells what changed."""

from contextlib import suppress
from datetime import date

import pytest
from sqlalchemy import select
from tests.rooms.award.conftest import World, photo

from berkas.engine.checking import check_office
from berkas.engine.covering import Cover
from berkas.engine.evidence import prepare
from berkas.engine.records import Doubtful
from berkas.engine.steps import undo_last
from berkas.media.covering import Area
from berkas.rooms.award.commands import beginning, entries, proofs, signing, verification
from berkas.rooms.award.queries.entries import load_entry
from berkas.rooms.award.queries.revisions import differences, locked_states, seal_holds
from berkas.rooms.award.queries.sheet import entry_places, load_sheet
from berkas.rooms.award.report.statements import VALIDITY
from berkas.rules.vocabulary import AnswerPass, CoverKind
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.tables import AwardEntry, EntryRevision, SignOff

ON = date(2025, 6, 13)
WHY = "Foto loket tertukar dengan unit lain"


def sign(world: World, paper: str = signing.STATEMENT, on: date = ON) -> int:
    return world.do(signing.note_signatures, world.ids["entry"], on, paper)


def lock(world: World) -> str:
    sign(world)
    return world.do(signing.lock_entry, world.ids["entry"], reason="Menunggu SK (contoh)")


def test_the_statement_is_signed_by_the_head_alone(world: World) -> None:
    assert sign(world) == 1
    assert sign(world, signing.MINUTES) == 3
    rows = world.ask(lambda session: list(session.execute(select(SignOff)).scalars()))
    assert {(row.paper, row.role) for row in rows if row.paper == signing.STATEMENT} == {
        (signing.STATEMENT, "kepala_unit")
    }
    with pytest.raises(Refused, match="belum tiba"):
        sign(world, on=date(2999, 1, 1))


def test_nothing_is_locked_before_the_head_has_signed(world: World) -> None:
    with pytest.raises(Refused, match="belum ditandatangani kepala unit"):
        world.do(signing.lock_entry, world.ids["entry"], reason="contoh")
    sign(world)
    with pytest.raises(Doubtful, match="masih menemukan"):
        world.do(signing.lock_entry, world.ids["entry"])
    clerk = Actor(None, "Petugas contoh", "petugas")
    with pytest.raises(Refused, match="tidak berhak"):
        world.book.change(signing.lock_entry, clerk, world.ids["entry"]).result()


def test_a_locked_dossier_keeps_its_content_and_lets_the_rest_go_on(world: World) -> None:
    entry = world.ids["entry"]
    (use,) = world.proof(entry, "lapas.a.01", photo(1))
    seal = lock(world)
    assert world.ask(seal_holds, entry) is True
    record = world.ask(load_entry, entry)
    assert record.values["locked_sha256"] == seal
    cover = [Cover(Area(0.1, 0.1, 0.2, 0.2), CoverKind.WAJAH)]
    refused = (
        lambda: world.judge(entry, {"lapas.a.01": "ada"}),
        lambda: world.proof(entry, "lapas.a.02", photo(2)),
        lambda: world.do(verification.remove_proof, use),
        lambda: world.do(proofs.cover_proof, use, cover),
        lambda: world.do(proofs.revise_proof, use, prepare(photo(3), "b.jpg"), "Buram"),
        lambda: world.do(beginning.lend_proofs, entry),
        lambda: world.do(entries.add_finding, entry, {"title": "Baru", "found_on": "2025-06-12"}),
        lambda: world.do(entries.save_entry, {"verification_text": "Lain."}, id=entry, version=None),
        lambda: world.do(entries.save_entry, {"members": []}, id=entry, version=None),
        lambda: sign(world),
        lambda: world.do(signing.lock_entry, entry),
    )
    for attempt in refused:
        with pytest.raises(Refused, match="sudah dikunci"):
            attempt()
    later = {
        "stage": "pengusulan",
        "proposal": "diusulkan",
        "evaluation_number": "HAM-1 (contoh)",
        "members": record.values["members"],
    }
    world.do(entries.save_entry, dict(record.values) | later, id=entry, version=record.version)
    assert world.ask(seal_holds, entry) is True


def test_a_correction_is_a_new_revision_that_says_why_and_what(world: World) -> None:
    entry = world.ids["entry"]
    world.judge(entry, {"lapas.a.01": "proses"})
    (first,) = world.proof(entry, "lapas.a.01", photo(1), caption="Maklumat")
    world.do(entries.add_finding, entry, {"title": "Rambu belum ada", "found_on": "2025-06-12"})
    lock(world)
    with pytest.raises(Refused, match="Alasan perbaikan wajib diisi"):
        world.do(signing.open_revision, entry, " ")
    assert world.do(signing.open_revision, entry, WHY) == 1
    assert world.ask(seal_holds, entry) is None
    with pytest.raises(Refused, match="belum ditandatangani"):
        world.do(signing.lock_entry, entry, reason="contoh")
    world.judge(entry, {"lapas.a.01": "ada", "lapas.a.02": "tidak"})
    world.do(proofs.revise_proof, first, prepare(photo(5), "maklumat-2.jpg"), "Foto lama buram")
    world.do(entries.save_entry, {"verification_text": "Terpenuhi."}, id=entry, version=None)
    lock(world)
    newest, oldest = world.ask(locked_states, entry)
    assert (newest.number, oldest.number) == (1, 0)
    assert newest.reason.startswith(WHY)
    assert oldest.changes == ""
    said = newest.changes.splitlines()
    assert any(line.endswith("butir a.1: “Proses” menjadi “Ada”.") for line in said)
    assert any(line.endswith("butir a.2: kosong menjadi “Tidak”.") for line in said)
    assert any(line.startswith("Dikeluarkan: bukti Maklumat pada butir a.1") for line in said)
    assert any(line.startswith("Ditambahkan: bukti Maklumat pada butir a.1") for line in said)
    assert any(line.startswith("Hasil dalam satu kalimat:") for line in said)
    assert world.ask(seal_holds, entry) is True
    signatures = world.ask(lambda session: list(session.execute(select(SignOff.revision)).scalars()))
    assert sorted(signatures) == [0, 1]


def test_what_did_not_change_is_not_told(world: World) -> None:
    lock(world)
    world.do(signing.open_revision, world.ids["entry"], WHY)
    lock(world)
    newest, _oldest = world.ask(locked_states, world.ids["entry"])
    assert newest.changes == "Tidak ada isi yang berubah."
    assert differences({}, {}) == []


def test_an_old_signature_does_not_hold_for_a_new_revision(world: World) -> None:
    entry = world.ids["entry"]
    sign(world, signing.MINUTES)
    lock(world)
    world.do(signing.open_revision, entry, WHY)
    assert world.ask(load_sheet, entry).answers[AnswerPass.AKHIR] == {}
    with pytest.raises(Refused, match="belum ditandatangani"):
        world.do(signing.lock_entry, entry, reason="contoh")


def test_a_scan_of_the_signed_paper_is_kept(world: World) -> None:
    scan = prepare(photo(8), "pernyataan.jpg")
    world.do(signing.note_signatures, world.ids["entry"], ON, signing.STATEMENT, scan)
    (kept,) = world.ask(lambda session: list(session.execute(select(SignOff.attachment_id)).scalars()))
    assert kept is not None


def test_neither_undo_nor_another_round_changes_what_is_sealed(world: World) -> None:
    entry = world.ids["entry"]
    use, gone = world.proof(entry, "lapas.a.01", photo(1), photo(2, 1), caption="Maklumat")
    world.do(verification.remove_proof, gone)
    world.judge(entry, {"lapas.a.01": "ada"})
    lock(world)
    for _ in range(3):  # the signature may go; proofs, their removal and judgements stay
        with suppress(Refused):
            undo_last(world.book, ANYONE).result()
    assert world.ask(seal_holds, entry) is True
    assert [each.id for each in world.ask(load_sheet, entry).uses] == [use]
    round_id = world.round(year=2026, title="Putaran 2026 (contoh)", previous_round_id=world.ids["round"])
    world.do(beginning.begin_round, round_id)
    later = next(place.id for place in world.ask(entry_places, round_id=round_id))
    (lent,) = world.ask(load_sheet, later).uses
    with pytest.raises(Refused, match="ikut dalam berkas yang sudah dikunci"):
        world.do(verification.describe_proof, lent.id, {"caption": "Lain"})
    world.do(verification.remove_proof, lent.id)
    assert world.ask(seal_holds, entry) is True


def test_the_check_finds_what_was_sealed_and_changed_behind_the_lock(world: World) -> None:
    """A package from another computer writes rows as it finds them, without asking the commands."""
    entry = world.ids["entry"]
    world.proof(entry, "lapas.a.01", photo(1))
    lock(world)
    kinds = (VALIDITY,)
    assert [each for each in check_office(world.book, kinds=kinds) if each.table == "award_entry"] == []
    world.do(lambda step: step.update(AwardEntry, entry, {"verification_text": "Isi dari paket."}))
    (found,) = [each for each in check_office(world.book, kinds=kinds) if each.table == "award_entry"]
    assert "berubah pada 1 hal sesudah disegel" in found.sentence
    assert (found.room, found.id) == ("award", entry)
    state = world.ask(lambda session: session.execute(select(EntryRevision.id)).scalar_one())
    world.do(lambda step: step.update(EntryRevision, state, {"content": '{"fields":{}}'}))
    sentences = [each.sentence for each in check_office(world.book, kinds=kinds)]
    assert any("tidak lagi sesuai dengan segelnya" in each for each in sentences)


def test_a_proof_is_not_replaced_by_one_that_stands_there_already(world: World) -> None:
    """On the same criterion it would stand twice, on another it would be shared without a word."""
    first, _second = world.proof(world.ids["entry"], "lapas.a.01", photo(1), photo(2, 1))
    world.proof(world.ids["entry"], "lapas.a.02", photo(3, 2))
    for known in (photo(2, 1), photo(3, 2)):
        with pytest.raises(Refused, match="sudah menjadi bukti di sini"):
            world.do(proofs.revise_proof, first, prepare(known, "lain.jpg"), "Lebih terang")
