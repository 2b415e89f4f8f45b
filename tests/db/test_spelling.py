"""The quick spelling of journal values is the encoder's own: old hashes must go on verifying."""

import hashlib
import sqlite3
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from berkas_db.connect import DriverConnection
from berkas_db.images import canonical, spelt_list
from berkas_db.recording import NO_SALT, NOBODY, UPDATED, Recorder, field_hash

TEXTS = st.text(st.characters(exclude_categories=("Cs",)))
VALUES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
MORE = VALUES | st.fixed_dictionaries({"base64": TEXTS}) | st.lists(VALUES, max_size=3)


@given(st.lists(MORE, max_size=6))
def test_a_list_is_spelt_as_the_encoder_spells_it(values: list[Any]) -> None:
    assert spelt_list(*values).encode() == canonical(values)


NAMES = st.text(st.characters(exclude_categories=("Cs",), exclude_characters=","), min_size=1)
IMAGES = st.dictionaries(NAMES, MORE, max_size=6)


@given(IMAGES, IMAGES, st.sets(NAMES, max_size=2))
def test_a_row_is_kept_and_hashed_as_the_encoder_spells_it(
    before: dict[str, Any], after: dict[str, Any], hidden: set[str]
) -> None:
    raw = sqlite3.connect(":memory:")
    raw.executescript(
        "CREATE TABLE journal (id, hash); CREATE TABLE journal_row (id, a, b, c, d, e, fields, hashes);"
        "CREATE TABLE journal_value (id, salts, before, after);"
    )
    recorder = Recorder(cast("DriverConnection", raw))
    recorder.add(UPDATED, NOBODY, before, after, hidden)
    recorder.flush()
    ((fields, hashes),) = raw.execute("SELECT fields, hashes FROM journal_row")
    ((salts, *images),) = raw.execute("SELECT salts, before, after FROM journal_value")
    raw.close()
    names = fields.split(",") if fields else []
    assert set(names) == {name for image in (before, after) for name in image if image[name] is not None}
    for kept, image in zip(images, (before, after), strict=True):
        shown = {name: image[name] for name in names if name not in hidden and image.get(name) is not None}
        assert kept.encode() == canonical(shown)
    for place, name in enumerate(names):
        salt = salts[place * 16 : place * 16 + 16]
        if name in hidden:
            assert salt == NO_SALT
            continue
        told = canonical([name, before.get(name), after.get(name)])
        own = hashes[place * 32 : place * 32 + 32]
        assert (
            own
            == hashlib.sha256(salt + told).digest()
            == field_hash(salt, name, before.get(name), after.get(name))
        )
