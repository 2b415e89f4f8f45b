"""When the office was last copied, kept once for everybody."""

from pathlib import Path

from sqlalchemy import func, select

from berkas.engine.copies import last_copy, note_copy
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.tables import Setting


def test_the_last_copy_is_remembered_once(tmp_path: Path) -> None:
    with Book.create(tmp_path / "contoh.berkas", office_name="Kantor Contoh") as book:
        assert book.glance(last_copy) is None
        book.change(note_copy, ANYONE).result()
        first = book.glance(last_copy)
        book.change(note_copy, ANYONE).result()
        second = book.glance(last_copy)
        assert first is not None
        assert second is not None
        assert first.endswith("Z")
        assert first <= second
        count = select(func.count()).select_from(Setting).where(Setting.key == "cadangan_terakhir")
        assert book.glance(lambda session: session.execute(count).scalar_one()) == 1
