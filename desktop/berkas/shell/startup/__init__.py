"""Starting the window: the program object, its first screen, and what happens when something fails."""

from berkas.shell.startup.program import Program, open_window

__all__ = ["Program", "open_window"]
