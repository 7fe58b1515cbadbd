-- Who sent what, and who did what, hash-linked; and what became of bodies that are no longer kept. See docs/adr/0012-retention-and-audit.md.

-- One link of a node's chain: what one batch wrote down. entries: of each, kind, id and a digest of its facts (journal.AuditEntry);
-- event_id: the id of the batch's events. link: HMAC over all of it and the link before.
CREATE TABLE audit (
    node     smallint NOT NULL,
    number   bigint NOT NULL,
    at       timestamptz NOT NULL,
    event_id bigint,
    entries  bytea NOT NULL,
    link     bytea NOT NULL,
    PRIMARY KEY (node, number)
);
-- Digests do not compress.
ALTER TABLE audit ALTER COLUMN entries SET STORAGE EXTERNAL;

-- The events of a batch share an id; verifying finds them by it.
CREATE INDEX event_batch ON event (id);

-- A file of bodies that were taken out of the journal.
CREATE TABLE archive (
    id     bigint PRIMARY KEY,
    file   text NOT NULL,
    sha256 text NOT NULL,
    bytes  bigint NOT NULL,
    lines  bigint NOT NULL,
    at     timestamptz NOT NULL
);

-- A block of bodies that retention took out of payload_block; archive: where they are, null when they were dropped.
CREATE TABLE retired_block (
    block   bigint PRIMARY KEY,
    id      bigint NOT NULL,
    at      timestamptz NOT NULL,
    archive bigint
);
CREATE INDEX retired_block_id ON retired_block (id);
