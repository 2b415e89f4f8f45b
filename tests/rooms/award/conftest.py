"""An invented office with a round of 2018 and a round of 2023, made through the room's own commands."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from berkas.desk import Desk, Place
from berkas.engine import evidence
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas.media.sample import SCENES, sample_photo
from berkas.rooms.award.commands import entries, rounds, verification
from berkas.rooms.award.editor.verification import VerificationView
from berkas.rooms.award.page import Page
from berkas.rules.vocabulary import AnswerPass
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import Letterhead, Ministry, Office, Unit, UnitHead, UnitMinistry

RULEBOOK = Rulebook.load()
TODAY = date(2025, 6, 20)
TAKEN = datetime(2025, 6, 12, 10, 42)  # noqa: DTZ001  a camera writes no zone
SCENE_NAMES = tuple(sorted(SCENES))


def photo(seed: int = 1, scene: int = 0, *, taken_at: datetime | None = TAKEN) -> bytes:
    """A drawn picture that says CONTOH."""
    name = SCENE_NAMES[scene % len(SCENE_NAMES)]
    return sample_photo(name, seed, size=(1200, 900), taken_at=taken_at)


@dataclass
class World:
    """An open book with what was made in it."""

    book: Book
    ids: dict[str, int] = field(default_factory=dict)

    def do(self, command: Callable[..., Any], *args: object, **kwargs: object) -> Any:  # noqa: ANN401
        """Run a command as the admin and return its value."""
        return self.book.change(command, ANYONE, *args, **kwargs).result().value

    def ask(self, query: Callable[..., Any], *args: object, **kwargs: object) -> Any:  # noqa: ANN401
        """Run a query."""
        return self.book.read(query, *args, **kwargs).result()

    def round(self, **values: object) -> int:
        """A new round."""
        own = {
            "year": 2025,
            "title": "Verifikasi P2HAM Tahun 2025 (contoh)",
            "instrument": "p2ham2018",
            "legal_basis": "Permenkumham Nomor 27 Tahun 2018 (contoh)",
            "ministry_id": self.ids["kemenkum"],
            "team_decree_number": "W.7-12.HA.01.01 (contoh)",
            "team_decree_on": "2025-05-02",
        }
        return self.do(rounds.save_round, own | values, rulebook=RULEBOOK, id=None, version=None)

    def entry(self, unit: str = "lapas", **values: object) -> int:
        """A unit in the round called `round`."""
        own = {
            "round_id": self.ids["round"],
            "unit_id": self.ids[unit],
            "verified_on": "2025-06-12",
            "verification_text": "Kriteria pada umumnya terpenuhi; tiga kekurangan diperbaiki.",
            "members": MEMBERS,
        }
        return self.do(entries.save_entry, own | values, id=None, version=None)

    def judge(
        self, entry: int, answers: Mapping[str, str], pass_: AnswerPass = AnswerPass.VERIFIKATOR
    ) -> int:
        """One pass of judgements."""
        return self.do(verification.judge, entry, pass_, answers)

    def proof(self, entry: int, item: str, *pictures: bytes, **columns: object) -> list[int]:
        """Photos under a criterion."""
        ready = [evidence.prepare(data, f"{item}-{place}.jpg") for place, data in enumerate(pictures)]
        return self.do(verification.add_proofs, entry, item, ready, **columns)


MEMBERS = [
    {
        "role": "ketua_tim",
        "name": "Siti Contoh, S.H., M.H.",
        "nip": "198001012005012001",
        "rank": "Pembina (IV/a)",
        "position": "Ketua Tim Kerja Pelayanan HAM (contoh)",
    },
    {
        "role": "anggota_tim",
        "name": "Budi Contoh, S.H.",
        "nip": "199002022015031002",
        "rank": "Penata (III/c)",
        "position": "Penyuluh Hukum Ahli Muda (contoh)",
    },
]


def _fill(step: Step) -> dict[str, int]:
    """A ministry, a letterhead, three units with heads."""
    office = step.session.query(Office).one()
    by_code = {row.code: row.id for row in step.session.query(Ministry)}
    step.update(Office, office.id, {"city": "Pangkalpinang", "ministry_id": by_code["kemenkum"]})
    step.insert(
        Letterhead,
        {
            "name": "Kop contoh",
            "ministry_id": by_code["kemenkum"],
            "line1": "KEMENTERIAN HUKUM REPUBLIK INDONESIA",
            "line2": "KANTOR WILAYAH CONTOH",
            "address": "Jalan Contoh Nomor 1, Pangkalpinang 33149",
            "contact": "Telepon (0717) 000000; Laman contoh.go.id",
            "valid_from": "2024-10-21",
            "is_default": True,
        },
    )
    made: dict[str, int] = dict(by_code)
    units = {
        "lapas": ("LP-CONTOH", "Lapas Kelas IIA Contoh", "lapas", "kemenkum"),
        "kanim": ("KANIM-CONTOH", "Kantor Imigrasi Kelas II Contoh", "kanim", "kemenimipas"),
        "lpka": ("LPKA-CONTOH", "LPKA Kelas II Contoh", "lpka", "kemenkum"),
    }
    for name, (code, label, kind, ministry) in units.items():
        made[name] = step.insert(Unit, {"code": code, "name": label, "kind": kind, "is_example": True})
        step.insert(
            UnitMinistry,
            {"unit_id": made[name], "ministry_id": by_code[ministry], "valid_from": "2024-10-21"},
        )
        step.insert(
            UnitHead,
            {
                "unit_id": made[name],
                "name": "Rahmat Contoh, A.Md.P., S.H.",
                "nip": "197503031999031003",
                "rank": "Pembina Tingkat I (IV/b)",
                "position": f"Kepala {label}",
                "valid_from": "2024-01-01",
            },
        )
    return made


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """A closed book with a round of 2018 and a Lapas in it, made once, and the ids in it."""
    path = tmp_path_factory.mktemp("p2ham") / "contoh.berkas"
    with Book.create(path, office_name="Kantor Wilayah Contoh") as book:
        made = World(book)
        made.ids = made.do(_fill)
        made.ids["round"] = made.round()
        made.ids["entry"] = made.entry()
    return path, made.ids


@pytest.fixture
def world(tmp_path: Path, filled: tuple[Path, dict[str, int]]) -> Iterator[World]:
    """An open copy of it."""
    path = tmp_path / "contoh.berkas"
    shutil.copy(filled[0], path)
    with Book.open(path) as book:
        yield World(book, dict(filled[1]))


@pytest.fixture
def desk(world: World, qapp: QApplication) -> Iterator[Desk]:
    """Nobody's desk on TODAY."""
    if not qapp.styleSheet():
        theme.apply(qapp)
    made = Desk(world.book, ANYONE, RULEBOOK, lambda: TODAY)
    yield made
    made.close()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[Page]:
    """The room in a window of its own, nothing of it opened yet."""
    made = Page(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.close()
    QApplication.processEvents()


def verifying(page: Page, entry: int, qtbot: QtBot) -> VerificationView:
    """The criteria of a unit, the keyboard on the first one."""
    page.visit(Place("award", "verifikasi", entry))
    view = page.verification
    qtbot.waitUntil(lambda: view.view is not None and view.form is not None)
    assert view.form is not None
    view.form.focus_item("lapas.a.01")
    qtbot.waitUntil(lambda: view.item.key == "lapas.a.01")
    return view
