"""One name put as an identity everywhere it can be, then sought in everything the program shows or writes."""

import io
import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import text

from berkas.engine import consents, identities, retention
from berkas.engine.exporting import export_listing
from berkas.engine.finding import find_records
from berkas.engine.issuing import draft
from berkas.engine.letters import begin_letter
from berkas.engine.lifeline import life_of
from berkas.engine.listing import ListRequest
from berkas.engine.lookup import RECORDS, choices_for
from berkas.engine.replies import record_reply
from berkas.engine.rulebook import Rulebook
from berkas.rooms.complaints.commands.intake import correct_reporter, reveal_reporter, save_complaint
from berkas.rooms.complaints.commands.letters import begin_notice
from berkas.rooms.complaints.commands.registers import save_request
from berkas.rooms.complaints.report.letters import complaint_letter_values, request_letter_values
from berkas.rooms.obh.commands import enter_recipient, save_case, save_obh, save_recipient
from berkas.rooms.obh.report.letters import obh_letter_values
from berkas.rooms.office.queries.keeping import journal_lines, trash_lines
from berkas.rooms.visits.commands import save_assessment, save_event, save_visit
from berkas.rooms.visits.report.letters import visit_letter_values
from berkas.shell import registry
from berkas.shell.cli import run
from berkas_db import tables
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.tables import Aspiration, Base, Followup, Identity, Recipient, Unit

CLERK = Actor(None, "Petugas contoh", "petugas")
NAME = "Contoh Rahasia Nama 7731"
NIK = "1971010101107731"
MARKS = ("Rahasia Nama", "7731", "Kampung Tersembunyi", "Ibu Terlindung")
PERSON = {
    "name": NAME, "alias_names": "Rahasia Nama", "birth_place": "Kampung Tersembunyi",
    "birth_on": "2009-05-01", "address": "Kampung Tersembunyi RT 7731", "phone": "0812 7731 7731",
    "email": "rahasia7731@contoh.id", "parent_names": "Ibu Terlindung",
    "guardian_name": "Wali Ibu Terlindung",
}  # fmt: skip
TODAY = date(2025, 6, 12)
RULES = Rulebook.load()
LIKES = ("LPR01", "LPR02", "LPR04", "LPR05", "LPR06", "LPR07", "LIN01", "LIN02", "LIN03", "LIN04", "LIN05",
         "LIN06", "LIN07", "LIP01", "LIP02", "LIP03", "LIP04", "LIP05", "LIP06")  # fmt: skip
ANSWERS = {
    "CON01": "ya", "CON02": "ya", "CON03": "ya", "CON04": "tidak", "CON07": "tidak", "IDN01": NAME,
    "KAS01": "1", "INT01": "tidak", "INT04": "ya", "INT05": "ya",
} | dict.fromkeys(LIKES, "4")  # fmt: skip

FLAGGED = {"INT01": "ya", "INT02": "Rp500.000", "INT04": "tidak", "INT05": "tidak"}
"""Payment was asked, the signature is not theirs, nobody came: these sheets open confidential follow-ups."""


def fill(book: Book) -> dict[str, int]:
    """An office with one person behind everything that can have one."""

    def do(command: Callable[..., Any], *args: object, actor: Actor = ANYONE, **more: object) -> Any:  # noqa: ANN401
        return book.change(command, actor, *args, **more).result().value

    new: dict[str, Any] = {"id": None, "version": None}
    unit = do(lambda step: step.insert(Unit, {"code": "LPKA-X", "name": "LPKA Contoh", "kind": "lpka"}))
    obh = do(save_obh, {"name": "LBH Melati (contoh)", "is_example": True}, **new)
    recipient = do(save_recipient, {"status": "tahanan", "unit_id": str(unit)}, **new)
    do(enter_recipient, recipient, PERSON)
    case = do(
        save_case,
        {"obh_id": str(obh), "service_kind": "pidana", "state": "berjalan", "title": "Pencurian (contoh)",
         "request_on": "2025-03-04", "request_form": "tertulis",
         "recipients": [{"recipient_id": str(recipient)}]},
        **new, reason="contoh",
    )  # fmt: skip
    who = {f"reporter_{key}": value for key, value in PERSON.items() if key in ("name", "address", "phone")}
    complaint = do(
        save_complaint,
        {"stream": "mutu_layanan", "unit_id": str(unit), "received_on": "2025-03-26", "channel": "surat",
         "complaint_class": "pengaduan_tidak_berkadar", "title": "Antrean (contoh)", "body": "Menunggu lama.",
         "is_anonymous": False, "reporter_role": "pelapor",
         "accused": [{"name": "Teradu Rahasia Nama", "position": "Petugas loket"}]} | who,
        **new,
    )  # fmt: skip
    request = do(
        save_request,
        {"received_on": "2025-03-26", "channel": "email", "information": "Data (contoh)"} | who,
        **new, reason="contoh",
    )  # fmt: skip
    visit = do(
        save_visit,
        {"title": "Monev (contoh)", "state": "terlaksana", "from_date": "2025-06-12",
         "purposes": ("monev_bankum",),
         "places": [{"kind": "upt", "unit_id": str(unit), "on_date": "2025-06-12"}],
         "traces": [{"recipient_id": str(recipient), "result": "ditemukan"}]},
        **new, reason="contoh",
    )  # fmt: skip
    for number in (1, 2, 3):
        do(
            save_assessment,
            {"instrument": "monev_litigasi", "obh_id": obh, "visit_id": visit, "interview_on": "2025-06-12",
             "respondent_code": f"R-0{number}", "mode": "tatap_muka"}
            | ({"recipient_id": recipient} if number == 1 else {}),
            ANSWERS | FLAGGED | {"IDN01": NAME if number < 3 else "R-03"}, reason="contoh",
        )  # fmt: skip
    event = do(
        save_event,
        {"title": "Penyuluhan (contoh)", "on_date": "2025-06-12", "kind": "penyuluhan", "place": "Balai"},
        **new, reason="contoh",
    )  # fmt: skip
    witness = do(identities.put, PERSON | {"protection": "anak_saksi"})
    do(lambda step: step.insert(Aspiration, {"code": "ASP-1", "event_id": event, "on_date": "2025-06-12",
                                             "identity_id": witness, "text": "Usul (contoh)"}))  # fmt: skip
    letters: tuple[tuple[str, int, Callable[..., dict[str, str]]], ...] = (
        ("pemberitahuan_monev", visit, visit_letter_values),
        ("siaran_pers_monev", visit, visit_letter_values),
        ("klarifikasi_pbh", obh, obh_letter_values),
        ("jawaban_pengaduan", complaint, complaint_letter_values),
    )
    for key, about, values in letters:
        filled = book.read(lambda session, of=values, id_=about: of(session, id_, TODAY)).result()
        letter = do(begin_letter, key, filled, TODAY, about_id=about)
        do(record_reply, letter, {"sender": "Unit contoh", "received_on": "2025-06-12", "subject": "Jawaban"})
    do(begin_notice, request, book.read(request_letter_values, request, TODAY).result(), TODAY)
    do(consents.record_consent, witness, {"purpose": "wawancara", "state": "diberikan"})
    do(correct_reporter, complaint, {"name": NAME, "nik": NIK}, "Salah ketik")
    do(reveal_reporter, complaint, "Menyampaikan jawaban", actor=CLERK)
    rule = {"active_years": 0, "inactive_years": 0, "disposition": "musnah", "legal_basis": "JRA contoh"}
    for kind in ("aspirasi", "wawancara"):
        do(retention.save_rule, kind, rule)
    do(retention.make_list)
    return {"recipient": recipient, "case": case, "complaint": complaint, "request": request, "visit": visit}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    path = tmp_path_factory.mktemp("kantor") / "kantor.berkas"
    with Book.create(path, office_name="Kantor Wilayah Contoh") as book:
        fill(book)
        yield book


def assert_apart(words: object, where: str) -> None:
    """No mark of the person stands there, in any capitals."""
    said = str(words).casefold()
    found = [mark for mark in MARKS if mark.casefold() in said]
    assert found == [], f"{where}: {found}"


def test_the_person_is_really_there_and_protected(filled: Book) -> None:
    rows = filled.glance(lambda s: s.query(Identity).all())
    assert len(rows) >= 4
    assert {row.protection for row in rows if row.birth_on} == {"anak", "anak_saksi"}
    assert all(row.name for row in rows)


def test_nothing_but_the_vault_holds_who_somebody_is(filled: Book) -> None:
    """Every text column of every table, who is complained about included; the journal keeps its past.

    The text of an instrument is nobody's, and holds numbers of many figures.
    """
    own = {"identity", "journal_value", "instrument_version"}

    def holding(session: Any) -> list[str]:  # noqa: ANN401  a session
        found: list[str] = []
        for name, table in sorted(Base.metadata.tables.items()):
            if name in own:
                continue
            for column in table.columns:
                if column.name.endswith(("uid", "sha256")):
                    continue  # drawn by lot: four figures in a row come about by themselves
                for mark in MARKS:
                    question = f'SELECT count(*) FROM "{name}" WHERE instr(lower("{column.name}"), :mark) > 0'
                    if session.execute(text(question), {"mark": mark.casefold()}).scalar():
                        found.append(f"{name}.{column.name}")
        return found

    assert filled.glance(holding) == []


def test_only_the_identitys_own_search_tables_know_the_name(filled: Book) -> None:
    def hits(session: Any) -> set[str]:  # noqa: ANN401  a session
        names = session.execute(
            text("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'")
        ).scalars()
        question = 'SELECT count(*) FROM "{0}" WHERE "{0}" MATCH \'"tersembunyi"\''
        return {name for name in names if session.execute(text(question.format(name))).scalar()}

    assert filled.glance(hits) <= {"identity_fts", "identity_trigram"}
    for words in (NAME, "tersembunyi", NIK, "7731"):
        assert filled.glance(find_records, ANYONE, words) == [], words


def test_no_list_shows_or_exports_it(filled: Book, tmp_path: Path) -> None:
    for word, listing in registry.lists().items():
        rows = filled.read(lambda s, listing=listing: list(listing.walk(s, ListRequest()))).result()
        assert_apart(rows, f"daftar {word}")
        for suffix in ("xlsx", "csv"):
            path = tmp_path / f"{word}.{suffix}"
            export_listing(filled, listing, ListRequest(), (), path, title=word, actor=ANYONE)
            assert_apart(_bytes_of(path), path.name)


def _bytes_of(path: Path) -> str:
    if path.suffix != ".xlsx":
        return path.read_text("utf-8-sig")
    with zipfile.ZipFile(path) as packed:
        return " ".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


@pytest.mark.parametrize("key", sorted(registry.document_kinds()))
def test_no_paper_says_it(filled: Book, key: str) -> None:
    kind = registry.document_kinds()[key]
    for subject in filled.read(kind.subjects).result()[:3]:
        assert_apart((subject.key, subject.title), f"{key}: nama berkas")
        try:
            pdf = draft(filled, RULES, kind, subject, TODAY)
        except Refused:
            continue
        read = PdfReader(io.BytesIO(pdf))
        said = " ".join(page.extract_text() for page in read.pages)
        if key not in ACCUSED_NAMED:
            assert_apart(said, key)
        else:
            assert_apart(said.replace("Teradu Rahasia Nama", ""), key)
        assert_apart(read.metadata, f"{key}: metadata")


@pytest.mark.parametrize(
    "key", sorted(key for key, kind in registry.document_kinds().items() if kind.docx is not None)
)
def test_no_file_for_a_word_processor_says_it(filled: Book, tmp_path: Path, key: str) -> None:
    kind = registry.document_kinds()[key]
    assert kind.docx is not None
    for number, subject in enumerate(filled.read(kind.subjects).result()):
        try:
            values = filled.read(kind.gather, RULES, subject, TODAY).result()
        except Refused:
            continue
        path = tmp_path / f"{number}.docx"
        path.write_bytes(kind.docx(values))
        with zipfile.ZipFile(path) as packed:
            said = " ".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
        # Word cuts a sentence into runs: the marks are sought in the words alone
        assert_apart(re.sub(r"<[^>]+>", "", said), f"{key}.docx")


ACCUSED_NAMED = frozenset({"berkas-pengaduan"})
"""Papers inside the office that must say who is complained about; never the register or what leaves."""


def test_no_label_history_or_choice_says_it(filled: Book) -> None:
    assert_apart(filled.glance(journal_lines), "riwayat")
    assert_apart(filled.undo_list(ANYONE), "langkah")
    assert_apart(filled.glance(trash_lines), "sampah")
    for source in RECORDS:
        assert_apart(filled.glance(choices_for, source, ""), f"pilihan {source}")
        assert_apart(filled.glance(choices_for, source, "rahasia nama"), f"pilihan {source}")
    identity_uids = filled.glance(lambda s: [row.uid for row in s.query(Identity).all()])
    for uid in identity_uids:
        assert_apart(filled.glance(life_of, Identity, uid, identities.FIELDS), "riwayat identitas")
    recipient = filled.glance(lambda s: s.query(Recipient).one().uid)
    assert_apart(filled.glance(life_of, Recipient, recipient, ()), "riwayat penerima")


def test_the_command_line_and_its_log_do_not_say_it(
    filled: Book, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    said = io.StringIO()
    with caplog.at_level(logging.DEBUG), redirect_stdout(said), redirect_stderr(said):
        for word in registry.lists():
            for more in ((), ("--json",)):
                run(["list", str(filled.path), word, *more])
    assert said.getvalue()
    assert_apart(said.getvalue(), "berkas list")
    assert_apart(caplog.text, "log")
    del tmp_path


PERSONAL_NAMES = ("nik", "birth", "parent_name", "guardian", "alias_names", "religion", "marital")
"""Parts of column names that only a person has."""
ELSEWHERE = {
    # people who act for an office or a PBH in public: their names stand on papers by their duty
    "person.nik", "training.nik",
    # older consents kept a guardian here; written no more, emptied when anonymised
    "consent.guardian_name", "consent.guardian_relation", "consent.guardian_is_officer",
}  # fmt: skip


def test_no_other_table_has_a_column_for_it() -> None:
    found = {
        f"{name}.{column.name}"
        for name, table in Base.metadata.tables.items()
        if name != "identity"
        for column in table.columns
        if any(part in column.name for part in PERSONAL_NAMES)
        and not any(other in column.name for other in ("juknik", "teknik", "klinik"))
    }
    assert found <= ELSEWHERE
    assert tables.Complainant.__table__.c.identity_id.nullable is False


def test_what_respondents_told_is_followed_up_in_confidence(filled: Book) -> None:
    """A flag has its own date, and in every list neither who said it nor what was said."""
    rows = filled.glance(lambda s: s.query(Followup).filter(Followup.source == "wawancara").all())
    assert len(rows) == 3 * 3, "payment, signature not theirs, not accompanied: once for each sheet"
    assert all(row.is_secret and row.due_on and row.finding_id for row in rows)
    assert {row.title for row in rows}.isdisjoint({"", "Tindak lanjut rahasia"})
    told = {row.title for row in rows} | {"R-01", "R-02", "R-03"}
    for word in ("followups", "findings", "due"):
        if (listing := registry.lists().get(word)) is None:
            continue
        lines = filled.read(lambda s, listing=listing: list(listing.walk(s, ListRequest()))).result()
        said = [cell for line in lines for cell in line if any(each in str(cell) for each in told)]
        assert said == [], word
    for key in ("lembar-tindak-lanjut", "daftar-tindak-lanjut"):
        if (kind := registry.document_kinds().get(key)) is None:
            continue
        for subject in filled.read(kind.subjects).result():
            assert not any(each in f"{subject.key} {subject.title}" for each in told)
