"""Words about the people of the office and the people it meets.

Never imports anything of the project but the kind of list.
"""

from berkas.rules.vocabulary.word import Word


class Role(Word):
    """What a user may do; rights are checked in the commands."""

    ADMIN = "admin", "Admin"
    PETUGAS = "petugas", "Petugas"
    VERIFIKATOR = "verifikator", "Verifikator"
    PIMPINAN = "pimpinan", "Pimpinan"
    PENGAWAS = "pengawas", "Pengawas internal (APIP)"


class SigningCapacity(Word):
    """In what capacity somebody signs a letter."""

    SENDIRI = "sendiri", "Pejabat definitif"
    ATAS_NAMA = "atas_nama", "a.n."
    PELAKSANA_TUGAS = "pelaksana_tugas", "Plt."
    PELAKSANA_HARIAN = "pelaksana_harian", "Plh."


class SignerRole(Word):
    """The place of a signature on a berita acara or a dossier."""

    KETUA_TIM = "ketua_tim", "Ketua Tim"
    ANGGOTA_TIM = "anggota_tim", "Anggota Tim"
    KEPALA_UNIT = "kepala_unit", "Kepala Unit"
    SAKSI = "saksi", "Saksi"
    MENGETAHUI = "mengetahui", "Mengetahui"


class Sex(Word):
    """Sex as on an identity card."""

    LAKI_LAKI = "laki_laki", "Laki-laki"
    PEREMPUAN = "perempuan", "Perempuan"


class PersonStatus(Word):
    """Legal position of a recipient or respondent; a tahanan is not a warga binaan."""

    TAHANAN = "tahanan", "Tahanan"
    NARAPIDANA = "narapidana", "Narapidana"
    ANAK_BINAAN = "anak_binaan", "Anak Binaan"
    KLIEN_BAPAS = "klien_bapas", "Klien Bapas"
    BEBAS = "bebas", "Bebas"
    MASYARAKAT = "masyarakat", "Masyarakat"


class VulnerableGroup(Word):
    """Kelompok rentan as Permenkumham 25/2023 Ps. 1 names them."""

    LANJUT_USIA = "lanjut_usia", "Lanjut usia"
    ANAK = "anak", "Anak"
    HAMIL_MENYUSUI = "hamil_menyusui", "Wanita hamil dan menyusui"
    DISABILITAS = "disabilitas", "Penyandang disabilitas"


class Consent(Word):
    """Whether a person agreed to be asked, or to be named in a question to a PBH or unit."""

    BELUM_DIMINTA = "belum_diminta", "Belum diminta"
    DIBERIKAN = "diberikan", "Diberikan"
    DITOLAK = "ditolak", "Ditolak"
    MENUNGGU = "menunggu", "Menunggu dan digabung"


class TraceResult(Word):
    """What became of a name that was to be traced in a prison."""

    DITEMUKAN = "ditemukan", "Ditemukan"
    BEBAS = "bebas", "Bebas"
    DIPINDAHKAN = "dipindahkan", "Dipindahkan"
    TIDAK_TERDAFTAR = "tidak_terdaftar", "Tidak terdaftar"
    MENOLAK = "menolak", "Menolak"
    SAKIT = "sakit", "Sakit"
    SEDANG_KELUAR = "sedang_keluar", "Sedang keluar (sidang, berobat, dibon)"
