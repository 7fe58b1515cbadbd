-- Holds: named reasons why something does not go now; see docs/adr/0011-holds.md. What is null in a scope means any. Never deleted.

-- name_key: the name in small letters, made by the hub: a database of locale C knows no small letters of Vietnamese.
-- settled: every transfer that the hold covers, or covered before it ended, stands as it must; until then a pass is under way.
CREATE TABLE hold (
    id            bigint PRIMARY KEY,
    name          text NOT NULL,
    name_key      text NOT NULL,
    destination   text,
    unit          text,
    dossier_code  text,
    procedure     text,
    unmapped_code text,
    who           text NOT NULL,
    why           text NOT NULL,
    since         timestamptz NOT NULL,
    until         timestamptz,
    ended_at      timestamptz,
    ended_by      text,
    ended_why     text,
    settled       boolean NOT NULL DEFAULT false,
    CHECK (num_nonnulls(destination, unit, dossier_code, procedure, unmapped_code) > 0)
);
CREATE UNIQUE INDEX hold_name ON hold (name_key) WHERE ended_at IS NULL;
CREATE INDEX hold_active ON hold (id) WHERE ended_at IS NULL;
CREATE INDEX hold_unsettled ON hold (id) WHERE NOT settled;

-- The first active hold that covers the transfer, which would go by itself otherwise: now, or when due. Not set for what waits behind another.
ALTER TABLE open_transfer ADD COLUMN hold_id bigint;
CREATE INDEX open_transfer_held ON open_transfer (hold_id, deadline, id) WHERE hold_id IS NOT NULL;
