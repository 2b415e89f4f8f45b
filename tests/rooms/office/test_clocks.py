"""A legal clock is typed as a rule by date; holidays of a year are declared complete under a decree."""

from datetime import date
from typing import Any

import pytest
from tests.rooms.office.conftest import Change

from berkas.engine import due
from berkas.rooms.complaints.commands.intake import save_complaint
from berkas.rooms.office.commands import declare_holidays, save_holiday, save_office, save_unit
from berkas.rooms.office.commands.rules import remove_clock, save_clock
from berkas.rooms.office.fields.clocks import as_values
from berkas.rooms.office.queries.clocks import load_clock, own_rule
from berkas_db.book import Book
from berkas_db.errors import Refused
from berkas_db.tables import Complaint

RULE: dict[str, Any] = {
    "class_key": "aspirasi",
    "title": "Keputusan contoh 2025",
    "valid_from": "2025-06-01",
    "source": "Keputusan contoh nomor 1",
    "confidence": "rumusan_kantor",
    "steps": [
        {"label": "Tanggapan", "days": 10, "unit": "kerja", "start": "diterima", "ends": ("dijawab",),
         "extension_days": 5, "extension_times": 1, "on_silence": "dianggap diterima."},
    ],
}  # fmt: skip


def aspiration(change: Change, on: str, cls: str = "aspirasi") -> int:
    values = {
        "stream": "mutu_layanan", "received_on": on, "channel": "surat", "complaint_class": cls,
        "title": "Usul jam layanan (contoh)", "body": "Buka Sabtu.", "is_anonymous": True,
    }  # fmt: skip
    return change(save_complaint, values, id=None, version=None, reason="contoh")


def save(change: Change, id: int | None = None, **more: Any) -> int:  # noqa: ANN401  values of a form
    return change(save_clock, RULE | more, id=id, version=None)


def test_a_rule_from_a_date_leaves_older_cases_on_theirs(book: Book, change: Change) -> None:
    old = aspiration(change, "2025-05-30")
    kept = save(change)
    new = aspiration(change, "2025-06-02")
    with_rule = {id_: book.glance(lambda s, id_=id_: s.get_one(Complaint, id_)) for id_ in (old, new)}
    assert with_rule[new].clock_version == "keputusan_contoh_2025"
    assert with_rule[old].clock_version == "praktik_sp4n"
    assert with_rule[new].next_due_on == "2025-06-18"  # two feasts and a joint leave lie between
    shown_again = book.glance(load_clock, kept).values
    assert shown_again["steps"][0] | RULE["steps"][0] == shown_again["steps"][0]
    with pytest.raises(Refused, match="1 perkara sudah berjalan menurut aturan ini"):
        save(change, kept, steps=[RULE["steps"][0] | {"days": 3}])
    with pytest.raises(Refused, match="dipakai 1 perkara"):
        change(remove_clock, kept)
    save(change, kept, valid_until="2025-12-31", source="Keputusan contoh nomor 1 pasal 2")


def test_a_limit_nobody_knew_is_filled_in_for_running_cases(book: Book, change: Change) -> None:
    id_ = aspiration(change, "2025-06-02", "pengaduan_obh")
    assert book.glance(lambda s: s.get_one(Complaint, id_)).next_due_on is None
    clock = book.glance(due.clock_of, "pengaduan_obh")
    values = as_values(clock, clock.versions[0])
    values["steps"][0] |= {"days": 7, "unit": "kerja"}
    change(save_clock, values | {"source": "SK contoh"}, id=None, version=None)
    assert book.glance(lambda s: s.get_one(Complaint, id_)).next_due_on == "2025-06-13"
    assert book.glance(own_rule, "pengaduan_obh", "panwasda") is not None


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"steps": []}, "belum mempunyai satu pun langkah"),
        ({"steps": [RULE["steps"][0] | {"unit": None}]}, "Langkah 1: pilih hari kerja atau hari kalender"),
        ({"steps": [RULE["steps"][0] | {"days": None}]}, "isi harinya dahulu"),
        ({"steps": [RULE["steps"][0] | {"ends": ("diterima",)}]}, "tidak dapat sekaligus memenuhinya"),
        ({"steps": [RULE["steps"][0], RULE["steps"][0]]}, "dipakai dua kali"),
        ({"valid_until": "2025-05-01"}, "tidak boleh sebelum tanggal mulai"),
        ({"source": ""}, "Sumber wajib diisi"),
    ],
)
def test_a_rule_that_cannot_count_is_refused(change: Change, more: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        save(change, **more)


def test_two_rules_never_cover_one_day(change: Change) -> None:
    save(change, valid_until="2025-12-31")
    with pytest.raises(Refused, match="bertindihan dengan “Keputusan contoh 2025”"):
        save(change, title="Keputusan lain", valid_from="2025-12-31")
    other = save(change, title="Keputusan lain", valid_from="2026-01-01")
    change(remove_clock, other)


def test_the_days_a_unit_works_are_its_own(book: Book, change: Change) -> None:
    unit = change(save_unit, {"name": "Lapas Contoh", "kind": "lapas", "working_week": "123456"},
                  id=None, version=None)  # fmt: skip
    assert book.glance(due.calendar_of, unit).is_working(date(2025, 6, 14))
    assert not book.glance(due.calendar_of).is_working(date(2025, 6, 14))
    id_ = aspiration(change, "2025-06-05")
    before = book.glance(lambda s: s.get_one(Complaint, id_)).next_due_on
    change(save_office, {"working_week": "1234567", "province": "Provinsi Contoh"})
    assert book.glance(lambda s: s.get_one(Complaint, id_)).next_due_on != before


def test_a_year_is_declared_complete_under_its_decree(change: Change, book: Book) -> None:
    with pytest.raises(Refused, match="Belum ada satu pun hari libur tahun 2028"):
        change(declare_holidays, 2028, "SKB contoh")
    day = {"on_date": "2028-01-03", "name": "Libur contoh", "kind": "nasional", "decree": "SKB contoh"}
    change(save_holiday, day, id=None, version=None)
    change(declare_holidays, 2028, "SKB contoh")
    assert 2028 in book.glance(due.calendar_of).years_known
