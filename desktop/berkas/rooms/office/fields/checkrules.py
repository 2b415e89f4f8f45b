"""What “Periksa kelengkapan” goes by in this office: figures for photos and likeness, and how heavy each
fault weighs. Keys are `table.key` of the kept figures.
"""

from berkas.rules.fields import Choice, Field, Kind
from berkas.rules.vocabulary import FaultSeverity

OFF = "tidak"
_PHOTO, _ALIKE, _WEIGHT, _SOURCE = "Foto", "Foto yang serupa", "Bobot tiap kekurangan", "Dasar"
_EDGES = "Sebaran tepi gambar pada 640 titik."
_LIGHT = "Rata-rata terang gambar, 0 sampai 255."

WORDS: dict[str, str] = {
    "unit_tidak_tercakup": "Jenis unit tidak ada dalam instrumen",
    "kriteria_belum_dijawab": "Kriteria belum dijawab",
    "jawaban_tanpa_bukti": "Jawaban tanpa bukti",
    "bukti_kurang": "Bukti kurang dari yang diminta",
    "bukti_tanpa_jawaban": "Bukti tanpa jawaban",
    "bukti_tidak_diminta": "Bukti yang tidak diminta",
    "berkas_tidak_terbaca": "Berkas tidak dapat dibuka",
    "foto_kosong": "Foto kosong, gelap, atau terlalu terang",
    "foto_buram": "Foto buram",
    "foto_kecil": "Foto terlalu kecil",
    "keterangan_kosong": "Bukti tanpa keterangan",
    "foto_tanpa_tanggal": "Foto tanpa tanggal pengambilan",
    "foto_kedaluwarsa": "Foto lebih lama dari masa data dukung",
    "foto_sesudah_periode": "Foto sesudah masa data dukung",
    "foto_sesudah_pengesahan": "Foto sesudah pengesahan",
    "foto_ganda": "Foto dua kali pada satu kriteria",
    "foto_sama_kriteria_lain": "Foto yang sama pada kriteria lain",
    "dokumen_sama_kriteria_lain": "Dokumen yang sama pada kriteria lain",
    "bukti_pernah_dipakai": "Bukti dipakai unit atau tahun lain",
    "foto_mirip": "Foto yang serupa",
    "penanda_tangan_kosong": "Penanda tangan belum ditentukan",
    "nip_kosong": "NIP belum diisi",
    "nip_keliru": "NIP keliru",
    "belum_ditandatangani": "Belum ditandatangani",
    "pernyataan_belum_ditandatangani": "Pernyataan keabsahan belum ditandatangani",
    "nomor_surat_kosong": "Nomor surat belum diisi",
    "tanggal_surat_kosong": "Tanggal surat belum diisi",
    "temuan_terbuka": "Temuan belum ditutup",
    "pengaduan_terbuka": "Pengaduan unit belum selesai",
    "laporan_ombudsman_terbuka": "Laporan Ombudsman belum ditutup",
}
"""What each fault is called."""

_WEIGHTS = (
    *(Choice(each.value, each.label) for each in FaultSeverity),
    Choice(OFF, "Tidak diperiksa"),
)

FIGURES: tuple[Field, ...] = (
    Field("foto.lebar", "Sisi panjang paling sedikit", Kind.INTEGER, _PHOTO, required=True, least=0,
          most=20_000, unit="titik"),
    Field("foto.tinggi", "Sisi pendek paling sedikit", Kind.INTEGER, _PHOTO, required=True, least=0,
          most=20_000, unit="titik"),
    Field("foto.kosong", "Kosong di bawah", Kind.DECIMAL, _PHOTO, _EDGES, required=True, least=0, most=255),
    Field("foto.buram", "Buram di bawah", Kind.DECIMAL, _PHOTO, _EDGES, required=True, least=0, most=255),
    Field("foto.gelap", "Gelap di bawah", Kind.DECIMAL, _PHOTO, _LIGHT, required=True, least=0, most=255),
    Field("foto.terang", "Terlalu terang di atas", Kind.DECIMAL, _PHOTO, _LIGHT, required=True, least=0,
          most=255),
    Field("mirip.serupa", "Kemiripan paling sedikit", Kind.DECIMAL, _ALIKE,
          "0 sampai 1. Makin tinggi, makin jarang menegur keliru dan makin banyak salinan terlewat.",
          required=True, least=0.5, most=1),
    Field("mirip.tanda", "Tanda yang boleh berbeda", Kind.INTEGER, _ALIKE,
          "Dari 63 tanda, sebelum dua foto dibandingkan.", required=True, least=0, most=31),
    Field("mirip.jauh", "Jarak terjauh", Kind.DECIMAL, _ALIKE, "Sampai jarak ini dibandingkan dari dekat.",
          required=True, least=0, most=64),
    Field("mirip.pasti", "Jarak yang sudah pasti", Kind.DECIMAL, _ALIKE,
          "Sampai jarak ini dianggap sama tanpa dibandingkan dari dekat.", required=True, least=0, most=64),
    Field("mirip.paling_banyak", "Perbandingan dekat paling banyak", Kind.INTEGER, _ALIKE,
          "Tiap pemeriksaan; seribu perbandingan memakan sekitar satu menit.", required=True, least=0,
          most=1_000_000, unit="pasang"),
)  # fmt: skip

WEIGHTS: tuple[Field, ...] = tuple(
    Field(f"bobot.{code}", words, Kind.CHOICE, _WEIGHT, required=True, choices=_WEIGHTS)
    for code, words in WORDS.items()
)

SOURCE = Field(
    "sumber", "Dasar angka ini", Kind.LONG_TEXT, _SOURCE,
    "Surat, rapat, atau pengukuran yang menjadi dasar. Wajib diisi bila angkanya bukan angka program.",
    length=1000, wide=True,
)  # fmt: skip

CHECK_RULES: tuple[Field, ...] = (*FIGURES, SOURCE, *WEIGHTS)
