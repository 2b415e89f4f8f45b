import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas_db.migrate import FOLDER
from berkas_db.sqltext import statements

TRIGGER = """CREATE TRIGGER t AFTER INSERT ON a WHEN new.x IS NOT NULL BEGIN
    UPDATE a SET y = CASE WHEN new.x > 1 THEN 'besar; END;' ELSE 'kecil' END; -- END;
    SELECT RAISE(ABORT, 'tidak; END;');
END"""

PIECES = [
    "SELECT 1",
    "SELECT ';', \"a;b\", `c;d`, [e;f]",
    "INSERT INTO a VALUES ('it''s; fine')",
    "SELECT 1 -- satu; dua\n+ 1",
    "SELECT /* satu; dua */ 2",
    "CREATE TABLE a (x CHECK (x <> ';'))",
    TRIGGER,
    TRIGGER.replace("CREATE TRIGGER", "create temp trigger"),
    TRIGGER.replace("CREATE TRIGGER", "CREATE TEMPORARY TRIGGER"),
]


@given(
    st.lists(st.sampled_from(PIECES)),
    st.lists(st.sampled_from(["\n", " -- catatan; titik koma\n", "/* ; */"]), min_size=1),
)
def test_statements_come_out_as_they_went_in(pieces: list[str], between: list[str]) -> None:
    script = "".join(between[place % len(between)] + piece + ";" for place, piece in enumerate(pieces))
    assert list(statements(script + between[0])) == pieces


def test_nothing_between_semicolons_is_no_statement() -> None:
    assert list(statements(";; SELECT 1;;;")) == ["SELECT 1"]
    assert list(statements("-- nihil\n")) == []


@pytest.mark.parametrize(
    "script", ["SELECT 1", "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1;", "SELECT ';"]
)
def test_an_unfinished_script_is_refused(script: str) -> None:
    with pytest.raises(ValueError, match="middle"):
        list(statements(script))


def test_sqlite_agrees_about_our_own_migrations() -> None:
    for file in FOLDER.glob("*/*.sql"):
        for statement in statements(file.read_text("utf-8")):
            assert sqlite3.complete_statement(statement + ";")
