"""The checked-in holiday tables are what the generator writes today."""

from importlib.util import find_spec

import pytest

from installer import holiday_tables


@pytest.mark.skipif(find_spec("holidays") is None, reason="the development package holidays is not installed")
@pytest.mark.parametrize("year", holiday_tables.SHIPPED)
def test_the_generator_gives_the_same_bytes(year: int) -> None:
    shipped = (holiday_tables.FOLDER / f"{year}.toml").read_bytes()
    assert shipped == holiday_tables.table(year).encode()
