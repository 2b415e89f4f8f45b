-- The register of printed documents: newest first.
CREATE INDEX ix_document_print_printed_at ON document_print (printed_at, id);
