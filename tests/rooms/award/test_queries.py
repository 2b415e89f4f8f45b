"""Lists answer by index; the check before printing says what is missing and what it did not look at."""

import io

import pytest
from PIL import Image
from sqlalchemy.dialects import sqlite
from tests.rooms.award.conftest import RULEBOOK, TODAY, World, photo

from berkas.engine.listing import Listing, ListRequest
from berkas.rooms.award.commands import entries, verification
from berkas.rooms.award.queries import LISTS, preflight, waiting
from berkas.rooms.award.queries.entries import ENTRIES, HISTORIES, INNOVATIONS
from berkas.rooms.award.queries.matters import matters_of
from berkas.rooms.award.queries.rounds import ROUNDS, letterhead_choices, newest_round
from berkas.rooms.award.queries.sheet import load_sheet, load_view, needs_of, shared_items, show_needs
from berkas.rules.preflight import Preflight
from berkas.rules.vocabulary import FaultSeverity
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Complaint, Supervision, SupervisionFinding


def plan(world: World, listing: Listing, sort: str) -> str:
    statement = listing.question(ListRequest(sort=sort))
    text = str(statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))

    def explain(session: object) -> str:
        rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")  # type: ignore[attr-defined]
        return "\n".join(str(row) for row in rows)

    return world.ask(explain)


@pytest.mark.parametrize(
    "listing", [ROUNDS, ENTRIES, HISTORIES, INNOVATIONS], ids=["putaran", "unit", "riwayat", "inovasi"]
)
def test_every_order_comes_from_an_index(world: World, listing: Listing) -> None:
    for sort in ["", *(column.key for column in listing.columns if column.sortable)]:
        assert "USE TEMP B-TREE FOR ORDER BY" not in plan(world, listing, sort)


def test_lists_find_by_the_units_name_and_filter(world: World) -> None:
    other = world.entry("kanim", authority_note="Penugasan contoh")
    assert LISTS["award"] is ENTRIES
    assert list(world.ask(ENTRIES.ids, ListRequest(text="imigrasi"))) == [other]
    wanted = {"round": (str(world.ids["round"]),), "stage": ("permohonan",), "open": False}
    assert len(world.ask(ENTRIES.ids, ListRequest(filters=wanted))) == 2
    rows = world.ask(ENTRIES.rows, [other])
    assert rows[other][:2] == ("Kantor Imigrasi Kelas II Contoh", "P2HAM-2025")
    assert list(world.ask(ROUNDS.ids, ListRequest(text="verifikasi"))) == [world.ids["round"]]
    assert world.ask(newest_round) == world.ids["round"]
    assert [choice.label for choice in world.ask(letterhead_choices)] == ["Kop contoh"]


def test_the_rail_counts_units_whose_time_for_repairs_runs_out(world: World) -> None:
    assert world.ask(waiting, TODAY) == 0
    change = {"stage": "perbaikan", "repair_until": "2025-06-30"}
    world.do(entries.save_entry, change, id=world.ids["entry"], version=None)
    assert world.ask(waiting, TODAY) == 1


def check(world: World, key: str = "P2HAM-2025:LP-CONTOH") -> Preflight:
    return world.ask(preflight, RULEBOOK, key)


def codes(result: Preflight, severity: FaultSeverity | None = None) -> list[str]:
    return [fault.code for fault in result.faults if severity in (None, fault.severity)]


def test_an_empty_dossier_is_not_ready_and_says_so_for_every_criterion(world: World) -> None:
    result = check(world, "lp-contoh")
    assert not result.is_ready
    assert codes(result).count("kriteria_belum_dijawab") == 33
    assert {"ready", "faults", "unchecked"} == set(result.as_json())
    assert set(result.as_json()["faults"][0]) == {"code", "severity", "place", "message"}


def test_an_unknown_key_names_known_ones(world: World) -> None:
    with pytest.raises(Refused) as refused:
        check(world, "P2HAM-2025:TIDAK-ADA")
    assert "P2HAM-2025:LP-CONTOH" in refused.value.next_step


def test_missing_photos_are_counted_and_equal_ones_count_once(world: World) -> None:
    entry = world.ids["entry"]
    world.judge(entry, {"lapas.a.01": "ada", "lapas.a.03": "tidak"})
    world.proof(entry, "lapas.a.01", photo(1), photo(2, 1))
    sheet = world.ask(load_sheet, entry)
    item = sheet.instrument.items["lapas.a.01"]
    assert show_needs(needs_of(item, "ada"), sheet.uses_under("lapas.a.01")) == ("2 dari 3 foto", False)
    faults = [fault for fault in check(world).faults if fault.key in ("lapas.a.01", "lapas.a.03")]
    assert [fault.code for fault in faults] == ["bukti_kurang"]
    assert set(world.ask(load_view, entry).pictures) == {use.evidence_id for use in sheet.uses}


def test_one_photo_under_two_criteria_weighs_less_with_a_reason(world: World) -> None:
    entry = world.ids["entry"]
    world.judge(entry, {"lapas.a.01": "ada", "lapas.a.02": "ada"})
    (first,) = world.proof(entry, "lapas.a.01", photo(1))
    world.proof(entry, "lapas.a.02", photo(1))
    sheet = world.ask(load_sheet, entry)
    assert list(shared_items(sheet.uses).values()) == [["lapas.a.01", "lapas.a.02"]]
    warnings = world.ask(load_view, entry).warnings
    assert warnings[first] == "Dipakai juga pada butir a.2."
    assert len(warnings) == 2
    assert "foto_sama_kriteria_lain" in codes(check(world), FaultSeverity.MENGHALANGI)
    world.do(verification.describe_proof, first, {"shared_reason": "Satu papan."})
    assert "foto_sama_kriteria_lain" in codes(check(world), FaultSeverity.PERINGATAN)


def test_photos_of_another_unit_are_found_the_same_and_alike(world: World) -> None:
    other = world.entry("kanim", authority_note="Penugasan contoh")
    world.judge(world.ids["entry"], {"lapas.a.01": "ada"})
    world.proof(world.ids["entry"], "lapas.a.01", photo(1), photo(5, 2))
    buffer = io.BytesIO()
    Image.open(io.BytesIO(photo(5, 2))).resize((1000, 750)).save(buffer, "JPEG", quality=70)
    world.proof(other, "kanim.a.01", photo(1), buffer.getvalue())
    faults = {fault.code: fault for fault in check(world).faults}
    assert "Kantor Imigrasi Kelas II Contoh" in faults["bukti_pernah_dipakai"].message
    assert "persen" in faults["foto_mirip"].message


def test_a_unit_of_another_ministry_is_named_until_somebody_says_why(world: World) -> None:
    entry = world.entry("kanim", authority_note="Penugasan contoh")
    assert "kewenangan" not in codes(check(world, "KANIM-CONTOH"))
    world.do(entries.save_entry, {"authority_note": None}, id=entry, version=None, reason="contoh")
    assert "kewenangan" in codes(check(world, "KANIM-CONTOH"))


def test_open_matters_of_the_year_are_named_without_their_words(world: World) -> None:
    def command(step: Step) -> None:
        plain = {
            "received_on": "2025-03-01",
            "channel": "meja_pengaduan",
            "stream": "mutu_layanan",
            "complaint_class": "pengaduan_tidak_berkadar",
            "title": "Antrean kunjungan (contoh)",
            "body": "Nama Pelapor Contoh menunggu lama.",
            "clock_key": "pengaduan_tidak_berkadar",
            "clock_version": "1",
            "unit_id": world.ids["lapas"],
        }
        step.insert(Complaint, plain | {"number": "1/2025"})
        step.insert(Complaint, plain | {"number": "2/2025", "is_secret": True})
        step.insert(Complaint, plain | {"number": "3/2024", "received_on": "2024-03-01"})
        step.insert(Complaint, plain | {"number": "4/2025", "status": "selesai", "closed_on": "2025-04-01"})
        own = {"code": "OM-1", "origin": "ombudsman", "unit_id": world.ids["lapas"], "year": 2025}
        subject = step.session.connection().exec_driver_sql(
            "SELECT code FROM term WHERE kind = 'pokok_pengawasan' ORDER BY sort LIMIT 1"
        )
        supervision = step.insert(Supervision, own | {"subject": subject.scalar()})
        finding = {
            "kind": "tindakan_korektif",
            "text": "Maklumat belum dipasang (contoh)",
            "advice": "Pasang.",
        }
        step.insert(SupervisionFinding, finding | {"supervision_id": supervision})

    world.do(command)
    matters = world.ask(matters_of, world.ids["lapas"], 2025)
    assert [line.number for line in matters.complaints] == ["1/2025", "4/2025"]
    assert matters.hidden == 1
    found = check(world)
    assert codes(found).count("pengaduan_terbuka") == 1
    assert codes(found).count("laporan_ombudsman_terbuka") == 1
    assert "Pelapor" not in str(found)
