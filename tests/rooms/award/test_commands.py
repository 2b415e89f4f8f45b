"""Rounds, units, judgements, proofs and findings are saved, or refused with a sentence."""

from datetime import date

import pytest
from sqlalchemy import select
from tests.rooms.award.conftest import MEMBERS, RULEBOOK, World, photo

from berkas.engine.records import Doubtful
from berkas.rooms.award.commands import entries, rounds, signing, verification
from berkas.rooms.award.queries.entries import load_entry, load_history
from berkas.rooms.award.queries.rounds import load_round
from berkas.rooms.award.queries.sheet import load_sheet
from berkas.rules.vocabulary import AnswerPass, AwardStage
from berkas_db.changes import Actor
from berkas_db.errors import Conflict, Refused
from berkas_db.tables import Evidence, Finding, SignOff


def test_a_new_round_gets_its_code_and_the_stages_of_its_rule(world: World) -> None:
    record = world.ask(load_round, world.ids["round"])
    assert record.values["code"] == "P2HAM-2025"
    assert record.values["instrument"] == "p2ham2018"
    stages = [row["stage"] for row in record.values["stages"]]
    assert "pencanangan" not in stages
    newer = world.ask(load_round, world.round(instrument="p2ham2023"))
    assert newer.values["code"] == "P2HAM-2025-1"
    assert [row["stage"] for row in newer.values["stages"]] == [stage.value for stage in AwardStage]


def test_a_round_keeps_its_instrument_once_a_unit_is_judged(world: World) -> None:
    record = world.ask(load_round, world.ids["round"])
    change = {"instrument": "p2ham2022"}
    saved = {"rulebook": RULEBOOK, "id": record.id, "version": record.version}
    world.judge(world.ids["entry"], {"lapas.a.01": "ada"})
    with pytest.raises(Refused, match="sudah ada unit yang dinilai"):
        world.do(rounds.save_round, change, **saved)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"instrument": "skm"}, "bukan instrumen P2HAM"),
        ({"legal_basis": ""}, "Dasar hukum wajib diisi"),
        ({"upload_from": "2025-06-01", "upload_until": "2025-05-01"}, "mendahului awalnya"),
        ({"stages": [{"stage": "verifikasi"}, {"stage": "verifikasi"}]}, "ditulis dua kali"),
    ],
)
def test_a_wrong_round_is_refused(world: World, values: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        world.round(**values)


def test_a_unit_of_a_kind_the_rule_does_not_know_is_refused_with_its_name(world: World) -> None:
    with pytest.raises(Refused, match="tidak memuat kriteria untuk Lembaga Pembinaan Khusus Anak"):
        world.entry("lpka")
    world.ids["round"] = world.round(instrument="p2ham2023")
    assert world.entry("lpka")


def test_a_unit_of_another_ministry_asks_for_a_note(world: World) -> None:
    with pytest.raises(Doubtful, match="Kementerian Imigrasi dan Pemasyarakatan") as doubt:
        world.entry("kanim")
    assert doubt.value.doubts[0].key == "authority_note"
    assert world.entry("kanim", authority_note="Surat penugasan Nomor 3 Tahun 2025 (contoh)")


def test_a_unit_stands_in_a_round_once(world: World) -> None:
    with pytest.raises(Refused):
        world.entry()
    assert world.do(entries.add_units, world.ids["round"], [world.ids["lapas"]]) == []


def test_the_team_can_change_its_order(world: World) -> None:
    record = world.ask(load_entry, world.ids["entry"])
    members = record.values["members"]
    turned = {"members": [*reversed(members), {"role": "saksi", "name": "Dewi Contoh"}]}
    world.do(entries.save_entry, turned, id=record.id, version=record.version)
    after = world.ask(load_entry, record.id).values["members"]
    assert [row["name"] for row in after] == [MEMBERS[1]["name"], MEMBERS[0]["name"], "Dewi Contoh"]
    assert {row["id"] for row in members} < {row["id"] for row in after}
    two = {"members": [MEMBERS[0], {**MEMBERS[0], "name": "Lain Contoh"}]}
    with pytest.raises(Refused, match="ketua tim hanya satu"):
        world.do(entries.save_entry, two, id=record.id, version=None)


def test_a_moved_version_is_a_conflict(world: World) -> None:
    record = world.ask(load_entry, world.ids["entry"])
    world.do(entries.save_entry, {"note": "satu"}, id=record.id, version=record.version)
    with pytest.raises(Conflict):
        world.do(entries.save_entry, {"note": "dua"}, id=record.id, version=record.version)


def test_three_judgements_stand_beside_each_other(world: World) -> None:
    entry = world.ids["entry"]
    world.judge(entry, {"lapas.a.01": "ada", "lapas.a.02": "proses"}, AnswerPass.MANDIRI)
    world.judge(entry, {"lapas.a.01": "proses"}, AnswerPass.VERIFIKATOR)
    sheet = world.ask(load_sheet, entry)
    assert sheet.answers[AnswerPass.MANDIRI] == {"lapas.a.01": "ada", "lapas.a.02": "proses"}
    assert sheet.newest() == {"lapas.a.01": "proses", "lapas.a.02": "proses"}
    taken = world.do(verification.take_over, entry, AnswerPass.MANDIRI, AnswerPass.VERIFIKATOR)
    assert taken == 1
    after = world.ask(load_sheet, entry)
    assert after.answers[AnswerPass.VERIFIKATOR] == {"lapas.a.01": "proses", "lapas.a.02": "proses"}
    assert after.assessment_id == sheet.assessment_id


def test_notes_stand_beside_answers(world: World) -> None:
    entry = world.ids["entry"]
    answers, notes = {"lapas.a.01": "ada"}, {"lapas.a.01": "Terpasang di ruang tunggu."}
    world.do(verification.judge, entry, AnswerPass.VERIFIKATOR, answers, notes=notes)
    assert world.ask(load_sheet, entry).notes[AnswerPass.VERIFIKATOR] == notes
    world.do(verification.judge, entry, AnswerPass.VERIFIKATOR, answers, notes={})
    assert world.ask(load_sheet, entry).notes[AnswerPass.VERIFIKATOR] == {}


def test_a_criterion_of_another_kind_of_unit_is_refused(world: World) -> None:
    with pytest.raises(Refused, match=r"kanim\.a\.01 tidak ada"):
        world.judge(world.ids["entry"], {"kanim.a.01": "ada"})


def test_only_verifiers_judge(world: World) -> None:
    clerk = Actor(None, "Petugas contoh", "petugas")
    change = world.book.change(
        verification.judge, clerk, world.ids["entry"], AnswerPass.AKHIR, {"lapas.a.01": "ada"}
    )
    with pytest.raises(Refused, match="tidak berhak memverifikasi"):
        change.result()


def test_proofs_are_added_described_and_taken_away(world: World) -> None:
    entry = world.ids["entry"]
    uses = world.proof(entry, "lapas.a.01", photo(1), photo(2, 1), caption="Maklumat")
    same = world.proof(entry, "lapas.a.02", photo(1))
    sheet = world.ask(load_sheet, entry)
    assert [use.id for use in sheet.uses_under("lapas.a.01")] == uses
    values = {"place": "Ruang tunggu", "shared_reason": "Satu papan memuat keduanya."}
    world.do(verification.describe_proof, uses[0], values, version=sheet.uses[0].version)
    after = world.ask(load_sheet, entry)
    reasons = {use.id: use.shared_reason for use in after.uses}
    assert reasons == {uses[0]: values["shared_reason"], uses[1]: "", same[0]: values["shared_reason"]}
    world.do(verification.remove_proof, uses[1])
    gone = world.ask(lambda session: session.execute(select(Evidence.trashed_at)).scalars().all())
    assert sum(value is not None for value in gone) == 1


def test_findings_get_codes_and_a_closing_day(world: World) -> None:
    entry = world.ids["entry"]
    found = {"title": "Loket belum terpisah", "found_on": "2025-06-12", "due_on": "2025-06-30"}
    world.do(entries.add_finding, entry, found, item_code="lapas.a.11")
    rows = world.ask(load_entry, entry).values["findings"]
    changed = [
        {**rows[0], "status": "selesai"},
        {"title": "Kursi roda kurang", "found_on": "2025-06-12"},
        {"title": "Rambu belum ada", "found_on": "2025-06-12"},
    ]
    world.do(entries.save_entry, {"findings": changed}, id=entry, version=None)
    all_rows = world.ask(
        lambda session: list(session.execute(select(Finding).order_by(Finding.id)).scalars())
    )
    assert [row.item_code for row in all_rows] == ["lapas.a.11", None, None]
    assert len({row.code for row in all_rows}) == 3
    assert [bool(row.closed_on) for row in all_rows] == [True, False, False]
    assert {row.unit_id for row in all_rows} == {world.ids["lapas"]}


def test_signatures_keep_who_signed(world: World) -> None:
    entry = world.ids["entry"]
    assert world.do(signing.note_signatures, entry, date(2025, 6, 12)) == 3
    assert world.do(signing.note_signatures, entry, date(2025, 6, 13)) == 3
    rows = world.ask(lambda session: list(session.execute(select(SignOff).order_by(SignOff.sort)).scalars()))
    assert [row.role for row in rows] == ["ketua_tim", "anggota_tim", "kepala_unit"]
    assert {row.signed_on for row in rows} == {"2025-06-13"}
    assert rows[-1].name == "Rahmat Contoh, A.Md.P., S.H."


def test_earlier_awards_and_innovations(world: World) -> None:
    values = {"unit_id": str(world.ids["lapas"]), "year": 2019, "award": "Penghargaan P2HAM (contoh)"}
    saved = world.do(entries.save_history, values, id=None, version=None)
    assert world.ask(load_history, saved).values["unit_id"] == world.ids["lapas"]
    with pytest.raises(Refused, match="Nama inovasi wajib diisi"):
        world.do(entries.save_innovation, {"unit_id": "1"}, id=None, version=None)
