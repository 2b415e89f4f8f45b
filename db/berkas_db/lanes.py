"""One thread with one connection: work is handed in, futures come back, in order.

Imports nothing of the project but the floor's own connect.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection, Engine

from berkas_db.connect import raw_of, settle

T = TypeVar("T")


class Lane:
    """The writer's or the reader's thread. The connection lives and dies on it."""

    def __init__(self, name: str, engine: Engine) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=f"berkas-{name}")
        try:
            self._connection = self._pool.submit(_connect, engine, name).result()
        except BaseException:
            self._pool.shutdown()
            raise

    def submit(self, work: Callable[[Connection], T]) -> Future[T]:
        """Run this on the lane's thread, after what was handed in before."""
        return self._pool.submit(work, self._connection)

    def interrupt(self) -> None:
        """Stop the statement that runs now, if any, from any thread."""
        raw_of(self._connection).interrupt()

    def close(self, last: Callable[[Connection], object] | None = None) -> None:
        """Let everything handed in finish, then `last`, close the connection and join the thread."""

        def end(connection: Connection) -> None:
            try:
                if last is not None:
                    last(connection)
            finally:
                connection.close()

        try:
            self.submit(end).result()
        finally:
            self._pool.shutdown()


def _connect(engine: Engine, name: str) -> Connection:
    connection = engine.connect()
    settle(connection, name)
    return connection
