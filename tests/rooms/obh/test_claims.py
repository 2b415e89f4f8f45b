"""The reimbursement queue: ways through it, double claims, file checklists, packets, letters back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from berkas.engine.access import Right
from berkas.engine.listing import ListRequest
from berkas.engine.records import Doubtful, trash_records
from berkas.rooms.obh.commands import (
    claim_case,
    make_packet,
    move_claim,
    return_letter,
    save_check,
    save_claim,
    save_contract,
)
from berkas.rooms.obh.fields.claims import NEXT
from berkas.rooms.obh.queries.claims import (
    CLAIMS,
    case_money,
    days_in_states,
    load_claim,
    proposal,
    queue_counts,
    spells,
)
from berkas.rooms.obh.queries.doubling import double_claims
from berkas.rooms.obh.queries.filecheck import file_check
from berkas.rooms.obh.report.letters import claim_letter_values
from berkas.rules.vocabulary import Missing, ServiceKind
from berkas.rules.vocabulary import ReimbursementState as State
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, Letter, OtherFunding, Reimbursement, ReimbursementEvent

Make = Callable[..., int]
NEW: dict[str, Any] = {"id": None, "version": None}
TODAY = date(2025, 6, 12)


@pytest.fixture
def case(make_obh: Make, make_recipient: Make, make_case: Make) -> int:
    return make_case(
        make_obh(),
        [{"recipient_id": make_recipient()}],
        current_stage="persidangan",
        court="PN Contoh",
        court_number="12/Pid.B/2025",
    )


@pytest.fixture
def claim(book: Book) -> Make:
    def make(case: int, *, reason: str = "", **values: Any) -> int:  # noqa: ANN401
        own = {"case_id": str(case), "submitted_on": "2025-05-05", "claimed": 3_000_000} | values
        return book.change(save_claim, ANYONE, own, reason=reason, **NEW).result().value

    return make


def go(book: Book, id: int, state: str, day: str, **values: Any) -> None:  # noqa: ANN401
    book.change(move_claim, ANYONE, id, state, {"on_date": day} | values).result()


def test_a_claim_takes_over_what_its_case_knows(book: Book, case: int, claim: Make) -> None:
    obh = book.read(load_claim, claim(case, stage="persidangan")).result().values["obh_id"]
    own = {
        "obh_id": obh, "year": 2025, "number": "KTR-1", "litigation": 9_000_000, "nonlitigation": 0,
    }  # fmt: skip
    contract = book.change(save_contract, ANYONE, own, **NEW).result().value
    offered = book.read(proposal, case, None, stage=None, day="2025-05-05").result()
    assert offered is not None
    assert (offered.stage, offered.contract_id, offered.amount) == ("persidangan", contract, 3_000_000)
    assert offered.source == "Pembayaran Jawa Timur 2023"


def test_the_whole_way_with_days_in_each_state(book: Book, case: int, claim: Make) -> None:
    own = claim(case)
    go(book, own, "diperiksa", "2025-05-08")
    go(book, own, "dikembalikan", "2025-05-15", reason="Bukti miskin tidak ada.")
    go(book, own, "perbaikan", "2025-05-20")
    go(book, own, "disetujui", "2025-05-23", amount=2_500_000)
    go(book, own, "dibayar", "2025-06-02", amount=2_500_000)
    way = book.read(spells, own, TODAY).result()
    assert [(each.label, each.days, each.working_days) for each in way] == [
        ("Masuk", 3, 3),
        ("Diperiksa", 7, 3),  # Waisak, the day after it, and a weekend stand between
        ("Dikembalikan", 5, 3),
        ("Perbaikan masuk", 3, 3),
        ("Disetujui", 10, 4),
        ("Dibayar", 0, 0),
    ]
    assert days_in_states(way)["diperiksa"][0] == 7
    values = book.read(load_claim, own).result().values
    assert (values["approved"], values["paid"], values["paid_on"]) == (2_500_000, 2_500_000, "2025-06-02")
    assert {label: number for label, number, _sum in book.read(queue_counts).result()}["Dibayar"] == 1
    with pytest.raises(Refused, match="sudah dibayar dan tetap dalam register"):
        book.change(trash_records, ANYONE, Reimbursement, "reimbursement", [own]).result()


def test_only_known_ways_lead_on() -> None:
    for state in State:
        assert state not in NEXT[state]
        assert (State.DIBAYAR in NEXT[state]) == (state is State.DISETUJUI)
        assert bool(NEXT[state]) == (state is not State.DIBAYAR)


def test_steps_that_cannot_be(book: Book, case: int, claim: Make) -> None:
    own = claim(case)
    for state, values, sentence in (
        ("dibayar", {"on_date": "2025-05-08", "amount": 1}, "tidak dapat menjadi"),
        ("dikembalikan", {"on_date": "2025-05-09"}, "tidak dapat menjadi"),
        ("diperiksa", {"on_date": "2025-05-04"}, "mendahului langkah sebelumnya"),
        ("diperiksa", {}, "Tanggal wajib diisi"),
        ("diperiksa", {"on_date": "2999-01-01"}, "Tanggal"),
    ):
        with pytest.raises(Refused, match=sentence):
            book.change(move_claim, ANYONE, own, state, values).result()
    assert len(book.read(spells, own, TODAY).result()) == 1


def test_a_return_needs_its_reason_and_money_its_bounds(book: Book, case: int, claim: Make) -> None:
    own = claim(case)
    go(book, own, "diperiksa", "2025-05-08")
    with pytest.raises(Refused, match="Alasan wajib"):
        go(book, own, "dikembalikan", "2025-05-09")
    with pytest.raises(Refused, match="lebih dari yang diajukan"):
        go(book, own, "disetujui", "2025-05-09", amount=3_000_001)
    go(book, own, "disetujui", "2025-05-09", amount=1_000_000)
    with pytest.raises(Refused, match="lebih dari yang disetujui"):
        go(book, own, "dibayar", "2025-05-10", amount=1_000_001)
    with pytest.raises(Refused, match="Alasan wajib"):
        go(book, own, "diperiksa", "2025-05-10")
    with pytest.raises(Refused, match="tidak berubah lagi"):
        book.change(save_claim, ANYONE, {"claimed": 1}, id=own, version=None).result()
    go(book, own, "diperiksa", "2025-05-10", reason="Jumlah keliru.")
    assert book.read(load_claim, own).result().values["approved"] is None


def test_agreeing_with_gaps_wants_a_reason(book: Book, case: int, claim: Make) -> None:
    own = claim(case)
    go(book, own, "diperiksa", "2025-05-08")
    book.change(save_check, ANYONE, own, {"PID03:kanwil": "tidak_ada"}).result()
    with pytest.raises(Refused, match="Alasan wajib"):
        go(book, own, "disetujui", "2025-05-09", amount=1)
    go(book, own, "disetujui", "2025-05-09", amount=1, reason="Bukti miskin diperlihatkan aslinya.")
    assert book.read(spells, own, TODAY).result()[-1].reason == "Bukti miskin diperlihatkan aslinya."


def test_agreeing_takes_a_verifier(book: Book, case: int, claim: Make) -> None:
    own = claim(case)
    go(book, own, "diperiksa", "2025-05-08")
    clerk = Actor(None, "Petugas Contoh", "petugas")
    with pytest.raises(Refused, match=f"tidak berhak {Right.VERIFY}"):
        book.change(move_claim, clerk, own, "disetujui", {"on_date": "2025-05-09", "amount": 1}).result()


def test_the_same_stage_twice_wants_a_reason(book: Book, case: int, claim: Make) -> None:
    claim(case, stage="persidangan")
    with pytest.raises(Doubtful, match="Tahap yang sama dari perkara ini sudah diajukan pada RB-2025-0001"):
        claim(case, stage="persidangan")
    assert claim(case, stage="banding", claimed=1_000_000) > 0
    money = book.read(case_money, case).result()
    assert (money.claimed, len(money.rows)) == (4_000_000, 2)


def test_other_budget_other_pbh_and_other_case_are_said(
    book: Book, case: int, claim: Make, make_obh: Make, make_case: Make
) -> None:
    own = claim(case, stage="persidangan")
    values = book.read(load_claim, own).result().values
    assert book.read(double_claims, values, but=own).result() == []

    def fund(step: Step) -> None:
        row = {"fund": "apbd_kabkota", "payer": "Pemkab Contoh", "amount": 8_500_000, "year": 2025}
        step.insert(OtherFunding, row | {"case_id": case})

    book.change(fund, ANYONE).result()
    recipient = book.glance(lambda s: _recipient(s, case))
    make_case(
        make_obh("YBH Kenanga (contoh)"),
        [{"recipient_id": recipient}],
        court="PN Contoh",
        court_number="12/Pid.B/2025",
    )
    told = "\n".join(book.read(double_claims, values, but=own).result())
    assert "juga didanai APBD kabupaten/kota oleh Pemkab Contoh, Rp8.500.000 tahun 2025" in told
    assert "Nomor perkara yang sama tercatat pada PRK-2025-002 milik YBH Kenanga (contoh)" in told
    assert "Penerima yang sama juga dilayani YBH Kenanga (contoh)" in told


def test_the_whole_case_and_a_part_of_it_are_said(book: Book, case: int, claim: Make) -> None:
    part = claim(case, stage="banding", claimed=1_000_000)
    with pytest.raises(Doubtful, match="Tahap banding dari perkara ini sudah diajukan pada RB-2025-0001"):
        claim(case, claimed=8_000_000)
    claim(case, claimed=8_000_000, reason="Seluruhnya.")
    values = book.read(load_claim, part).result().values
    told = book.read(double_claims, values, but=part).result()
    assert told == ["Seluruh perkara ini, tanpa tahap, sudah diajukan pada RB-2025-0002."]


def test_a_number_written_otherwise_and_one_activity_twice_are_said(
    book: Book, case: int, claim: Make, make_obh: Make, make_case: Make
) -> None:
    obh = make_obh("YBH Kenanga (contoh)")
    make_case(
        obh,
        [{"recipient_id": book.glance(_recipient, case)}],
        court="pn  contoh",
        court_number="12/PID.B / 2025",
    )
    values = book.read(load_claim, claim(case, reason="Diperiksa.")).result().values
    told = book.read(double_claims, values, but=values["id"]).result()
    assert told[0] == "Nomor perkara yang sama tercatat pada PRK-2025-002 milik YBH Kenanga (contoh)."
    day = {"service_kind": "penyuluhan", "activity_on": "2025-04-10", "activity_place": "Balai Desa Contoh"}
    first = make_case(obh, [], **day)
    make_case(make_obh("PBH Mawar (contoh)"), [], **day | {"activity_place": "balai desa contoh"})
    told = book.read(double_claims, {"case_id": str(first)}, but=None).result()
    assert told == [
        "Kegiatan sejenis pada tanggal dan tempat yang sama tercatat pada PRK-2025-004 (PBH Mawar (contoh))."
    ]


def _recipient(session: Any, case: int) -> int:  # noqa: ANN401
    from berkas_db.tables import CaseRecipient

    return session.execute(
        select(CaseRecipient.recipient_id).where(CaseRecipient.case_id == case)
    ).scalar_one()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"case_id": None, "obh_id": "1"}, "Perkara atau paket wajib diisi"),
        ({"submitted_on": "2025-03-01"}, "sebelum permohonan perkaranya"),
        ({"claimed": 5_000_000, "stage": "persidangan"}, "lebih dari tarif “Pidana, tahap persidangan”"),
        ({"claimed": 0}, "masih nol"),
        ({"claimed": -1}, "paling sedikit"),
    ],
)
def test_bad_claims(case: int, claim: Make, values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        claim(case, **values)


def test_a_claim_of_another_obhs_case_is_refused(case: int, claim: Make, make_obh: Make) -> None:
    with pytest.raises(Refused, match="milik OBH lain"):
        claim(case, obh_id=str(make_obh("YBH Kenanga (contoh)")))


def test_each_kind_has_its_checklist_of_three_parties(
    book: Book, make_obh: Make, make_recipient: Make, make_case: Make, claim: Make
) -> None:
    obh, who = make_obh(), make_recipient()
    for kind in ServiceKind:
        case = make_case(obh, [{"recipient_id": who}], service_kind=kind.value)
        own = claim(case, claimed=1_000)
        check = book.read(file_check, own).result()
        assert check.instrument.key == kind.checklist
        first = check.ticked[0].items[0]
        assert [tick.key for tick in check.ticked[0].ticks] == ["obh", "kanwil", "bphn"]
        ticks = {f"{first.key}:obh": "ada", f"{first.key}:kanwil": "tidak_ada"}
        book.change(save_check, ANYONE, own, ticks).result()
        again = book.read(file_check, own).result()
        assert [item.key for item in again.gaps()] == [first.key]
        assert again.differences() == [first]
        assert "1 tidak ada" in again.summary()


def test_a_checklist_is_saved_with_the_claim_and_counted_whole(book: Book, case: int, claim: Make) -> None:
    own = claim(case)
    check = book.read(file_check, own).result()
    items = check.ticked[0].items
    ticks: dict[str, Any] = {f"{item.key}:kanwil": "ada" for item in items}
    ticks[f"{items[-1].key}:kanwil"] = Missing.TIDAK_BERLAKU
    ticks["PID_ALASAN"] = "Lengkap."
    book.change(save_claim, ANYONE, {"checks": ticks}, id=own, version=None).result()
    state = book.glance(lambda s: s.execute(select(Assessment.state)).scalar_one())
    assert state == "lengkap"
    assert book.read(file_check, own).result().unseen() == 0
    with pytest.raises(Refused, match="tidak ada pada daftar periksa"):
        book.change(save_check, ANYONE, own, {"XX:kanwil": "ada"}).result()


def test_the_letter_back_names_every_gap_in_order_and_stays_linked(
    book: Book, case: int, claim: Make
) -> None:
    own = claim(case)
    go(book, own, "diperiksa", "2025-05-08")
    ticks = {"PID03:kanwil": "tidak_ada", "PID17:kanwil": "tidak_ada", "PID01:kanwil": "ada"}
    book.change(save_check, ANYONE, own, ticks).result()
    go(book, own, "dikembalikan", "2025-05-15", reason="Belum lengkap.")
    values = book.read(claim_letter_values, own, TODAY).result()
    assert values["kekurangan"] == "1. Bukti miskin (butir 3)\n2. Kuitansi (butir 17)"
    letter = book.change(return_letter, ANYONE, own, values).result().value
    body = book.glance(lambda s: s.get_one(Letter, letter).body) or ""
    assert "Nomor reimbursement : RB-2025-0001" in body
    assert "1. Bukti miskin (butir 3)" in body
    assert "{" not in body
    way = book.read(spells, own, TODAY).result()
    assert (way[-1].letter_id, way[-1].letter) == (letter, "nomor menyusul")


def test_five_consultations_make_one_packet_and_are_claimed_once(
    book: Book, make_obh: Make, make_recipient: Make, make_case: Make, claim: Make
) -> None:
    obh, who = make_obh(), make_recipient()
    cases = [
        make_case(obh, [{"recipient_id": who}], service_kind="konsultasi", title=f"Konsultasi {n} (contoh)")
        for n in range(6)
    ]
    with pytest.raises(Refused, match="berisi lima perkara"):
        book.change(make_packet, ANYONE, cases).result()
    packet = book.change(make_packet, ANYONE, cases[:4]).result().value
    own = {"packet_id": str(packet), "submitted_on": "2025-05-05", "claimed": 900_000}
    with pytest.raises(Doubtful, match="berisi 4 perkara, bukan 5"):
        book.change(save_claim, ANYONE, own, **NEW).result()
    saved = book.change(save_claim, ANYONE, own, reason="Sisanya menyusul.", **NEW).result().value
    assert book.read(load_claim, saved).result().subtitle == "Paket PKT-2025-001"
    with pytest.raises(Doubtful, match="sudah diajukan dalam paket PKT-2025-001"):
        claim(cases[0])
    with pytest.raises(Refused, match="sudah ada dalam paket lain"):
        book.change(make_packet, ANYONE, cases[:1]).result()
    book.change(save_check, ANYONE, saved, {}).result()


def test_only_consultations_and_investigations_are_packed(
    book: Book, case: int, make_obh: Make, make_recipient: Make, make_case: Make
) -> None:
    with pytest.raises(Refused, match="Hanya konsultasi"):
        book.change(make_packet, ANYONE, [case]).result()
    who = [{"recipient_id": make_recipient()}]
    mixed = [
        make_case(make_obh("YBH Kenanga (contoh)"), who, service_kind=kind) for kind in ("konsultasi",)
    ] + [make_case(make_obh("PBH Cempaka (contoh)"), who, service_kind="konsultasi")]
    with pytest.raises(Refused, match="satu OBH"):
        book.change(make_packet, ANYONE, mixed).result()
    with pytest.raises(Refused, match="Belum ada perkara"):
        book.change(make_packet, ANYONE, []).result()


def test_one_key_claims_the_present_stage(book: Book, case: int) -> None:
    own = book.change(claim_case, ANYONE, case).result().value
    values = book.read(load_claim, own).result().values
    assert (values["stage"], values["claimed"], values["state"]) == ("persidangan", 3_000_000, "masuk")


def test_the_queue_is_found_by_obh_case_and_state(book: Book, case: int, claim: Make) -> None:
    own = claim(case)
    for text in ("Melati", "Pencurian", "RB-2025"):
        assert list(book.read(CLAIMS.ids, ListRequest(text=text)).result()) == [own]
    assert not book.read(CLAIMS.ids, ListRequest(filters={"state": ("dibayar",)})).result()
    assert list(book.read(CLAIMS.ids, ListRequest(filters={"kind": ("pidana",)})).result()) == [own]
    assert book.read(CLAIMS.rows, [own]).result()[own][1] == "Masuk"


def test_a_mended_first_day_moves_the_first_line(book: Book, case: int, claim: Make) -> None:
    own = claim(case)
    book.change(save_claim, ANYONE, {"submitted_on": "2025-05-06"}, id=own, version=None).result()
    assert book.read(spells, own, TODAY).result()[0].since == "2025-05-06"
    go(book, own, "diperiksa", "2025-05-08")
    with pytest.raises(Refused, match="melewati langkah berikutnya"):
        book.change(save_claim, ANYONE, {"submitted_on": "2025-05-09"}, id=own, version=None).result()
    count = book.glance(lambda s: s.execute(select(func.count()).select_from(ReimbursementEvent)).scalar())
    assert count == 2
