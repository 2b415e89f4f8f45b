-- The list of contracts is read by year; claims are found again by their number in Sidbankum.
CREATE INDEX ix_contract_year ON contract (year, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_reimbursement_sidbankum_number ON reimbursement (sidbankum_number) WHERE sidbankum_number IS NOT NULL;

-- The last day on which the OBH answers a complete request (three working days); nothing once it is answered.
ALTER TABLE legal_case ADD COLUMN answer_due_on TEXT CHECK (date(answer_due_on) IS answer_due_on);
CREATE INDEX ix_legal_case_answer_due_on ON legal_case (answer_due_on, id)
    WHERE trashed_at IS NULL AND answer_due_on IS NOT NULL;
