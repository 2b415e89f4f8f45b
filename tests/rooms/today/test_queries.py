"""What a day asks for: late, today, soon; what is owed, unfinished, about to lapse; the last copy."""

from datetime import date

import pytest
from sqlalchemy import select
from tests.rooms.today.conftest import complaint

from berkas.engine.copies import note_copy, note_trial
from berkas.engine.safekeeping import remember_failure
from berkas.rooms.today.queries import MOST, MOST_COUNTED, ROOM_OF, Board, Group, board, waiting
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.drafts import save_draft
from berkas_db.errors import DiskFull
from berkas_db.tables import (
    AccreditationPeriod,
    AppUser,
    BoxOpening,
    Followup,
    Identity,
    Licence,
    Obh,
    ObhDocument,
    ObhPerson,
    Requirement,
    RequirementItem,
    Training,
)

MONDAY = date(2025, 11, 24)
ADMIN = {"login": "admin.contoh", "full_name": "Admin Contoh", "role": "admin", "is_active": True}


def of(book: Book, today: date = MONDAY) -> Board:
    return book.read(board, ANYONE, today).result()


def group(day: Board, key: str) -> Group:
    return next(each for each in day.groups if each.key == key)


@pytest.mark.parametrize(
    ("key", "codes"),
    [("lewat", ["P-6", "P-1"]), ("hari_ini", ["P-2"]), ("besok", ["P-3"]), ("segera", ["P-4"])],
)
def test_every_line_stands_where_its_day_is(full: Book, key: str, codes: list[str]) -> None:
    assert [line.code for line in group(of(full), key).lines] == codes


def test_what_is_pressing_is_counted(full: Book) -> None:
    assert of(full).pressing == 3
    assert full.read(waiting, MONDAY).result() == 2


def test_a_restricted_complaint_is_named_by_its_number_alone(full: Book) -> None:
    lines = group(of(full), "lewat").lines
    assert "Nama yang tidak boleh tampak" not in str(lines)
    assert "Pengaduan rahasia" in str(lines)


def test_days_are_working_days(full: Book) -> None:
    friday = of(full, date(2025, 11, 21))
    assert [line.when for line in group(friday, "besok").lines] == ["24 Nov 2025, 1 hari kerja lagi"]


def test_what_ends_within_ninety_days_is_told_earliest_first(full: Book) -> None:
    lines = group(of(full), "berakhir").lines
    assert [(line.title, line.when) for line in lines] == [
        ("Siti Contoh", "15 Des 2025"),
        ("Perjanjian contoh", "31 Des 2025"),
        ("LBH Melati (contoh)", "31 Jan 2026"),
    ]
    assert group(of(full, date(2026, 6, 1)), "berakhir").lines == ()


def test_what_has_just_ended_is_told_unless_it_was_renewed(full: Book) -> None:
    later = date(2026, 1, 12)
    ended = group(of(full, later), "sudah_berakhir").lines
    assert [(line.title, line.when) for line in ended] == [
        ("Siti Contoh", "15 Des 2025"),
        ("Perjanjian contoh", "31 Des 2025"),
    ]

    def renew(step: Step) -> None:
        person = step.session.execute(select(Licence.person_id)).scalar_one()
        step.insert(Licence, {"person_id": person, "number": "KTPA-BARU", "valid_until": "2028-12-15"})

    full.change(renew, ANYONE).result()
    assert "Siti Contoh" not in str(group(of(full, later), "sudah_berakhir").lines)
    assert "Siti Contoh" not in str(group(of(full), "berakhir").lines)


def _first_obh(book: Book) -> str:
    return book.glance(lambda s: s.execute(select(Obh.name).order_by(Obh.id).limit(1)).scalar_one())


def test_a_licence_names_the_obh_it_belongs_to(full: Book) -> None:
    def told() -> str:
        lines = group(of(full), "berakhir").lines
        return next((line.what for line in lines if line.title == "Siti Contoh"), "")

    assert told() == f"izin berakhir · {_first_obh(full)}"

    def second(step: Step) -> None:
        person = step.session.execute(select(Licence.person_id)).scalar_one()
        other = step.insert(Obh, {"code": "OBH-LAIN", "name": "LBH Lain Contoh"})
        step.insert(ObhPerson, {"obh_id": other, "person_id": person, "role": "advokat"})

    full.change(second, ANYONE).result()
    assert told() == f"izin berakhir · {_first_obh(full)} dan 1 OBH lain"
    first = full.glance(lambda s: s.execute(select(Obh.id).order_by(Obh.id).limit(1)).scalar_one())
    full.change(lambda step: step.trash(Obh, first), ANYONE).result()
    assert told() == "izin berakhir · LBH Lain Contoh"


def test_documents_trainings_and_requirements_have_ends_too(full: Book) -> None:
    def add(step: Step) -> None:
        obh = step.session.execute(select(Obh.id).order_by(Obh.id).limit(1)).scalar_one()
        person = step.session.execute(select(Licence.person_id)).scalar_one()
        wanted = step.session.execute(select(Requirement.id).order_by(Requirement.id).limit(1)).scalar_one()
        period = step.session.execute(
            select(AccreditationPeriod.id).order_by(AccreditationPeriod.id.desc()).limit(1)
        ).scalar_one()
        step.insert(
            ObhDocument,
            {"obh_id": obh, "kind": "laporan_keuangan", "title": "Laporan 2024", "valid_until": "2025-12-01"},
        )
        step.insert(Training, {"person_id": person, "name": "Paralegal", "valid_until": "2025-12-02"})
        step.insert(
            RequirementItem,
            {"obh_id": obh, "period_id": period, "requirement_id": wanted, "state": "lengkap",
             "valid_until": "2025-12-03"},
        )  # fmt: skip

    full.change(add, ANYONE).result()
    told = {line.when: line.what for line in group(of(full), "berakhir").lines}
    assert told["1 Des 2025"] == "dokumen berakhir: Laporan 2024"
    assert told["2 Des 2025"] == f"sertifikat pelatihan berakhir · {_first_obh(full)}"
    assert told["3 Des 2025"].startswith("persyaratan berakhir: ")


def test_a_report_is_told_a_week_ahead(full: Book) -> None:
    (line,) = group(of(full), "laporan").lines
    assert (line.title, line.what, line.when) == (
        "Laporan triwulan contoh", "kepada BPHN", "26 Nov 2025, 2 hari kerja lagi",
    )  # fmt: skip


def test_unfinished_forms_are_named_in_words(book: Book) -> None:
    for kind, kept in (
        ("complaint", '{"word": "pengaduan"}'),
        ("obh", '{"word": "OBH", "title": "LBH Melati (contoh)", "is_new": false}'),
        ("jenis_baru", "{}"),
    ):
        save_draft(book, ANYONE, kind, None, kept, "title").result()
    titles = {line.title for line in group(of(book), "draf").lines}
    assert titles == {"Pengaduan baru", "OBH LBH Melati (contoh)", "Isian baru"}


def test_a_copy_that_failed_is_told_first(book: Book) -> None:
    remember_failure(book.path, DiskFull("Ruang di disk contoh tinggal 1 MB.", "Kosongkan ruang."))
    first = group(of(book), "cadangan").lines[0]
    assert first.title == "Cadangan terakhir gagal: Ruang di disk contoh tinggal 1 MB."
    assert first.what == "Kosongkan ruang."


def test_a_trial_restore_that_failed_is_told(book: Book) -> None:
    book.change(note_trial, ANYONE, is_good=False, sentence="1 lampiran contoh hilang.").result()
    assert group(of(book), "cadangan").lines[0].what == "1 lampiran contoh hilang."
    book.change(note_trial, ANYONE, is_good=True, sentence="Cocok.").result()
    assert "Uji" not in group(of(book), "cadangan").lines[0].title


def test_a_copy_is_asked_for_after_a_week(book: Book) -> None:
    assert group(of(book), "cadangan").lines[0].title == "Belum pernah dibuat cadangan di luar PC ini"
    book.change(note_copy, ANYONE).result()
    assert group(of(book, date(2000, 1, 1)), "cadangan").lines == ()
    assert "hari lalu" in group(of(book, date(2999, 1, 1)), "cadangan").lines[0].title


def test_accounts_without_recovery_codes_are_told_to_who_manages_the_office(book: Book) -> None:
    assert group(of(book), "akun").lines == ()
    book.change(lambda step: step.insert(AppUser, ADMIN), ANYONE).result()
    assert group(of(book), "akun").lines[0].title == "Kode pemulihan dua pejabat belum ada"
    reader = Actor(None, "Pengawas Contoh", "pengawas")
    assert group(book.read(board, reader, MONDAY).result(), "akun").lines == ()


def test_a_flood_of_late_ones_does_not_hide_today(book: Book) -> None:
    def flood(step: Step) -> None:
        for number in range(MOST_COUNTED + 20):
            complaint(step, f"L-{number:04}", "2025-11-03")
        complaint(step, "H-1", "2025-11-24")

    book.change(flood, ANYONE).result()
    day = of(book)
    late = group(day, "lewat")
    assert (len(late.lines), late.count_words) == (MOST, f"lebih dari {MOST_COUNTED}")
    assert [line.code for line in group(day, "hari_ini").lines] == ["H-1"]


def test_every_kind_of_line_has_a_room(full: Book) -> None:
    kinds = {
        line.kind for each in of(full).groups if each.key not in {"draf", "cadangan"} for line in each.lines
    }
    assert kinds <= set(ROOM_OF)


def test_whose_a_task_is_stands_on_its_line_and_others_can_be_left_out(book: Book) -> None:
    def furnish(step: Step) -> None:
        user = step.insert(AppUser, {"login": "dewi", "full_name": "Dewi Contoh", "role": "petugas"})
        common = {"source": "lainnya", "start_on": "2025-11-20", "due_on": "2025-11-24"}
        step.insert(Followup, common | {"code": "TL-1", "title": "Satu (contoh)", "owner_user_id": user})
        step.insert(Followup, common | {"code": "TL-2", "title": "Dua (contoh)", "owner_name": "Mitra"})

    book.change(furnish, ANYONE).result()
    today = date(2025, 11, 24)
    found = group(book.glance(board, ANYONE, today), "hari_ini").lines
    assert [(line.code, line.owner) for line in found] == [("TL-1", "Dewi Contoh"), ("TL-2", "Mitra")]
    dewi = Actor(1, "Dewi Contoh", "petugas")
    own = group(book.glance(board, dewi, today, only_own=True), "hari_ini").lines
    assert [line.code for line in own] == ["TL-1"]


def test_identities_past_their_day_are_one_line_for_who_keeps_the_office(book: Book) -> None:
    values = {"code": "ID-1", "retention_until": "2025-11-01"}
    book.change(lambda step: step.insert(Identity, values), ANYONE).result()
    today = date(2025, 11, 24)
    (line,) = group(book.glance(board, ANYONE, today), "retensi").lines
    assert line.title == "1 identitas melewati batas retensi"
    assert not group(book.glance(board, Actor(1, "Contoh", "petugas"), today), "retensi").lines


def _opened(step: Step, day: str, place: str = "Ruang layanan") -> None:
    step.insert(BoxOpening, {"opened_on": day, "box_place": place, "first_name": "A", "second_name": "B"})


def test_a_box_is_asked_for_until_it_was_opened_this_week(book: Book) -> None:
    assert not group(of(book), "kotak").lines
    book.change(_opened, ANYONE, "2025-11-05").result()
    book.change(_opened, ANYONE, "2025-11-18", "Lobi").result()
    first, second = group(of(book), "kotak").lines
    assert (first.title, first.what, first.when) == (
        "Kotak Ruang layanan",
        "terakhir dibuka 5 Nov 2025; 2 minggu terlewat",
        "28 Nov 2025, 4 hari kerja lagi",
    )  # fmt: skip
    assert (second.title, second.what) == ("Kotak Lobi", "terakhir dibuka 18 Nov 2025")
    assert second.kind in ROOM_OF
    book.change(_opened, ANYONE, "2025-11-24", "ruang layanan ").result()
    assert [line.title for line in group(of(book), "kotak").lines] == ["Kotak Lobi"]


def test_no_box_is_asked_for_in_a_week_without_work_or_when_it_is_used_no_more(book: Book) -> None:
    book.change(_opened, ANYONE, "2025-03-24").result()
    assert not group(of(book, date(2025, 4, 4)), "kotak").lines
    (line,) = group(of(book, date(2025, 4, 8)), "kotak").lines
    assert "terlewat" not in line.what
    assert not group(of(book, date(2025, 7, 7)), "kotak").lines
