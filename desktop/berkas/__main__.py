"""Where the program starts: arguments only. Answers from the terminal, or hands over to the window."""

import gc
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from berkas.sheets.limits import READER_WORD

HEIC_WORD = "--baca-foto-heic"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one call and return its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if list(given) == [READER_WORD]:
        from berkas.sheets.child import main as read_workbook

        return read_workbook()
    if list(given) == [HEIC_WORD]:
        from berkas.media.heicchild import main as read_heic

        return read_heic()
    from berkas.shell.cli import OpenWindow, run

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    answer = run(given)
    if isinstance(answer, OpenWindow):
        gc.disable()  # a start makes many things and lets none go; `open_window` turns it on again
        from berkas.shell.startup import open_window

        return open_window(answer.path, safe=answer.safe, software=answer.software)
    return answer


if __name__ == "__main__":
    sys.exit(main())
