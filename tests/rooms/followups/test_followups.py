"""Follow-ups from finding to closing: owner, date, notes, and somebody else who closes."""

import io
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import text

from berkas.engine.due import open_dues
from berkas.engine.issuing import Subject, draft
from berkas.engine.listing import Listing, ListRequest
from berkas.engine.rulebook import Rulebook
from berkas.rooms.followups import commands
from berkas.rooms.followups.queries import LISTS, load_followup, origin_of, waiting
from berkas.rooms.followups.report import OFFICE_PAPERS, SLIP
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.tables import Finding, Followup

CLERK = Actor(1, "Petugas Contoh", "petugas")
HEAD = Actor(2, "Pimpinan Contoh", "pimpinan")
TASK = {"title": "Pasang alur pengaduan (contoh)", "task": "Cetak dan pasang di ruang layanan.",
        "source": "ombudsman", "unit_id": "1", "owner_user_id": "1", "start_on": "2025-06-02",
        "due_on": "2025-06-13"}  # fmt: skip
FINDING = {"title": "Alur belum dipasang (contoh)", "text": "Tidak ada alur di ruang layanan.",
           "source": "ombudsman", "unit_id": "1", "found_on": "2025-06-02",
           "due_on": "2025-06-13"}  # fmt: skip


def change(book: Book, command: Any, *args: object, actor: Actor = ANYONE, **more: object) -> Any:  # noqa: ANN401
    return book.change(command, actor, *args, **more).result().value


def task(book: Book, **more: object) -> int:
    return change(book, commands.save_followup, TASK | more, id=None, version=None)


def row(book: Book, id_: int) -> Followup:
    found = book.glance(lambda session: session.get(Followup, id_))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"owner_user_id": None}, "Isi penanggung jawab"),
        ({"due_on": "2025-06-01"}, "Batas waktu tidak boleh sebelum mulai"),
        ({"title": None}, "Judul wajib diisi"),
    ],
)
def test_a_task_without_owner_or_sense_is_refused(book: Book, values: dict, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        task(book, **values)


def test_somebody_else_closes(book: Book) -> None:
    id_ = task(book)
    change(book, commands.save_followup, {"notes": [{"on_date": "2025-06-04", "text": "Alur dicetak."}]},
           id=id_, version=None, actor=CLERK)  # fmt: skip
    assert row(book, id_).status == "sedang_ditindaklanjuti"
    change(book, commands.report_done, id_, "Alur terpasang.", actor=CLERK)
    with pytest.raises(Refused, match="tidak berhak"):
        change(book, commands.close_followup, id_, "terpasang", actor=CLERK)
    boss_task = task(book, owner_user_id="2")
    with pytest.raises(Refused, match="ditutup orang lain"):
        change(book, commands.close_followup, boss_task, "terpasang", actor=HEAD)
    change(book, commands.close_followup, id_, "Foto alur dilihat.", actor=HEAD)
    closed = row(book, id_)
    assert (closed.status, closed.closed_by_id) == ("selesai", 2)
    notes = book.glance(load_followup, id_).values["notes"]
    assert [note["text"] for note in notes] == ["Alur dicetak.", "Alur terpasang.", "Foto alur dilihat."]
    with pytest.raises(Refused, match="sudah ditutup"):
        change(book, commands.report_done, id_, "lagi", actor=CLERK)
    change(book, commands.reopen_followup, id_, "Alur hilang.", actor=HEAD)
    assert row(book, id_).status == "sedang_ditindaklanjuti"


def test_without_users_the_closer_is_named_and_is_not_the_owner(book: Book) -> None:
    id_ = task(book, owner_user_id=None, owner_name="Siti Contoh")
    with pytest.raises(Refused, match="Tulis nama orang yang menutup"):
        change(book, commands.close_followup, id_, "selesai")
    with pytest.raises(Refused, match="ditutup orang lain"):
        change(book, commands.close_followup, id_, "selesai", closer=" siti contoh")
    change(book, commands.close_followup, id_, "dilihat", closer="Budi Contoh")
    assert row(book, id_).close_note == "Budi Contoh: dilihat"


def test_a_finding_is_closed_with_its_last_task(book: Book) -> None:
    finding = change(book, commands.save_finding, FINDING, id=None, version=None)
    first = change(book, commands.followup_of_finding, finding, "Siti Contoh")
    second = change(book, commands.followup_of_finding, finding, "Ani Contoh")
    assert row(book, first).due_on == "2025-06-13"

    def state() -> str:
        return book.glance(lambda session: session.get_one(Finding, finding).status)

    change(book, commands.close_followup, first, "dilihat", actor=HEAD)
    assert state() == "sedang_ditindaklanjuti"
    change(book, commands.close_followup, second, "dilihat", actor=HEAD)
    assert state() == "selesai"


def test_what_is_late_is_counted_and_listed(book: Book) -> None:
    task(book)
    task(book, title="Rahasia sekali (contoh)", is_secret=True, due_on="2025-06-12")
    assert book.read(waiting, date(2025, 6, 16)).result() == 2
    lines = book.read(open_dues, date(2025, 6, 16)).result()
    assert [(line.kind, line.title, line.left) for line in lines] == [
        ("followup", "Tindak lanjut rahasia", -2),
        ("followup", TASK["title"], -1),
    ]


SORTS = [(listing, column.key) for listing in LISTS.values() for column in listing.columns if column.sortable]


@pytest.mark.parametrize(("listing", "key"), SORTS, ids=[key for _listing, key in SORTS])
def test_a_sort_needs_no_sorting(book: Book, listing: Listing, key: str) -> None:
    statement = listing.question(ListRequest(sort=key)).compile(compile_kwargs={"literal_binds": True})
    plan = book.glance(lambda s: repr(s.execute(text(f"EXPLAIN QUERY PLAN {statement}")).all()))
    assert "TEMP B-TREE" not in plan, plan


def test_the_list_tells_owner_and_place(book: Book) -> None:
    task(book)
    listing = LISTS["followups"]
    ids = book.read(listing.ids, ListRequest(filters={"open": True})).result()
    (shown,) = book.glance(listing.rows, list(ids)).values()
    assert "Petugas Contoh" in shown
    assert "Lapas Kelas IIA Contoh" in shown
    assert "13 Jun 2025" in shown


def test_the_slip_shows_the_days_until_the_limit(book: Book) -> None:
    task(book)
    subject = book.read(SLIP.find, row(book, 1).code).result()
    pdf = draft(book, Rulebook.load(), SLIP, subject, date(2025, 6, 3))
    words = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)
    for wanted in (
        "LEMBAR TINDAK LANJUT",
        "Petugas Contoh",
        "Jumat, 13 Juni 2025",
        "Cetak dan pasang",
        "batas",
    ):
        assert wanted in words, wanted
    assert "DRAF" not in words


def test_a_secret_task_is_found_by_its_code_but_not_by_its_title(book: Book) -> None:
    secret = task(book, title="Selidiki pungutan (contoh)", is_secret=True)
    for typed, wanted in (("pungutan", []), (row(book, secret).code, [secret])):
        assert list(book.read(LISTS["followups"].ids, ListRequest(text=typed)).result()) == wanted
    told = task(book, title="Pasang pungutan nol (contoh)")
    assert list(book.read(LISTS["followups"].ids, ListRequest(text="pungutan")).result()) == [told]


def test_the_recap_lists_open_tasks_by_owner_and_hides_secrets(book: Book) -> None:
    task(book, title="Selidiki pungutan (contoh)", is_secret=True, task="Datangi tempat.")
    task(book, title="Pasang papan (contoh)", owner_user_id=None, owner_name="Dewi Contoh")
    texts: dict[str, str] = {}
    for kind in OFFICE_PAPERS:
        pdf = draft(book, Rulebook.load(), kind, Subject("KANTOR", "Kantor"), date(2025, 6, 12))
        texts[kind.key] = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
        assert "pungutan" not in texts[kind.key]
        assert "Pasang papan" in texts[kind.key]
    recap = " ".join(texts["rekap-tindak-lanjut"].split())
    assert "2 tugas masih terbuka" in recap
    assert "Dewi Contoh (1)" in recap


def test_a_task_leads_to_where_it_comes_from(book: Book) -> None:
    finding = change(book, commands.save_finding, FINDING, id=None, version=None)
    made = change(book, commands.followup_of_finding, finding, "Dewi Contoh")
    assert book.glance(origin_of, made) == ("followups", "finding", finding)
    assert book.glance(origin_of, task(book)) is None
