-- A certificate of training may lapse; a doubt somebody confirmed is known by its sentence, so that it is not
-- asked again every time the record is saved.

ALTER TABLE training ADD COLUMN valid_until TEXT CHECK (date(valid_until) IS valid_until);
CREATE INDEX ix_training_valid_until ON training (valid_until, id) WHERE trashed_at IS NULL;

ALTER TABLE soft_override ADD COLUMN sentence TEXT;                 -- what was confirmed, as it was shown
