-- The switchover of units; see docs/switchover.md and docs/adr/0023-switchover-in-the-journal.md.

-- Where a unit stands; a unit without a row is in the state that hub.switchover.initial says. until: the end of the window of a step that
-- returns by itself. complete: nothing is left to be taken back or placed after the last step; until then the node that leads goes on with it.
CREATE TABLE switchover (
    unit    text PRIMARY KEY,
    state   text NOT NULL CHECK (state IN ('CITY', 'REHEARSAL', 'HOLDING', 'BACKFILL', 'PROVINCE', 'SETTLED')),
    since   timestamptz NOT NULL,
    who     text NOT NULL,
    why     text NOT NULL,
    until   timestamptz,
    paused  boolean NOT NULL DEFAULT false,
    complete boolean NOT NULL DEFAULT true
);

-- Every step that was taken. figures: what the gates counted, in words. Never deleted.
CREATE TABLE switchover_step (
    id         bigint PRIMARY KEY,
    unit       text NOT NULL,
    at         timestamptz NOT NULL,
    kind       text NOT NULL,
    from_state text NOT NULL,
    to_state   text NOT NULL,
    until      timestamptz,
    who        text NOT NULL,
    why        text NOT NULL,
    figures    text NOT NULL
);
CREATE INDEX switchover_step_unit ON switchover_step (unit, id);

-- A record that a destination is owed once its unit goes over. id: of the transfer that it becomes then. The rows of one dossier and
-- destination are always newer than all transfers that are there.
CREATE TABLE owed_later (
    id            bigint PRIMARY KEY,
    submission_id bigint NOT NULL,
    dossier_id    bigint NOT NULL,
    destination   text NOT NULL,
    again         integer NOT NULL DEFAULT 0,
    rewind        text
);
CREATE INDEX owed_later_line ON owed_later (dossier_id, destination, id);

-- A dossier of which something is owed later. rank: 0 a live record waits for it, 1 open, 2 closed; the least goes first, then the oldest.
CREATE TABLE owed_line (
    dossier_id  bigint NOT NULL,
    destination text NOT NULL,
    unit        text NOT NULL,
    rank        smallint NOT NULL,
    first_id    bigint NOT NULL,
    records     integer NOT NULL,
    PRIMARY KEY (dossier_id, destination)
) WITH (fillfactor = 80);
CREATE INDEX owed_line_next ON owed_line (unit, destination, rank, first_id);

-- A record of a unit whose switchover was settled: it should not have come from the city any more.
CREATE TABLE settled_record (
    submission_id bigint PRIMARY KEY,
    unit          text NOT NULL
);
CREATE INDEX settled_record_unit ON settled_record (unit, submission_id);

-- later: records owed later; moved: how many of them became transfers.
ALTER TABLE tally
    ADD COLUMN later bigint NOT NULL DEFAULT 0,
    ADD COLUMN moved bigint NOT NULL DEFAULT 0;

-- history: the rank that it had when it was made of what was owed later; null for what was owed at once.
ALTER TABLE open_transfer ADD COLUMN history smallint;
CREATE INDEX open_transfer_history ON open_transfer (destination, unit) WHERE history IS NOT NULL AND state <> 'PARKED';
