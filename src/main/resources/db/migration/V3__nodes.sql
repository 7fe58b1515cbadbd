-- Several nodes on one journal; see docs/journal.md.

-- seen_at: a node's last sign of life, by the database's clock, which is the one that all nodes share. lease: its own; silent for so long,
-- it is taken for dead.
ALTER TABLE node
    ADD COLUMN seen_at timestamptz NOT NULL DEFAULT '-infinity',
    ADD COLUMN lease   interval NOT NULL DEFAULT '6 seconds';

-- What comes later of a dossier gets a greater id than latest_id, also from a node whose clock is behind.
ALTER TABLE dossier_source ADD COLUMN latest_id bigint;
UPDATE dossier_source s SET latest_id = coalesce(
    (SELECT max(x.id) FROM submission x WHERE x.dossier_id = s.dossier_id AND x.source = s.source), 0);
ALTER TABLE dossier_source ALTER COLUMN latest_id SET NOT NULL;

-- due is by the clock of the node that set it; quiet_until, for what was taken over from a silent node, by the database's.
ALTER TABLE open_transfer ADD COLUMN quiet_until timestamptz NOT NULL DEFAULT '-infinity';
CREATE INDEX open_transfer_flying ON open_transfer (node) WHERE state = 'IN_FLIGHT';

-- Attempts in which something was said, by day of Viet Nam: what a daily quota is held against.
CREATE TABLE spoken (
    destination text NOT NULL,
    day         date NOT NULL,
    attempts    bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (destination, day)
) WITH (fillfactor = 40);
