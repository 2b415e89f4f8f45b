"""The RAHASIA annex with the names to be traced: drawn at the moment of the look, on no list of papers.

It is no `DocumentKind`: nothing that prints by key or reprints may reach a name.
"""

from datetime import date

from berkas.paper.document import render
from berkas.paper.parts import (
    Align,
    KeyValues,
    Notice,
    NoticeKind,
    Part,
    Table,
    TableColumn,
    Title,
)
from berkas.rooms.visits.commands.annex import AnnexLine, AnnexValues
from berkas.rules.dates import show_medium
from berkas.rules.vocabulary import Sex

WATERMARK = "RAHASIA"


def parts(values: AnnexValues) -> tuple[Part, ...]:
    """The list with room for the answer of the prison."""
    return (
        Title("Lampiran Rahasia", name="Daftar nama yang dimohon untuk ditelusuri"),
        KeyValues(
            (
                ("Kegiatan", values.title),
                ("Tempat", values.place),
                ("Banyaknya", f"{len(values.lines)} orang"),
                ("Dicetak oleh", values.drawn_by),
            )
        ),
        Notice(
            "Hanya untuk pejabat yang menelusuri. Jangan digandakan, difoto, atau dikirim lewat aplikasi "
            "pesan. Kembalikan kepada tim sesudah selesai.",
            kind=NoticeKind.IMPORTANT,
        ),
        Table(
            columns=(
                TableColumn("No", mm=10, align=Align.CENTRE),
                TableColumn("Kode", mm=28),
                TableColumn("Nama dan nama lain", share=3),
                TableColumn("L/P", mm=11, align=Align.CENTRE),
                TableColumn("Tanggal lahir", mm=30),
                TableColumn("Hasil penelusuran", share=2),
            ),
            rows=[_row(number, line) for number, line in enumerate(values.lines, 1)],
            note="Hasil: ditemukan, bebas, dipindahkan ke …, tidak terdaftar, sakit, sedang keluar.",
            row_height=10,
        ),
        *_codes_only(values),
    )


def _row(number: int, line: AnnexLine) -> tuple[str, ...]:
    if not line.name:
        return (str(number), line.code, "(kode saja)", "", "", "")
    name = f"{line.name}\nalias {line.alias}" if line.alias else line.name
    sex = Sex.label_of(line.sex)[:1] if line.sex else ""
    birth = show_medium(date.fromisoformat(line.birth)) if line.birth else ""
    return (str(number), line.code, name, sex, birth, "")


def _codes_only(values: AnnexValues) -> tuple[Part, ...]:
    if all(line.name for line in values.lines):
        return ()
    return (
        Notice(
            "Orang yang tercantum dengan kode saja tidak disebut namanya di atas kertas; tim menanyakannya "
            "langsung kepada pejabat yang berwenang."
        ),
    )


def draw(values: AnnexValues) -> bytes:
    """PDF bytes; the file's own title names nobody."""
    frame = values.office.frame(f"Lampiran rahasia {values.code}", watermark=WATERMARK)
    return render(parts(values), frame)
