"""The log is one rotating file of our own lines, and an exception's text never reaches it."""

import logging
import re
from pathlib import Path

import pytest

from berkas import log
from berkas.paths import log_folder

PERSON = "Siti Contoh"


def _fail_with_a_name() -> None:
    try:
        int(PERSON)
    except ValueError as error:
        raise KeyError(PERSON) from error


def _raised() -> BaseException:
    with pytest.raises(KeyError) as caught:
        _fail_with_a_name()
    return caught.value


def test_named_loggers_write_one_line_each() -> None:
    path = log.setup()
    assert path == log_folder() / "berkas.log"
    logging.getLogger("berkas.rooms.obh.commands").info("saved obh id=%d", 7)
    logging.getLogger("berkas_db.book").warning("slow query ms=%d", 900)
    logging.getLogger("berkas.kit").debug("not written")
    logging.getLogger("fontTools").error("a library's words")
    lines = path.read_text("utf-8").splitlines()
    assert [line.split(" ", 1)[1] for line in lines] == [
        "INFO berkas.rooms.obh.commands saved obh id=7",
        "WARNING berkas_db.book slow query ms=900",
    ]
    assert all(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ", line) for line in lines)


def test_a_traceback_is_written_without_the_words_of_the_error(tmp_path: Path) -> None:
    path = log.setup(tmp_path)
    assert path is not None
    logging.getLogger("berkas.desk").error("unexpected failure", exc_info=_raised())
    text = path.read_text("utf-8")
    assert PERSON not in text
    assert "builtins.ValueError" in text
    assert text.index("ValueError") < text.index("caused:") < text.index("KeyError")
    assert "_fail_with_a_name" in text


def test_a_trace_names_no_folder_of_the_person() -> None:
    told = log.trace(_raised())
    assert "tests/test_log.py:" in told
    assert str(Path(__file__).resolve().parent.parent) not in told


def test_a_trace_of_errors_that_point_at_each_other_ends() -> None:
    first, second = ValueError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first
    assert log.trace(first).count("ValueError") == 2


def test_the_file_is_cut_before_it_grows_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_BYTES", 1000)
    path = log.setup(tmp_path)
    assert path is not None
    for number in range(100):
        logging.getLogger("berkas").info("line %04d", number)
    assert 1 < len(list(tmp_path.iterdir())) <= 4
    assert all(file.stat().st_size <= 1000 for file in tmp_path.iterdir())


def test_setting_up_again_moves_the_log(tmp_path: Path) -> None:
    old = log.setup(tmp_path / "a")
    new = log.setup(tmp_path / "b")
    logging.getLogger("berkas").info("once")
    assert old is not None
    assert new is not None
    assert old.read_text("utf-8") == ""
    assert new.read_text("utf-8").count("once") == 1


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert log.setup(tmp_path / "file" / "log") is None
    logging.getLogger("berkas").error("nobody hears this")
