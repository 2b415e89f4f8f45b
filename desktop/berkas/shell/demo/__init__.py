"""The sample offices: real facts with their sources, everything invented with fictitious names, and one of
every kind of printed document. Imports no Qt.
"""

from berkas.shell.demo.command import demo_command, make_demo

__all__ = ["demo_command", "make_demo"]
