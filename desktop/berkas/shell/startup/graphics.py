"""Drawing without the graphics driver, for computers whose driver is broken; runs before Qt is started."""

import os
import sys


def without_graphics_driver() -> None:
    """Draw everything with the processor. What somebody set in the environment stays."""
    os.environ.setdefault("QT_OPENGL", "software")
    if sys.platform == "win32":
        os.environ.setdefault("QT_QPA_PLATFORM", "windows:fontengine=gdi")
    else:
        os.environ.setdefault("QT_XCB_GL_INTEGRATION", "none")
        os.environ.setdefault("LIBGL_ALWAYS_SOFTWARE", "1")
