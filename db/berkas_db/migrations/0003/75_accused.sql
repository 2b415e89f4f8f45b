-- Who is complained about lies in the vault, as who complains does; here stand position and unit.

ALTER TABLE complaint_accused ADD COLUMN identity_id INTEGER REFERENCES identity (id) ON DELETE RESTRICT;
CREATE INDEX ix_complaint_accused_identity_id ON complaint_accused (identity_id, id) WHERE identity_id IS NOT NULL;
