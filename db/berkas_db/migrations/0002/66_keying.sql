-- rewrites: office
-- How much of a pile is keyed a second time and from which rate on all of it; a draw can be made again by
-- anybody from its seed.

ALTER TABLE office ADD COLUMN keying_sample_percent INTEGER NOT NULL DEFAULT 10 CHECK (keying_sample_percent BETWEEN 1 AND 100);
ALTER TABLE office ADD COLUMN keying_limit_percent REAL NOT NULL DEFAULT 1.0 CHECK (keying_limit_percent BETWEEN 0 AND 100);
ALTER TABLE keying_sample ADD COLUMN seed INTEGER;                  -- what the draw was made from
ALTER TABLE keying_sample ADD COLUMN drawn_from INTEGER;            -- sheets of the pile when it was drawn
