-- rewrites: reporting_duty
-- The Panwasda reports that every office is given are printed from here; what an office wrote itself stays.
UPDATE reporting_duty SET document_kind = 'laporan-panwasda'
WHERE uid LIKE '01940000-0000-7016-%' AND name LIKE 'Laporan Panwasda %' AND document_kind IS NULL;
