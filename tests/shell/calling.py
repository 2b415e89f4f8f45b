"""What a call of the command line answered."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from berkas.shell.cli import OpenWindow


@dataclass(frozen=True)
class Answer:
    """What a call said: exit status (or the wish for a window), standard output, standard error."""

    status: int | OpenWindow
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401  any JSON value
        return json.loads(self.out)

    @property
    def complaint(self) -> str:
        """The one sentence of a refused call."""
        assert self.out == ""
        assert self.err.endswith("\n")
        (line,) = self.err.splitlines()
        assert "Traceback" not in line
        return line


Call = Callable[..., Answer]
