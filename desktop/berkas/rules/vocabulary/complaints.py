"""Words about complaints, requests for information and what happens to them.

Never imports anything of the project but the kind of list.
"""

from berkas.rules.vocabulary.word import Word


class ComplaintClass(Word):
    """Class of a complaint or request; each has its clock in resources/clocks."""

    PENGADUAN_BERKADAR = "pengaduan_berkadar", "Pengaduan berkadar pengawasan"
    PENGADUAN_TIDAK_BERKADAR = "pengaduan_tidak_berkadar", "Pengaduan tidak berkadar pengawasan"
    PERMINTAAN_INFORMASI = "permintaan_informasi", "Permintaan informasi"
    ASPIRASI = "aspirasi", "Aspirasi"
    PENGADUAN_HAM = "pengaduan_ham", "Pengaduan dugaan pelanggaran HAM"
    PENGADUAN_OBH = "pengaduan_obh", "Pengaduan terhadap Pemberi Bantuan Hukum"
    UU25_2009 = "uu25_2009", "Pengaduan pelayanan publik (UU 25/2009)"
    STANDAR_UPT = "standar_upt", "Pengaduan menurut standar layanan UPT"
    PPID = "ppid", "Permohonan informasi publik (PPID)"
    PPID_KEBERATAN = "ppid_keberatan", "Keberatan informasi publik (PPID)"
    PERMOHONAN_BANKUM = "permohonan_bankum", "Permohonan bantuan hukum kepada PBH"
    OMBUDSMAN_KOREKTIF = "ombudsman_korektif", "Tindakan korektif Ombudsman"


class ComplaintStream(Word):
    """The way a complaint takes, decided by the question "siapa yang diadukan?"."""

    PERILAKU_PEGAWAI = "perilaku_pegawai", "Perilaku pegawai (ULP/SIPIDU)"
    MUTU_LAYANAN = "mutu_layanan", "Mutu layanan (SP4N-LAPOR!)"
    NOTARIS = "notaris", "Notaris (MPD/MPW/MKN)"
    PBH = "pbh", "Pemberi Bantuan Hukum (Panwasda)"
    INSTANSI_LAIN = "instansi_lain", "Instansi lain (pelimpahan)"
    INFORMASI_PUBLIK = "informasi_publik", "Informasi publik (PPID)"


class ComplaintStatus(Word):
    """Where a complaint stands."""

    DITERIMA = "diterima", "Diterima"
    DIVERIFIKASI = "diverifikasi", "Diverifikasi"
    MENUNGGU_KELENGKAPAN = "menunggu_kelengkapan", "Menunggu kelengkapan dari pelapor"
    DITERUSKAN = "diteruskan", "Diteruskan"
    DIPERIKSA = "diperiksa", "Diperiksa"
    DIJAWAB = "dijawab", "Dijawab"
    DIPUTUS = "diputus", "Diputus"
    SELESAI = "selesai", "Selesai"
    DICABUT = "dicabut", "Dicabut pelapor"
    DILIMPAHKAN = "dilimpahkan", "Dilimpahkan"
    DIGABUNG = "digabung", "Digabung dengan pengaduan lain"
    DIARSIPKAN = "diarsipkan", "Diarsipkan"

    @property
    def is_open(self) -> bool:
        """Whether the office still owes something, so that clocks run."""
        return self not in _CLOSED_COMPLAINT


_CLOSED_COMPLAINT = frozenset(
    {
        ComplaintStatus.SELESAI,
        ComplaintStatus.DICABUT,
        ComplaintStatus.DILIMPAHKAN,
        ComplaintStatus.DIGABUNG,
        ComplaintStatus.DIARSIPKAN,
    }
)


class ComplaintEvent(Word):
    """What happened to a complaint on a day; legal clocks start at some of these events."""

    LAYANAN_DITERIMA = "layanan_diterima", "Pelayanan diterima pengadu"
    DITERIMA = "diterima", "Pengaduan diterima"
    DICATAT = "dicatat", "Dicatat dalam register"
    DIVERIFIKASI = "diverifikasi", "Diverifikasi"
    DITERUSKAN = "diteruskan", "Diteruskan kepada pengelola"
    DISPOSISI = "disposisi", "Didisposisikan"
    DIMINTA_LENGKAP = "diminta_lengkap", "Pelapor diminta melengkapi"
    BERKAS_LENGKAP = "berkas_lengkap", "Berkas dinyatakan lengkap"
    KLARIFIKASI = "klarifikasi", "Klarifikasi"
    DIPERIKSA = "diperiksa", "Diperiksa"
    DINYATAKAN_BUKAN_WEWENANG = "dinyatakan_bukan_wewenang", "Dinyatakan bukan wewenang"
    DIJAWAB = "dijawab", "Dijawab"
    DITOLAK = "ditolak", "Ditolak atau tidak ditanggapi"
    DIAJUKAN_KEBERATAN = "diajukan_keberatan", "Keberatan diajukan"
    DIPUTUS = "diputus", "Diputus"
    DIBERITAHUKAN = "diberitahukan", "Diberitahukan kepada pelapor"
    PRODUK_OMBUDSMAN_DITERIMA = "produk_ombudsman_diterima", "Produk Ombudsman diterima"
    DIPERPANJANG = "diperpanjang", "Batas waktu diperpanjang"
    JEDA_MULAI = "jeda_mulai", "Jeda dimulai"
    JEDA_SELESAI = "jeda_selesai", "Jeda selesai"
    LANGKAH_TIDAK_BERLAKU = "langkah_tidak_berlaku", "Langkah ditandai tidak berlaku"
    DILIMPAHKAN = "dilimpahkan", "Dilimpahkan"
    DICABUT = "dicabut", "Dicabut pelapor"
    DIGABUNG = "digabung", "Digabung"
    DITUTUP = "ditutup", "Ditutup"
    DIBUKA_KEMBALI = "dibuka_kembali", "Dibuka kembali"
    CATATAN = "catatan", "Catatan"


class InformationDecision(Word):
    """Decision on a request for public information (PPID register)."""

    DIKABULKAN = "dikabulkan", "Dikabulkan"
    DIKABULKAN_SEBAGIAN = "dikabulkan_sebagian", "Dikabulkan sebagian"
    DITOLAK = "ditolak", "Ditolak"
    TIDAK_DIKUASAI = "tidak_dikuasai", "Tidak di bawah penguasaan"
