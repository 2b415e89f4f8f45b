"""The program's picture in the sizes that Windows wants, drawn from the one SVG file.

Run in the environment, because it uses Qt: `python -m installer.building.icons SVG ICO`.
"""

import sys
from io import BytesIO
from pathlib import Path

SIZES = (256, 128, 64, 48, 40, 32, 24, 20, 16)


def draw(svg: Path, ico: Path) -> None:
    """Write an `.ico` file with all sizes."""
    from PIL import Image
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication(["icons"])
    pictures: list[Image.Image] = []
    renderer = QSvgRenderer(str(svg))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
        pictures.append(Image.open(BytesIO(data.data())))
    pictures[0].save(ico, format="ICO", sizes=[(size, size) for size in SIZES], append_images=pictures[1:])
    del app


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
