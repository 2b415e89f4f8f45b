"""The command line: the same program without a window. Never imports Qt; see `main`."""

from berkas.shell.cli.main import OpenWindow, run

__all__ = ["OpenWindow", "run"]
