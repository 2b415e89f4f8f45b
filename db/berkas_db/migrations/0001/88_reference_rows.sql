-- Rows every office starts with: ministries by date, accreditation periods and rules, result bands, known
-- tariffs, reporting duties, regencies. What was not seen in a source is not here or says so; every row can be
-- changed by the office. The same rows carry the same uid in every office.

-- Ministries; which of them a unit belongs to is kept per unit and date.
WITH seed (code, name, short_name, valid_from, valid_until, successor_note, source, confidence) AS (VALUES
    ('kemenkumham', 'Kementerian Hukum dan Hak Asasi Manusia', 'Kemenkumham', NULL, '2024-10-20', 'Menjadi tiga kementerian sejak Oktober 2024', 'Pemberitaan transisi tugas HAM di wilayah (2025); tanggal pemisahan belum dicocokkan', 'ingatan'),
    ('kemenkum', 'Kementerian Hukum', 'Kemenkum', '2024-10-21', NULL, NULL, 'Perpres 155/2024 menurut Permenkum 42/2025; tanggal pemisahan belum dicocokkan', 'ingatan'),
    ('kemenham', 'Kementerian Hak Asasi Manusia', 'KemenHAM', '2024-10-21', NULL, NULL, 'Keputusan Menteri HAM MHA-04.UM.04.01 Tahun 2024; tanggal pemisahan belum dicocokkan', 'ingatan'),
    ('kemenimipas', 'Kementerian Imigrasi dan Pemasyarakatan', 'Kemenimipas', '2024-10-21', NULL, NULL, 'Evaluasi kinerja KemenImipas 2025; tanggal pemisahan belum dicocokkan', 'ingatan')
)
INSERT INTO ministry (uid, code, name, short_name, valid_from, valid_until, successor_note, source, confidence, created_at, updated_at)
SELECT printf('01940000-0000-7010-8000-%012d', row_number() OVER ()), code, name, short_name, valid_from, valid_until, successor_note, source, confidence,
    '2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'
FROM seed;

-- Accreditation periods with the number accredited nationally; first and last day follow from the years.
WITH seed (code, name, valid_from, valid_until, decree, accredited_nationally, source, confidence) AS (VALUES
    ('2013-2015', '2013–2015', '2013-01-01', '2015-12-31', NULL, 310, 'Pemberitaan 2013', 'terbaca'),
    ('2016-2018', '2016–2018', '2016-01-01', '2018-12-31', NULL, 405, 'BPHN', 'terbaca'),
    ('2019-2021', '2019–2021', '2019-01-01', '2021-12-31', NULL, 524, 'BPHN', 'terbaca'),
    ('2022-2024', '2022–2024', '2022-01-01', '2024-12-31', 'M.HH-02.HN.03.03 Tahun 2021', 619, 'SK 29 Desember 2021 menurut BPHN', 'terbaca'),
    ('2025-2027', '2025–2027', '2025-01-01', '2027-12-31', NULL, 777, 'BPHN, September 2025', 'terbaca')
)
INSERT INTO accreditation_period (uid, code, name, valid_from, valid_until, decree, accredited_nationally, source, confidence, created_at, updated_at)
SELECT printf('01940000-0000-7011-8000-%012d', row_number() OVER ()), code, name, valid_from, valid_until, decree, accredited_nationally, source, confidence,
    '2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'
FROM seed;

-- Least numbers per category. That 37/2025 replaces 3/2013 is inferred, and so are the dates of validity.
-- Category C of 37/2025 was not readable.
WITH seed (category, measure, least, years, regulation, valid_from, valid_until, source, confidence) AS (VALUES
    ('a', 'perkara', 180, 3, 'Permenkum 37/2025 Pasal 20–21', '2025-01-01', NULL, 'Permenkum 37/2025 Pasal 20–21', 'terbaca'),
    ('a', 'nonlitigasi', 21, 3, 'Permenkum 37/2025 Pasal 20–21', '2025-01-01', NULL, 'Permenkum 37/2025 Pasal 20–21', 'terbaca'),
    ('a', 'advokat', 10, 3, 'Permenkum 37/2025 Pasal 20–21', '2025-01-01', NULL, 'Permenkum 37/2025 Pasal 20–21', 'terbaca'),
    ('a', 'paralegal', 10, 3, 'Permenkum 37/2025 Pasal 20–21', '2025-01-01', NULL, 'Permenkum 37/2025 Pasal 20–21', 'terbaca'),
    ('b', 'perkara', 90, 3, 'Permenkum 37/2025 Pasal 20–21', '2025-01-01', NULL, 'Permenkum 37/2025 Pasal 20–21', 'terbaca'),
    ('b', 'nonlitigasi', 15, 3, 'Permenkum 37/2025 Pasal 20–21', '2025-01-01', NULL, 'Permenkum 37/2025 Pasal 20–21', 'terbaca'),
    ('b', 'advokat', 5, 3, 'Permenkum 37/2025 Pasal 20–21', '2025-01-01', NULL, 'Permenkum 37/2025 Pasal 20–21', 'terbaca'),
    ('b', 'paralegal', 5, 3, 'Permenkum 37/2025 Pasal 20–21', '2025-01-01', NULL, 'Permenkum 37/2025 Pasal 20–21', 'terbaca'),
    ('c', 'perkara', 30, 3, 'Permenkum 37/2025 Pasal 20–21', '2025-01-01', NULL, 'Syarat calon PBH 2023; kategori C tidak terbaca dalam Permenkum 37/2025 Pasal 20–21', 'disimpulkan'),
    ('c', 'nonlitigasi', 9, 3, 'Permenkum 37/2025 Pasal 20–21', '2025-01-01', NULL, 'Syarat calon PBH 2023; kategori C tidak terbaca dalam Permenkum 37/2025 Pasal 20–21', 'disimpulkan'),
    ('c', 'advokat', 1, 3, 'Permenkum 37/2025 Pasal 20–21', '2025-01-01', NULL, 'Syarat calon PBH 2023; kategori C tidak terbaca dalam Permenkum 37/2025 Pasal 20–21', 'disimpulkan'),
    ('c', 'paralegal', 3, 3, 'Permenkum 37/2025 Pasal 20–21', '2025-01-01', NULL, 'Syarat calon PBH 2023; kategori C tidak terbaca dalam Permenkum 37/2025 Pasal 20–21', 'disimpulkan'),
    ('c', 'advokat', 1, 3, 'Permenkumham 3/2013', '2013-01-01', '2024-12-31', 'Syarat calon PBH 2019–2021 dan 2023', 'terbaca'),
    ('c', 'paralegal', 3, 3, 'Permenkumham 3/2013', '2013-01-01', '2024-12-31', 'Syarat calon PBH 2019–2021 dan 2023', 'terbaca'),
    ('c', 'kegiatan_litigasi_setahun', 10, 1, 'Permenkumham 3/2013', '2013-01-01', '2024-12-31', 'Syarat calon PBH 2023', 'terbaca'),
    ('c', 'kegiatan_nonlitigasi_setahun', 3, 1, 'Permenkumham 3/2013', '2013-01-01', '2024-12-31', 'Syarat calon PBH 2023', 'terbaca')
)
INSERT INTO category_rule (uid, category, measure, least, years, regulation, valid_from, valid_until, source, confidence, created_at, updated_at)
SELECT printf('01940000-0000-7012-8000-%012d', row_number() OVER ()), category, measure, least, years, regulation, valid_from, valid_until, source, confidence,
    '2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'
FROM seed;

-- Requirements seen in announcements and rules; the source list was cut off, so the office completes it.
WITH seed (code, label, needs_validity, sort, source, confidence) AS (VALUES
    ('badan_hukum', 'SK badan hukum', 0, 1, 'Berkas verifikasi dan akreditasi 2019–2021', 'terbaca'),
    ('akta_pendirian', 'Akta pendirian', 0, 2, 'Berkas verifikasi dan akreditasi 2019–2021', 'terbaca'),
    ('akta_pengurus', 'Akta susunan pengurus', 0, 3, 'Berkas verifikasi dan akreditasi 2019–2021', 'terbaca'),
    ('pengangkatan_advokat', 'Surat pengangkatan advokat', 0, 4, 'Berkas verifikasi dan akreditasi 2019–2021', 'terbaca'),
    ('izin_praktik', 'Izin praktik advokat yang masih berlaku', 1, 5, 'Berkas verifikasi dan akreditasi 2019–2021', 'terbaca'),
    ('sumpah', 'Berita acara sumpah advokat', 0, 6, 'Berkas verifikasi dan akreditasi 2019–2021', 'terbaca'),
    ('kantor', 'Kantor tetap', 0, 7, 'Permenkum 37/2025', 'terbaca'),
    ('ad_art', 'AD/ART', 0, 8, 'Permenkum 37/2025', 'terbaca'),
    ('program', 'Program bantuan hukum', 0, 9, 'Permenkum 37/2025', 'terbaca'),
    ('keuangan', 'Laporan keuangan', 1, 10, 'Permenkum 37/2025', 'terbaca'),
    ('paralegal', 'Paralegal terlatih', 1, 11, 'Permenkumham 3/2021', 'terbaca'),
    ('stopela', 'Standar operasional pelayanan (Stopela)', 0, 12, 'Permenkumham 4/2021', 'terbaca')
)
INSERT INTO requirement (uid, code, label, needs_validity, sort, source, confidence, created_at, updated_at)
SELECT printf('01940000-0000-7013-8000-%012d', row_number() OVER ()), code, label, needs_validity, sort, source, confidence,
    '2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'
FROM seed;

-- Result bands by year. Of the scheme since 2025 only one label was seen, without numbers.
WITH seed (scheme, code, label, low, high, colour, sort, valid_from, valid_until, source, confidence) AS (VALUES
    ('ombudsman_zona', 'hijau', 'Kepatuhan tinggi', 81.0, 100.0, 'hijau', 1, '2013-01-01', '2021-12-31', 'Pemberitaan penilaian Ombudsman, Desember 2021; awal berlaku tidak terbaca', 'terbaca'),
    ('ombudsman_zona', 'kuning', 'Kepatuhan sedang', 51.0, 80.99, 'kuning', 2, '2013-01-01', '2021-12-31', 'Pemberitaan penilaian Ombudsman, Desember 2021; awal berlaku tidak terbaca', 'terbaca'),
    ('ombudsman_zona', 'merah', 'Kepatuhan rendah', 0.0, 50.99, 'merah', 3, '2013-01-01', '2021-12-31', 'Pemberitaan penilaian Ombudsman, Desember 2021; awal berlaku tidak terbaca', 'terbaca'),
    ('ombudsman_opini', 'a', 'Kualitas tertinggi', 88.0, 100.0, 'hijau', 1, '2022-01-01', '2024-12-31', 'Label terbaca; batas angka belum dicocokkan dengan peraturan', 'ingatan'),
    ('ombudsman_opini', 'b', 'Kualitas tinggi', 78.0, 87.99, 'hijau', 2, '2022-01-01', '2024-12-31', 'Label terbaca; batas angka belum dicocokkan dengan peraturan', 'ingatan'),
    ('ombudsman_opini', 'c', 'Kualitas sedang', 54.0, 77.99, 'kuning', 3, '2022-01-01', '2024-12-31', 'Label terbaca; batas angka belum dicocokkan dengan peraturan', 'ingatan'),
    ('ombudsman_opini', 'd', 'Kualitas rendah', 32.0, 53.99, 'merah', 4, '2022-01-01', '2024-12-31', 'Label terbaca; batas angka belum dicocokkan dengan peraturan', 'ingatan'),
    ('ombudsman_opini', 'e', 'Kualitas terendah', 0.0, 31.99, 'merah', 5, '2022-01-01', '2024-12-31', 'Label terbaca; batas angka belum dicocokkan dengan peraturan', 'ingatan'),
    ('ombudsman_maladministrasi', 'tertinggi_tanpa', 'Kualitas tertinggi tanpa maladministrasi', NULL, NULL, 'hijau', 1, '2025-01-01', NULL, 'Peraturan Ombudsman 61/2025 menurut pemberitaan; label lain dan batas angka tidak terbaca', 'terbaca'),
    ('skm', 'a', 'Sangat baik', 88.31, 100.0, NULL, 1, '2017-05-09', NULL, 'PermenPANRB 14/2017; tanggal mulai belum dicocokkan', 'terbaca'),
    ('skm', 'b', 'Baik', 76.61, 88.3, NULL, 2, '2017-05-09', NULL, 'PermenPANRB 14/2017; tanggal mulai belum dicocokkan', 'terbaca'),
    ('skm', 'c', 'Kurang baik', 65.0, 76.6, NULL, 3, '2017-05-09', NULL, 'PermenPANRB 14/2017; tanggal mulai belum dicocokkan', 'terbaca'),
    ('skm', 'd', 'Tidak baik', 25.0, 64.99, NULL, 4, '2017-05-09', NULL, 'PermenPANRB 14/2017; tanggal mulai belum dicocokkan', 'terbaca'),
    ('spak_persepsi', 'bebas', 'Bersih dari korupsi', 3.26, 4.0, NULL, 1, '2020-01-01', NULL, 'Satu penerapan yang dibaca; bukan ketentuan Kementerian; tanggal mulai tidak terbaca', 'disimpulkan'),
    ('spak_persepsi', 'cukup', 'Cukup bersih', 2.51, 3.25, NULL, 2, '2020-01-01', NULL, 'Satu penerapan yang dibaca; bukan ketentuan Kementerian; tanggal mulai tidak terbaca', 'disimpulkan'),
    ('spak_persepsi', 'kurang', 'Kurang bersih', 1.76, 2.5, NULL, 3, '2020-01-01', NULL, 'Satu penerapan yang dibaca; bukan ketentuan Kementerian; tanggal mulai tidak terbaca', 'disimpulkan'),
    ('spak_persepsi', 'tidak', 'Tidak bebas dari korupsi', 1.0, 1.75, NULL, 4, '2020-01-01', NULL, 'Satu penerapan yang dibaca; bukan ketentuan Kementerian; tanggal mulai tidak terbaca', 'disimpulkan')
)
INSERT INTO result_band (uid, scheme, code, label, low, high, colour, sort, valid_from, valid_until, source, confidence, created_at, updated_at)
SELECT printf('01940000-0000-7014-8000-%012d', row_number() OVER ()), scheme, code, label, low, high, colour, sort, valid_from, valid_until, source, confidence,
    '2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'
FROM seed;

-- Unit costs that were seen; perdata, TUN and the other non-litigation kinds were not found and are entered
-- by the office.
WITH seed (service_kind, stage, label, amount, valid_from, source, confidence) AS (VALUES
    ('pidana', 'penyidikan', 'Pidana, tahap penyidikan', 2000000, '2017-01-01', 'Kepmen M.HH-01.HN.03.03/2017; pembayaran Jawa Timur 2023', 'terbaca'),
    ('pidana', 'persidangan', 'Pidana, tahap persidangan', 3000000, '2017-01-01', 'Pembayaran Jawa Timur 2023', 'terbaca'),
    ('pidana', 'banding', 'Pidana, banding', 1000000, '2017-01-01', 'Sisa dari jumlah Rp8.000.000 per perkara', 'disimpulkan'),
    ('pidana', 'kasasi', 'Pidana, kasasi', 1000000, '2017-01-01', 'Sisa dari jumlah Rp8.000.000 per perkara', 'disimpulkan'),
    ('pidana', 'pk', 'Pidana, peninjauan kembali', 1000000, '2017-01-01', 'Pembayaran Jawa Timur 2023', 'terbaca'),
    ('penyuluhan', 'kegiatan', 'Penyuluhan hukum', 3740000, '2017-01-01', 'Kepmen M.HH-01.HN.03.03/2017', 'terbaca')
)
INSERT INTO tariff (uid, service_kind, stage, label, amount, valid_from, source, confidence, created_at, updated_at)
SELECT printf('01940000-0000-7015-8000-%012d', row_number() OVER ()), service_kind, stage, label, amount, valid_from, source, confidence,
    '2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'
FROM seed;

-- Reporting duties that were seen; recipients, forms and days differ by office and are edited there.
WITH seed (name, rhythm, recipient, form, due_rule, due_month_offset, due_day, legal_basis, source, confidence) AS (VALUES
    ('Rekapitulasi pengaduan bulanan', 'bulanan', 'Pimpinan Kantor Wilayah', 'Laporan', 'Tanggal 5 bulan berikutnya', 1, 5, NULL, 'Kebiasaan pada satu kementerian lain; sesuaikan dengan kantor', 'disimpulkan'),
    ('Monitoring dan evaluasi LAPOR!', 'triwulanan', 'Sekretariat Jenderal', 'Laporan', 'Setelah triwulan berakhir', 1, NULL, NULL, 'Kanwil NTT, pemutakhiran akun LAPOR! 2025', 'terbaca'),
    ('Laporan SPAK, SPKP, dan SKM', 'triwulanan', 'Badan Strategi Kebijakan', 'Aplikasi 3AS', 'Setelah triwulan berakhir', 1, NULL, 'SE MenPANRB 4/2023', 'Kanwil Kaltim, monev SPAK-SPKP 2024', 'terbaca'),
    ('Realisasi anggaran bantuan hukum', 'triwulanan', 'BPHN', 'Sidbankum', 'Setelah triwulan berakhir', 1, NULL, 'PP 42/2013 Pasal 30', 'Belum dicocokkan', 'ingatan'),
    ('Laporan Panwasda triwulan', 'triwulanan', 'Panwaspus BPHN', 'Laporan', 'Setelah triwulan berakhir', 1, NULL, NULL, 'Irama terbaca; format tidak ditemukan', 'terbaca'),
    ('Laporan Panwasda semester', 'semesteran', 'Panwaspus BPHN', 'Laporan', 'Setelah semester berakhir', 1, NULL, NULL, 'Belum dicocokkan', 'ingatan'),
    ('Laporan Panwasda tahunan', 'tahunan', 'Panwaspus BPHN', 'Laporan', 'Setelah tahun berakhir', 1, NULL, NULL, 'Belum dicocokkan', 'ingatan'),
    ('Laporan Posbankum', 'mingguan', 'Aplikasi pusat Posbankum', 'app.posbankum', 'Setiap minggu', 0, NULL, NULL, 'Kanwil NTB, Posbankum', 'terbaca'),
    ('Laporan tahunan PPID', 'tahunan', 'Komisi Informasi dan PPID utama', 'Laporan', 'Setelah tahun berakhir', 3, NULL, 'UU 14/2008; Perki 1/2021', 'Belum dicocokkan', 'ingatan')
)
INSERT INTO reporting_duty (uid, name, rhythm, recipient, form, due_rule, due_month_offset, due_day, legal_basis, source, confidence, created_at, updated_at)
SELECT printf('01940000-0000-7016-8000-%012d', row_number() OVER ()), name, rhythm, recipient, form, due_rule, due_month_offset, due_day, legal_basis, source, confidence,
    '2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'
FROM seed;

-- Regencies and cities of two provinces; other offices add or import their own.
WITH seed (code, name, kind, province, source, confidence) AS (VALUES
    ('19.01', 'Kabupaten Bangka', 'kabupaten', 'Kepulauan Bangka Belitung', 'Kode wilayah Kemendagri; belum dicocokkan', 'ingatan'),
    ('19.02', 'Kabupaten Belitung', 'kabupaten', 'Kepulauan Bangka Belitung', 'Kode wilayah Kemendagri; belum dicocokkan', 'ingatan'),
    ('19.03', 'Kabupaten Bangka Selatan', 'kabupaten', 'Kepulauan Bangka Belitung', 'Kode wilayah Kemendagri; belum dicocokkan', 'ingatan'),
    ('19.04', 'Kabupaten Bangka Tengah', 'kabupaten', 'Kepulauan Bangka Belitung', 'Kode wilayah Kemendagri; belum dicocokkan', 'ingatan'),
    ('19.05', 'Kabupaten Bangka Barat', 'kabupaten', 'Kepulauan Bangka Belitung', 'Kode wilayah Kemendagri; belum dicocokkan', 'ingatan'),
    ('19.06', 'Kabupaten Belitung Timur', 'kabupaten', 'Kepulauan Bangka Belitung', 'Kode wilayah Kemendagri; belum dicocokkan', 'ingatan'),
    ('19.71', 'Kota Pangkalpinang', 'kota', 'Kepulauan Bangka Belitung', 'Kode wilayah Kemendagri; belum dicocokkan', 'ingatan'),
    ('36.01', 'Kabupaten Pandeglang', 'kabupaten', 'Banten', 'Kode wilayah Kemendagri; belum dicocokkan', 'ingatan'),
    ('36.02', 'Kabupaten Lebak', 'kabupaten', 'Banten', 'Kode wilayah Kemendagri; belum dicocokkan', 'ingatan'),
    ('36.03', 'Kabupaten Tangerang', 'kabupaten', 'Banten', 'Kode wilayah Kemendagri; belum dicocokkan', 'ingatan'),
    ('36.04', 'Kabupaten Serang', 'kabupaten', 'Banten', 'Kode wilayah Kemendagri; belum dicocokkan', 'ingatan'),
    ('36.71', 'Kota Tangerang', 'kota', 'Banten', 'Kode wilayah Kemendagri; belum dicocokkan', 'ingatan'),
    ('36.72', 'Kota Cilegon', 'kota', 'Banten', 'Kode wilayah Kemendagri; belum dicocokkan', 'ingatan'),
    ('36.73', 'Kota Serang', 'kota', 'Banten', 'Kode wilayah Kemendagri; belum dicocokkan', 'ingatan'),
    ('36.74', 'Kota Tangerang Selatan', 'kota', 'Banten', 'Kode wilayah Kemendagri; belum dicocokkan', 'ingatan')
)
INSERT INTO regency (uid, code, name, kind, province, source, confidence, created_at, updated_at)
SELECT printf('01940000-0000-7017-8000-%012d', row_number() OVER ()), code, name, kind, province, source, confidence,
    '2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'
FROM seed;
