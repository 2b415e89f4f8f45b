"""How large and how odd a file from elsewhere may be before it is refused. Imports nothing of the project."""

from __future__ import annotations

from dataclasses import dataclass

READER_WORD = "--baca-lembar-kerja"
"""The first argument by which an installed program, which has no `python -m`, is told to be the process that
reads a workbook. `berkas.__main__` looks for it before it loads anything else."""

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, time in seconds.

    `ratio` is unpacked to packed and counts from `ratio_from` unpacked bytes on: small files are harmless
    and sheets of repeated words pack well. `memory` is what the reading process may use in all; `answer` what
    it may hand back.
    """

    file: int = 20 * MIB
    unpacked: int = 200 * MIB
    ratio: int = 50
    ratio_from: int = 50 * MIB
    entries: int = 2_000
    columns: int = 2_000
    memory: int = 512 * MIB
    answer: int = 400 * MIB
    seconds: int = 60


USUAL = Limits()
