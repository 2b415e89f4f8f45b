"""The faults a dossier can have: their codes, how heavy they weigh, and the list they are collected in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from berkas.rules.preflight.facts import PreflightRules
from berkas.rules.vocabulary import FaultSeverity

BLOCKING: Final = FaultSeverity.MENGHALANGI
WARNING: Final = FaultSeverity.PERINGATAN
NOTE: Final = FaultSeverity.CATATAN

SEVERITIES: Final[dict[str, FaultSeverity]] = {
    "unit_tidak_tercakup": BLOCKING,
    "kriteria_belum_dijawab": BLOCKING,
    "jawaban_tanpa_bukti": BLOCKING,
    "bukti_kurang": BLOCKING,
    "bukti_tanpa_jawaban": WARNING,
    "bukti_tidak_diminta": NOTE,
    "berkas_tidak_terbaca": BLOCKING,
    "foto_kosong": BLOCKING,
    "foto_buram": WARNING,
    "foto_kecil": WARNING,
    "keterangan_kosong": WARNING,
    "foto_tanpa_tanggal": WARNING,
    "foto_kedaluwarsa": BLOCKING,
    "foto_sesudah_periode": WARNING,
    "foto_sesudah_pengesahan": BLOCKING,
    "foto_ganda": WARNING,
    "foto_sama_kriteria_lain": BLOCKING,
    "dokumen_sama_kriteria_lain": WARNING,
    "bukti_pernah_dipakai": BLOCKING,
    "foto_mirip": WARNING,
    "penanda_tangan_kosong": BLOCKING,
    "nip_kosong": BLOCKING,
    "nip_keliru": WARNING,
    "belum_ditandatangani": WARNING,
    "pernyataan_belum_ditandatangani": WARNING,
    "nomor_surat_kosong": BLOCKING,
    "tanggal_surat_kosong": BLOCKING,
    "temuan_terbuka": BLOCKING,
    "pengaduan_terbuka": WARNING,
    "laporan_ombudsman_terbuka": WARNING,
}
"""Default weight of every code. Open complaints and Ombudsman reports warn: they lower the chance, they are
no fault of the dossier."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. ``place`` is for reading; ``target`` ("kriteria", "bukti", …) and ``key`` are for jumping
    there."""

    code: str
    severity: FaultSeverity
    place: str
    message: str
    target: str
    key: str


class FaultList:
    """Collects faults with their weight; a code that is switched off is left out."""

    def __init__(self, rules: PreflightRules) -> None:
        self._rules = rules
        self.faults: list[Fault] = []

    def add(self, code: str, target: str, key: str, place: str, message: str) -> None:
        """Note one fault."""
        severity = self._rules.severities.get(code, SEVERITIES[code])
        if severity is not None:
            self.faults.append(Fault(code, severity, place, message, target, key))
