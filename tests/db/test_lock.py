import errno
import os
import platform
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from berkas_db.errors import BookInUse, BookReadOnly
from berkas_db.lock import BookLock, Holder, holder, lock_path

CHILD = """
import sys, time
from pathlib import Path
from berkas_db.lock import BookLock
lock = BookLock.take(Path(sys.argv[1]))
print("taken", flush=True)
time.sleep(60)
"""


def start_holder(book: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(book)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "taken\n"
    return child


def end(child: subprocess.Popen[str]) -> None:
    child.send_signal(signal.SIGKILL)
    child.communicate()


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    book = tmp_path / "a.berkas"
    lock = BookLock.take(book)
    with pytest.raises(BookInUse, match=r"a\.berkas") as refused:
        BookLock.take(book)
    assert platform.node() in str(refused.value)
    assert refused.value.next_step
    lock.release()
    lock.release()
    assert not lock_path(book).exists()
    BookLock.take(book).release()


def test_another_process_is_named_and_its_death_is_seen(tmp_path: Path) -> None:
    book = tmp_path / "a.berkas"
    child = start_holder(book)
    try:
        found = holder(book)
        assert found is not None
        assert found.pid == child.pid
        assert found.host == platform.node()
        with pytest.raises(BookInUse):
            BookLock.take(book)
    finally:
        end(child)
    assert lock_path(book).exists()
    assert holder(book) is None
    BookLock.take(book).release()
    assert not lock_path(book).exists()


def test_a_lock_file_with_nonsense_in_it_is_only_paper(tmp_path: Path) -> None:
    book = tmp_path / "a.berkas"
    lock_path(book).write_text("bukan json")
    assert holder(book) is None
    lock = BookLock.take(book)
    lock_path(book).write_bytes(b"\xff")
    assert holder(book) == Holder(0, "", "", "")
    with pytest.raises(BookInUse, match="program lain"):
        BookLock.take(book)
    lock.release()


def test_a_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(BookReadOnly, match="tidak dapat ditulis"):
        BookLock.take(tmp_path / "tidak ada" / "a.berkas")


def test_the_holder_reads_as_a_person() -> None:
    assert str(Holder(1, "pc-3", "ani", "2025-06-12T03:00:00.000Z")).startswith("ani di komputer pc-3 sejak ")
    assert str(Holder(1, "", "", "")) == "pengguna lain di komputer lain"


@pytest.mark.skipif(os.name == "nt", reason="fork")
def test_a_forked_child_does_not_keep_the_lock(tmp_path: Path) -> None:
    book = tmp_path / "a.berkas"
    lock = BookLock.take(book)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.read(read, 1)
        os._exit(0)
    lock.release()
    assert holder(book) is None
    BookLock.take(book).release()
    os.write(write, b"x")
    os.waitpid(child, 0)
    os.close(read)
    os.close(write)


def test_on_a_full_disk_the_lock_holds_and_names_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = tmp_path / "a.berkas"

    def full(*_told: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    lock = BookLock.take(book)
    with pytest.raises(BookInUse):
        BookLock.take(book)
    assert str(holder(book)) == "pengguna lain di komputer lain"
    lock.release()
    assert holder(book) is None


def test_words_of_a_stale_lock_that_make_no_sense_hold_nobody_up(tmp_path: Path) -> None:
    book = tmp_path / "a.berkas"
    lock_path(book).write_text('{"pid": 1, "host": "x", "user": "y", "since": "kemarin"}')
    lock = BookLock.take(book)
    assert lock.left_by is None
    lock.release()
