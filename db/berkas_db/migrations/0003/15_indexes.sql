-- The order in which each list of settings opens, so that no list is sorted before it is shown.

CREATE INDEX ix_letterhead_valid_from ON letterhead (valid_from, id);
CREATE INDEX ix_number_pattern_document_kind ON number_pattern (document_kind, id);
CREATE INDEX ix_term_kind ON term (kind, id);
CREATE INDEX ix_category_rule_category ON category_rule (category, id);
CREATE INDEX ix_clock_override_class_key ON clock_override (class_key, id);
CREATE INDEX ix_text_module_title ON text_module (title, id);
CREATE INDEX ix_app_user_full_name ON app_user (full_name, id) WHERE trashed_at IS NULL;
