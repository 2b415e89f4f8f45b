-- Packages between computers are signed by the copy that sends them, and compared with what it is known to have.

ALTER TABLE replica ADD COLUMN private_key TEXT;                   -- of this copy only, 64 hexadecimal digits; never in the journal
ALTER TABLE replica ADD COLUMN base_position INTEGER CHECK (base_position >= 0); -- length of our journal when both were one
ALTER TABLE exchange_base ADD COLUMN changed_at TEXT;              -- when the other copy changed the value
ALTER TABLE package_seen ADD COLUMN position INTEGER;              -- length of our journal with this merge (in) or before it (out)
ALTER TABLE package_seen ADD COLUMN their_position INTEGER;        -- length of the sender's journal when it was made
