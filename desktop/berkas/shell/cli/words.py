"""Everything the command line says that is not an answer: usage, help, mistakes in the call. Indonesian, one
line each.
"""

import argparse
import re
from typing import NoReturn

USAGE_ERROR = 2

_MISTAKES = (
    (re.compile(r"the following arguments are required: (.+)"), r"Yang masih kurang: \1."),
    (re.compile(r"unrecognized arguments: (.+)"), r"Tidak dikenal: \1."),
    (re.compile(r"argument (\S+): expected one argument"), r"\1 memerlukan satu nilai."),
    (
        re.compile(r"argument (\S+): invalid choice: '?(.+?)'? \(choose from (.+)\)"),
        r"\1: “\2” tidak ada; pilih \3.",
    ),
    (re.compile(r"argument (\S+): not allowed with argument (\S+)"), r"\1 tidak dapat dipakai bersama \2."),
    (re.compile(r"ambiguous option: (\S+) could match (.+)"), r"\1 kurang jelas; yang mirip \2."),
)


class CallError(Exception):
    """The call is wrong; the text is the sentence to say. Exit status 2."""


class Parser(argparse.ArgumentParser):
    """argparse with Indonesian headings and mistakes, which raises instead of leaving the program."""

    def __init__(self, **settings: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **settings)  # pyright: ignore[reportArgumentType]
        self._positionals.title = "isian"
        self._optionals.title = "pilihan"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def format_usage(self) -> str:
        """The line that shows how to call."""
        return super().format_usage().replace("usage:", "cara pakai:", 1)

    def format_help(self) -> str:
        """The help of a command."""
        return super().format_help().replace("usage:", "cara pakai:", 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call in one sentence."""
        for pattern, words in _MISTAKES:
            if match := pattern.fullmatch(message):
                raise CallError(f"{match.expand(words)} Lihat {self.prog} --help.")
        raise CallError(f"Perintah belum lengkap atau keliru. Lihat {self.prog} --help.")
