"""The quick spelling of journal values is the encoder's own: old hashes must go on verifying."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from berkas_db.images import canonical, spelt_fields, spelt_list

TEXTS = st.text(st.characters(exclude_categories=("Cs",)))
VALUES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
MORE = VALUES | st.fixed_dictionaries({"base64": TEXTS}) | st.lists(VALUES, max_size=3)


@given(st.lists(MORE, max_size=6))
def test_a_list_is_spelt_as_the_encoder_spells_it(values: list[Any]) -> None:
    assert spelt_list(*values).encode() == canonical(values)


@given(st.dictionaries(TEXTS, MORE, max_size=6))
def test_an_object_is_spelt_as_the_encoder_spells_it(fields: dict[str, Any]) -> None:
    assert spelt_fields(fields).encode() == canonical(fields)
