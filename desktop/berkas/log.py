"""The program's log: one rotating file, named loggers, ids but never names.

Modules ask for `logging.getLogger(__name__)` and log ids, counts and times. What a person typed never
goes in: not in messages (that is the writer's discipline) and not by way of an exception, whose text
may quote a value; so tracebacks are written as places and kinds only. Imports nothing of the project
but `berkas.paths`.
"""

import logging
import time
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

from berkas.paths import log_folder

FILE_NAME = "berkas.log"
# Only our own loggers: libraries may log what they read.
_OURS = ("berkas", "berkas_db")
_BYTES = 1_000_000
_KEPT = 3


def setup(folder: Path | None = None, *, level: int = logging.INFO) -> Path | None:
    """Start writing to the log file and return its path; calling it again moves the log.

    Returns None when the folder cannot be written: a log is never a reason not to start.
    """
    stop()
    path = (folder or log_folder()) / FILE_NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(_Discreet())
    for name in _OURS:
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.setLevel(level)
    return path


def stop() -> None:
    """Close the log file, if there is one."""
    for name in _OURS:
        logger = logging.getLogger(name)
        for handler in [each for each in logger.handlers if isinstance(each, RotatingFileHandler)]:
            logger.removeHandler(handler)
            handler.close()


def trace(error: BaseException) -> str:
    """Return a traceback that can be shown to anybody: places and kinds of errors, no messages, no values."""
    told: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        frames = traceback.extract_tb(current.__traceback__)
        lines = [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        kind = type(current)
        told.append("\n".join([*lines, f"{kind.__module__}.{kind.__qualname__}"]))
        hidden = current.__suppress_context__
        current = current.__cause__ or (None if hidden else current.__context__)
    return "\ncaused:\n".join(reversed(told))


def _short(filename: str) -> str:
    """Keep the last three parts of a path: the folders above them often name the person."""
    return "/".join(Path(filename).parts[-3:])


class _Discreet(logging.Formatter):
    """One line per record, times in UTC, tracebacks without messages."""

    converter = time.gmtime

    def __init__(self) -> None:
        super().__init__("%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S")

    def formatException(self, ei: object) -> str:  # noqa: N802  # the name is the standard library's
        error = ei[1] if isinstance(ei, tuple) and len(ei) > 1 else None
        return trace(error) if isinstance(error, BaseException) else ""
