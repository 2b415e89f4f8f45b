"""Whether there is a screen to open a window on. No Qt: asking Qt without a screen ends the process."""

import os
import sys

PICTURE = "BERKAS_GAMBAR_JENDELA"
"""In the environment of a start: save a picture of the first window here and end."""


def has_display() -> bool:
    """Windows and macOS always have one; elsewhere a display server must be named, and not be refused."""
    if os.environ.get("QT_QPA_PLATFORM", "") == "offscreen":
        return False
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def may_open_window() -> bool:
    """A window can be opened: on a display, or on a platform somebody named that needs none."""
    return has_display() or os.environ.get("QT_QPA_PLATFORM", "") in {"offscreen", "minimal", "vnc"}
