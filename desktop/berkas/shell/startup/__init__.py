"""Starting the window: the program object, its first screen, and what happens when something fails.

`Program` is loaded when it is asked for, so that the splash does not wait for it.
"""

from typing import TYPE_CHECKING

from berkas.shell.startup.opening import open_window

if TYPE_CHECKING:
    from berkas.shell.startup.program import Program

__all__ = ["Program", "open_window"]


def __getattr__(name: str) -> object:
    if name != "Program":
        raise AttributeError(name)
    from berkas.shell.startup.program import Program

    return Program
