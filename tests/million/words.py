"""Words the invented complaints are made of: streams, classes, subjects, problems, with how often they come.

Every name is invented and marked `contoh`.
"""

import random
from collections.abc import Sequence

Weighted = Sequence[tuple[str, int]]


def pick(dice: random.Random, weighted: Weighted) -> str:
    """One of the words, each as often as its weight says."""
    at = dice.random() * sum(weight for _, weight in weighted)
    for word, weight in weighted:
        at -= weight
        if at < 0:
            return word
    return weighted[-1][0]


STREAMS: Weighted = (
    ("mutu_layanan", 58), ("perilaku_pegawai", 15), ("pbh", 9), ("instansi_lain", 8), ("informasi_publik", 6),
    ("notaris", 4),
)  # fmt: skip
CLASSES_OF: dict[str, Weighted] = {
    "mutu_layanan": (
        ("pengaduan_tidak_berkadar", 55), ("uu25_2009", 20), ("standar_upt", 12), ("aspirasi", 12),
        ("ombudsman_korektif", 1),
    ),
    "perilaku_pegawai": (("pengaduan_berkadar", 70), ("pengaduan_tidak_berkadar", 30)),
    "pbh": (("pengaduan_obh", 85), ("permohonan_bankum", 15)),
    "instansi_lain": (("pengaduan_ham", 40), ("pengaduan_tidak_berkadar", 60)),
    "informasi_publik": (("ppid", 70), ("permintaan_informasi", 25), ("ppid_keberatan", 5)),
    "notaris": (("pengaduan_berkadar", 60), ("pengaduan_tidak_berkadar", 40)),
}  # fmt: skip
RESTRICTED = frozenset({"pengaduan_ham"})
CHANNELS: Weighted = (
    ("whatsapp", 24), ("lapor", 20), ("meja_pengaduan", 18), ("surat", 12), ("kotak_pengaduan", 9),
    ("email", 7), ("media_sosial", 6), ("telepon", 3), ("ombudsman", 1),
)  # fmt: skip
CATEGORIES = ("pelayanan", "disiplin", "kode_etik", "pungutan", "lainnya")
CLOSED: Weighted = (("selesai", 88), ("diarsipkan", 6), ("dicabut", 3), ("dilimpahkan", 3))
RUNNING = (
    ("diterima", "Verifikasi pengaduan"),
    ("diverifikasi", "Teruskan kepada unit"),
    ("menunggu_kelengkapan", "Kelengkapan dari pelapor"),
    ("diteruskan", "Jawaban unit"),
    ("diperiksa", "Hasil pemeriksaan"),
    ("dijawab", "Pemberitahuan kepada pelapor"),
)
MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

PROBLEMS = (
    "Antrean terlalu lama pada", "Petugas tidak ramah pada", "Pungutan di luar ketentuan pada",
    "Jadwal tidak diumumkan untuk", "Berkas hilang pada", "Persyaratan berubah tanpa pemberitahuan pada",
    "Nomor pengaduan tidak dijawab tentang", "Ruang tunggu tidak layak pada",
    "Tidak ada jalur kursi roda pada", "Permohonan ditolak tanpa alasan pada",
    "Keterlambatan penyelesaian", "Informasi tidak lengkap tentang",
    "Sistem daring tidak dapat dibuka untuk", "Perlakuan berbeda terhadap pemohon pada",
    "Loket tutup sebelum waktunya pada", "Salinan putusan tidak diserahkan dalam", "Usul perbaikan jam",
    "Pendamping tidak hadir dalam", "Surat tidak dibalas mengenai", "Kesalahan penulisan nama pada",
    "Calo terlihat di sekitar", "Bukti pembayaran tidak diberikan pada", "Air minum tidak tersedia di",
    "Dokumen tidak dikembalikan setelah",
)  # fmt: skip
SERVICES = (
    "layanan kunjungan", "layanan penitipan barang", "layanan integrasi narapidana", "layanan paspor",
    "layanan izin tinggal", "layanan bantuan hukum", "layanan konsultasi hukum", "layanan pengaduan",
    "layanan fidusia", "layanan kekayaan intelektual", "layanan apostille", "layanan kewarganegaraan",
    "layanan harmonisasi peraturan", "layanan kesehatan warga binaan", "layanan remisi",
    "layanan cuti bersyarat", "layanan pembimbingan klien", "layanan pendaftaran merek",
    "layanan wasiat", "layanan notaris",
    "layanan informasi publik", "layanan pos bantuan hukum", "layanan penyuluhan hukum",
    "layanan video panggilan",
)  # fmt: skip
OPENINGS = (
    "Pelapor menyampaikan", "Keluarga pelapor mengalami", "Dalam surat ditulis", "Melalui pesan disampaikan",
    "Pada kunjungan bulan lalu terjadi", "Tiga orang pemohon mengeluhkan", "Petugas loket mencatat",
)  # fmt: skip
STORIES = (
    "Pelapor menunggu sejak pukul delapan sampai siang tanpa kepastian.",
    "Tidak ada petugas yang dapat menjelaskan sebabnya.",
    "Papan pengumuman memuat jadwal yang berbeda dengan kenyataan.",
    "Pelapor diminta kembali keesokan hari dengan berkas yang sama.",
    "Kuitansi tidak diberikan meskipun sudah diminta.",
    "Kepala seksi sudah diberi tahu secara lisan tetapi belum ada tindak lanjut.",
    "Foto dan rekaman suara dilampirkan sebagai bukti.",
    "Kejadian serupa pernah disampaikan pada tahun sebelumnya.",
    "Pelapor penyandang disabilitas dan tidak mendapat pendampingan.",
    "Pemohon lanjut usia berdiri hampir dua jam.",
    "Nama petugas tidak terlihat karena tanda pengenal tidak dipakai.",
    "Pelapor berharap nomor antrean diberikan sejak pintu masuk.",
    "Formulir lama masih dibagikan di loket depan.",
    "Permohonan melalui laman tidak pernah mendapat balasan.",
    "Jarak rumah pelapor ke kantor lebih dari seratus kilometer.",
    "Anak pelapor ikut menunggu di ruangan tanpa kipas.",
    "Petugas pengganti meminta syarat yang tidak tercantum dalam standar layanan.",
    "Advokat yang ditunjuk tidak pernah menghubungi penerima bantuan.",
    "Sidang ditunda dua kali dan keluarga tidak diberi tahu.",
    "Pelapor meminta penjelasan tertulis.",
)  # fmt: skip
WISHES = (
    None, None, "Petugas diberi pembinaan.", "Uang dikembalikan.", "Penjelasan tertulis dari pimpinan.",
    "Jadwal dipasang di tempat yang terlihat.", "Permohonan diproses kembali.",
)  # fmt: skip
OWNERS = (
    "Ahmad Contoh", "Siti Contoh", "Muhammad Rizki Contoh", "Dewi Contoh", "Agus Contoh", "Nur Aini Contoh",
    "Yohanes Contoh", "Ni Made Contoh", "Rahmat Contoh", "Fitriani Contoh", "Hendra Contoh", "Maria Contoh",
)  # fmt: skip
AGENCIES = (
    "Dinas Kependudukan Contoh", "Kepolisian Resor Contoh", "Kejaksaan Negeri Contoh",
    "Pengadilan Negeri Contoh", "Rumah Sakit Umum Contoh", "Dinas Sosial Contoh",
)  # fmt: skip
PLACES = (
    "Batu Rusa", "Air Anyir", "Tanjung Gunung", "Sungai Liat", "Kelapa", "Jebus", "Toboali", "Koba",
    "Membalong", "Gantung", "Manggar", "Kurau", "Lubuk", "Simpang Katis", "Puding", "Bakam",
    "Riau Silip", "Belinyu", "Parit Tiga", "Tempilang",
)  # fmt: skip
_KINDS = (
    ("Lapas Kelas IIA", "lapas"),
    ("Rutan Kelas IIB", "rutan"),
    ("Kantor Imigrasi Kelas II", "kanim"),
)


def unit(place: int) -> tuple[str, str]:
    """Name and kind of the unit at this place."""
    words, kind = _KINDS[place % len(_KINDS)]
    return f"{words} {PLACES[place // len(_KINDS)]} (contoh)", kind


def organisation(place: int) -> str:
    """Name of the legal-aid organisation at this place."""
    words = ("LBH", "YLBH")[place % 2]
    return f"{words} {PLACES[place // 2]} (contoh)"


def about(unit_id: int | None, obh_id: int | None) -> str:
    """The end of a title: where it happened."""
    if unit_id is not None:
        return f"di {unit(unit_id - 1)[0].removesuffix(' (contoh)')}"
    if obh_id is not None:
        return f"oleh {organisation(obh_id - 1).removesuffix(' (contoh)')}"
    return f"di {PLACES[0]}"
