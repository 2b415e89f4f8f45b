-- Ministries by date, accreditation periods, category rules, result bands, tariffs and regencies that were
-- seen in public sources. What was not seen is not here; the office adds it. Each row says how well it is known.

INSERT INTO ministry (uid, code, name, short_name, valid_from, valid_until, successor_note, source, confidence, created_at, updated_at)
VALUES
    ('01940000-0000-7010-8000-000000000001', 'kemenkumham', 'Kementerian Hukum dan Hak Asasi Manusia', 'Kemenkumham', NULL, '2024-10-20',
     'Menjadi tiga kementerian sejak Oktober 2024', 'Pemberitaan transisi tugas HAM di wilayah, 2 Januari 2025; tanggal pemisahan belum dicocokkan', 'ingatan',
     '2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'),
    ('01940000-0000-7010-8000-000000000002', 'kemenkum', 'Kementerian Hukum', 'Kemenkum', '2024-10-21', NULL,
     NULL, 'Perpres 155/2024 menurut Permenkum 42/2025; tanggal mulai belum dicocokkan', 'ingatan',
     '2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'),
    ('01940000-0000-7010-8000-000000000003', 'kemenham', 'Kementerian Hak Asasi Manusia', 'KemenHAM', '2024-10-21', NULL,
     NULL, 'Keputusan Menteri HAM MHA-04.UM.04.01 Tahun 2024; tanggal mulai belum dicocokkan', 'ingatan',
     '2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'),
    ('01940000-0000-7010-8000-000000000004', 'kemenimipas', 'Kementerian Imigrasi dan Pemasyarakatan', 'Kemenimipas', '2024-10-21', NULL,
     NULL, 'Evaluasi KemenImipas 2025; tanggal mulai belum dicocokkan', 'ingatan',
     '2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z');
