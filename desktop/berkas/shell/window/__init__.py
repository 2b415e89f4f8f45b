"""The window over one open office: rail, top line, pages, menus, palette, help."""

from berkas.shell.window.office_window import OfficeWindow

__all__ = ["OfficeWindow"]
