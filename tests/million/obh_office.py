"""Makes the register of the largest regional office known: 91 OBH, 2,720 requests a year, ten years.

python -m tests.million.obh_office [FOLDER] [--years N]

Sizes as published of East Java in 2023: two requests of three are litigation, four categories of five are C,
budgets of an OBH between 30 and 200 million. Names, numbers and dates are invented and marked contoh; so are
the gaps: people without NIK or sex, licences without end, cases without a court number, doubled spellings,
advocates in two OBH, payments that only one of both systems shows. Rows are written past the commands
through the book's own writer, with every check of the schema in force; fixed seeds give the same rows.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session
from tests.million.obh_words import (
    GIVEN,
    MATTERS,
    OBH_NAMES,
    PLACES,
    SURNAMES,
)
from tests.million.offices import shape_of_schema, uid_of
from tests.million.words import pick

from berkas.engine import assessing
from berkas.engine.rulebook import Rulebook
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.connect import raw_of

EDITION = 3
SEED = 2025
OBHS = 91
REQUESTS = 2720
FIRST_YEAR = 2016
YEARS = 10
INTERVIEWS_OF = 9
"""One interview for so many requests."""
KINDS = (
    ("pidana", 1500), ("perdata", 290), ("tun", 33), ("konsultasi", 330), ("penyuluhan", 210),
    ("pemberdayaan", 90), ("mediasi", 80), ("drafting", 60), ("negosiasi", 50), ("pendampingan", 40),
    ("investigasi", 25), ("penelitian", 12),
)  # fmt: skip
LITIGATION = frozenset({"pidana", "perdata", "tun"})
CATEGORIES = (("c", 74), ("b", 21), ("a", 5))
STATES = (("dibayar", 78), ("disetujui", 5), ("diperiksa", 6), ("dikembalikan", 4), ("masuk", 7))
WAY = ("masuk", "diperiksa", "disetujui", "dibayar")
Row = dict[str, Any]


def office(folder: Path, years: int = YEARS) -> Path:
    """The file of this office, made when the folder does not hold it yet."""
    path = folder / f"obh-{OBHS}-{years}-{EDITION}-{shape_of_schema()}.berkas"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        begun = path.with_suffix(".setengah.berkas")
        begun.unlink(missing_ok=True)
        make_office(begun, years)
        begun.rename(path)
    return path


def make_office(path: Path, years: int = YEARS, requests: int = REQUESTS) -> None:
    """Write a new office file with the whole register; `requests` a year."""
    rules = Rulebook.load()
    with Book.create(path, office_name="Kantor Wilayah Contoh Timur") as book:
        form = rules.instrument("monev_litigasi")
        version = book.change(assessing.install, ANYONE, form).result().value
        made = Register(years, requests, version, [key for key in form.items if key[:3] in _SCORED])
        made.fill()
        book.write_aside(made.write).result()


_SCORED = frozenset({"LPR", "LIN", "LIP"})


@dataclass
class Register:
    """All rows by table, in the order in which they may be written."""

    years: int
    requests: int
    version: int
    items: list[str]
    dice: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311  invented rows
    tables: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])

    def fill(self) -> None:
        """Think of everything."""
        for place, name in enumerate(PLACES):
            kind = "kota" if name.startswith("Kota") else "kabupaten"
            self.add("regency", code=f"99.{place + 1:02}", name=f"{name} (contoh)", kind=kind,
                     province="Provinsi Contoh Timur")  # fmt: skip
        for place in range(20):
            kind = ("lapas", "rutan", "lpka")[place % 3]
            self.add("unit", code=f"UPT-{place:02}", name=f"{kind.capitalize()} {place} (contoh)", kind=kind)
        for obh in range(1, OBHS + 1):
            self._obh(obh)
        for year in range(FIRST_YEAR, FIRST_YEAR + self.years):
            for number in range(1, self.requests + 1):
                self._request(year, number)
            for number in range(1, self.requests // INTERVIEWS_OF + 1):
                self._interview(year, number)

    def add(self, table: str, **values: Any) -> int:  # noqa: ANN401  columns of the table
        """Keep one row; its id. Regencies begin after those that every office has."""
        rows = self.tables.setdefault(table, [])
        begun = 100 if table == "regency" else 0
        values["id"] = begun + len(rows) + 1
        rows.append(values)
        return values["id"]

    def chance(self, share: float) -> bool:
        """True so often."""
        return self.dice.random() < share

    def _obh(self, obh: int) -> None:
        name = f"{OBH_NAMES[(obh - 1) % len(OBH_NAMES)]} {PLACES[obh * 7 % len(PLACES)]} (contoh)"
        regency = 101 + obh * 7 % len(PLACES)
        self.add("obh", code=f"OBH-{obh:03}", name=name, regency_id=regency, legal_form="yayasan",
                 tax_number=None if self.chance(0.1) else f"{obh:015}", has_stopela=int(self.chance(0.7)),
                 leader_name=self._name(), is_example=1)  # fmt: skip
        if self.chance(0.25):
            self.add("obh_alias", obh_id=obh, name=name.replace("Lembaga Bantuan Hukum", "LBH"),
                     kind="ejaan_lain")  # fmt: skip
        self.add("obh_address", obh_id=obh, kind="kantor_pusat", address=f"Jalan Contoh {obh}", is_main=1,
                 regency_id=regency)  # fmt: skip
        for step in range(self.dice.randint(1, 4)):
            self.add("obh_area", obh_id=obh, regency_id=101 + (obh * 7 + step) % len(PLACES))
        for period in range(2, 6):
            category = None if self.chance(0.12) and period < 5 else pick(self.dice, CATEGORIES)
            self.add("accreditation", obh_id=obh, period_id=period, category=category,
                     result="terakreditasi" if category else "tidak_lulus",
                     decree_number=f"SK-{period}-{obh} (contoh)" if category else None)  # fmt: skip
        for _ in range(self.dice.randint(2, 12)):
            self._worker(obh, "advokat")
        for _ in range(self.dice.randint(3, 12)):
            self._worker(obh, "paralegal")
        for year in range(FIRST_YEAR, FIRST_YEAR + self.years):
            self._contract(obh, year)

    def _worker(self, obh: int, role: str) -> None:
        people = self.tables.get("person", [])
        person = self.dice.choice(people)["id"] if people and self.chance(0.03) else 0
        links = self.tables.get("obh_person", [])
        if not person or any(row["obh_id"] == obh and row["person_id"] == person for row in links[-30:]):
            sex = None if self.chance(0.1) else self.dice.choice(("laki_laki", "perempuan"))
            nik = None if self.chance(0.4) else self._nik(woman=sex == "perempuan")
            person = self.add("person", name=f"{self._name()} (contoh)", nik=nik, sex=sex, is_example=1)
        self.add("obh_person", obh_id=obh, person_id=person, role=role, valid_from="2016-01-01")
        if role == "advokat":
            until = None if self.chance(0.2) else f"{self.dice.randint(2024, 2029)}-12-31"
            self.add("licence", person_id=person, number=f"KTPA-{person}", valid_until=until)
        else:
            self.add("training", person_id=person, name="Pelatihan paralegal", until_date="2021-05-05")

    def _contract(self, obh: int, year: int) -> None:
        budget = self.dice.randint(30, 200) * 1_000_000
        contract = self.add("contract", obh_id=obh, year=year, number=f"KTR-{obh}/{year}",
                            signed_on=f"{year}-01-20", litigation=budget * 4 // 5, nonlitigation=budget // 5,
                            fund="apbn")  # fmt: skip
        if self.chance(0.5):
            change = self.dice.randint(-8, 12) * 1_000_000
            self.add("contract_addendum", contract_id=contract, number=f"ADD-{obh}/{year}",
                     signed_on=f"{year}-09-01", litigation_change=change)  # fmt: skip
        for quarter in range(1, 5):
            for system, part in (("sidbankum", 5.0), ("omspan", 5.4)):
                if system == "omspan" and self.chance(0.15):
                    continue
                paid = int(budget * 4 // 5 / part)
                self.add("realisation", contract_id=contract, quarter=quarter, system=system,
                         as_of=f"{year}-{quarter * 3:02}-28", litigation=paid,
                         nonlitigation=paid // 5)  # fmt: skip

    def _request(self, year: int, number: int) -> None:
        kind = pick(self.dice, KINDS)
        obh = 1 + int(OBHS * self.dice.random() ** 1.6)
        begun = date(year, 1, 2) + timedelta(days=number * 360 // self.requests)
        litigation = kind in LITIGATION
        matter = self.dice.choice(MATTERS)
        runs = year == FIRST_YEAR + self.years - 1 and number > self.requests // 2
        case = self.add(
            "legal_case", code=f"PRK-{year}-{number:04}", obh_id=obh, service_kind=kind,
            contract_id=(obh - 1) * self.years + year - FIRST_YEAR + 1,
            state="berjalan" if runs else "selesai",
            title=f"{matter} (contoh)", request_on=begun.isoformat(), request_form="tertulis",
            completed_on=None if self.chance(0.2) else begun.isoformat(),
            answered_on=None if self.chance(0.25) else (begun + timedelta(days=2)).isoformat(),
            poverty_proof="sktm", fund="apbn", is_example=1,
            court_number=f"{number}/{kind}/{year}" if litigation and not self.chance(0.2) else None,
            regency_id=None if self.chance(0.3) else 101 + self.dice.randrange(len(PLACES)),
            verdict_on=(begun + timedelta(days=90)).isoformat() if litigation and self.chance(0.7) else None,
            current_stage="persidangan" if litigation else "kegiatan",
        )  # fmt: skip
        if litigation or self.chance(0.5):
            recipient = self._recipient(year, number)
            self.add("case_recipient", case_id=case, recipient_id=recipient)
        for stage in (
            ("penyidikan", "persidangan")[: 1 + int(litigation)] if kind == "pidana" else ("kegiatan",)
        ):
            self._claim(case, obh, stage, begun + timedelta(days=60))

    def _recipient(self, year: int, number: int) -> int:
        known = self.tables.get("recipient", [])
        if known and self.chance(0.04):
            return self.dice.choice(known)["id"]
        child = self.chance(0.06)
        status = "anak_binaan" if child else self.dice.choice(("tahanan", "narapidana", "masyarakat"))
        who = self.add("identity", code=f"ID-{year}-{number:04}", name=f"{self._name()} (contoh)",
                       nik=None if self.chance(0.35) else self._nik(woman=self.chance(0.3)),
                       birth_on=None if self.chance(0.3) else "1990-06-01")  # fmt: skip
        return self.add(
            "recipient", code=f"PB-{year}-{number:04}", identity_id=who, status=status,
            is_child=int(child), is_example=1,
            unit_id=None if status == "masyarakat" else 1 + self.dice.randrange(20),
            sex=None if self.chance(0.15) else self.dice.choice(("laki_laki", "perempuan")),
        )  # fmt: skip

    def _claim(self, case: int, obh: int, stage: str, come: date) -> None:
        old = come.year < FIRST_YEAR + self.years - 1
        state = "dibayar" if old else pick(self.dice, STATES)
        asked = self.dice.choice((2_000_000, 3_000_000, 3_740_000, 600_000))
        agreed = asked if state in ("disetujui", "dibayar") else None
        way = list(WAY[: WAY.index(state) + 1]) if state in WAY else ["masuk", "diperiksa", "dikembalikan"]
        days = [come + timedelta(days=9 * step) for step in range(len(way))]
        number = len(self.tables.get("reimbursement", [])) + 1
        claim = self.add(
            "reimbursement", code=f"RB-{come.year}-{number:06}", obh_id=obh, case_id=case, stage=stage,
            state=state, state_since=days[-1].isoformat(), submitted_on=come.isoformat(), claimed=asked,
            approved=agreed, paid=asked if state == "dibayar" else None,
            paid_on=days[-1].isoformat() if state == "dibayar" else None, fund="apbn",
        )  # fmt: skip
        for step, day in zip(way, days, strict=True):
            self.add("reimbursement_event", reimbursement_id=claim, state=step, on_date=day.isoformat(),
                     reason="Bukti miskin tidak ada" if step == "dikembalikan" else None)  # fmt: skip

    def _interview(self, year: int, number: int) -> None:
        day = date(year, 1, 10) + timedelta(days=number % 340)
        sheet = self.add(
            "assessment", code=f"L-{year}-{number:04}", instrument_version_id=self.version,
            subject_kind="obh", obh_id=1 + self.dice.randrange(OBHS), respondent_code=f"R-{number:03}",
            state="lengkap", interview_on=day.isoformat(), mode="tatap_muka",
        )  # fmt: skip
        for item in self.items:
            if not self.chance(0.04):
                given = self.dice.choices("1234", (1, 3, 9, 7))[0]
                self.add("answer", assessment_id=sheet, item_code=item, value=given, number=float(given))

    def _nik(self, *, woman: bool) -> str:
        """A number of the right shape for somebody born on 1 June 1990."""
        day = 41 if woman else 1
        return f"35{self.dice.randint(1, 38):02}01{day:02}0690{self.dice.randint(1, 9999):04}"

    def _name(self) -> str:
        return f"{self.dice.choice(GIVEN)} {self.dice.choice(SURNAMES)}"

    def write(self, session: Session) -> None:
        """Put every table into the book."""
        connection = raw_of(session.connection())
        stamp = {"created_at": "2025-12-31T00:00:00.000Z", "updated_at": "2025-12-31T00:00:00.000Z"}
        for table, rows in self.tables.items():
            columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
            extra = {name: stamp[name] for name in stamp if name in columns}
            names = [*rows[0], *extra, *(["uid"] if "uid" in columns else [])]
            marks = ", ".join("?" * len(names))
            connection.executemany(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", self._cells(rows, extra, names)
            )

    def _cells(self, rows: Iterable[Row], extra: Row, names: list[str]) -> Iterator[tuple[Any, ...]]:
        for place, row in enumerate(rows):
            own = row | extra
            if "uid" in names:
                own = own | {"uid": uid_of(self.dice, date(2025, 12, 31), place)}
            yield tuple(own[name] for name in names)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words both programs understand."""
    usual = Path(tempfile.gettempdir(), "berkas-million")
    parser.add_argument("folder", nargs="?", type=Path, default=usual, help="where offices are kept")
    parser.add_argument("--years", type=int, default=YEARS, help=f"years of requests ({YEARS})")


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the register of the largest office known.")
    add_arguments(parser)
    asked = parser.parse_args()
    begun = time.perf_counter()
    path = office(asked.folder, asked.years)
    seconds = time.perf_counter() - begun
    sys.stdout.write(f"{path} {path.stat().st_size / 1e6:.0f} MB, {seconds:.1f} s\n")


if __name__ == "__main__":
    main()
