"""The kill test that a person can run: python -m tests.kill [--full] [--case NAME] [--seed N] [--kills N]

A process works like a busy clerk and is killed at random moments, 300 times in all (1,200 with --full), half
of them with a protected office. After each kill the office opens, its check is clean, everything that was
acknowledged is there. One line per case; exit status 1 and the folder of the office when something is lost.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.kill.cases import CASES, SECRET, Lost

_SHARE = {"kerja": 80, "ketik": 20}
_OTHERS = 40
_FULL = 4


def main() -> int:
    """Run what was asked for; 0 when nothing was lost."""
    asked = _arguments()
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(1_000_000)
    chosen = [case for case in CASES if asked.case in {None, case.name}]
    print(f"benih {seed}; ulangi dengan --seed {seed}", flush=True)  # noqa: T201
    total = lost = 0
    for case in chosen:
        kills = asked.kills or _SHARE.get(case.name, _OTHERS) * (_FULL if asked.full else 1)
        for secret in (None, SECRET):
            done, sentence = _run(case, secret, kills // 2, seed)
            total += done
            lost += bool(sentence)
    print(f"seluruhnya {total} kali dimatikan; {'ADA YANG HILANG' if lost else 'tidak ada yang hilang'}")  # noqa: T201
    return 1 if lost else 0


def _run(case: type, secret: str | None, kills: int, seed: int) -> tuple[int, str]:
    folder = Path(tempfile.mkdtemp(prefix=f"berkas-mati-{case.name}-"))
    kind = "terlindung" if secret else "terbuka"
    begun, sentence, number = time.monotonic(), "", 0
    try:
        running = case(folder / "kantor", secret, random.Random(f"{seed} {case.name} {kind}"))  # noqa: S311
        for number in range(1, kills + 1):
            running.strike(number)
    except Lost as error:
        sentence = f"HILANG pada kali ke-{number}: {error} (berkasnya: {folder})"
    else:
        shutil.rmtree(folder)
        sentence = ""
    seconds = time.monotonic() - begun
    said = sentence or f"utuh; {running.kept} kabar tersimpan ditemukan lagi"
    print(f"{case.title}, {kind}: {number} kali dimatikan, {said} ({seconds:.0f} detik)", flush=True)  # noqa: T201
    return number, sentence


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.kill", description=__doc__)
    parser.add_argument("--full", action="store_true", help="1,200 kills instead of 300")
    parser.add_argument("--case", choices=[case.name for case in CASES], help="only this kind of work")
    parser.add_argument("--kills", type=int, help="kills per kind of work, half of them protected")
    parser.add_argument("--seed", type=int, help="the same moments again, as far as a busy machine allows")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
