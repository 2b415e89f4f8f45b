"""What of a dossier is printed and how: parts, photos to a page, sheet, ink, binding, size of type.

Plain values; the same values and choices give the same pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

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

    def as_kept(self) -> dict[str, Any]:
        """The choices as plain values, to be kept beside an issued dossier."""
        return {
            "parts": [code for code, _label in PARTS if code in self.parts],
            "per_page": self.per_page,
            "size": self.size,
            "saving": self.saving,
            "duplex": self.duplex,
            "type_size": self.type_size,
            "remarks": self.remarks,
        }

    @classmethod
    def from_kept(cls, kept: Mapping[str, Any]) -> "DossierChoices":
        """The choices of an issued dossier; what is not known any more is as usual."""
        size, saving = kept.get("size"), kept.get("saving")
        return cls(
            parts=frozenset(kept.get("parts") or ()) & ALL_PARTS or ALL_PARTS,
            per_page=kept.get("per_page"),
            size=Size(size) if size in set(Size) else None,
            saving=Saving(saving) if saving in set(Saving) else Saving.NONE,
            duplex=bool(kept.get("duplex")),
            type_size=float(kept.get("type_size") or 11.0),
            remarks=bool(kept.get("remarks", True)),
        )


@dataclass(frozen=True, slots=True)
class Bulk:
    """How much there is to print of a unit."""

    criteria: int = 0
    photos: int = 0
    proofs: int = 0
    attached_pages: int = 0
    units: int = 0
    sections: int = 1
    wide: bool = True
    findings: int = 0
    matters: int = 0
    past: int = 0
    people: int = 3


def estimate(bulk: Bulk, choices: DossierChoices) -> tuple[int, int]:
    """About how many pages and sheets an issued dossier takes; reckoned from what the unit has, not counted.

    The figures are those of the dossiers of the sample office, A4 and 11 points.
    """
    is_large = choices.type_size > 14
    grow = (choices.type_size / 11) ** 1.7
    pages = 2.0
    if choices.has("berita_acara"):
        pages += ceil((1.1 + bulk.people * 0.12) * grow)
    body = 0.0
    if choices.has("kriteria"):
        body += bulk.criteria / 17 + bulk.sections * 0.25 + bulk.findings / 9
    if choices.has("pengaduan"):
        body += 0.25 + bulk.matters / 16
    if choices.has("riwayat"):
        body += 0.2 + bulk.past / 20
    if choices.has("daftar_bukti"):
        body += 0.1 + bulk.proofs / (9.5 if is_large else 21)  # tables become cards
    pages += ceil(body * grow)
    if choices.has("foto"):
        pages += max(1, ceil(bulk.photos / (choices.per_page or (6 if bulk.wide else 4))))
    if choices.has("lampiran"):
        pages += bulk.attached_pages
    if choices.has("rekapitulasi"):
        pages += ceil((0.45 + bulk.units / 13) * grow) + (bulk.units > 12)
    whole = round(pages)
    return whole, ceil(whole / 2) if choices.duplex else whole


USUAL = DossierChoices()
