-- The list of contracts is read by year; claims are found again by their number in Sidbankum.
CREATE INDEX ix_contract_year ON contract (year, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_reimbursement_sidbankum_number ON reimbursement (sidbankum_number) WHERE sidbankum_number IS NOT NULL;
