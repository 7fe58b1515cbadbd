-- Which key the bodies of this journal are sealed with; no row as long as nothing was ever sealed. A hub that comes with another
-- key, or with none, must not start: it would take in records that the right key cannot open.
CREATE TABLE payload_key (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    key_id   integer NOT NULL
);
