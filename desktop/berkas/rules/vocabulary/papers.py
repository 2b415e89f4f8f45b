"""Words about papers, registers, reporting duties and workbooks.

Never imports anything of the project but the kind of list.
"""

from berkas.rules.vocabulary.word import Word


class PageSize(Word):
    """Paper in the office's printer."""

    A4 = "a4", "A4 (210 × 297 mm)"
    F4 = "f4", "F4/Folio (215 × 330 mm)"


class IssuedState(Word):
    """State of a document in the register of printed documents."""

    TERBIT = "terbit", "Terbit"
    DIREVISI = "direvisi", "Diganti revisi baru"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class PaperTruth(Word):
    """Answer of the check of a printed code."""

    UTUH = "utuh", "Asli dan belum berubah"
    BERUBAH = "berubah", "Asli, data kantor berubah setelah terbit"
    TIDAK_COCOK = "tidak_cocok", "Tidak cocok dengan riwayat kantor"
    TIDAK_DIKENAL = "tidak_dikenal", "Tidak dikenal"


class Rhythm(Word):
    """How often a report is due."""

    MINGGUAN = "mingguan", "Mingguan"
    BULANAN = "bulanan", "Bulanan"
    TRIWULANAN = "triwulanan", "Triwulanan"
    SEMESTERAN = "semesteran", "Semesteran"
    TAHUNAN = "tahunan", "Tahunan"


class DutyState(Word):
    """State of one report that is due; "nihil" counts as sent."""

    BELUM_DIKIRIM = "belum_dikirim", "Belum dikirim"
    TERKIRIM = "terkirim", "Terkirim"
    TERKIRIM_NIHIL = "terkirim_nihil", "Terkirim (nihil)"


class ImportPolicy(Word):
    """What to do with a row that is already there; a blank cell never erases."""

    TAMBAH = "tambah", "Tambah yang baru saja"
    PERBARUI = "perbarui", "Tambah dan perbarui"
    ABAIKAN = "abaikan", "Abaikan yang sudah ada"
