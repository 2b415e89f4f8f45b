"""A clerk is killed at random moments (SIGKILL); nothing that was acknowledged may be lost.

`BERKAS_KILLS` sets the number of kills per case.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from tests.db.commands import names

import berkas_db
from berkas_db.backup import backup, inspect
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.check import check_book
from berkas_db.drafts import list_drafts
from berkas_db.tables import Attachment, Obh, ObhAlias

KILLS = int(os.environ.get("BERKAS_KILLS", "2"))
SECRET = "sandi contoh yang panjang"
SOURCES = os.pathsep.join([str(Path(berkas_db.__file__).parents[1]), str(Path(__file__).parents[2])])


@pytest.fixture(params=["", SECRET], ids=["plain", "protected"])
def secret(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def office(tmp_path: Path, secret: str) -> Path:
    path = tmp_path / "kantor.berkas"
    Book.create(path, office_name="Kanwil Contoh", passphrase=secret or None).close()
    return path


def work_and_die(work: str, path: Path, secret: str, number: int) -> list[str]:
    """Let the clerk work for a random while and kill it; answers the lines it could still say."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.db.busy_clerk", work, str(path), secret, str(number)],
        env=os.environ | {"PYTHONPATH": SOURCES},
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "mulai\n"
    time.sleep(random.uniform(0.0, 0.4))  # noqa: S311
    child.send_signal(signal.SIGKILL)
    rest, _ = child.communicate()
    return [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]


def codes(session: Session) -> dict[str, int]:
    question = (
        select(Obh.code, func.count(ObhAlias.id))
        .outerjoin(ObhAlias, ObhAlias.obh_id == Obh.id)
        .group_by(Obh.code)
    )
    return {code: count for code, count in session.execute(question)}  # noqa: C416  a row is not a pair


def attachments(session: Session) -> int:
    return session.execute(select(func.count(Attachment.id))).scalar_one()


def test_every_acknowledged_save_is_there(office: Path, secret: str) -> None:
    for number in range(KILLS):
        said = [line.strip() for line in work_and_die("saves", office, secret, number)]
        with Book.open(office, passphrase=secret or None) as book:
            assert check_book(book) == []
            found = book.read(codes).result()
            assert {line for line in said if not line.startswith("draf")} <= set(found)
            assert set(found.values()) <= {1}
            assert book.read(attachments).result() == len(found)
            drafts = book.read(list_drafts, ANYONE).result()
        typed = [line.removeprefix("draf ") for line in said if line.startswith("draf")]
        if typed:
            kept = json.loads(drafts[0].values_json)["name"]
            assert int(kept.split("-")[1]) >= int(typed[-1].split("-")[1])


def test_no_half_copy_has_a_name(office: Path, secret: str) -> None:
    for number in range(KILLS):
        said = [Path(line.strip()) for line in work_and_die("copies", office, secret, number)]
        made = list((office.parent / "cadangan").glob("kantor-*.berkas"))
        assert set(said) <= set(made)
        for path in made:
            assert inspect(path, passphrase=secret or None).rows["office"] == 1
        with Book.open(office, passphrase=secret or None) as book:
            assert check_book(book) == []


def test_there_is_always_a_whole_book(office: Path, secret: str, tmp_path: Path) -> None:
    copy = backup(office, tmp_path, passphrase=secret or None)
    shutil.copy(copy.path, tmp_path / "asal.berkas")
    for number in range(KILLS):
        work_and_die("restores", office, secret, number)
        with Book.open(office, passphrase=secret or None) as book:
            assert book.read(names).result() == []
            assert check_book(book) == []
