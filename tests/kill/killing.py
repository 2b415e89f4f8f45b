"""Starts a clerk in a process of its own and kills it (SIGKILL; TerminateProcess on Windows) at a moment."""

import multiprocessing
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.kill import clerk

_WAY = "spawn" if sys.platform == "win32" else "forkserver"
_context = multiprocessing.get_context(_WAY)
if _WAY == "forkserver":  # what a clerk needs is imported once, not at each of a thousand kills
    _context.set_forkserver_preload(
        ["tests.kill.clerk", "berkas.engine.importing", "berkas.rooms.office.sheet"]
    )


def work(
    kind: str, path: Path, secret: str | None, number: int, *more: str | None, wait: Callable[[], float]
) -> list[str]:
    """Let a clerk work, kill it `wait()` seconds after it has begun; the lines it could say."""
    child, line = _start(kind, path, secret, number, *more)
    time.sleep(wait())
    child.kill()
    child.join()  # dead before anybody looks at what it left
    return _listen(child, line)


def duration(kind: str, path: Path, secret: str | None, *more: str | None) -> float:
    """How many seconds the work takes when nobody is killed."""
    child, line = _start(kind, path, secret, 0, *more)
    begun = time.monotonic()
    _listen(child, line)
    return time.monotonic() - begun


def _start(
    kind: str, path: Path, secret: str | None, number: int, *more: str | None
) -> tuple[BaseProcess, Connection]:
    """A clerk that has said that it begins."""
    receiving, sending = _context.Pipe(duplex=False)
    child = _context.Process(target=clerk.main, args=(kind, sending, str(path), secret, number, *more))
    child.start()
    sending.close()
    if receiving.recv_bytes().decode() != clerk.BEGUN:
        raise AssertionError("the clerk began with something else")
    return child, receiving


def _listen(child: BaseProcess, line: Connection) -> list[str]:
    """Everything that is still said, until the end or half a line."""
    said: list[str] = []
    with line, suppress(EOFError, OSError):
        while True:
            said.append(line.recv_bytes().decode())
    child.join()
    return said
