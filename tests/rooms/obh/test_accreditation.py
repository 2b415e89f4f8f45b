"""Accreditation in a real office file: stages, numbers, certificates, dated rules, and what is wrong."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from berkas.engine.keptfiles import kept_file
from berkas.engine.records import Doubtful
from berkas.media.sample import sample_photo
from berkas.rooms.obh.commands import save_category_rule, save_obh, save_period, save_requirement
from berkas.rooms.obh.fields.accreditation import accreditation_checks
from berkas.rooms.obh.fields.row_checks import row_checks
from berkas.rooms.obh.queries.board import rule_lines
from berkas.rooms.obh.queries.obh import load_obh
from berkas.rules.fields import ChosenFile, Severity
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.tables import AccreditationPeriod, AccreditationStage, SoftOverride

Make = Callable[..., int]
SPANS = {"1": ("2022-01-01", "2024-12-31"), "2": ("2025-01-01", "2027-12-31")}


def held(period: int | str, category: str | None = "c", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"period_id": period, "result": "terakreditasi", "category": category} | more


def save(book: Book, id_: int, values: dict[str, Any], reason: str = "") -> int:
    return book.change(save_obh, ANYONE, values, id=id_, version=None, reason=reason).result().value


@pytest.fixture
def earlier(book: Book) -> int:
    return book.glance(
        lambda session: session.execute(
            select(AccreditationPeriod.id).where(AccreditationPeriod.code == "2022-2024")
        ).scalar_one()
    )


def test_stages_numbers_and_movement_are_kept_by_period(
    book: Book, make_obh: Make, period: int, earlier: int
) -> None:
    id_ = make_obh(
        accreditations=[
            held(earlier, "c"),
            held(period, "b", applied_on="2024-09-02", certificate_number="S-1"),
        ],
        stages=[
            {"period_id": period, "stage": "pendaftaran", "on_date": "2024-09-02", "done_by": "OBH"},
            {
                "period_id": period,
                "stage": "pemeriksaan_faktual",
                "on_date": "2024-10-09",
                "done_by": "Pokjada",
                "minutes_number": "BA-7",
                "outcome": "Sesuai",
            },
        ],
        measures=[{"period_id": period, "measure": "perkara", "number": 96, "source": "Sidbankum"}],
    )
    values = book.read(load_obh, id_).result().values
    assert [row["movement"] for row in values["accreditations"]] == [None, "naik"]
    assert [(row["period_id"], row["stage"]) for row in values["stages"]] == [
        (period, "pendaftaran"),
        (period, "pemeriksaan_faktual"),
    ]
    lines = {(line.category, line.measure): line for line in book.read(rule_lines, id_, period).result()}
    cases = lines["b", "Perkara dalam tiga tahun"]
    assert (cases.verdict, cases.counted and cases.counted.source) == ("Terpenuhi", "Sidbankum")
    assert lines["c", "Perkara dalam tiga tahun"].mark == "disimpulkan dari sumber terbuka"
    assert [row["category"] for row in values["accreditations"]] == ["c", "b"], "never set by the program"


def test_cases_of_the_years_before_are_counted_where_nothing_is_stated(
    book: Book, make_obh: Make, make_recipient: Make, make_case: Make, period: int
) -> None:
    id_ = make_obh()
    who = [{"recipient_id": make_recipient()}]
    for day, state in (("2024-05-02", "diterima"), ("2021-12-31", "diterima"), ("2024-05-03", "dimohonkan")):
        make_case(id_, who, request_on=day, state=state, reason="Data lama")
    lines = {(line.category, line.measure): line for line in book.read(rule_lines, id_, period).result()}
    counted = lines["c", "Perkara dalam tiga tahun"].counted
    assert counted is not None
    assert (counted.number, counted.source) == (1, "register, 1 Jan 2022 sampai 1 Jan 2025")
    assert lines["c", "Program nonlitigasi dalam tiga tahun"].counted is None


def test_stages_go_with_an_accreditation_that_is_taken_away(
    book: Book, make_obh: Make, period: int, earlier: int
) -> None:
    id_ = make_obh(
        accreditations=[held(earlier), held(period)],
        stages=[{"period_id": earlier, "stage": "pendaftaran", "on_date": "2021-09-01"}],
    )
    rows = book.read(load_obh, id_).result().values["accreditations"]
    save(book, id_, {"accreditations": [row for row in rows if row["period_id"] == period]})
    assert book.read(load_obh, id_).result().values["stages"] == []
    assert book.glance(lambda session: session.execute(select(AccreditationStage.id)).all()), (
        "kept in the trash"
    )


def test_a_scan_is_kept_with_its_document_and_decree(
    book: Book, make_obh: Make, period: int, tmp_path: Path
) -> None:
    scan = tmp_path / "sertifikat.jpg"
    scan.write_bytes(sample_photo("papan_informasi", 3, size=(320, 240)))
    chosen = ChosenFile(str(scan))
    id_ = make_obh(
        accreditations=[held(period, certificate_attachment_id=chosen)],
        documents=[{"kind": "akta_pendirian", "title": "Akta (contoh)", "attachment_id": chosen}],
    )
    values = book.read(load_obh, id_).result().values
    (document,), (row,) = values["documents"], values["accreditations"]
    assert document["attachment_id"] == row["certificate_attachment_id"], "the same bytes are kept once"
    assert book.read(kept_file, document["attachment_id"]).result().name == "sertifikat.jpg"


@pytest.mark.parametrize(
    ("rows", "more", "sentence", "severity"),
    [
        ([held("1"), held("1")], {}, "periode ini sudah ada pada baris lain", Severity.HARD),
        ([held("1", None)], {}, "kategori wajib diisi bila terakreditasi", Severity.HARD),
        ([held("1", result="dicabut")], {}, "tanggal dicabut wajib diisi", Severity.HARD),
        ([held("1", revoked_on="2023-01-01")], {}, "hasilnya bukan dicabut", Severity.HARD),
        (
            [held("1", result="dicabut", decree_on="2022-01-05", revoked_on="2022-01-01")],
            {},
            "dicabut sebelum tanggal SK",
            Severity.HARD,
        ),
        (
            [held("1", decree_on="2025-01-01")],
            {},
            "SK sesudah periodenya berakhir (31 Des 2024)",
            Severity.SOFT,
        ),
        (
            [held("1", valid_until="2025-06-30"), held("2")],
            {},
            "tumpang tindih dengan baris 1",
            Severity.SOFT,
        ),
        (
            [held("1", decree_number="SK", decree_on="2022-01-05", certificate_on="2022-01-01")],
            {},
            "sertifikat bertanggal sebelum SK",
            Severity.SOFT,
        ),
        (
            [],
            {"stages": [{"period_id": "1", "stage": "pendaftaran"}]},
            "periode itu tidak ada",
            Severity.HARD,
        ),
        (
            [],
            {"measures": [{"period_id": "1", "measure": "perkara"}]},
            "periode itu tidak ada",
            Severity.HARD,
        ),
        (
            [held("1")],
            {"measures": [{"period_id": "1", "measure": "perkara"}] * 2},
            "ukuran ini sudah ada",
            Severity.HARD,
        ),
        (
            [held("1", applied_on="2021-09-01")],
            {"stages": [{"period_id": "1", "stage": "pendaftaran", "on_date": "2021-08-01"}]},
            "mendahului tanggal mengajukan",
            Severity.SOFT,
        ),
        (
            [held("1")],
            {
                "stages": [
                    {"period_id": "1", "stage": "penetapan", "on_date": "2021-10-01"},
                    {"period_id": "1", "stage": "verifikasi_pusat", "on_date": "2021-11-01"},
                ]
            },
            "Tahapan akreditasi, baris 1: mendahului tahap sebelumnya",
            Severity.SOFT,
        ),
        (
            [held("1")],
            {
                "stages": [
                    {
                        "period_id": "1",
                        "stage": "penetapan",
                        "on_date": "2021-10-01",
                        "until_date": "2021-09-01",
                    }
                ]
            },
            "tanggal akhir mendahului tanggal awal",
            Severity.HARD,
        ),
    ],
)
def test_what_is_wrong_with_accreditations(
    rows: Sequence[dict[str, Any]], more: dict[str, Any], sentence: str, severity: Severity
) -> None:
    found = list(accreditation_checks({"accreditations": rows} | more, SPANS))
    assert [problem.severity for problem in found if sentence in problem.message] == [severity], found


def test_a_revoked_category_may_be_followed_by_another(book: Book) -> None:
    del book
    rows = [held("1", result="dicabut", revoked_on="2023-05-01"), held("2", valid_from="2024-01-01")]
    assert list(accreditation_checks({"accreditations": rows}, SPANS)) == []


def test_a_late_decree_is_confirmed_once_and_the_reason_kept(book: Book, make_obh: Make, period: int) -> None:
    id_ = make_obh()
    rows = book.read(load_obh, id_).result().values["accreditations"]
    late = {"accreditations": [rows[0] | {"decree_on": "2028-01-05"}]}
    with pytest.raises(Doubtful, match="SK sesudah periodenya"):
        save(book, id_, late)
    save(book, id_, late, "SK susulan")
    save(book, id_, {"leader_name": "Andi Contoh"})
    kept = book.glance(
        lambda session: session.execute(select(SoftOverride.sentence, SoftOverride.reason)).one()
    )
    assert ("SK sesudah periodenya" in str(kept[0]), kept[1]) == (True, "SK susulan")
    assert period


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"addresses": [{"address": "A", "is_main": True}, {"address": "B", "is_main": True}]},
            "dua alamat utama pada waktu yang sama",
        ),
        (
            {"areas": [{"regency_id": "3"}, {"regency_id": 3, "valid_from": "2020-01-01"}]},
            "wilayah itu sudah ada",
        ),
    ],
)
def test_reach_over_time_is_told_apart(values: dict[str, Any], sentence: str) -> None:
    assert [problem.severity for problem in row_checks(values) if sentence in problem.message] == [
        Severity.SOFT
    ]


def test_one_main_address_after_the_other_is_sound() -> None:
    first = {"address": "A", "is_main": True, "valid_until": "2017-12-31"}
    assert (
        list(
            row_checks({"addresses": [first, {"address": "B", "is_main": True, "valid_from": "2018-01-01"}]})
        )
        == []
    )


def test_a_branch_hangs_on_a_head_office(book: Book, make_obh: Make) -> None:
    head = make_obh("LBH Melati (contoh)")
    branch = make_obh("Posbakumadin Belitung (contoh)", parent_id=str(head))
    assert book.read(load_obh, head).result().values["branches"] == ["Posbakumadin Belitung (contoh)"]
    for id_, parent, sentence in (
        (head, head, "OBH ini sendiri"),
        (head, branch, "kantor cabang"),
        (make_obh("Kantor Bantuan Kenanga (contoh)"), branch, "yang dipilih adalah kantor cabang"),
    ):
        with pytest.raises(Refused, match=sentence):
            save(book, id_, {"parent_id": str(parent)})


def test_periods_rules_and_requirements_are_added_with_their_source(book: Book, make_obh: Make) -> None:
    sure = {"source": "Pengumuman BPHN (contoh)", "confidence": "praktik"}
    new = {"name": "2028–2030", "valid_from": "2028-01-01", "valid_until": "2030-12-31"} | sure
    period = book.change(save_period, ANYONE, new, id=None, version=None).result().value
    rule = {
        "category": "a",
        "measure": "advokat",
        "least": 12,
        "years": 3,
        "regulation": "Peraturan (contoh)",
    }
    with pytest.raises(Refused, match="tumpang tindih dengan aturan Permenkum 37/2025"):
        book.change(
            save_category_rule, ANYONE, rule | {"valid_from": "2028-01-01"} | sure, id=None, version=None
        ).result()
    kept = rule | {"category": "c", "measure": "dosen", "valid_from": "2028-01-01"} | sure
    with pytest.raises(Refused):
        book.change(save_category_rule, ANYONE, kept, id=None, version=None).result()
    wanted = {"label": "Rencana kerja (contoh)", "valid_from": "2028-01-01"} | sure
    book.change(save_requirement, ANYONE, wanted, id=None, version=None).result()
    with pytest.raises(Refused, match="tumpang tindih dengan periode 2028–2030"):
        book.change(
            save_period, ANYONE, new | {"name": "2029", "valid_from": "2029-01-01"}, id=None, version=None
        ).result()
    lines = book.read(rule_lines, make_obh(), period).result()
    assert {line.regulation for line in lines} == {"Permenkum 37/2025 Pasal 20–21"}


@pytest.mark.parametrize("command", [save_period, save_category_rule, save_requirement])
def test_rules_are_the_office_manager_s(book: Book, command: Callable[..., int]) -> None:
    clerk = Actor(None, "Petugas Contoh", "petugas")
    with pytest.raises(Refused, match="berhak"):
        book.change(command, clerk, {"name": "x", "label": "x"}, id=None, version=None).result()
