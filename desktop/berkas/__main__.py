"""Where the program starts: arguments only. Answers from the terminal, or hands over to the window."""

import sys
from collections.abc import Sequence
from io import TextIOWrapper

from berkas.shell.cli import OpenWindow, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one call and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    answer = run(sys.argv[1:] if arguments is None else arguments)
    if isinstance(answer, OpenWindow):
        from berkas.shell.startup import open_window

        return open_window(answer.path)
    return answer


if __name__ == "__main__":
    sys.exit(main())
