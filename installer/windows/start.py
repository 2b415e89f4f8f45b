"""Where the installed program begins on Windows, called by the launcher with the words of the call.

It finds out that a file is missing or was changed before that shows as something puzzling: the sizes of the
libraries at every start, everything when the start fails. Runs before the program can be trusted to be whole,
so it uses only the standard library until then.
"""

import ctypes
import os
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent
LIBRARIES = (".dll", ".pyd", ".zip", ".exe")


def refuse(sentence: str) -> int:
    """Say why not, in the terminal or in a box."""
    if sys.executable.casefold().endswith("berkasw.exe"):
        if os.environ.get("QT_QPA_PLATFORM") != "offscreen":
            ctypes.windll.user32.MessageBoxW(None, sentence, "Berkas", 0x10)  # type: ignore[attr-defined]
    else:
        print(sentence, file=sys.stderr)
    return 2


def names(faults: list[str]) -> str:
    """The sentence for files that are missing or changed."""
    more = f" dan {len(faults) - 1} lainnya" if len(faults) > 1 else ""
    return (
        f"Berkas tidak dapat dimulai: {faults[0]}{more} hilang atau berubah di {FOLDER}. "
        "Pasang Berkas sekali lagi; berkas kantor tidak terpengaruh."
    )


def main() -> int:
    """Begin, or say why not."""
    for name in ("stdout", "stderr"):  # a program with a window may have neither
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  lives as long as we
    try:
        from berkas.shell.wholeness import changed_files

        faults = changed_files(FOLDER, endings=LIBRARIES, sums=False)
        if faults:
            return refuse(names(faults))
        from berkas.__main__ import main as program
    except (ImportError, SyntaxError, EOFError, ValueError, OSError) as error:
        faults = every_fault()
        if faults:
            return refuse(names(faults))
        return refuse(
            f"Berkas tidak dapat dimulai di komputer ini, padahal berkas programnya utuh ({error})."
        )
    return program()


def every_fault() -> list[str]:
    """All files that are missing or changed; the one that finds it out may be among them."""
    try:
        from berkas.shell.wholeness import changed_files
    except Exception:  # noqa: BLE001  whatever is broken there, the answer is the same
        return ["program/berkas"]
    return changed_files(FOLDER)


if __name__ == "__main__":
    sys.exit(main())
