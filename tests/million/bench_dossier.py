"""How much the dossier costs against a bare reportlab document of the same pages and pictures, in one
process.

python tests/million/bench_dossier.py [PAGES] [PHOTOS]

Prints one line of JSON: pages, seconds, memory and bytes of both, and their ratios. Memory is what each adds
to the process at most while it works, measured in a process of its own. Not a test: nothing here passes
or fails. The bare document holds the same table rows and the same JPEG files, made with reportlab's own
paragraphs, tables and images, without letterhead, code, contents, ticks, signatures or captions that must
stay with their photos.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Image, LongTable, PageBreak, Paragraph, SimpleDocTemplate, TableStyle

from berkas.media.sample import SCENES, sample_photo
from berkas.paper.document import render
from berkas.paper.frame import Frame, Letterhead, PaperCode
from berkas.paper.parts import (
    Align,
    Contents,
    Heading,
    NewPage,
    Para,
    Part,
    Signatures,
    Signer,
    Table,
    TableColumn,
)
from berkas.paper.pictures import Cover, PhotoItem, Photos

SENTENCE = (
    "Tim verifikasi melihat dan mencoba sendiri seluruh fasilitas layanan serta mencatat kekurangannya. "
)
ROWS_PER_PAGE = 13
Row = tuple[str, str, str, str, str]


def rows(count: int) -> list[Row]:
    return [
        (
            str(n + 1),
            f"PGD-{n + 1:05d}",
            f"{n % 28 + 1} Jun 2025",
            f"Pelapor contoh {n}",
            SENTENCE * (1 + n % 2),
        )
        for n in range(count)
    ]


def dossier(table: list[Row], pictures: list[bytes]) -> bytes:
    columns = (
        TableColumn("No", mm=12, align=Align.CENTRE),
        TableColumn("Nomor", mm=24),
        TableColumn("Tanggal", mm=22),
        TableColumn("Pelapor", mm=32),
        TableColumn("Perihal"),
    )
    photos = tuple(
        PhotoItem(data, f"Keterangan foto {n}", "II.a.1", "Pintu utama", "12 Juni 2025", "Siti Contoh")
        for n, data in enumerate(pictures)
    )
    signers = tuple(Signer((f"Anggota {n},",), f"Nama {n} Contoh", "19800101 200501 2 001") for n in range(4))
    parts: tuple[Part, ...] = (
        Cover("Berkas Verifikasi", "Lapas Kelas IIA Contoh", ("KANTOR WILAYAH CONTOH",)),
        Contents(),
        NewPage(letterhead=True),
        Heading("Berita acara"),
        Para(SENTENCE * 6),
        Signatures(signers, "Pangkal Contoh, 12 Juni 2025"),
        NewPage(),
        Heading("Register"),
        Table(columns, table),
        NewPage(),
        Heading("Dokumentasi foto"),
        Photos(photos, 4),
    )
    head = Letterhead(("KEMENTERIAN CONTOH", "KANTOR WILAYAH CONTOH"), "Jalan Contoh 1")
    code = PaperCode("K7QF2M9X4TRD", "BERKAS1|12|0|1|" + "9f86d081" * 8, "W.7-12")
    return render(parts, Frame("Berkas", letterhead=head, code=code, issued_at="2025-06-12T03:10:00.000Z"))


def bare(table: list[Row], files: list[Path]) -> bytes:
    rl_config.useA85 = 0
    buffer = BytesIO()
    document = SimpleDocTemplate(buffer, pagesize=A4, leftMargin=30 * mm, rightMargin=20 * mm)
    small = ParagraphStyle("kecil", fontName="Berkas", fontSize=9, leading=11.3)
    style = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), "Berkas", 9),
            ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
            ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
    story: list = []
    widths = [12 * mm, 24 * mm, 22 * mm, 32 * mm, 70 * mm]
    for start in range(0, len(table), 200):
        cells = [[Paragraph(cell, small) for cell in row] for row in table[start : start + 200]]
        story.append(
            LongTable(
                [["No", "Nomor", "Tanggal", "Pelapor", "Perihal"], *cells], widths, repeatRows=1, style=style
            )
        )
    story.append(PageBreak())
    for start in range(0, len(files), 4):
        four = [Image(str(file), 77 * mm, 58 * mm, lazy=2) for file in files[start : start + 4]]
        story += [*four, Paragraph(SENTENCE, small), PageBreak()]
    document.build(story)
    return buffer.getvalue()


def timed(make: Callable[[], bytes]) -> tuple[bytes, float]:
    start = time.perf_counter()
    made = make()
    return made, time.perf_counter() - start


def most_memory(work: Callable[[], bytes]) -> float:
    """Megabytes that the work adds to a process at most, in a copy of this one."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        before = _resident()
        work()
        os.write(writing, f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before}".encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        return float(answer.read())


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    count = int(sys.argv[2]) if len(sys.argv) > 2 else wanted * 8 // 5
    names = list(SCENES)
    pictures = [sample_photo(names[n % len(names)], n) for n in range(count)]
    table = rows((wanted - count // 4) * ROWS_PER_PAGE)
    dossier(table[:5], pictures[:1])  # fonts and modules loaded once, for both
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{number:04d}.jpg") for number in range(len(pictures))]
        for file, data in zip(files, pictures, strict=True):
            file.write_bytes(data)
        ours = [timed(lambda: dossier(table, pictures)) for _ in range(3)]
        pages = len(PdfReader(BytesIO(ours[0][0])).pages)
        theirs = [timed(lambda: bare(table, files)) for _ in range(3)]
        memory = most_memory(lambda: dossier(table, pictures)), most_memory(lambda: bare(table, files))
    own, other = min(second for _, second in ours), min(second for _, second in theirs)
    bare_pages = len(PdfReader(BytesIO(theirs[0][0])).pages)
    result = {
        "pages": pages,
        "bare_pages": bare_pages,
        "photos": len(pictures),
        "rows": len(table),
        "seconds": round(own, 3),
        "bare_seconds": round(other, 3),
        "ratio_seconds_per_page": round(own / pages / (other / bare_pages), 2),
        "memory_mb": round(memory[0]),
        "bare_memory_mb": round(memory[1]),
        "ratio_memory": round(memory[0] / memory[1], 2),
        "megabytes": round(len(ours[0][0]) / 1e6, 2),
        "ratio_bytes": round(len(ours[0][0]) / len(theirs[0][0]), 3),
    }
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
