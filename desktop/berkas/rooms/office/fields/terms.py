"""Words of the vocabularies an office may extend. Pure values: imports only the rules."""

from berkas.rules.fields import Choice, Field, Kind

KINDS: tuple[Choice, ...] = (
    Choice("alasan_keberatan", "Alasan keberatan (PPID)"),
    Choice("alasan_penolakan", "Alasan penolakan (PPID)"),
    Choice("aplikasi_pengaduan", "Aplikasi pengaduan"),
    Choice("bentuk_badan_hukum", "Bentuk badan hukum"),
    Choice("bukti_miskin", "Bukti miskin"),
    Choice("dimensi_pengawasan", "Dimensi pengawasan"),
    Choice("hasil_pengaduan", "Hasil pengaduan"),
    Choice("hasil_perkara", "Hasil perkara"),
    Choice("jenis_acara", "Jenis acara"),
    Choice("jenis_alamat", "Jenis alamat"),
    Choice("jenis_dokumen_obh", "Jenis dokumen OBH"),
    Choice("jenis_dokumen_perkara", "Jenis dokumen perkara"),
    Choice("jenis_identitas", "Jenis identitas"),
    Choice("jenis_kasus", "Jenis kasus"),
    Choice("jenis_kontak", "Jenis kontak"),
    Choice("jenis_layanan", "Jenis layanan"),
    Choice("jenis_tempat", "Jenis tempat"),
    Choice("jenis_unit", "Jenis unit"),
    Choice("kategori_informasi", "Kategori informasi publik"),
    Choice("kategori_pengaduan", "Kategori pengaduan"),
    Choice("kelompok_peserta", "Kelompok peserta"),
    Choice("kelompok_umur", "Kelompok umur"),
    Choice("komponen_standar", "Komponen standar pelayanan"),
    Choice("peran_dalam_perkara", "Peran dalam perkara"),
    Choice("peran_tim", "Peran dalam tim"),
    Choice("pokok_pengawasan", "Pokok pengawasan"),
    Choice("saluran", "Saluran pengaduan"),
    Choice("sifat_surat", "Sifat surat"),
    Choice("status_kantor", "Status kantor OBH"),
    Choice("sumber_dana", "Sumber dana"),
    Choice("tahap_perkara", "Tahap perkara"),
    Choice("tingkat_temuan", "Tingkat temuan"),
    Choice("topik", "Topik"),
    Choice("ukuran_akreditasi", "Ukuran akreditasi"),
)
"""The vocabularies of a new office file, by their words; a test compares them with the file."""

TERM: tuple[Field, ...] = (
    Field("kind", "Daftar", Kind.CHOICE, required=True, choices=KINDS),
    Field("code", "Kode", length=40, help="Kosongkan agar dibuat dari istilahnya."),
    Field("label", "Istilah", required=True, length=120, wide=True),
    Field("help", "Penjelasan", length=240, wide=True),
    Field("sort", "Urutan", Kind.INTEGER, least=0, help="Angka kecil berdiri lebih atas."),
    Field("source", "Sumber", length=160),
    Field("valid_from", "Berlaku mulai", Kind.DATE),
    Field("valid_until", "Sampai", Kind.DATE, help="Isi bila istilah ini tidak dipakai lagi."),
)  # fmt: skip
