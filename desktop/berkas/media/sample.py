"""Pictures for the sample office: drawn rooms and facilities that say CONTOH, never a photo of a real place.

The same scene, seed and size give the same picture with the same Pillow.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter, ImageFont

Colour = tuple[int, int, int]


@dataclass(slots=True)
class _Scene:
    """A picture in the making; lengths as shares of width and height."""

    draw: ImageDraw.ImageDraw
    width: int
    height: int
    chance: random.Random

    def at(self, x: float, y: float) -> tuple[float, float]:
        return x * self.width, y * self.height

    def polygon(self, points: list[tuple[float, float]], fill: Colour, outline: Colour | None = None) -> None:
        self.draw.polygon([self.at(*point) for point in points], fill=fill, outline=outline)

    def box(
        self, edges: tuple[float, float, float, float], fill: Colour, outline: Colour | None = None
    ) -> None:
        left, top, right, bottom = edges
        corners = (*self.at(left, top), *self.at(right, bottom))
        self.draw.rectangle(corners, fill=fill, outline=outline, width=3)

    def disc(self, x: float, y: float, radius: float, fill: Colour) -> None:
        cx, cy = self.at(x, y)
        r = radius * self.width
        self.draw.ellipse((cx - r, cy - r, cx + r, cy + r), fill=fill)

    def line(self, points: list[tuple[float, float]], fill: Colour, width: float = 0.004) -> None:
        self.draw.line(
            [self.at(*point) for point in points], fill=fill, width=max(1, int(width * self.width))
        )

    def text(self, x: float, y: float, words: str, size: float, fill: Colour) -> None:
        font = ImageFont.load_default(max(8, int(size * self.height)))
        self.draw.text(self.at(x, y), words, font=font, fill=fill, anchor="mm")

    def shade(self, base: Colour, spread: int = 25) -> Colour:
        """A colour near `base`."""
        step = self.chance.randint(-spread, spread)
        return tuple(max(0, min(255, part + step + self.chance.randint(-8, 8))) for part in base)  # pyright: ignore[reportReturnType]

    def between(self, low: float, high: float) -> float:
        return self.chance.uniform(low, high)


def sample_photo(
    scene: str, seed: int, *, size: tuple[int, int] = (1600, 1200), taken_at: datetime | None = None
) -> bytes:
    """A drawn JPEG of one of `SCENES`, varied by `seed`, with CONTOH across it; `taken_at` goes into its
    EXIF."""
    chance = random.Random(f"{scene}-{seed}")  # noqa: S311  pictures, not secrets
    image = Image.new("RGB", size, (200, 200, 200))
    canvas = _Scene(ImageDraw.Draw(image), size[0], size[1], chance)
    _room(canvas)
    SCENES[scene](canvas)
    image = _lit(image, chance)
    _stamp(image, scene, seed)
    buffer = BytesIO()
    if taken_at is None:
        image.save(buffer, "JPEG", quality=85)
    else:
        exif = Image.Exif()
        exif.get_ifd(0x8769)[36867] = taken_at.strftime("%Y:%m:%d %H:%M:%S")
        image.save(buffer, "JPEG", quality=85, exif=exif)
    return buffer.getvalue()


def _room(scene: _Scene) -> None:
    """Walls, floor and ceiling towards a vanishing point that differs from picture to picture."""
    x, y = scene.between(0.35, 0.65), scene.between(0.34, 0.46)
    w, h = scene.between(0.12, 0.24), scene.between(0.10, 0.18)
    wall = scene.shade((206, 200, 184), 30)
    left, right, top, bottom = x - w, x + w, y - h, y + h
    scene.polygon([(0, 0), (1, 0), (right, top), (left, top)], scene.shade((232, 232, 228), 10))
    scene.polygon([(0, 1), (1, 1), (right, bottom), (left, bottom)], scene.shade((150, 142, 132), 35))
    scene.polygon([(0, 0), (left, top), (left, bottom), (0, 1)], wall)
    scene.polygon([(1, 0), (right, top), (right, bottom), (1, 1)], tuple(int(part * 0.88) for part in wall))  # pyright: ignore[reportArgumentType]
    scene.box((left, top, right, bottom), scene.shade((190, 196, 200), 25))
    tiles = scene.chance.randint(4, 9)
    for number in range(tiles + 1):
        near = number / tiles
        scene.line([(near * 1.6 - 0.3, 1), (left + (right - left) * near, bottom)], (120, 114, 106), 0.002)
    for number in range(scene.chance.randint(1, 3)):
        spot = 0.25 + 0.25 * number
        scene.box((spot, 0.03, spot + 0.08, 0.06), (255, 253, 236))


def _lit(image: Image.Image, chance: random.Random) -> Image.Image:
    """Grain and a soft fall of light, so that the picture behaves like a photo when it is compressed and
    compared."""
    small = (max(1, image.width // 8), max(1, image.height // 8))
    grain = Image.frombytes("L", small, chance.randbytes(small[0] * small[1])).resize(image.size)
    lit = Image.blend(image, Image.merge("RGB", (grain, grain, grain)), 0.05)
    glow = Image.new("L", (9, 7), 40)
    for _ in range(3):
        glow.putpixel((chance.randrange(9), chance.randrange(7)), chance.randint(120, 255))
    light = glow.resize(image.size, Image.Resampling.BICUBIC).filter(
        ImageFilter.GaussianBlur(image.width / 40)
    )
    bright = Image.blend(lit, Image.new("RGB", image.size, (255, 250, 235)), 0.28)
    return Image.composite(bright, lit, light)


def _stamp(image: Image.Image, scene: str, seed: int) -> None:
    draw = ImageDraw.Draw(image)
    height = image.height
    draw.rectangle((0, height * 0.9, image.width, height), fill=(20, 20, 20))
    font = ImageFont.load_default(max(8, int(height * 0.06)))
    draw.text((image.width / 2, height * 0.95), "CONTOH", font=font, fill="white", anchor="mm")
    small = ImageFont.load_default(max(8, int(height * 0.022)))
    name = f"{scene.replace('_', ' ')} · gambar rekaan {seed}"
    draw.text((image.width * 0.02, height * 0.95), name, font=small, fill=(210, 210, 210), anchor="lm")


# ------------------------------------------------------------------ scenes


def _corridor(scene: _Scene) -> None:
    for number in range(scene.chance.randint(2, 4)):
        left = 0.03 + 0.09 * number
        scene.polygon(
            [
                (left, 0.28 + 0.02 * number),
                (left + 0.06, 0.31 + 0.02 * number),
                (left + 0.06, 0.78 - 0.05 * number),
                (left, 0.84 - 0.05 * number),
            ],
            scene.shade((120, 84, 56), 30),
            (70, 50, 36),
        )
    scene.line([(1, 0.62), (0.68, 0.46)], scene.shade((90, 90, 96), 20), 0.012)


def _ramp(scene: _Scene) -> None:
    left, right = scene.between(0.08, 0.2), scene.between(0.78, 0.94)
    high = scene.between(0.5, 0.6)
    scene.polygon(
        [(left, 0.88), (right, high), (right, 0.88)], scene.shade((168, 166, 160), 20), (90, 90, 90)
    )
    for number in range(8):
        x = left + (right - left) * number / 7
        y = 0.88 + (high - 0.88) * number / 7
        scene.line([(x, y), (x, y - 0.18)], (70, 74, 80), 0.005)
    scene.line([(left, 0.70), (right, high - 0.18)], scene.shade((200, 190, 60), 30), 0.012)
    scene.line([(left, 0.79), (right, high - 0.09)], (70, 74, 80), 0.006)


def _counter(scene: _Scene) -> None:
    top = scene.between(0.52, 0.6)
    scene.box((0.08, top, 0.92, 0.88), scene.shade((136, 96, 62), 30), (80, 56, 36))
    count = scene.chance.randint(3, 5)
    for number in range(count):
        x = 0.16 + 0.72 * number / count
        scene.box((x, top - 0.26, x + 0.10, top - 0.02), scene.shade((198, 220, 228), 20), (90, 100, 110))
        scene.box((x + 0.02, top - 0.34, x + 0.08, top - 0.27), (28, 64, 120))
        scene.text(x + 0.05, top - 0.305, str(number + 1), 0.05, (255, 255, 255))
    scene.text(0.5, top + 0.12, "LOKET PRIORITAS", 0.05, (250, 240, 210))


def _toilet(scene: _Scene) -> None:
    x = scene.between(0.36, 0.5)
    scene.box((x, 0.18, x + 0.26, 0.88), scene.shade((96, 132, 150), 25), (50, 70, 80))
    scene.disc(x + 0.13, 0.36, 0.06, (24, 72, 150))
    scene.disc(x + 0.13, 0.33, 0.012, (255, 255, 255))
    scene.line(
        [(x + 0.13, 0.35), (x + 0.13, 0.39), (x + 0.155, 0.39), (x + 0.165, 0.42)], (255, 255, 255), 0.008
    )
    scene.line([(x + 0.22, 0.56), (x + 0.22, 0.64)], (230, 230, 230), 0.01)
    scene.line([(0.74, 0.58), (0.9, 0.6)], (220, 222, 226), 0.016)


def _guiding_block(scene: _Scene) -> None:
    shift = scene.between(-0.08, 0.08)
    scene.polygon(
        [(0.42 + shift, 1), (0.62 + shift, 1), (0.535, 0.5), (0.505, 0.5)], scene.shade((226, 186, 40), 20)
    )
    for number in range(14):
        near = 0.98 - number * 0.032
        half = 0.085 * (near - 0.45) / 0.5
        middle = 0.52 + shift * (near - 0.5) * 2
        for step in (-0.6, 0.0, 0.6):
            scene.disc(middle + step * half, near, 0.010 * (near - 0.35), (180, 140, 24))


def _waiting_room(scene: _Scene) -> None:
    colour = scene.shade((40, 84, 140), 35)
    for row in range(scene.chance.randint(2, 3)):
        y = 0.56 + 0.12 * row
        for number in range(scene.chance.randint(4, 6)):
            x = 0.10 + 0.14 * number + 0.02 * row
            scene.box((x, y - 0.10, x + 0.11, y), colour, (20, 40, 70))
            scene.box((x, y, x + 0.11, y + 0.03), colour, (20, 40, 70))
            scene.line([(x + 0.02, y + 0.03), (x + 0.02, y + 0.09)], (60, 60, 60))
            scene.line([(x + 0.09, y + 0.03), (x + 0.09, y + 0.09)], (60, 60, 60))


def _notice_board(scene: _Scene) -> None:
    scene.box((0.2, 0.16, 0.8, 0.7), scene.shade((236, 232, 220), 10), (90, 60, 40))
    scene.text(
        0.5,
        0.23,
        scene.chance.choice(("MAKLUMAT PELAYANAN", "INFORMASI PELAYANAN", "STANDAR PELAYANAN")),
        0.05,
        (120, 20, 20),
    )
    for number in range(scene.chance.randint(6, 9)):
        y = 0.30 + 0.042 * number
        scene.line([(0.25, y), (0.25 + scene.between(0.3, 0.5), y)], (90, 90, 90), 0.004)


def _parking(scene: _Scene) -> None:
    scene.polygon(
        [(0.2, 0.9), (0.5, 0.9), (0.46, 0.56), (0.3, 0.56)], scene.shade((40, 90, 170), 25), (240, 240, 240)
    )
    scene.disc(0.37, 0.74, 0.04, (240, 240, 240))
    for number in range(scene.chance.randint(3, 5)):
        x = 0.14 + 0.17 * number
        scene.line([(x, 0.9), (0.3 + 0.08 * number, 0.54)], (240, 240, 240), 0.007)
    scene.box((0.72, 0.5, 0.92, 0.68), scene.shade((150, 40, 44), 60), (30, 30, 30))
    scene.disc(0.76, 0.69, 0.022, (20, 20, 20))
    scene.disc(0.88, 0.69, 0.022, (20, 20, 20))


def _nursing_room(scene: _Scene) -> None:
    scene.box((0.16, 0.5, 0.52, 0.84), scene.shade((214, 150, 160), 25), (120, 80, 90))
    scene.box((0.13, 0.44, 0.22, 0.84), scene.shade((200, 130, 144), 25), (120, 80, 90))
    scene.box((0.62, 0.24, 0.86, 0.84), scene.shade((240, 226, 214), 12), (150, 130, 120))
    for number in range(5):
        scene.line(
            [(0.65 + 0.045 * number, 0.26), (0.64 + 0.045 * number + scene.between(-0.01, 0.02), 0.82)],
            (210, 180, 170),
        )


def _playroom(scene: _Scene) -> None:
    for _ in range(scene.chance.randint(7, 12)):
        x, y, side = scene.between(0.08, 0.85), scene.between(0.55, 0.8), scene.between(0.03, 0.08)
        scene.box(
            (x, y, x + side, y + side * 1.3),
            scene.shade(scene.chance.choice(((220, 60, 60), (60, 150, 80), (60, 90, 200), (230, 190, 60)))),
        )
    scene.polygon([(0.62, 0.86), (0.86, 0.4), (0.92, 0.4), (0.72, 0.86)], scene.shade((230, 120, 40), 20))


def _visiting_room(scene: _Scene) -> None:
    for number in range(scene.chance.randint(2, 3)):
        x = 0.12 + 0.29 * number
        scene.box((x, 0.6, x + 0.22, 0.64), scene.shade((150, 110, 70), 20), (90, 60, 40))
        scene.line([(x + 0.02, 0.64), (x + 0.02, 0.84)], (80, 60, 40), 0.008)
        scene.line([(x + 0.2, 0.64), (x + 0.2, 0.84)], (80, 60, 40), 0.008)
        scene.disc(x + 0.05, 0.72, 0.03, scene.shade((70, 90, 110), 30))
        scene.disc(x + 0.17, 0.72, 0.03, scene.shade((70, 90, 110), 30))


def _complaint_box(scene: _Scene) -> None:
    x, y = scene.between(0.34, 0.46), scene.between(0.3, 0.4)
    scene.box((x, y, x + 0.24, y + 0.4), scene.shade((170, 30, 36), 25), (90, 10, 14))
    scene.box((x + 0.05, y + 0.05, x + 0.19, y + 0.07), (20, 20, 20))
    scene.text(x + 0.12, y + 0.18, "KOTAK", 0.045, (255, 255, 255))
    scene.text(x + 0.12, y + 0.25, "PENGADUAN", 0.04, (255, 255, 255))
    scene.disc(x + 0.12, y + 0.34, 0.015, (230, 200, 90))


SCENES: dict[str, Callable[[_Scene], None]] = {
    "koridor": _corridor,
    "jalan_landai": _ramp,
    "loket": _counter,
    "toilet_disabilitas": _toilet,
    "lantai_pemandu": _guiding_block,
    "ruang_tunggu": _waiting_room,
    "papan_informasi": _notice_board,
    "parkir_disabilitas": _parking,
    "ruang_laktasi": _nursing_room,
    "ruang_bermain": _playroom,
    "ruang_kunjungan": _visiting_room,
    "kotak_pengaduan": _complaint_box,
}
"""What can be drawn, by name."""
