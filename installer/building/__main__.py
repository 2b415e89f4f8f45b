"""Builds what is named: `python -m installer.building windows debian wheel`, run in the environment."""

import sys

from installer.building import debian, wheel, windows
from installer.building.project import Project
from installer.say import Refusal, line

KINDS = {"windows": windows.build, "debian": debian.build, "wheel": wheel.build}


def main(words: list[str]) -> int:
    """Build each kind in turn; 2 with one sentence when one cannot be built."""
    try:
        for word in words:
            KINDS[word](Project())
    except Refusal as refusal:
        line(str(refusal))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
