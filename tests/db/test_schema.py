"""The migration and the table classes say the same; every table keeps the house rules."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from tests.db.raw_schema import FOLDER, Bare, bare_book

from berkas.rules import vocabulary
from berkas_db import tables
from berkas_db.tables import system

METADATA = tables.Base.metadata
SYSTEM = {
    value.__tablename__
    for value in vars(system).values()
    if isinstance(value, type) and issubclass(value, tables.Base) and value is not tables.Base
}
OURS = sorted(set(METADATA.tables) - SYSTEM)

# Where the program branches on a word, the book accepts exactly the words of the enum.
WORDS = [
    ("term", "confidence", vocabulary.Confidence),
    ("ministry", "confidence", vocabulary.Confidence),
    ("regency", "confidence", vocabulary.Confidence),
    ("result_band", "confidence", vocabulary.Confidence),
    ("office", "paper", vocabulary.PageSize),
    ("office", "child_override_role", vocabulary.Role),
    ("position_held", "capacity", vocabulary.SigningCapacity),
    ("holiday_extra", "kind", vocabulary.HolidayKind),
    ("unit_head", "capacity", vocabulary.SigningCapacity),
    ("issued_document", "state", vocabulary.IssuedState),
    ("letter", "signing_capacity", vocabulary.SigningCapacity),
    ("reporting_duty", "rhythm", vocabulary.Rhythm),
    ("reporting_duty", "confidence", vocabulary.Confidence),
    ("report_sent", "state", vocabulary.DutyState),
    ("accreditation_period", "confidence", vocabulary.Confidence),
    ("category_rule", "category", vocabulary.AccreditationCategory),
    ("category_rule", "confidence", vocabulary.Confidence),
    ("accreditation", "category", vocabulary.AccreditationCategory),
    ("accreditation", "result", vocabulary.AccreditationResult),
    ("accreditation_stage", "stage", vocabulary.AccreditationStage),
    ("requirement", "confidence", vocabulary.Confidence),
    ("requirement_item", "state", vocabulary.Completeness),
    ("person", "sex", vocabulary.Sex),
    ("obh_person", "role", vocabulary.WorkerKind),
    ("identity", "sex", vocabulary.Sex),
    ("consent", "state", vocabulary.Consent),
    ("realisation", "system", vocabulary.RealisationSystem),
    ("tariff", "service_kind", vocabulary.ServiceKind),
    ("tariff", "confidence", vocabulary.Confidence),
    ("sanction", "kind", vocabulary.Sanction),
    ("official_score", "part", vocabulary.BudgetPart),
    ("recipient", "status", vocabulary.PersonStatus),
    ("recipient", "sex", vocabulary.Sex),
    ("recipient", "vulnerable_group", vocabulary.VulnerableGroup),
    ("case_packet", "service_kind", vocabulary.ServiceKind),
    ("legal_case", "service_kind", vocabulary.ServiceKind),
    ("legal_case", "state", vocabulary.CaseState),
    ("legal_case", "request_form", vocabulary.RequestForm),
    ("case_recipient", "status_then", vocabulary.PersonStatus),
    ("case_person", "role", vocabulary.WorkerKind),
    ("reimbursement", "state", vocabulary.ReimbursementState),
    ("reimbursement_event", "state", vocabulary.ReimbursementState),
    ("visit", "state", vocabulary.VisitState),
    ("visit_purpose", "purpose", vocabulary.VisitPurpose),
    ("trace", "result", vocabulary.TraceResult),
    ("paper_form", "page", vocabulary.PageSize),
    ("paper_form", "state", vocabulary.FormState),
    ("assessment", "state", vocabulary.AssessmentState),
    ("assessment", "mode", vocabulary.InterviewMode),
    ("assessment", "scored_pass", vocabulary.AnswerPass),
    ("answer", "answer_pass", vocabulary.AnswerPass),
    ("answer", "missing", vocabulary.Missing),
    ("keying", "answer_pass", vocabulary.AnswerPass),
    ("keying_difference", "settled", vocabulary.SettledBy),
    ("keying_sample", "outcome", vocabulary.SampleOutcome),
    ("score", "kind", vocabulary.FigureKind),
    ("round_stage", "stage", vocabulary.AwardStage),
    ("award_entry", "stage", vocabulary.AwardStage),
    ("award_entry", "result", vocabulary.AwardResult),
    ("entry_member", "role", vocabulary.SignerRole),
    ("sign_off", "role", vocabulary.SignerRole),
    ("evidence", "kind", vocabulary.EvidenceKind),
    ("complaint", "stream", vocabulary.ComplaintStream),
    ("complaint", "complaint_class", vocabulary.ComplaintClass),
    ("complaint", "status", vocabulary.ComplaintStatus),
    ("complaint", "vulnerable_group", vocabulary.VulnerableGroup),
    ("complaint", "consent", vocabulary.Consent),
    ("complaint_event", "kind", vocabulary.ComplaintEvent),
    ("due", "side", vocabulary.StepSide),
    ("due", "day_unit", vocabulary.DayUnit),
    ("ppid_request", "decision", vocabulary.InformationDecision),
    ("ppid_request", "status", vocabulary.ComplaintStatus),
    ("finding", "source", vocabulary.FollowupOrigin),
    ("finding", "kind", vocabulary.FindingKind),
    ("finding", "status", vocabulary.FollowupStatus),
    ("followup", "source", vocabulary.FollowupOrigin),
    ("followup", "status", vocabulary.FollowupStatus),
    ("followup_note", "status", vocabulary.FollowupStatus),
    ("supervision", "origin", vocabulary.SupervisionOrigin),
    ("supervision_finding", "kind", vocabulary.FindingKind),
    ("supervision_finding", "status", vocabulary.FollowupStatus),
    ("aspiration", "complaint_class", vocabulary.ComplaintClass),
    ("aspiration", "status", vocabulary.FollowupStatus),
]


@pytest.fixture(scope="module")
def book() -> Iterator[Bare]:
    connection = bare_book()
    yield connection
    connection.close()


def _real_tables(book: Bare) -> set[str]:
    listed = book.execute("PRAGMA table_list").fetchall()
    virtual = {row[1] for row in listed if row[2] == "virtual"}
    return {
        row[1]
        for row in listed
        if row[2] == "table" and not row[1].startswith("sqlite_") and row[1] not in virtual
    }


def test_the_classes_and_the_migration_name_the_same_tables(book: Bare) -> None:
    assert _real_tables(book) == set(METADATA.tables)


@pytest.mark.parametrize("name", sorted(METADATA.tables))
def test_columns_are_the_same(book: Bare, name: str) -> None:
    table = METADATA.tables[name]
    written = [
        (row[1], row[2], bool(row[3]) or bool(row[5])) for row in book.execute(f"PRAGMA table_info({name})")
    ]
    described = [
        (column.name, column.type.compile(dialect=sqlite.dialect()), not column.nullable)
        for column in table.columns
    ]
    assert written == described


@pytest.mark.parametrize("name", OURS)
def test_defaults_are_the_same(book: Bare, name: str) -> None:
    table = METADATA.tables[name]
    written = {row[1]: row[4].strip("'") for row in book.execute(f"PRAGMA table_info({name})") if row[4]}
    written.pop("version", None)
    described = {
        column.name: str(getattr(column.server_default, "arg", ""))
        for column in table.columns
        if column.server_default
    }
    assert written == described


def _foreign_keys(table: Table) -> set[tuple[str, str, str]]:
    return {
        (key.parent.name, key.column.table.name, (key.ondelete or "RESTRICT").upper())
        for key in table.foreign_keys
    }


@pytest.mark.parametrize("name", OURS)
def test_foreign_keys_are_the_same(book: Bare, name: str) -> None:
    rows = book.execute(f"PRAGMA foreign_key_list({name})").fetchall()
    written = {(row[3], row[2], row[6]) for row in rows if row[2] != "term"}
    assert written == _foreign_keys(METADATA.tables[name])


def test_tables_can_be_sorted_by_what_they_need() -> None:
    """A circle of foreign keys would leave restore and merge without an order (the warning is an error)."""
    assert len(METADATA.sorted_tables) == len(METADATA.tables)


def test_every_table_is_strict(book: Bare) -> None:
    loose = [row[1] for row in book.execute("PRAGMA table_list") if row[1] in METADATA.tables and not row[5]]
    assert not loose


@pytest.mark.parametrize("name", OURS)
def test_every_table_has_both_keys(book: Bare, name: str) -> None:
    sql = book.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
    assert "id INTEGER PRIMARY KEY AUTOINCREMENT" in sql
    assert "uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36)" in sql


@pytest.mark.parametrize("name", sorted(set(METADATA.tables) - {"term"}))
def test_removing_a_row_never_walks_through_another_table(book: Bare, name: str) -> None:
    """Every foreign key has an index; words (term) are not removed but given an end."""
    plan = [row[3] for row in book.execute(f"EXPLAIN QUERY PLAN DELETE FROM {name} WHERE id = 1")]
    walked = {step.split()[1] for step in plan if step.startswith("SCAN")}
    assert not walked - SYSTEM


@pytest.mark.parametrize("name", [name for name in OURS if "trashed_at" in METADATA.tables[name].columns])
def test_what_can_be_trashed_is_unique_among_the_living_only(book: Bare, name: str) -> None:
    rows = book.execute(
        "SELECT name, sql FROM sqlite_schema WHERE tbl_name = ? AND type = 'index'", (name,)
    ).fetchall()
    unique = [sql for _, sql in rows if sql and "UNIQUE" in sql]
    assert all("trashed_at IS NULL" in sql for sql in unique)


@pytest.mark.parametrize("name", [name for name in OURS if "trashed_at" in METADATA.tables[name].columns])
def test_the_indexes_of_a_list_answer_its_order_without_sorting(book: Bare, name: str) -> None:
    rows = book.execute("SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type = 'index'", (name,))
    live = [sql for (sql,) in rows if sql and sql.endswith("WHERE trashed_at IS NULL")]
    for sql in live:
        columns = [word for word in re.findall(r"\(([^)]*)\)", sql)[0].split(", ") if word != "id"]
        order = ", ".join(f"{column} DESC" for column in [*columns, "id"])
        question = f"SELECT id FROM {name} WHERE trashed_at IS NULL ORDER BY {order}"
        plan = " ".join(row[3] for row in book.execute(f"EXPLAIN QUERY PLAN {question}"))
        assert "TEMP B-TREE" not in plan, (columns, plan)


@pytest.mark.parametrize(("name", "column", "words"), WORDS)
def test_a_check_lists_the_words_of_the_vocabulary(
    book: Bare, name: str, column: str, words: type[vocabulary.Word]
) -> None:
    sql = book.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
    found = re.search(rf"\n    {column} TEXT[^\n]*?CHECK \(\s*{column} IN \(([^)]*)\)", sql)
    assert found is not None
    assert sorted(re.findall(r"'([^']*)'", found[1])) == sorted(words.codes())


def test_every_reference_column_has_words_to_choose_from(book: Bare) -> None:
    wanted = set()
    for (sql,) in book.execute("SELECT sql FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL"):
        wanted |= set(re.findall(r"_kind TEXT GENERATED ALWAYS AS \('(\w+)'\) VIRTUAL", sql))
    shipped = {row[0] for row in book.execute("SELECT DISTINCT kind FROM term")}
    assert wanted == shipped


@pytest.mark.parametrize(
    "name",
    ["term", "ministry", "accreditation_period", "category_rule", "requirement", "result_band", "tariff"],
)
def test_what_was_read_somewhere_says_where(book: Bare, name: str) -> None:
    silent = book.execute(
        f"SELECT id FROM {name} WHERE confidence IN ('terbaca', 'disimpulkan', 'praktik') AND source IS NULL"
    ).fetchall()
    assert not silent
    assert book.execute(f"SELECT count(*) FROM {name}").fetchone()[0] > 0


def test_the_fourteen_components_stand_in_their_order(book: Bare) -> None:
    rows = book.execute("SELECT code FROM term WHERE kind = 'komponen_standar' ORDER BY sort").fetchall()
    assert len(rows) == 14
    assert [rows[0][0], rows[5][0], rows[13][0]] == ["persyaratan", "pengaduan", "evaluasi_kinerja"]


def test_a_new_book_keeps_its_own_rules(book: Bare) -> None:
    assert book.execute("PRAGMA foreign_key_check").fetchall() == []
    assert book.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_shipped_rows_carry_the_same_uid_in_every_office(book: Bare) -> None:
    other = bare_book()
    question = "SELECT uid, kind, code FROM term ORDER BY id"
    assert other.execute(question).fetchall() == book.execute(question).fetchall()
    other.close()


def test_migration_files_can_be_read_in_a_sitting() -> None:
    assert all(len(file.read_text(encoding="utf-8").splitlines()) <= 400 for file in FOLDER.glob("*/*.sql"))
