"""Which copies lie in a folder, told from their names: the newest first, also within one second."""

from datetime import UTC, datetime
from pathlib import Path

from berkas_db.copynames import SLIM_SUFFIX, copies_in, slim_stem

SECOND = datetime(2026, 11, 25, 1, 50, 14, tzinfo=UTC)
HEAD = "ab" * 32


def test_of_one_second_the_copy_with_the_longer_journal_is_the_newer(tmp_path: Path) -> None:
    for position in (9, 10, 7, 100):
        name = slim_stem("kantor", SECOND, "berkala", position, HEAD) + SLIM_SUFFIX
        (tmp_path / name).touch()
    assert [copy.position for copy in copies_in(tmp_path, "kantor")] == [100, 10, 9, 7]


def test_a_later_second_goes_before_a_longer_journal(tmp_path: Path) -> None:
    """A book that was restored has a shorter journal and is newer all the same."""
    for moment, position in ((SECOND, 100), (SECOND.replace(second=15), 9)):
        (tmp_path / (slim_stem("kantor", moment, "mulai", position, HEAD) + SLIM_SUFFIX)).touch()
    assert [copy.position for copy in copies_in(tmp_path)] == [9, 100]
