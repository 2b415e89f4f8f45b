"""What is asked when numbered paper forms are made. Imports only the rules."""

from berkas.rules.fields import Choice, Field, Kind

MOST_FORMS = 200
"""How many forms one step makes."""
VARIANTS = (
    Choice("biasa", "Biasa"),
    Choice("huruf_besar", "Huruf besar (18 poin)"),
    Choice("gambar", "Skala bergambar (wajah)"),
)
PAGES = (Choice("a4", "A4"), Choice("f4", "F4 (215 × 330 mm)"))

PAPER_FORMS: tuple[Field, ...] = (
    Field("instrument", "Instrumen", Kind.CHOICE, required=True, wide=True),
    Field("number", "Banyak formulir", Kind.INTEGER, required=True, least=1, most=MOST_FORMS, default=10,
          help="Satu formulir untuk satu responden; tiap formulir mendapat nomor."),
    Field("variant", "Bentuk", Kind.CHOICE, required=True, choices=VARIANTS, default="biasa"),
    Field("page", "Kertas", Kind.CHOICE, required=True, choices=PAGES, default="a4"),
)  # fmt: skip
