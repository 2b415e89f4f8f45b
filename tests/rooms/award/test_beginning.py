"""A round begins with the one before; proofs are shared, replaced and described; gaps have owners."""

from datetime import date

import pytest
from tests.rooms.award.conftest import RULEBOOK, World, photo

from berkas.engine.evidence import Use, prepare
from berkas.rooms.award.commands import beginning, entries, proofs, repairing, rounds
from berkas.rooms.award.queries.entries import past_of
from berkas.rooms.award.queries.lastyear import last_year
from berkas.rooms.award.queries.readiness import check_entry
from berkas.rooms.award.queries.repair import days_left, repair_of, show_minutes
from berkas.rooms.award.queries.revisions import content_of
from berkas.rooms.award.queries.rounds import load_round
from berkas.rooms.award.queries.sheet import entry_places, load_sheet
from berkas_db.errors import Refused


def next_round(world: World, **values: object) -> int:
    own = {"year": 2026, "title": "Verifikasi 2026 (contoh)", "previous_round_id": world.ids["round"]}
    return world.round(**(own | values))


def entry_of(world: World, round_id: int) -> int:
    return world.ask(entry_places, round_id=round_id)[0].id


def uses(world: World, entry: int) -> list[Use]:
    return list(world.ask(load_sheet, entry).uses)


def test_last_years_round_is_the_starting_point(world: World) -> None:
    old = world.ids["entry"]
    world.judge(old, {"lapas.a.01": "ada", "lapas.a.02": "proses"})
    world.proof(old, "lapas.a.01", photo(1), photo(2, 1), caption="Maklumat")
    round_id = next_round(world)
    assert world.do(beginning.begin_round, round_id) == (1, 2)
    assert world.do(beginning.begin_round, round_id) == (0, 0)
    entry = entry_of(world, round_id)
    offered = world.ask(last_year, entry)
    assert (offered.year, offered.answers) == (2025, {"lapas.a.01": "ada", "lapas.a.02": "proses"})
    sheet = world.ask(load_sheet, entry)
    assert sheet.newest() == {}
    assert [use.needs_new_photo for use in sheet.uses] == [True, True]
    assert not any(use.may_print for use in sheet.uses)
    assert world.ask(content_of, entry)["proofs"] == []
    codes = {fault.code for fault in world.ask(check_entry, entry).faults}
    assert "bukti_pernah_dipakai" not in codes


def test_a_lent_photo_is_answered_by_a_new_one(world: World) -> None:
    world.proof(world.ids["entry"], "lapas.a.01", photo(1), caption="Maklumat")
    round_id = next_round(world)
    world.do(beginning.begin_round, round_id)
    entry = entry_of(world, round_id)
    (lent,) = uses(world, entry)
    with pytest.raises(Refused, match="tidak dapat dipakai lagi"):
        world.do(proofs.accept_lent, lent.id)
    with pytest.raises(Refused, match="adalah foto tahun lalu"):
        world.do(proofs.revise_proof, lent.id, prepare(photo(1), "sama.jpg"), "")
    world.do(proofs.revise_proof, lent.id, prepare(photo(9, 1), "baru.jpg"), "")
    (new,) = uses(world, entry)
    assert (new.file_name, new.caption, new.needs_new_photo) == ("baru.jpg", "Maklumat", False)
    (old,) = uses(world, world.ids["entry"])
    assert old.sha256 == lent.sha256


def test_a_round_without_a_round_before_says_so(world: World) -> None:
    with pytest.raises(Refused, match="Putaran sebelumnya belum dipilih"):
        world.do(beginning.begin_round, world.ids["round"])


def test_stages_come_along_with_their_names_and_without_dates(world: World) -> None:
    stages = [
        {"stage": "permohonan", "name": "Permintaan", "basis": "SE 1 (contoh)", "from_date": "2025-01-02"}
    ]
    before = world.do(
        rounds.save_round, {"stages": stages}, rulebook=RULEBOOK, id=world.ids["round"], version=None
    )
    round_id = next_round(world, previous_round_id=before)
    (stage,) = world.ask(load_round, round_id).values["stages"]
    assert (stage["name"], stage["basis"], stage["from_date"]) == ("Permintaan", "SE 1 (contoh)", None)


def test_a_proof_is_shared_only_with_a_reason(world: World) -> None:
    entry = world.ids["entry"]
    (use,) = world.proof(entry, "lapas.a.01", photo(1))
    with pytest.raises(Refused, match="Alasan pemakaian bersama"):
        world.do(proofs.share_proof, use, "lapas.a.02", "")
    with pytest.raises(Refused, match="tidak ada pada instrumen"):
        world.do(proofs.share_proof, use, "kanim.a.01", "Satu papan")
    world.do(proofs.share_proof, use, "lapas.a.02", "Satu papan memuat keduanya.")
    found = uses(world, entry)
    assert {each.item_code for each in found} == {"lapas.a.01", "lapas.a.02"}
    assert {each.shared_reason for each in found} == {"Satu papan memuat keduanya."}


def test_several_proofs_are_described_at_once(world: World) -> None:
    ids = world.proof(world.ids["entry"], "lapas.a.01", photo(1), photo(2, 1), caption="Maklumat")
    values = {"place": "Ruang tunggu", "taken_by": "Siti Contoh", "caption": ""}
    assert world.do(proofs.describe_together, ids, values) == 2
    found = uses(world, world.ids["entry"])
    assert {(each.place, each.taken_by, each.caption) for each in found} == {
        ("Ruang tunggu", "Siti Contoh", "Maklumat")
    }


def test_gaps_come_by_gain_and_effort_with_their_owners(world: World) -> None:
    entry = world.ids["entry"]
    world.judge(entry, {"lapas.a.01": "ada", "lapas.a.02": "tidak"})
    world.proof(entry, "lapas.a.01", photo(1))
    world.do(entries.save_entry, {"repair_until": "2025-06-27"}, id=entry, version=None)
    repair = world.ask(repair_of, entry)
    keys = [gap.key for gap in repair.gaps]
    assert {"kriteria:lapas.a.01", "terpenuhi:lapas.a.02", "surat:sk_tim"} & set(keys)
    rates = [gap.gain / gap.minutes for gap in repair.gaps]
    assert rates == sorted(rates, reverse=True)
    gap = next(each for each in repair.gaps if each.key == "kriteria:lapas.a.01")
    assert any("perlu paling sedikit 3 foto" in step for step in gap.steps)
    values = {"owner": "Rudi Contoh", "position": "Kasubbag TU", "due_on": "2025-06-25", "minutes": 90}
    first = world.do(repairing.save_task, entry, gap.key, values)
    assert world.do(repairing.save_task, entry, gap.key, values | {"minutes": 45}) == first
    after = next(each for each in world.ask(repair_of, entry).gaps if each.key == gap.key)
    assert (after.owner, after.minutes, after.due_on) == ("Rudi Contoh", 45, "2025-06-25")
    assert repair.until == "2025-06-27"


@pytest.mark.parametrize(
    ("minutes", "words"), [(1, "1 menit"), (60, "1 jam"), (150, "2 jam 30 menit"), (960, "2 hari kerja")]
)
def test_effort_in_words(minutes: int, words: str) -> None:
    assert show_minutes(minutes) == words


def test_the_limit_in_words() -> None:
    today = date(2025, 6, 20)
    assert [days_left(until, today) for until in ("2025-06-23", "2025-06-20", "2025-06-18", "")] == [
        "3 hari lagi", "hari ini", "terlambat 2 hari", "",
    ]  # fmt: skip


def test_a_predikat_with_its_decree_stands_among_the_units_awards(world: World) -> None:
    entry = world.ids["entry"]
    values = {"result": "memperoleh_predikat", "decree_number": "MHA-1 (contoh)", "decree_on": "2025-12-10"}
    for number in ("MHA-1 (contoh)", "MHA-2 (contoh)"):
        world.do(entries.save_entry, values | {"decree_number": number}, id=entry, version=None)
    awards, innovations = world.ask(past_of, world.ids["lapas"])
    assert awards == ("Verifikasi P2HAM Tahun 2025 (contoh), 2025",)
    assert innovations == ()
    world.do(
        entries.save_innovation,
        {"unit_id": str(world.ids["lapas"]), "name": "Layanan Kunjungan Online (contoh)"},
        id=None,
        version=None,
    )
    assert world.ask(past_of, world.ids["lapas"])[1] == ("Layanan Kunjungan Online (contoh)",)
