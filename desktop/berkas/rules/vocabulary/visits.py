"""Words about instruments, interviews and visits.

Never imports anything of the project but the kind of list.
"""

from berkas.rules.vocabulary.word import Word


class AssessmentState(Word):
    """State of one filled instrument."""

    DRAF = "draf", "Draf"
    LENGKAP = "lengkap", "Lengkap"
    TERVERIFIKASI = "terverifikasi", "Terverifikasi"
    TERKUNCI = "terkunci", "Terkunci"


class AnswerPass(Word):
    """Who gave an answer; scores never mix passes."""

    PERTAMA = "pertama", "Ketikan pertama"
    KEDUA = "kedua", "Ketikan kedua"
    MANDIRI = "mandiri", "Penilaian mandiri"
    VERIFIKATOR = "verifikator", "Penilaian verifikator"
    AKHIR = "akhir", "Jawaban akhir"


class Missing(Word):
    """Why an answer carries no value; three different things in score, export and codebook."""

    TIDAK_TAHU = "tidak_tahu", "Tidak tahu"
    MENOLAK = "menolak", "Menolak menjawab"
    TIDAK_BERLAKU = "tidak_berlaku", "Tidak berlaku"


class InterviewMode(Word):
    """How an interview was held."""

    TATAP_MUKA = "tatap_muka", "Tatap muka"
    VIDEO = "video", "Panggilan video"
    KERTAS = "kertas", "Formulir kertas"


class VisitPurpose(Word):
    """Why the team goes; one visit may have several purposes."""

    MONEV_BANKUM = "monev_bankum", "Monev bantuan hukum"
    VERIFIKASI_P2HAM = "verifikasi_p2ham", "Verifikasi P2HAM"
    SURVEI = "survei", "Survei"
    STANDAR_LAYANAN = "standar_layanan", "Pengawasan standar layanan dan SOP"
    PERIKSA_BERKAS = "periksa_berkas", "Pemeriksaan berkas PBH"
    KEABSAHAN_SKTM = "keabsahan_sktm", "Pemeriksaan keabsahan SKTM"
    DISEMINASI = "diseminasi", "Diseminasi dan penyuluhan"
    POSBANKUM = "posbankum", "Pemantauan Posbankum"


class VisitState(Word):
    """State of a visit."""

    DIRENCANAKAN = "direncanakan", "Direncanakan"
    DITUGASKAN = "ditugaskan", "Surat tugas terbit"
    TERLAKSANA = "terlaksana", "Terlaksana"
    DILAPORKAN = "dilaporkan", "Dilaporkan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class FormState(Word):
    """State of a numbered paper form: printed = keyed + void + missing."""

    DICETAK = "dicetak", "Dicetak"
    DIKETIK = "diketik", "Sudah diketik"
    BATAL = "batal", "Batal"
    HILANG = "hilang", "Tidak kembali"


class SettledBy(Word):
    """How a difference between first and second keying was settled."""

    PERTAMA = "pertama", "Ketikan pertama dipertahankan"
    KEDUA = "kedua", "Ketikan kedua dipertahankan"
    KETIK_ULANG = "ketik_ulang", "Dilihat pada kertas dan diketik ulang"


class SampleOutcome(Word):
    """What the second keying of a sample said about its pile."""

    MENUNGGU = "menunggu", "Menunggu"
    LOLOS = "lolos", "Lolos"
    ULANG_SEMUA = "ulang_semua", "Seluruh tumpukan diketik dua kali"
