"""Words about the award, its evidence, findings and what follows from them.

Never imports anything of the project but the kind of list.
"""

from berkas.rules.vocabulary.word import Word


class AwardStage(Word):
    """Stages of a unit in an award round, from the request to the decree."""

    PERMOHONAN = "permohonan", "Permohonan"
    PENCANANGAN = "pencanangan", "Pencanangan"
    DATA_DUKUNG = "data_dukung", "Pengisian data dukung"
    VERIFIKASI = "verifikasi", "Verifikasi Kantor Wilayah"
    PERBAIKAN = "perbaikan", "Perbaikan kekurangan"
    EVALUASI = "evaluasi", "Evaluasi"
    PENGUSULAN = "pengusulan", "Pengusulan"
    PENILAIAN = "penilaian", "Penilaian"
    PENETAPAN = "penetapan", "Penetapan"


class AwardResult(Word):
    """Outcome for a unit; no grades are known for P2HAM."""

    BELUM_DITETAPKAN = "belum_ditetapkan", "Belum ditetapkan"
    MEMPEROLEH_PREDIKAT = "memperoleh_predikat", "Memperoleh predikat P2HAM"
    TIDAK_MEMPEROLEH = "tidak_memperoleh", "Tidak memperoleh predikat"
    TIDAK_DIUSULKAN = "tidak_diusulkan", "Tidak diusulkan"


class EvidenceKind(Word):
    """Kind of a proof, as an instrument may require it."""

    FOTO = "foto", "Foto"
    DOKUMEN = "dokumen", "Dokumen"
    PINDAIAN = "pindaian", "Pindaian surat"
    LEMBAR_KERJA = "lembar_kerja", "Lembar kerja"


class CoverKind(Word):
    """What a cover on a photo hides."""

    WAJAH = "wajah", "Wajah"
    BLOK_HUNIAN = "blok_hunian", "Blok hunian"
    KUNCI = "kunci", "Kunci atau gembok"
    TULISAN = "tulisan", "Tulisan atau identitas"
    LAINNYA = "lainnya", "Lainnya"


class Completeness(Word):
    """State of a requirement or of a set of proofs."""

    LENGKAP = "lengkap", "Lengkap"
    BELUM_LENGKAP = "belum_lengkap", "Belum lengkap"
    KEDALUWARSA = "kedaluwarsa", "Kedaluwarsa"


class FaultSeverity(Word):
    """Weight of a fault found before printing, importing or saving."""

    MENGHALANGI = "menghalangi", "Menghalangi"
    PERINGATAN = "peringatan", "Peringatan"
    CATATAN = "catatan", "Catatan"


class FindingKind(Word):
    """What a finding asks for; the first four are products of the Ombudsman."""

    TINDAKAN_KOREKTIF = "tindakan_korektif", "Tindakan korektif"
    SARAN_PERBAIKAN = "saran_perbaikan", "Saran perbaikan"
    SARAN_PENYEMPURNAAN = "saran_penyempurnaan", "Saran penyempurnaan"
    REKOMENDASI = "rekomendasi", "Rekomendasi"
    TEMUAN = "temuan", "Temuan tim"


class FollowupOrigin(Word):
    """Where a follow-up comes from."""

    WAWANCARA = "wawancara", "Wawancara penerima bantuan hukum"
    VERIFIKASI = "verifikasi", "Verifikasi P2HAM"
    OMBUDSMAN = "ombudsman", "Ombudsman"
    STANDAR_LAYANAN = "standar_layanan", "Pengawasan standar layanan dan SOP"
    PENGADUAN = "pengaduan", "Pengaduan"
    ASPIRASI = "aspirasi", "Aspirasi"
    SURVEI = "survei", "Survei"
    LAINNYA = "lainnya", "Lainnya"


class FollowupStatus(Word):
    """Where a follow-up stands; it is closed by someone else than its owner."""

    BELUM_DITINDAKLANJUTI = "belum_ditindaklanjuti", "Belum ditindaklanjuti"
    SEDANG_DITINDAKLANJUTI = "sedang_ditindaklanjuti", "Sedang ditindaklanjuti"
    DIAJUKAN_SELESAI = "diajukan_selesai", "Diajukan selesai"
    SELESAI = "selesai", "Selesai"
    TIDAK_DAPAT_DITINDAKLANJUTI = "tidak_dapat_ditindaklanjuti", "Tidak dapat ditindaklanjuti"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return self not in (FollowupStatus.SELESAI, FollowupStatus.TIDAK_DAPAT_DITINDAKLANJUTI)


class SupervisionOrigin(Word):
    """Who supervised a unit's service standard."""

    OMBUDSMAN = "ombudsman", "Ombudsman RI"
    TIM_SENDIRI = "tim_sendiri", "Tim Kantor Wilayah"
    LAINNYA = "lainnya", "Pihak lain"
