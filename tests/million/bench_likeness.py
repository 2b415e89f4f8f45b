"""How well the look-alike check finds changed copies and leaves like rooms alone, on pictures kept apart.

python -m tests.million.bench_likeness [ROOMS] [ORIGINALS]

Two sets of drawings are made from seeds that never meet: one to choose the least likeness on, one to be
judged by it. Each holds ORIGINALS pictures of two kinds (the sample's scenes and soft clouds of colour), each
with every change a careless hand makes of a photo, and ROOMS different corridors. Prints, for both sets,
recall of every change, recall and precision of all, and the pairs of corridors wrongly named, for several
values of the least likeness. Not a test: nothing here passes or fails.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL import Image, ImageEnhance
from tests.engine.test_alikephotos import CHANGES, Change, cloudy, cropped, opened, picture
from tests.million.measuring import print_table

from berkas.engine.alikephotos import LikenessRules, Picture, alike_among, alike_between
from berkas.media.sample import SCENES, sample_photo

TRIED = (0.93, 0.94, 0.95, 0.955, 0.96, 0.97, 0.98)
CHOSEN_FROM, JUDGED_FROM = 100_000, 700_000
MORE: dict[str, Change] = {
    "diperkecil jadi separuh": lambda image: image.resize((image.width // 2, image.height // 2)),
    "dipotong 5 di tengah": cropped(0.05, 0.5, 0.5),
    "dipotong 7 di tepi": cropped(0.07, 0.3, 0.8),
    "dipotong 10 di sudut": cropped(0.1, 0.0, 0.0),
    "diputar ke kiri": lambda image: image.transpose(Image.Transpose.ROTATE_270),
    "kontras dikurangi": lambda image: ImageEnhance.Contrast(image).enhance(0.8),
}


@dataclass(frozen=True, slots=True)
class DrawnSet:
    """Originals, their changed copies with the change and the place of the original, like rooms."""

    originals: list[Picture]
    copies: list[tuple[str, int, Picture]]
    rooms: list[Picture]


@dataclass(frozen=True, slots=True)
class Found:
    """What one run named. `right` by change; `wrong` are copies of something else."""

    right: Counter[str]
    wrong: int
    rooms: int
    unlooked: int

    def recall(self, copies: int) -> float:
        return self.right.total() / copies

    @property
    def precision(self) -> float:
        named = self.right.total() + self.wrong + self.rooms
        return self.right.total() / named if named else 1.0


def drawn(first: int, rooms: int, originals: int) -> DrawnSet:
    names = list(SCENES)
    images = [
        opened(sample_photo(names[n % len(names)], first + n, size=(480, 360)))
        if n % 4
        else cloudy(first + n)
        for n in range(originals)
    ]
    copies = [
        (name, number, picture(change(image)))
        for name, change in (CHANGES | MORE).items()
        for number, image in enumerate(images)
    ]
    corridors = [
        picture(opened(sample_photo("koridor", first + 1000 + n, size=(480, 360)))) for n in range(rooms)
    ]
    return DrawnSet([picture(image) for image in images], copies, corridors)


def look(pictures: DrawnSet, rules: LikenessRules) -> Found:
    pairs, unlooked = alike_between([copy for _, _, copy in pictures.copies], pictures.originals, rules)
    right = Counter(
        pictures.copies[pair.first][0] for pair in pairs if pictures.copies[pair.first][1] == pair.second
    )
    false, unseen = alike_among(pictures.rooms, rules)
    return Found(right, len(pairs) - right.total(), len(false), unlooked + unseen)


def show(title: str, pictures: DrawnSet, tried: Sequence[float], rules: LikenessRules) -> None:
    lines: list[tuple[str, ...]] = []
    for likeness in tried:
        found = look(pictures, replace(rules, resemblance=likeness))
        share = f"{found.recall(len(pictures.copies)):.4f}", f"{found.precision:.4f}"
        lines.append((f"{likeness}", *share, str(found.wrong), str(found.rooms), str(found.unlooked)))
    heads = ("least likeness", "recall", "precision", "wrong copies", "wrong corridor pairs", "unlooked")
    pairs = len(pictures.rooms) * (len(pictures.rooms) - 1) // 2
    print_table(f"{title}: {len(pictures.copies)} copies, {pairs} pairs of corridors", heads, lines)


def main() -> None:
    rooms = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    originals = int(sys.argv[2]) if len(sys.argv) > 2 else 48
    rules = replace(LikenessRules(), looks=1_000_000)
    show("to choose by", drawn(CHOSEN_FROM, rooms, originals), TRIED, rules)
    judged = drawn(JUDGED_FROM, rooms, originals)
    show("held out", judged, TRIED, rules)
    found = look(judged, rules)
    each = len(judged.originals)
    lines = [(name, f"{found.right[name]} of {each}") for name in CHANGES | MORE]
    print_table(f"held out, by change, least likeness {rules.resemblance}", ("change", "found"), lines)
    usual = look(judged, LikenessRules())
    print_table(
        f"held out, at most {LikenessRules().looks} closer looks",
        ("recall", "precision", "wrong corridor pairs", "unlooked"),
        [(f"{usual.recall(len(judged.copies)):.4f}", f"{usual.precision:.4f}", str(usual.rooms),
          str(usual.unlooked))],
    )  # fmt: skip


if __name__ == "__main__":
    main()
