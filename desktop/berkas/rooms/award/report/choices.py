"""What of a dossier is printed and how: parts, photos to a page, sheet, ink, binding, size of type.

Plain values; the same values and choices give the same pages.
"""

from dataclasses import dataclass
from math import ceil

from berkas.paper.frame import Saving, Size

PARTS: tuple[tuple[str, str], ...] = (
    ("berita_acara", "Berita acara"),
    ("kriteria", "Hasil per kriteria, hitungan, dan temuan"),
    ("pengaduan", "Pengaduan dan pengawasan Ombudsman"),
    ("riwayat", "Penghargaan terdahulu dan inovasi"),
    ("daftar_bukti", "Daftar data dukung"),
    ("foto", "Dokumentasi foto"),
    ("lampiran", "Lampiran dokumen, halaman demi halaman"),
    ("rekapitulasi", "Rekapitulasi seluruh unit"),
)
"""Parts that may be left out, in their order; cover and contents always stand."""

ALL_PARTS = frozenset(code for code, _label in PARTS)
LARGE_PRINT = 18.0


@dataclass(frozen=True, slots=True)
class DossierChoices:
    """`per_page` None: six photos to a page when all lie, otherwise four. `size` None: the office's usual
    sheet. Without `remarks` the notes beside the criteria and the check of a draft stay inside the office.
    """

    parts: frozenset[str] = ALL_PARTS
    per_page: int | None = None
    size: Size | None = None
    saving: Saving = Saving.NONE
    duplex: bool = False
    type_size: float = 11.0
    remarks: bool = True

    def has(self, part: str) -> bool:
        """Whether a part is printed."""
        return part in self.parts


@dataclass(frozen=True, slots=True)
class Bulk:
    """How much there is to print of a unit."""

    criteria: int = 0
    photos: int = 0
    proofs: int = 0
    attached_pages: int = 0
    units: int = 0


def estimate(bulk: Bulk, choices: DossierChoices) -> tuple[int, int]:
    """About how many pages and sheets a dossier takes; reckoned, not counted."""
    grow = choices.type_size / 11
    pages = 2.0
    if choices.has("berita_acara"):
        pages += 2 * grow
    if choices.has("kriteria"):
        pages += bulk.criteria / 14 * grow + 1
    if choices.has("pengaduan") or choices.has("riwayat"):
        pages += grow
    if choices.has("daftar_bukti"):
        pages += bulk.proofs / 18 * grow
    if choices.has("foto") and bulk.photos:
        pages += bulk.photos / (choices.per_page or 6)
    if choices.has("lampiran"):
        pages += bulk.attached_pages
    if choices.has("rekapitulasi"):
        pages += 1 + bulk.units / 14 * grow
    whole = max(1, ceil(pages))
    return whole, ceil(whole / 2) if choices.duplex else whole


USUAL = DossierChoices()
