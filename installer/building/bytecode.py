"""Run by the interpreter whose byte code is wanted: `bytecode.py FOLDER` makes an `x.pyc` of each `x.py`.

The name inside the code is the path below the folder, and validity is not tied to times, so two computers
make the same bytes. Must import nothing of the project: it runs in another Python.
"""

import py_compile
import sys
from pathlib import Path


def translate(folder: Path) -> int:
    """Translate everything below a folder; return how many files."""
    sources = sorted(folder.rglob("*.py"))
    for source in sources:
        py_compile.compile(
            str(source),
            cfile=str(source.with_suffix(".pyc")),
            dfile=source.relative_to(folder).as_posix(),
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        source.unlink()
    return len(sources)


if __name__ == "__main__":
    translate(Path(sys.argv[1]))
