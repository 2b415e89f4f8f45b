"""Files handed out: whole or not at all, never over another."""

import os
from pathlib import Path

import pytest

from berkas.engine.files import write_new
from berkas_db.errors import Refused


def test_a_new_file_is_written_whole(tmp_path: Path) -> None:
    write_new(tmp_path / "a.pdf", b"isi")
    assert (tmp_path / "a.pdf").read_bytes() == b"isi"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_an_existing_file_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"lama")
    with pytest.raises(Refused, match="tidak ditimpa"):
        write_new(tmp_path / "a.pdf", b"baru")
    assert (tmp_path / "a.pdf").read_bytes() == b"lama"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="tidak dapat ditulisi"):
        write_new(tmp_path / "tidak" / "a.pdf", b"isi")


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="sampai selesai"):
        write_new(tmp_path / "a.pdf", b"isi")
    assert list(tmp_path.iterdir()) == []
