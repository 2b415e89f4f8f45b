"""Faults of the papers around the criteria: signers, letters, and matters of the unit that are still open.

Imports only the other rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from berkas.rules.dates import show_short
from berkas.rules.instruments.entry import DIGIT_CHECKS
from berkas.rules.preflight.facts import DossierFacts, LetterFacts, OpenMatter, SignerFacts
from berkas.rules.preflight.faults import FaultList


def check_papers(facts: DossierFacts, found: FaultList) -> None:
    """Signers, letters, open matters."""
    if not facts.is_covered:
        message = f"{facts.unit}: jenis unit ini tidak ada dalam instrumen putaran. Pilih instrumen lain."
        found.add("unit_tidak_tercakup", "unit", "", facts.unit, message)
    for signer in facts.signers:
        _check_signer(signer, found)
    if facts.statement_signed is False:
        label = "Surat pernyataan keabsahan"
        message = f"{label}: belum ditandatangani kepala unit. Cetak, tanda tangani, lalu catat."
        found.add("pernyataan_belum_ditandatangani", "pernyataan", "", label, message)
    for letter in facts.letters:
        _check_letter(letter, found)
    _check_open("temuan_terbuka", "temuan", "Temuan belum ditutup", facts.findings or (), found)
    _check_open("pengaduan_terbuka", "pengaduan", "Pengaduan belum selesai", facts.complaints or (), found)
    claim = "Laporan Ombudsman belum ditutup"
    _check_open("laporan_ombudsman_terbuka", "ombudsman", claim, facts.ombudsman or (), found)


def _check_signer(signer: SignerFacts, found: FaultList) -> None:
    def fault(code: str, message: str) -> None:
        found.add(code, "penanda_tangan", signer.key, signer.role, f"{signer.role}: {message}.")

    if not signer.name.strip():
        fault("penanda_tangan_kosong", "penanda tangan belum ditentukan")
        return
    if signer.needs_nip and not signer.nip.strip():
        fault("nip_kosong", "NIP belum diisi")
    elif signer.needs_nip:
        reason = DIGIT_CHECKS["nip"](signer.nip.replace(" ", ""))
        if reason:
            fault("nip_keliru", reason)
    if signer.signed_on is None:
        fault("belum_ditandatangani", "belum mengesahkan")


def _check_letter(letter: LetterFacts, found: FaultList) -> None:
    if not letter.number.strip():
        message = f"{letter.label}: nomor belum diisi."
        found.add("nomor_surat_kosong", "surat", letter.key, letter.label, message)
    if letter.dated is None:
        message = f"{letter.label}: tanggal belum diisi."
        found.add("tanggal_surat_kosong", "surat", letter.key, letter.label, message)


def _check_open(code: str, target: str, claim: str, matters: Iterable[OpenMatter], found: FaultList) -> None:
    for matter in matters:
        due = f", batas waktu {show_short(date.fromisoformat(matter.due))}" if matter.due else ""
        found.add(code, target, matter.key, matter.label, f"{claim}: {matter.label}{due}.")
