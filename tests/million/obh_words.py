"""Words the invented register of OBH is made of. No real organisation or person is meant."""

PLACES = (
    "Kabupaten Pacitan", "Kabupaten Ponorogo", "Kabupaten Trenggalek", "Kabupaten Tulungagung",
    "Kabupaten Blitar", "Kabupaten Kediri", "Kabupaten Malang", "Kabupaten Lumajang", "Kabupaten Jember",
    "Kabupaten Banyuwangi", "Kabupaten Bondowoso", "Kabupaten Situbondo", "Kabupaten Probolinggo",
    "Kabupaten Pasuruan", "Kabupaten Sidoarjo", "Kabupaten Mojokerto", "Kabupaten Jombang",
    "Kabupaten Nganjuk", "Kabupaten Madiun", "Kabupaten Magetan", "Kabupaten Ngawi", "Kabupaten Bojonegoro",
    "Kabupaten Tuban", "Kabupaten Lamongan", "Kabupaten Gresik", "Kabupaten Bangkalan", "Kabupaten Sampang",
    "Kabupaten Pamekasan", "Kabupaten Sumenep", "Kota Kediri", "Kota Blitar", "Kota Malang",
    "Kota Probolinggo", "Kota Pasuruan", "Kota Mojokerto", "Kota Madiun", "Kota Surabaya", "Kota Batu",
)  # fmt: skip
"""The 38 regencies and cities of East Java."""
OBH_NAMES = (
    "Lembaga Bantuan Hukum Melati", "Yayasan Keadilan Kenanga", "Pos Bantuan Hukum Cempaka",
    "Lembaga Konsultasi dan Bantuan Hukum Anggrek", "LBH Mawar", "Perkumpulan Bantuan Hukum Teratai",
    "Yayasan Lembaga Bantuan Hukum Wijaya", "Biro Bantuan Hukum Dahlia", "LKBH Universitas Seroja",
    "Pusat Bantuan Hukum Kamboja", "Rumah Bantuan Hukum Flamboyan", "Lembaga Bantuan Hukum Bougenville",
    "Yayasan Bina Hukum Tanjung",
)  # fmt: skip
GIVEN = (
    "Sri", "Agus", "Siti", "Bambang", "Dwi", "Endang", "Slamet", "Nur", "Hendra", "Ratna", "Eko", "Wahyu",
    "Yuli", "Rudi", "Indah", "Imam", "Lilis", "Joko", "Ani", "Muhammad",
)  # fmt: skip
SURNAMES = (
    "Santoso", "Lestari", "Wibowo", "Rahayu", "Hidayat", "Setiawan", "Handayani", "Nugroho", "Wahyuni",
    "Kusuma", "Prasetyo", "Utami", "Susanto", "Hariyanto", "Maulana", "Puspita", "Saputra", "Anggraini",
)  # fmt: skip
MATTERS = (
    "Pencurian", "Pencurian dengan pemberatan", "Narkotika, menyimpan", "Narkotika, mengedarkan",
    "Penganiayaan", "Penggelapan", "Perceraian", "Hak asuh anak", "Sengketa waris", "Sengketa tanah",
    "Kekerasan dalam rumah tangga", "Penipuan", "Pemutusan hubungan kerja", "Perlindungan anak",
)  # fmt: skip
