"""Whether two files attached to one connection hold the very same tables and rows; SQLite does the comparing.

Imports nothing of the project but the floor's own connect.
"""

from berkas_db.connect import DriverConnection


def tables_of(connection: DriverConnection, schema: str) -> list[str]:
    """The tables that hold bytes, those behind the search among them."""
    rows = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = ? AND type IN ('table', 'shadow')"
        " AND name NOT IN ('sqlite_schema', 'sqlite_temp_schema') ORDER BY name",
        (schema,),
    )
    return [name for (name,) in rows]


def shape_of(connection: DriverConnection, schema: str) -> list[tuple[str, ...]]:
    """Every table, index, trigger and view as it was written down."""
    return connection.execute(
        f"SELECT type, name, tbl_name, ifnull(sql, '') FROM {schema}.sqlite_schema ORDER BY 1, 2"
    ).fetchall()


def equal_rows(connection: DriverConnection, table: str, one: str, other: str) -> int | None:
    """How many rows both hold when every value of every row is the same on both sides, else None."""
    columns = connection.execute(
        "SELECT name, pk FROM pragma_table_info(?, ?) ORDER BY cid", (table, one)
    ).fetchall()
    found = connection.execute(
        "SELECT wr FROM pragma_table_list WHERE schema = ? AND name = ?", (one, table)
    ).fetchone()
    without_rowid = bool(found and found[0])
    keys = [name for name, place in columns if place] if without_rowid else ["rowid"]
    joined = " AND ".join(f'a."{name}" = b."{name}" COLLATE BINARY' for name in keys)
    same = " AND ".join(f'a."{name}" IS b."{name}" COLLATE BINARY' for name, _ in columns)
    left, right = f'{one}."{table}"', f'{other}."{table}"'
    counts = connection.execute(
        f"SELECT (SELECT count(*) FROM {left}), (SELECT count(*) FROM {right}),"
        f" (SELECT count(*) FROM {left} a CROSS JOIN {right} b ON {joined} WHERE {same})"
    ).fetchone()
    return counts[0] if counts and counts[0] == counts[1] == counts[2] else None
