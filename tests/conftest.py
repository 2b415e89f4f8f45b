"""Habits of every test: no screen, no language of the machine, no folder of the person, nothing left open."""

import hashlib
import itertools
import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from berkas import log

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"
for name in ("LANGUAGE", "BERKAS_PASSPHRASE", "BERKAS_USER", "BERKAS_PASSWORD"):
    os.environ.pop(name, None)

# The same examples everywhere on a build machine; fresh ones while somebody works. No deadline: a busy
# computer is not a bug. No example database there either: two workers would share one folder.
_CI = bool(os.environ.get("CI"))
settings.register_profile(
    "berkas",
    deadline=None,
    derandomize=_CI,
    suppress_health_check=[HealthCheck.too_slow],
    **({"database": None} if _CI else {}),
)
settings.load_profile("berkas")

_numbers = itertools.count()


@pytest.fixture(autouse=True)
def tmp_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings, logs and data go to a folder of this test, made only when something is written."""
    monkeypatch.setenv("BERKAS_HOME", str(tmp_path_factory.getbasetemp() / f"home-{next(_numbers)}"))
    yield
    log.stop()


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases become keys at once, where a test makes many and what they are worth is no matter."""
    monkeypatch.setattr(
        "berkas_db.key._derive", lambda words, seed: hashlib.sha256(words.encode() + seed).digest()
    )


@pytest.fixture(autouse=True)
def nothing_left_open() -> Iterator[None]:
    """Fail a test that leaves a window on the screen: the next test would see it."""
    before = set(map(id, _windows()))
    yield
    left = [window for window in _windows() if id(window) not in before]
    names = [f"{type(window).__name__} '{window.windowTitle() or window.objectName()}'" for window in left]
    for window in left:
        window.close()
        window.deleteLater()
    _bury()
    assert not names, f"left open: {', '.join(names)}"


def _bury() -> None:
    """Delete what waits to be deleted: a style set by a later test would reach into half-deleted widgets."""
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


def _windows() -> list:
    """Visible top-level widgets, without importing Qt for tests that do not use it."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    return [window for window in widgets.QApplication.topLevelWidgets() if window.isVisible()]
