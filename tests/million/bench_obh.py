"""What the register of the largest regional office known costs, against bare SQL of the same work.

python -m tests.million.bench_obh [FOLDER] [--years N] [--runs N]

Ours are the calls the window and the papers make: ids and words of a list's first screen, the values of a
profile and of the recapitulation. Bare are hand-written statements on a connection of their own that fetch
the same facts, scores included, without turning them into words, lines and hidden cells. Not a test.
"""

import argparse
import sqlite3
import statistics
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session
from tests.million.measuring import Against, against, print_against
from tests.million.obh_office import FIRST_YEAR, add_arguments, office

from berkas.engine.issuing import Subject
from berkas.engine.listing import Listing, ListRequest
from berkas.engine.rulebook import Rulebook
from berkas.rooms.obh.queries import CASES, LISTING
from berkas.rooms.obh.queries.claims import CLAIMS
from berkas.rooms.obh.queries.obh import load_obh
from berkas.rooms.obh.queries.people import PEOPLE
from berkas.rooms.obh.report.profile import PROFILE
from berkas.rooms.obh.report.recap import RECAP
from berkas_db.book import Book
from berkas_db.tables import Obh

SCREEN = 40
"""Rows of one screen."""
QUEUE = ("masuk", "diperiksa", "dikembalikan", "perbaikan", "disetujui")
_ACCREDITED = "(SELECT category FROM accreditation a WHERE a.obh_id = o.id AND a.period_id = 5)"
_REGISTER = f"""
    SELECT o.code, o.name, {_ACCREDITED}, (SELECT count(*) FROM requirement_item i WHERE i.obh_id = o.id),
        (SELECT name FROM regency r WHERE r.id = o.regency_id),
        (SELECT count(*) FROM obh_person p WHERE p.obh_id = o.id AND p.role = 'advokat'),
        (SELECT count(*) FROM obh_person p WHERE p.obh_id = o.id AND p.role = 'paralegal')
    FROM obh o WHERE o.trashed_at IS NULL ORDER BY o.name, o.id LIMIT {SCREEN}"""
_CASES = f"""
    SELECT c.code, c.request_on, (SELECT name FROM obh o WHERE o.id = c.obh_id), c.service_kind, c.title,
        (SELECT group_concat(r.code) FROM case_recipient l JOIN recipient r ON r.id = l.recipient_id
            WHERE l.case_id = c.id), c.state, c.current_stage
    FROM legal_case c WHERE c.trashed_at IS NULL ORDER BY c.request_on DESC, c.id DESC LIMIT {SCREEN}"""
_CLAIMS = f"""
    SELECT e.code, e.state, julianday('now') - julianday(e.state_since), e.submitted_on,
        (SELECT name FROM obh o WHERE o.id = e.obh_id),
        (SELECT title FROM legal_case c WHERE c.id = e.case_id),
        e.stage, e.claimed, e.approved
    FROM reimbursement e WHERE e.trashed_at IS NULL AND e.state IN {QUEUE}
    ORDER BY e.submitted_on DESC, e.id DESC LIMIT {SCREEN}"""
_IDS = {
    "register": "SELECT id FROM obh WHERE trashed_at IS NULL ORDER BY name, id",
    "cases": "SELECT id FROM legal_case WHERE trashed_at IS NULL ORDER BY request_on DESC, id DESC",
    "queue": f"SELECT id FROM reimbursement WHERE trashed_at IS NULL AND state IN {QUEUE} "
    "ORDER BY submitted_on DESC, id DESC",
}
_OF_ONE = """
    SELECT * FROM obh WHERE id = :obh;
    SELECT period_id, category, result, decree_number FROM accreditation WHERE obh_id = :obh;
    SELECT p.name, l.role FROM obh_person l JOIN person p ON p.id = l.person_id WHERE l.obh_id = :obh;
    SELECT service_kind, regency_id, substr(request_on, 1, 4), count(*) FROM legal_case WHERE obh_id
        = :obh AND trashed_at IS NULL GROUP BY 1, 2, 3;
    SELECT state, count(*), sum(claimed), sum(approved), sum(paid), avg(julianday(paid_on) -
        julianday(submitted_on)) FROM reimbursement WHERE obh_id = :obh AND trashed_at IS NULL GROUP BY
        state;
    SELECT count(DISTINCT e.id) FROM reimbursement e JOIN reimbursement_event v ON v.reimbursement_id
        = e.id AND v.state = 'dikembalikan' WHERE e.obh_id = :obh;
    SELECT c.year, sum(c.litigation), sum(c.nonlitigation) FROM contract c WHERE c.obh_id = :obh
        GROUP BY 1;
    SELECT c.year, r.system, sum(r.litigation), sum(r.nonlitigation) FROM realisation r JOIN contract
        c ON c.id = r.contract_id GROUP BY 1, 2;
    SELECT substr(a.item_code, 1, 3), avg(a.number) FROM answer a JOIN assessment s ON s.id =
        a.assessment_id WHERE s.obh_id = :obh AND s.trashed_at IS NULL GROUP BY a.assessment_id, 1
"""
_SHEET = tuple(
    f"SELECT * FROM {table} WHERE {column} = :obh"
    for column, tables in (
        ("id", ("obh",)),
        ("obh_id", ("obh_address", "obh_contact", "obh_area", "obh_alias", "accreditation", "obh_document",
                    "agreement", "official_score", "sanction", "obh_person", "contract", "requirement_item")),
        ("contract_id IN (SELECT id FROM contract WHERE obh_id = :obh) AND :obh", ("contract_addendum",
                                                                                 "realisation")),
    )
    for table in tables
)  # fmt: skip
_OF_ALL = """
    SELECT obh_id, service_kind IN ('pidana', 'perdata', 'tun'), count(*) FROM legal_case WHERE
        request_on BETWEEN :first AND :last AND trashed_at IS NULL GROUP BY 1, 2;
    SELECT obh_id, sum(litigation), sum(nonlitigation) FROM contract WHERE year = :year GROUP BY 1;
    SELECT c.obh_id, sum(d.litigation_change) FROM contract_addendum d JOIN contract c ON c.id =
        d.contract_id WHERE c.year = :year GROUP BY 1;
    SELECT c.obh_id, r.system, sum(r.litigation), sum(r.nonlitigation) FROM realisation r JOIN
        contract c ON c.id = r.contract_id WHERE c.year = :year GROUP BY 1, 2;
    SELECT obh_id, state, count(*), sum(claimed), sum(approved), sum(paid), avg(julianday(paid_on) -
        julianday(submitted_on)) FROM reimbursement WHERE submitted_on BETWEEN :first AND :last AND
        trashed_at IS NULL GROUP BY 1, 2;
    SELECT e.obh_id, count(DISTINCT e.id) FROM reimbursement e JOIN reimbursement_event v ON
        v.reimbursement_id = e.id AND v.state = 'dikembalikan' WHERE e.submitted_on BETWEEN :first AND
        :last GROUP BY 1;
    SELECT s.obh_id, a.assessment_id, substr(a.item_code, 1, 3), avg(a.number) FROM answer a JOIN
        assessment s ON s.id = a.assessment_id WHERE s.interview_on BETWEEN :first AND :last AND
        s.trashed_at IS NULL GROUP BY 1, 2, 3
"""


def measure(path: Path, years: int, runs: int) -> list[Against]:
    """All comparisons over one office."""
    rules = Rulebook.load()
    year = FIRST_YEAR + years - 1
    wanted = {"obh": 1, "year": year, "first": f"{year}-01-01", "last": f"{year}-12-31"}
    with (
        Book.open(path, write=False) as book,
        closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as bare,
    ):

        def told(*statements: str) -> Callable[[], object]:
            return lambda: [bare.execute(each, wanted).fetchall() for each in statements]

        def shown(listing: Listing, **filters: Any) -> Callable[[], object]:  # noqa: ANN401
            request = ListRequest(filters=filters)
            return lambda: book.read(_screen, listing, request).result()

        def gathered(kind: Any, subject: Subject) -> Callable[[], object]:  # noqa: ANN401
            return lambda: book.read(kind.gather, rules, subject, date(year, 12, 31)).result()

        sheet = partial(_sheet, book)
        recap = gathered(RECAP, Subject(str(year), ""))
        profile = Subject("OBH-001", "contoh", Obh, 1)
        return [
            against("open the register", shown(LISTING), told(_IDS["register"], _REGISTER), runs),
            against("open the cases", shown(CASES), told(_IDS["cases"], _CASES), runs),
            against("open the queue", shown(CLAIMS, state=QUEUE), told(_IDS["queue"], _CLAIMS), runs),
            against("one OBH on its sheet", sheet, told(*_SHEET), runs),
            against("gather a profile", gathered(PROFILE, profile), told(*_statements(_OF_ONE)), runs),
            against("gather the recap of a year", recap, told(*_statements(_OF_ALL)), runs),
            against("find a person", lambda: book.read(PEOPLE.ids, ListRequest(text="Lestari")).result(),
                    told("SELECT id FROM person WHERE name LIKE '%Lestari%' ORDER BY name"), runs),
        ]  # fmt: skip


def _statements(text: str) -> list[str]:
    return text.split(";")


def _sheet(book: Book) -> object:
    return book.read(load_obh, 1).result()


def _screen(session: Session, listing: Listing, request: ListRequest) -> object:
    ids = listing.ids(session, request)
    return listing.rows(session, ids[:SCREEN])


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the register of OBH.")
    add_arguments(parser)
    parser.add_argument("--runs", type=int, default=9, help="measurements of each, taken alternately (9)")
    asked = parser.parse_args()
    found = measure(office(asked.folder, asked.years), asked.years, asked.runs)
    print_against("the largest office known", found)
    middle = statistics.median(each.ratio for each in found)
    sys.stdout.write(f"median ratio {middle:.2f}\n")


if __name__ == "__main__":
    main()
