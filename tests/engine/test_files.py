"""Files the program hands out: whole or not at all, never over an existing one."""

import os
from pathlib import Path

import pytest

from berkas.engine.files import write_new
from berkas_db.errors import Refused


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "laporan.pdf"
    write_new(path, b"isi")
    assert path.read_bytes() == b"isi"
    assert list(tmp_path.iterdir()) == [path]


def test_an_existing_file_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "laporan.pdf"
    path.write_bytes(b"lama")
    with pytest.raises(Refused, match="sudah ada"):
        write_new(path, b"baru")
    assert path.read_bytes() == b"lama"


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="tidak dapat ditulisi"):
        write_new(tmp_path / "tidak-ada" / "laporan.pdf", b"isi")


def test_nothing_is_left_behind_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="tidak dapat ditulis sampai selesai"):
        write_new(tmp_path / "laporan.pdf", b"isi")
    assert list(tmp_path.iterdir()) == []
