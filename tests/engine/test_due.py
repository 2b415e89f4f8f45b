"""Due dates of complaints over real books: events, pauses, extensions, rule changes, holidays."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from berkas.engine import due
from berkas.engine.due import Happening
from berkas.engine.rulebook import Rulebook
from berkas.rules.clocks import DeadlineError
from berkas.rules.vocabulary import ComplaintEvent as Kind
from berkas.rules.vocabulary import DueState
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import Refused
from berkas_db.tables import (
    ClockOverride,
    Complaint,
    ComplaintEvent,
    Due,
    HolidayExtra,
    LegalCase,
    Letter,
    Obh,
    Office,
    PpidRequest,
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "kantor.berkas", office_name="Kantor Wilayah Contoh") as made:
        yield made


def complaint(
    step: Step, cls: str = "pengaduan_tidak_berkadar", on: str = "2025-03-26", **more: object
) -> int:
    version = due.version_on(step.session, cls, date.fromisoformat(on))
    values = {
        "number": f"P-{cls}-{on}", "received_on": on, "channel": "surat", "stream": "mutu_layanan",
        "complaint_class": cls, "title": "Antrean loket (contoh)", "body": "Antrean terlalu lama.",
        "clock_key": cls, "clock_version": version.key,
    }  # fmt: skip
    id_ = step.insert(Complaint, values | more)
    happen(step, id_, "diterima", on)
    return id_


def happen(step: Step, complaint_id: int, kind: str, on: str, **more: object) -> None:
    step.insert(ComplaintEvent, {"complaint_id": complaint_id, "kind": kind, "on_date": on} | more)


def letter(step: Step, complaint_id: int) -> int:
    return step.insert(
        Letter,
        {
            "direction": "keluar",
            "number": "W.7-UM-1",
            "year": 2025,
            "subject": "Jeda",
            "complaint_id": complaint_id,
        },
    )


def kept(step: Step, id_: int) -> dict[str, str | None]:
    due.keep(step, due.complaint_case(step.session, id_))
    rows = step.session.query(Due).filter(Due.complaint_id == id_).order_by(Due.sort)
    return {row.step_key: row.due_on for row in rows}


def change(book: Book, command: Callable[..., Any], *args: object) -> Any:  # noqa: ANN401
    return book.change(command, ANYONE, *args).result().value


def test_a_received_complaint_has_its_due_dates_and_the_next_one(book: Book) -> None:
    def command(step: Step) -> tuple[dict[str, str | None], int]:
        id_ = complaint(step)
        return kept(step, id_), id_

    rows, id_ = change(book, command)
    assert rows["penyelesaian"] == "2025-04-25"  # the worked example: 14 working days over Idulfitri
    assert rows["tindak_lanjut"] is None
    row = book.glance(lambda s: s.get(Complaint, id_))
    assert row is not None
    assert row.next_step == "Verifikasi dan penyaluran"
    assert row.next_due_on == rows["verifikasi"]


def test_a_fulfilled_step_gives_way_to_the_next(book: Book) -> None:
    def command(step: Step) -> Complaint | None:
        id_ = complaint(step)
        happen(step, id_, "diteruskan", "2025-03-27")
        kept(step, id_)
        return step.session.get(Complaint, id_)

    row = change(book, command)
    assert row.next_step == "Tindak lanjut awal oleh satuan kerja"


def test_a_pause_moves_the_date_and_needs_a_document(book: Book) -> None:
    def command(step: Step) -> tuple[str | None, str | None]:
        id_ = complaint(step)
        before = kept(step, id_)["penyelesaian"]
        paper = letter(step, id_)
        happen(step, id_, "jeda_mulai", "2025-04-09", note="menunggu hasil laboratorium", letter_id=paper)
        assert kept(step, id_)["penyelesaian"] is None
        happen(step, id_, "jeda_selesai", "2025-04-10")
        return before, kept(step, id_)["penyelesaian"]

    before, after = change(book, command)
    assert (before, after) == ("2025-04-25", "2025-04-29")

    def without(step: Step) -> None:
        id_ = complaint(step, on="2025-05-05")
        happen(step, id_, "jeda_mulai", "2025-05-06", note="tanpa surat")
        kept(step, id_)

    with pytest.raises(Refused, match="alasan dan dokumen"):
        change(book, without)


def test_a_new_rule_leaves_older_complaints_on_theirs(book: Book) -> None:
    text = (
        Path(__file__)
        .parents[2]
        .joinpath("resources/clocks/pengaduan_tidak_berkadar.toml")
        .read_text("utf-8")
    )
    newer = (
        text.replace('"praktik_sp4n"', '"aturan_baru"')
        .replace("hari = 14", "hari = 7")
        .replace("keyakinan", "berlaku_mulai = 2025-06-01\nkeyakinan", 1)
    )

    def command(step: Step) -> tuple[str | None, str | None]:
        old = complaint(step, on="2025-05-26")
        before = kept(step, old)["penyelesaian"]
        step.insert(
            ClockOverride,
            {
                "class_key": "pengaduan_tidak_berkadar", "clock_version": "aturan_baru", "title": "Baru",
                "valid_from": "2025-06-01",
                "canonical_text": newer, "sha256": "0" * 64, "status": "rumusan_kantor",
                "installed_at": step.now,
            },
        )  # fmt: skip
        assert kept(step, old)["penyelesaian"] == before
        return before, kept(step, complaint(step, on="2025-06-02"))["penyelesaian"]

    before, after = change(book, command)
    assert before == "2025-06-19"
    assert after == "2025-06-13"


def test_a_holiday_that_comes_later_moves_open_dates_only_once(book: Book) -> None:
    def make(step: Step) -> tuple[int, int]:
        running, answered = complaint(step, on="2025-08-04"), complaint(step, on="2025-08-05")
        happen(step, answered, "dijawab", "2025-08-06")
        kept(step, answered)
        kept(step, running)
        return running, answered

    running, answered = change(book, make)
    before = {row.id: row.due_on for row in book.glance(lambda s: s.query(Due).all())}

    def closure(step: Step) -> int:
        step.insert(HolidayExtra, {"on_date": "2025-08-12", "name": "Kantor tutup", "kind": "tutup_kantor",
                                   "decree": "SE contoh"})  # fmt: skip
        return due.recompute_open(step)

    assert change(book, closure) == 2
    after = {
        row.id: (row.complaint_id, row.step_key, row.due_on)
        for row in book.glance(lambda s: s.query(Due).all())
    }
    moved = [after[id_] for id_ in after if after[id_][2] != before[id_]]
    assert [(row[0], row[1]) for row in moved] == [(answered, "tanggapan_pelapor"), (running, "penyelesaian")]
    assert change(book, due.recompute_open) == 0


def test_recomputing_agrees_with_counting_each_case_anew(book: Book) -> None:
    def command(step: Step) -> tuple[dict[str, str | None], dict[str, str | None]]:
        id_ = complaint(step)
        happen(step, id_, "jeda_mulai", "2025-04-09", note="menunggu", letter_id=letter(step, id_))
        happen(step, id_, "jeda_selesai", "2025-04-10")
        kept(step, id_)
        step.update(Office, 1, {"working_week": "123456"})
        due.recompute_open(step)
        rows = step.session.query(Due).filter(Due.complaint_id == id_)
        quick = {row.step_key: row.due_on for row in rows}
        step.session.expire_all()
        return quick, kept(step, id_)

    quick, anew = change(book, command)
    assert quick == anew


def test_a_holiday_moves_requests_for_information_and_for_aid_too(book: Book) -> None:
    def make(step: Step) -> tuple[int, int]:
        version = due.version_on(step.session, "ppid", date(2025, 8, 4))
        request = {
            "number": "PPID-1", "received_on": "2025-08-04", "channel": "surat",
            "information": "Laporan (contoh)", "clock_version": version.key,
        }  # fmt: skip
        asked = step.insert(PpidRequest, request)
        due.keep(step, due.ppid_case(step.session, asked))
        obh = step.insert(Obh, {"code": "OBH-C", "name": "LBH Contoh"})
        waiting = {
            "code": "P-1", "title": "Perkara contoh", "completed_on": "2025-08-08", "obh_id": obh,
            "service_kind": "pidana", "request_on": "2025-08-08", "request_form": "tertulis",
            "answer_due_on": due.answer_due(step.session, "2025-08-08"),
        }  # fmt: skip
        case = step.insert(LegalCase, waiting)
        return asked, case

    asked, case = change(book, make)
    before = book.glance(lambda s: s.get_one(PpidRequest, asked)).next_due_on
    assert book.glance(lambda s: s.get_one(LegalCase, case)).answer_due_on == "2025-08-13"

    def closure(step: Step) -> int:
        step.insert(HolidayExtra, {"on_date": "2025-08-12", "name": "Kantor tutup", "kind": "tutup_kantor",
                                   "decree": "SE contoh"})  # fmt: skip
        return due.recompute_open(step)

    assert change(book, closure) == 2
    assert (before, book.glance(lambda s: s.get_one(PpidRequest, asked)).next_due_on) == (
        "2025-08-19",
        "2025-08-20",
    )
    assert book.glance(lambda s: s.get_one(LegalCase, case)).answer_due_on == "2025-08-14"
    assert change(book, due.recompute_open) == 0


def test_a_year_without_a_decree_warns_until_the_office_names_one(book: Book) -> None:
    def cautions() -> list[str]:
        calendar = book.glance(due.calendar_of)
        return [one.message for one in calendar.cautions(date(2028, 1, 3), date(2028, 2, 3))]

    assert [words for words in cautions() if "Hari libur tahun 2028 belum tercatat" in words]
    change(book, due.declare_year, 2028, "SKB contoh")
    assert cautions() == []
    assert book.glance(due.declared_years) == {2028: "SKB contoh"}
    change(book, due.declare_year, 2028, "")
    assert cautions()


def test_a_closed_complaint_owes_nothing_and_reopening_sets_the_answer_running(book: Book) -> None:
    def command(step: Step) -> tuple[str | None, str | None]:
        id_ = complaint(step)
        happen(step, id_, "diteruskan", "2025-03-27")
        happen(step, id_, "dijawab", "2025-04-10")
        happen(step, id_, "ditutup", "2025-04-11")
        kept(step, id_)
        closed = step.session.get(Complaint, id_).next_step  # type: ignore[union-attr]
        happen(step, id_, "dibuka_kembali", "2025-04-14")
        kept(step, id_)
        step.session.expire_all()
        return closed, step.session.get(Complaint, id_).next_step  # type: ignore[union-attr]

    assert change(book, command)[0] is None
    calendar = Rulebook.load().calendar()
    version = Rulebook.load().clock("pengaduan_tidak_berkadar").version_on(date(2025, 3, 26))
    events = [
        Happening(Kind.DITERIMA, date(2025, 3, 26)),
        Happening(Kind.DIJAWAB, date(2025, 4, 10)),
        Happening(Kind.DITUTUP, date(2025, 4, 11)),
        Happening(Kind.DIBUKA_KEMBALI, date(2025, 4, 14)),
    ]
    plans = {one.step.key: one for one in due.plan(version, events, calendar)}
    assert plans["penyelesaian"].state(date(2025, 4, 28), calendar) is DueState.TERLAMBAT
    assert due.next_open(plans.values()) is not None


def test_pauses_come_one_after_the_other() -> None:
    begun = Happening(Kind.JEDA_MULAI, date(2025, 1, 6), note="a", document="b")
    with pytest.raises(DeadlineError, match="belum diakhiri"):
        due.pauses_of([begun, begun])
    with pytest.raises(DeadlineError, match="Tidak ada jeda"):
        due.pauses_of([Happening(Kind.JEDA_SELESAI, date(2025, 1, 6))])


def test_a_preview_counts_what_is_typed_and_waits_for_the_rest(book: Book) -> None:
    seen = book.glance(due.preview, "pengaduan_tidak_berkadar", date(2025, 3, 26))
    by_step = {one.step.key: one for one in seen.dues}
    assert by_step["penyelesaian"].due == date(2025, 4, 25)
    assert by_step["tindak_lanjut"].due is None
    assert seen.first is not None
    assert seen.first.step.key == "verifikasi"


def test_a_class_with_two_readings_shows_both(book: Book) -> None:
    seen = book.glance(due.preview, "uu25_2009", date(2025, 3, 26), service_on=date(2025, 3, 20))
    assert [one.alternative for one in seen.dues if one.step.key == "tanggapan_awal"] == [False, True]


def test_open_dues_come_earliest_first_and_hide_what_is_restricted(book: Book) -> None:
    def command(step: Step) -> None:
        kept(step, complaint(step, on="2025-08-05"))
        kept(step, complaint(step, on="2025-08-04", is_restricted=True))
        done = complaint(step, on="2025-08-06")
        happen(step, done, "dijawab", "2025-08-07")
        happen(step, done, "ditutup", "2025-08-08")
        kept(step, done)

    change(book, command)
    lines = book.read(due.open_dues, date(2025, 8, 8)).result()
    assert [line.title for line in lines] == ["Pengaduan rahasia", "Antrean loket (contoh)"]
    assert [line.left for line in lines] == [-1, 0]
    assert book.read(due.count_late, date(2025, 8, 8)).result() == 1
