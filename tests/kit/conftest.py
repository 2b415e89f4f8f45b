"""One look for every test of the kit, and the pages that several tests open."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from berkas.kit import theme


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[QApplication]:
    """The light scheme at 100 %, whatever an earlier test has chosen."""
    if theme.tokens().scheme != "terang" or theme.tokens().scale != 1.0 or not qapp.styleSheet():
        theme.apply(qapp)
    yield qapp
    if theme.tokens().scheme != "terang" or theme.tokens().scale != 1.0:
        theme.apply(qapp)
