"""How the bootstrap speaks: progress lines and the one sentence of a refusal.

Everything goes to standard error, one whole line at a time, so that it reads the same on a
terminal and in the log of a machine. Imports only the standard library.
"""

import sys
import time


class Refusal(Exception):
    """What cannot be done, where, and what to do next: one sentence in Indonesian, exit status 2."""


class Steps:
    """Says numbered progress lines with the seconds gone by since it was made."""

    def __init__(self, total: int = 0) -> None:
        self.total = total
        self._done = 0
        self._started = time.monotonic()

    def seconds(self) -> int:
        """Whole seconds since the first line."""
        return int(time.monotonic() - self._started)

    def next(self, text: str) -> None:
        """Say the next numbered step."""
        self._done += 1
        width = len(str(self.total))
        line(f"  [{self._done:>{width}}/{self.total}] {text} ({self.seconds()} dtk)")


def line(text: str) -> None:
    """Write one line at once, also when nobody sits at a terminal."""
    print(text, file=sys.stderr, flush=True)
