"""Words about OBH (on paper: Pemberi Bantuan Hukum), their cases and their money.

Never imports anything of the project but the kind of list.
"""

from berkas.rules.vocabulary.word import Word


class AccreditationCategory(Word):
    """Accreditation category, kept per period; the program never sets it by itself."""

    A = "a", "A"
    B = "b", "B"
    C = "c", "C"


class AccreditationStage(Word):
    """Stages of an accreditation round."""

    PENDAFTARAN = "pendaftaran", "Pendaftaran"
    PERBAIKAN_DOKUMEN = "perbaikan_dokumen", "Perbaikan dokumen"
    PEMERIKSAAN_FAKTUAL = "pemeriksaan_faktual", "Pemeriksaan faktual"
    REKOMENDASI_POKJADA = "rekomendasi_pokjada", "Rekomendasi Pokjada"
    VERIFIKASI_PUSAT = "verifikasi_pusat", "Verifikasi pusat"
    PENETAPAN = "penetapan", "Penetapan"


class AccreditationResult(Word):
    """Outcome of an accreditation round for one OBH."""

    DIPROSES = "diproses", "Dalam proses"
    TERAKREDITASI = "terakreditasi", "Terakreditasi"
    TIDAK_LULUS = "tidak_lulus", "Tidak lulus"
    DICABUT = "dicabut", "Dicabut"


class WorkerKind(Word):
    """Who works for an OBH."""

    ADVOKAT = "advokat", "Advokat"
    PARALEGAL = "paralegal", "Paralegal"
    DOSEN = "dosen", "Dosen"
    MAHASISWA_HUKUM = "mahasiswa_hukum", "Mahasiswa fakultas hukum"


class ServiceKind(Word):
    """The three kinds of litigation and the nine of non-litigation; each has a file checklist."""

    PIDANA = "pidana", "Litigasi pidana"
    PERDATA = "perdata", "Litigasi perdata"
    TUN = "tun", "Litigasi tata usaha negara"
    PENYULUHAN = "penyuluhan", "Penyuluhan hukum"
    KONSULTASI = "konsultasi", "Konsultasi hukum"
    INVESTIGASI = "investigasi", "Investigasi perkara"
    PENELITIAN = "penelitian", "Penelitian hukum"
    MEDIASI = "mediasi", "Mediasi"
    NEGOSIASI = "negosiasi", "Negosiasi"
    PEMBERDAYAAN = "pemberdayaan", "Pemberdayaan masyarakat"
    PENDAMPINGAN = "pendampingan", "Pendampingan di luar pengadilan"
    DRAFTING = "drafting", "Drafting dokumen hukum"

    @property
    def is_litigation(self) -> bool:
        """Litigation and non-litigation are never merged in a figure."""
        return self in (ServiceKind.PIDANA, ServiceKind.PERDATA, ServiceKind.TUN)

    @property
    def checklist(self) -> str:
        """Key of the file checklist (an instrument) of this kind."""
        return f"berkas_{self.value}"


class CaseState(Word):
    """State of a request for legal aid and the case that grows out of it."""

    DIMOHONKAN = "dimohonkan", "Dimohonkan"
    DITERIMA = "diterima", "Diterima"
    DITOLAK = "ditolak", "Ditolak dengan alasan"
    BERJALAN = "berjalan", "Berjalan"
    SELESAI = "selesai", "Selesai"
    DICABUT = "dicabut", "Dicabut pemohon"


class RequestForm(Word):
    """How legal aid was asked for; a spoken request is written down and thumb-printed."""

    TERTULIS = "tertulis", "Tertulis"
    LISAN = "lisan", "Lisan"
    PENUNJUKAN_HAKIM = "penunjukan_hakim", "Penunjukan hakim"


class ReimbursementState(Word):
    """Where a claim stands in the queue."""

    MASUK = "masuk", "Masuk"
    DIPERIKSA = "diperiksa", "Diperiksa"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    PERBAIKAN = "perbaikan", "Perbaikan masuk"
    DISETUJUI = "disetujui", "Disetujui"
    DIBAYAR = "dibayar", "Dibayar"


class RealisationSystem(Word):
    """The two official systems whose figures differ; both are kept."""

    SIDBANKUM = "sidbankum", "Sidbankum"
    OMSPAN = "omspan", "OMSPAN"


class BudgetPart(Word):
    """The two halves of a contract."""

    LITIGASI = "litigasi", "Litigasi"
    NONLITIGASI = "nonlitigasi", "Nonlitigasi"


class Sanction(Word):
    """The ladder of sanctions for a PBH."""

    TEGURAN_TERTULIS = "teguran_tertulis", "Teguran tertulis"
    PENGURANGAN_ANGGARAN = "pengurangan_anggaran", "Pengurangan anggaran"
    PENURUNAN_AKREDITASI = "penurunan_akreditasi", "Penurunan akreditasi"
    PENCABUTAN_AKREDITASI = "pencabutan_akreditasi", "Pencabutan akreditasi"
    PIDANA = "pidana", "Diteruskan ke proses pidana"
