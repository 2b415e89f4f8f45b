"""Front door of the bootstrap: refuses an old Python with a sentence, then hands over to `installer.cli`.

Kept in the syntax of Python 3.6, so that an old interpreter can still say what is wrong. It must
import nothing of the project before the version is checked.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    if sys.version_info[:2] < (3, 11):
        sys.stderr.write(
            "Berkas membutuhkan Python 3.11 atau lebih baru, sedangkan perintah ini memakai Python "
            f"{sys.version_info[0]}.{sys.version_info[1]}; pasang Python yang lebih baru lalu ulangi, "
            "misalnya: python3.11 -m installer --help\n"
        )
        sys.exit(2)
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from installer.cli import main

    sys.exit(main(sys.argv[1:]))
