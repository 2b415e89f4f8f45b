"""Words about limits, calendars and how well a rule is known.

Never imports anything of the project but the kind of list.
"""

from berkas.rules.vocabulary.word import Word


class DayUnit(Word):
    """How the days of a limit are counted."""

    KERJA = "kerja", "hari kerja"
    KALENDER = "kalender", "hari kalender"


class HolidayKind(Word):
    """Why a day of the working week is not worked."""

    NASIONAL = "nasional", "Libur nasional"
    CUTI_BERSAMA = "cuti_bersama", "Cuti bersama"
    DAERAH = "daerah", "Libur daerah"
    TUTUP_KANTOR = "tutup_kantor", "Kantor tutup"


class StepSide(Word):
    """Who has to act within a step of a clock."""

    KANTOR = "kantor", "Kantor"
    PELAPOR = "pelapor", "Pelapor atau pemohon"
    ATASAN_PPID = "atasan_ppid", "Atasan PPID"
    PBH = "pbh", "Pemberi Bantuan Hukum"
    UNIT = "unit", "Unit yang diawasi"


class DueState(Word):
    """How a due date looks from today."""

    TERLAMBAT = "terlambat", "Terlambat"
    HARI_INI = "hari_ini", "Hari ini"
    SEGERA = "segera", "Segera"
    BERJALAN = "berjalan", "Berjalan"
    BELUM_MULAI = "belum_mulai", "Belum mulai"
    JEDA = "jeda", "Jeda"
    TANPA_BATAS = "tanpa_batas", "Tanpa batas waktu"
    TERPENUHI = "terpenuhi", "Terpenuhi"


class Confidence(Word):
    """How well a rule, item or limit is known; always shown beside it."""

    TERBACA = "terbaca", "dibaca pada sumber terbuka"
    DISIMPULKAN = "disimpulkan", "disimpulkan dari sumber terbuka"
    PRAKTIK = "praktik", "kebiasaan yang terlihat di lapangan"
    INGATAN = "ingatan", "belum dicocokkan dengan naskah resmi"
    RUMUSAN_KANTOR = "rumusan_kantor", "rumusan kantor, bukan naskah resmi"
    TIDAK_DIKETAHUI = "tidak_diketahui", "tidak ditemukan pada sumber terbuka"


class FigureKind(Word):
    """Whose figure an index is; the two are never drawn in one chart."""

    RESMI = "resmi", "Angka resmi"
    INTERNAL = "internal", "Angka internal kantor"


class TimeZone(Word):
    """The three zones of Indonesia; none has summer time, so a zone is a whole number of hours."""

    WIB = "wib", "WIB"
    WITA = "wita", "WITA"
    WIT = "wit", "WIT"

    @property
    def hours(self) -> int:
        """Hours ahead of UTC."""
        return {"wib": 7, "wita": 8, "wit": 9}[self.value]
