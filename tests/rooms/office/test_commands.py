"""What the office keeps about itself is checked, saved whole, and counted on at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from tests.rooms.office.conftest import CLERK, Change

from berkas.engine.history import office_zone
from berkas.engine.installed import office_rules
from berkas.engine.letterheads import letterhead_on, unit_ministry_on
from berkas.engine.records import trash_records
from berkas.engine.rulebook import Rulebook
from berkas.media.sample import sample_photo
from berkas.rooms.complaints.commands.intake import save_complaint
from berkas.rooms.office.commands import (
    install_clock,
    install_edition,
    remove_holiday,
    restore_from_trash,
    save_holiday,
    save_letterhead,
    save_office,
    save_official,
    save_pattern,
    save_term,
    save_unit,
)
from berkas.rooms.office.commands.terms import code_of
from berkas.rooms.office.fields.terms import KINDS
from berkas.rooms.office.queries.office import load_letterhead, load_office, load_official
from berkas.rooms.office.queries.terms import load_term
from berkas.rooms.office.queries.units import load_unit
from berkas.rules.instruments import canonical
from berkas.rules.vocabulary import TimeZone
from berkas_db.book import Book
from berkas_db.errors import Conflict, Refused
from berkas_db.tables import Complaint, HolidayExtra, Letterhead, SopComponent, Term, Unit

NEW: dict[str, Any] = {"id": None, "version": None}
KOP = {"name": "Kop contoh", "line1": "KEMENTERIAN CONTOH", "valid_from": "2025-01-01", "is_default": True}
HOLIDAY = {
    "on_date": "2025-04-10",
    "name": "Hari jadi provinsi (contoh)",
    "kind": "daerah",
    "decree": "Edaran contoh",
}
CLOCK = """kelas = "pengaduan_obh"
nama = "Pengaduan terhadap PBH"

[[versi]]
kunci = "kantor_2025"
nama = "Ketetapan kantor (contoh)"
berlaku_mulai = 2025-01-01
sumber = "SK contoh"
keyakinan = "rumusan_kantor"

[[versi.langkah]]
kunci = "klarifikasi"
nama = "Klarifikasi"
hari = 7
satuan = "kerja"
mulai = "diterima"
selesai = ["dijawab"]
"""


def test_the_office_and_its_time_zone_are_saved_together(book: Book, change: Change) -> None:
    change(save_office, {"province": "Kepulauan Contoh", "city": "Kota Contoh", "time_zone": "Asia/Makassar"})
    record = book.read(load_office).result()
    assert (record.values["city"], record.values["time_zone"]) == ("Kota Contoh", "Asia/Makassar")
    assert book.read(office_zone).result() is TimeZone.WITA


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"province": ""}, "Provinsi"),
        ({"province": "X", "least_respondents": 0}, "Jumlah responden"),
        ({"province": "X", "time_zone": "Europe/Berlin"}, "Zona waktu"),
    ],
)
def test_a_wrong_office_is_refused_in_a_sentence(change: Change, values: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        change(save_office, values)


def test_what_somebody_else_saved_first_is_not_lost(book: Book, change: Change) -> None:
    version = book.read(load_office).result().version
    change(save_office, {"province": "Satu"}, version=version)
    with pytest.raises(Conflict):
        change(save_office, {"province": "Dua"}, version=version)


def test_only_who_manages_the_office_changes_it(change: Change) -> None:
    with pytest.raises(Refused, match="tidak berhak mengatur kantor"):
        change(save_office, {"province": "Contoh"}, actor=CLERK)
    with pytest.raises(Refused, match="tidak berhak"):
        change(save_term, {"kind": "topik", "label": "Baru"}, **NEW, actor=CLERK)
    with pytest.raises(Refused, match="tidak berhak"):
        change(install_clock, CLOCK, "contoh.toml", actor=CLERK)


def test_one_letterhead_is_the_default(book: Book, change: Change) -> None:
    first = change(save_letterhead, KOP, **NEW)
    second = change(save_letterhead, KOP | {"name": "Kedua", "line1": "KEDUA"}, **NEW)
    defaults = select(Letterhead.id).where(Letterhead.is_default.is_(True))
    assert book.glance(lambda session: session.execute(defaults).scalars().all()) == [second]
    assert first != second


def test_an_emblem_is_kept_printed_and_taken_away(book: Book, change: Change) -> None:
    picture = sample_photo("loket", 1, size=(320, 240), taken_at=None)
    id_ = change(save_letterhead, KOP | {"logo": picture}, **NEW)
    kop = book.glance(letterhead_on, date(2025, 6, 12))
    assert kop is not None
    assert kop.logo == picture
    change(save_letterhead, {"line2": "KANTOR CONTOH"}, id=id_, version=None)
    assert book.glance(load_letterhead, id_).values["logo"] == picture
    change(save_letterhead, {"logo": None}, id=id_, version=None)
    assert book.glance(load_letterhead, id_).values["logo"] is None


def test_an_emblem_that_is_no_picture_is_refused(change: Change) -> None:
    with pytest.raises(Refused, match="Lambang"):
        change(save_letterhead, KOP | {"logo": b"GIF89a bukan"}, **NEW)


def test_dates_of_validity_run_forwards(change: Change) -> None:
    with pytest.raises(Refused, match="sebelum tanggal mulai"):
        change(save_letterhead, KOP | {"valid_until": "2024-01-01"}, **NEW)
    held = [{"position": "Ketua", "valid_from": "2025-02-01", "valid_until": "2025-01-01"}]
    with pytest.raises(Refused, match="sebelum tanggal mulai"):
        change(save_official, {"name": "Siti Contoh", "positions": held}, **NEW)


def test_an_official_keeps_positions_as_rows(book: Book, change: Change) -> None:
    held = [{"position": "Ketua Tim", "capacity": "sendiri", "valid_from": "2025-01-06"}]
    id_ = change(
        save_official, {"name": "Siti Contoh", "nip": "198001012005012001", "positions": held}, **NEW
    )
    change(save_official, {"rank": "Pembina"}, id=id_, version=None)
    positions = book.glance(load_official, id_).values["positions"]
    assert [row["position"] for row in positions] == ["Ketua Tim"]
    change(save_official, {"positions": []}, id=id_, version=None)
    assert book.glance(load_official, id_).values["positions"] == []


@pytest.mark.parametrize("pattern", ["", "tanpa isian", "{urut", "{lain}-{urut}"])
def test_a_pattern_that_gives_no_numbers_is_refused(change: Change, pattern: str) -> None:
    values = {"document_kind": "umum", "pattern": pattern, "valid_from": "2025-01-01"}
    with pytest.raises(Refused):
        change(save_pattern, values, **NEW)


# units


def test_a_unit_without_code_gets_one_of_its_kind(book: Book, make_unit: Callable[..., int]) -> None:
    first, second = make_unit(), make_unit("Lapas Kedua (contoh)")
    codes = [book.glance(load_unit, id_).values["code"] for id_ in (first, second)]
    assert codes == ["LAPAS-001", "LAPAS-002"]


def test_a_unit_knows_its_ministry_of_a_day(
    book: Book, make_unit: Callable[..., int], ministries: dict[str, str]
) -> None:
    rows = [
        {"ministry_id": ministries["kemenkumham"], "valid_from": "2010-01-01", "valid_until": "2024-11-04"},
        {"ministry_id": ministries["kemenimipas"], "valid_from": "2024-11-05"},
    ]
    id_ = make_unit(ministries=rows)
    old, new = (book.glance(unit_ministry_on, id_, day) for day in (date(2024, 6, 1), date(2025, 6, 1)))
    assert (old and old.code, new and new.code) == ("kemenkumham", "kemenimipas")


def test_overlapping_ministries_are_refused(
    make_unit: Callable[..., int], ministries: dict[str, str]
) -> None:
    rows = [
        {"ministry_id": ministries["kemenkumham"], "valid_from": "2010-01-01"},
        {"ministry_id": ministries["kemenimipas"], "valid_from": "2024-11-05"},
    ]
    with pytest.raises(Refused, match="bertindihan"):
        make_unit(ministries=rows)


def test_a_row_without_its_name_says_which_row(make_unit: Callable[..., int]) -> None:
    with pytest.raises(Refused, match="Layanan, baris 2"):
        make_unit(services=[{"code": "a", "name": "A"}, {"code": "b"}])


def test_components_of_a_sop_are_ticked_and_unticked(
    book: Book, change: Change, make_unit: Callable[..., int]
) -> None:
    sop = {"number": "SOP-1", "title": "Kunjungan", "components": ("persyaratan", "biaya")}
    id_ = make_unit(sops=[sop])
    (kept,) = book.glance(load_unit, id_).values["sops"]
    assert set(kept["components"]) == {"persyaratan", "biaya"}
    change(save_unit, {"sops": [kept | {"components": ("biaya", "produk")}]}, id=id_, version=None)
    (kept,) = book.glance(load_unit, id_).values["sops"]
    assert set(kept["components"]) == {"biaya", "produk"}
    change(
        save_unit,
        {"sops": [{"id": kept["id"], "number": "SOP-2", "title": "Kunjungan"}]},
        id=id_,
        version=None,
    )
    assert set(book.glance(load_unit, id_).values["sops"][0]["components"]) == {"biaya", "produk"}
    count = select(func.count()).select_from(SopComponent)
    assert book.glance(lambda session: session.execute(count).scalar_one()) == 2


def test_a_code_that_is_taken_is_refused_in_a_sentence(make_unit: Callable[..., int]) -> None:
    make_unit(code="LPC")
    with pytest.raises(Refused, match="Kode"):
        make_unit("Lapas lain (contoh)", code="LPC")


def test_a_unit_comes_back_from_the_trash(book: Book, change: Change, make_unit: Callable[..., int]) -> None:
    id_ = make_unit()
    change(trash_records, Unit, "unit", [id_])
    assert book.glance(load_unit, id_).trashed
    change(restore_from_trash, "unit", id_)
    assert not book.glance(load_unit, id_).trashed


# holidays


def due_of(book: Book) -> str | None:
    statement = select(Complaint.next_due_on)
    return book.glance(lambda session: session.execute(statement).scalar_one())


def test_a_holiday_moves_open_due_dates_and_back(
    book: Book, change: Change, make_unit: Callable[..., int]
) -> None:
    intake = {
        "stream": "mutu_layanan", "unit_id": str(make_unit()), "received_on": "2025-04-09",
        "channel": "surat", "complaint_class": "pengaduan_tidak_berkadar",
        "title": "Antrean loket (contoh)", "body": "Terlalu lama.", "is_anonymous": True,
    }  # fmt: skip
    change(save_complaint, intake, **NEW, reason="contoh")
    before = due_of(book)
    id_ = change(save_holiday, HOLIDAY, **NEW)
    moved = due_of(book)
    assert before is not None
    assert moved is not None
    assert moved > before
    change(remove_holiday, id_)
    assert due_of(book) == before
    count = select(func.count()).select_from(HolidayExtra)
    assert book.glance(lambda session: session.execute(count).scalar_one()) == 0


def test_a_holiday_needs_its_decree(change: Change) -> None:
    with pytest.raises(Refused, match="Dasar"):
        change(save_holiday, HOLIDAY | {"decree": None}, **NEW)


# words


def test_every_vocabulary_of_the_file_has_a_name(book: Book) -> None:
    kinds = book.glance(lambda session: session.execute(select(Term.kind).distinct()).scalars().all())
    assert sorted(kinds) == sorted(choice.code for choice in KINDS)


def test_a_new_word_gets_a_code_and_keeps_it(book: Book, change: Change) -> None:
    id_ = change(save_term, {"kind": "saluran", "label": "Radio komunitas"}, **NEW)
    change(save_term, {"kind": "saluran", "code": "radio_komunitas", "label": "Radio"}, id=id_, version=None)
    record = book.glance(load_term, id_)
    assert (record.values["code"], record.title, record.subtitle) == (
        "radio_komunitas", "Radio", "Saluran pengaduan",
    )  # fmt: skip
    with pytest.raises(Refused, match="tidak dapat diganti"):
        change(save_term, {"kind": "topik", "label": "Radio"}, id=id_, version=None)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": "saluran", "label": "Surat", "code": "surat"}, "sudah ada"),
        ({"kind": "saluran", "label": "???"}, "belum diisi"),
        ({"kind": "bukan_daftar", "label": "Baru"}, "Daftar"),
        ({"kind": "saluran", "label": ""}, "Kode|Istilah"),
    ],
)
def test_a_wrong_word_is_refused(change: Change, values: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        change(save_term, values, **NEW)


@pytest.mark.parametrize(
    ("label", "code"),
    [("Radio komunitas", "radio_komunitas"), (" SP4N-LAPOR! ", "sp4n_lapor"), ("???", "")],
)
def test_codes_of_words(label: str, code: str) -> None:
    assert code_of(label) == code


# rules the office brings


def test_installed_limits_are_in_force_at_once(book: Book, change: Change) -> None:
    change(install_clock, CLOCK, "contoh.toml")
    rulebook = Rulebook.load(book.read(office_rules).result())
    version = rulebook.clock("pengaduan_obh").version_on(date(2025, 6, 12))
    assert (version.key, version.step("klarifikasi").days) == ("kantor_2025", 7)
    change(install_clock, CLOCK.replace("hari = 7", "hari = 9"), "contoh.toml")
    rulebook = Rulebook.load(book.read(office_rules).result())
    assert rulebook.clock("pengaduan_obh").version("kantor_2025").step("klarifikasi").days == 9


def test_an_installed_instrument_takes_the_place_of_the_shipped_one(book: Book, change: Change) -> None:
    own = replace(Rulebook.load().instrument("skm"), title="Survei kepuasan (contoh kantor)")
    change(install_edition, canonical(own), "2025")
    rulebook = Rulebook.load(book.read(office_rules).result())
    assert rulebook.instrument("skm").title == own.title


@pytest.mark.parametrize("text", ["", "bukan = ", "kelas = 1", CLOCK.replace("hari = 7", "hari = -1")])
def test_a_wrong_definition_is_refused_with_its_place(book: Book, change: Change, text: str) -> None:
    with pytest.raises(Refused, match=r"contoh\.toml"):
        change(install_clock, text, "contoh.toml")
    assert book.read(office_rules).result() == []
