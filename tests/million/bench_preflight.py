"""What the look-alike check costs: thousands of photos, their marks kept or made anew.

python tests/million/bench_preflight.py [PHOTOS]

Prints one line of JSON. Not a test: nothing here passes or fails. `kept_seconds` compares every photo of one
dossier with every other the first time, closer looks included, `again_seconds` the next times, when the
pairs of the same set are known; `own_seconds` a dossier of 400 with all the others; `fresh_seconds` is what
making the marks adds when they are not kept.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from io import BytesIO

from PIL import Image

from berkas.engine.alikephotos import LikenessRules, Picture, alike_among, alike_between
from berkas.media.likeness import marks_of, read_marks, show_marks
from berkas.media.sample import SCENES, sample_photo

OWN = 400
DRAWN = 500


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    names = list(SCENES)
    drawn = [sample_photo(names[n % len(names)], n, size=(320, 240)) for n in range(min(count, DRAWN))]
    made: list[tuple[str, bytes]] = []
    start = time.perf_counter()
    for data in drawn:
        with Image.open(BytesIO(data)) as image:
            made.append((show_marks(marks_of(image.convert("RGB"))), data))
    fresh = (time.perf_counter() - start) / len(drawn)
    # Further photos: the marks of the drawn ones with every sign of a fixed pattern turned over.
    pictures = []
    for number in range(count):
        text, data = made[number % len(made)]
        turn = int.from_bytes(hashlib.sha256(str(number // len(made)).encode()).digest()[:8], "big")
        marks = tuple(mark._replace(broad=mark.broad ^ (turn if number >= len(made) else 0))
                      for mark in read_marks(text))  # fmt: skip
        pictures.append(Picture(f"{number:064x}", marks, lambda data=data: data))
    rules = LikenessRules()
    start = time.perf_counter()
    pairs, unlooked = alike_among(pictures, rules)
    kept = time.perf_counter() - start
    start = time.perf_counter()
    alike_among(pictures, rules)
    again = time.perf_counter() - start
    start = time.perf_counter()
    alike_between(pictures[:OWN], pictures[OWN:], rules)
    own = time.perf_counter() - start
    result = {
        "photos": count,
        "kept_seconds": round(kept, 2),
        "again_seconds": round(again, 2),
        "own_seconds": round(own, 2),
        "fresh_seconds": round(fresh * count, 1),
        "ratio_without_kept_marks": round((fresh * count + kept) / kept, 1),
        "pairs": len(pairs),
        "unlooked": unlooked,
    }
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
