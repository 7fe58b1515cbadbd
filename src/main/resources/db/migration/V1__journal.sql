-- The journal: see docs/journal.md. Ids are made by the hub, 64 bits, ordered by time (vocabulary.Ids).
-- What still moves lives in small tables (dossier, line, open_transfer, tally); what happened is only ever appended,
-- in tables partitioned by id, one partition a month.

-- Milliseconds since 1970 to a timestamp; the hub sends times as numbers because number arrays travel in binary form.
CREATE FUNCTION moment(ms bigint) RETURNS timestamptz LANGUAGE sql STABLE STRICT PARALLEL SAFE
    AS $$ SELECT timestamptz 'epoch' + ms * interval '1 millisecond' $$;

-- The smallest id that can be made at a moment: 42 bits of milliseconds since 2020, then 22 bits of node and sequence.
CREATE FUNCTION first_id_at(at timestamptz) RETURNS bigint LANGUAGE sql STABLE STRICT PARALLEL SAFE
    AS $$ SELECT greatest(0, floor(extract(epoch FROM at - timestamptz '2020-01-01 00:00:00+00') * 1000)::bigint) << 22 $$;

-- batch: the last batch that this node committed, so that it can tell after a lost connection whether a commit happened.
CREATE TABLE node (
    number smallint PRIMARY KEY CHECK (number BETWEEN 0 AND 63),
    name   text NOT NULL UNIQUE,
    batch  bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 10);

-- Gap-free numbers, handed out in commit order because the row stays locked until the commit.
CREATE TABLE counter (
    name  text PRIMARY KEY,
    value bigint NOT NULL
) WITH (fillfactor = 10);
INSERT INTO counter VALUES ('event', 0);

-- All payload bytes of one batch, or a part of them: one compressed, encrypted block. Rows refer to (block, position, size).
CREATE TABLE payload_block (
    id     bigint NOT NULL,
    key_id integer,
    bytes  bytea NOT NULL,
    PRIMARY KEY (id)
) PARTITION BY RANGE (id);
ALTER TABLE payload_block ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- A dossier is one, whoever sends it: its code names it, and its transfers keep one order. Revisions are counted by each source.
CREATE TABLE dossier (
    id   bigint PRIMARY KEY,
    code text NOT NULL UNIQUE,
    unit text NOT NULL
);

CREATE TABLE dossier_source (
    dossier_id      bigint NOT NULL,
    source          text NOT NULL,
    latest_revision integer NOT NULL,
    PRIMARY KEY (dossier_id, source)
) WITH (fillfactor = 85);

-- One dossier towards one destination: how many transfers are unfinished, and what the destination holds; unclear: a transfer was
-- given up before it was known whether it had arrived, so the next one begins with an enquiry. held_steps: the keys of its steps, as
-- vocabulary.HeldSteps writes them; nothing for a dossier without.
CREATE TABLE line (
    dossier_id         bigint NOT NULL,
    destination        text NOT NULL,
    pending            integer NOT NULL CHECK (pending >= 0),
    unclear            boolean NOT NULL DEFAULT false,
    held_exists        boolean NOT NULL DEFAULT false,
    held_steps         text NOT NULL DEFAULT '',
    held_reference     text,
    PRIMARY KEY (dossier_id, destination)
) WITH (fillfactor = 80);

-- The transfers of a submission have the ids that follow its own, in the order of owed.
CREATE TABLE submission (
    id           bigint NOT NULL,
    dossier_id   bigint NOT NULL,
    source       text NOT NULL,
    dossier_code text NOT NULL,
    revision     integer NOT NULL,
    procedure    text NOT NULL,
    unit         text NOT NULL,
    superseded   boolean NOT NULL,
    accepted_at  timestamptz NOT NULL,
    deadline     timestamptz NOT NULL,
    fingerprint  bytea NOT NULL,
    owed         text[] NOT NULL,
    block        bigint NOT NULL,
    block_at     integer NOT NULL,
    size         integer NOT NULL,
    PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE INDEX submission_dossier ON submission (dossier_id, revision);

CREATE TABLE refused (
    id           bigint PRIMARY KEY,
    source       text NOT NULL,
    dossier_code text,
    received_at  timestamptz NOT NULL,
    problems     text[] NOT NULL,
    block        bigint NOT NULL,
    block_at     integer NOT NULL,
    size         integer NOT NULL
);
CREATE INDEX refused_dossier ON refused (dossier_code) WHERE dossier_code IS NOT NULL;

-- Transfers that are not at their end. WAITING without due time: behind an earlier transfer of its line.
-- ready: may be taken now (READY, or UNCLEAR whose time has come).
CREATE TABLE open_transfer (
    id             bigint PRIMARY KEY,
    submission_id  bigint NOT NULL,
    dossier_id     bigint NOT NULL,
    source         text NOT NULL,
    dossier_code   text NOT NULL,
    revision       integer NOT NULL,
    procedure      text NOT NULL,
    unit           text NOT NULL,
    destination    text NOT NULL,
    state          text NOT NULL CHECK (state IN ('WAITING', 'READY', 'IN_FLIGHT', 'UNCLEAR', 'PARKED')),
    ready          boolean NOT NULL,
    unclear        boolean NOT NULL DEFAULT false,
    accepted_at    timestamptz NOT NULL,
    deadline       timestamptz NOT NULL,
    due            timestamptz,
    node           smallint,
    attempts       integer NOT NULL DEFAULT 0,
    troubles       integer NOT NULL DEFAULT 0,
    first_tried_at timestamptz,
    row_name       text,
    problem        text,
    unmapped_code  text,
    held_exists    boolean NOT NULL DEFAULT false,
    held_steps     text NOT NULL DEFAULT '',
    held_reference text,
    block          bigint NOT NULL,
    block_at       integer NOT NULL,
    size           integer NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 2000,
        autovacuum_analyze_scale_factor = 0.2, autovacuum_analyze_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX open_transfer_lane ON open_transfer (destination, unit, deadline, id) WHERE ready;
CREATE INDEX open_transfer_due ON open_transfer (due) WHERE due IS NOT NULL;
CREATE INDEX open_transfer_behind ON open_transfer (dossier_id, destination, id) WHERE state = 'WAITING';
CREATE INDEX open_transfer_unmapped ON open_transfer (unmapped_code, id) WHERE unmapped_code IS NOT NULL;

-- Transfers at their end. What the submission knows is not repeated, but the unit, for lists.
CREATE TABLE ended_transfer (
    id             bigint NOT NULL,
    submission_id  bigint NOT NULL,
    destination    text NOT NULL,
    unit           text NOT NULL,
    state          text NOT NULL CHECK (state IN ('DELIVERED', 'CANCELLED', 'SUPERSEDED')),
    attempts       integer NOT NULL,
    troubles       integer NOT NULL,
    row_name       text,
    problem        text,
    reference      text,
    ended_at       timestamptz NOT NULL,
    PRIMARY KEY (id)
) PARTITION BY RANGE (id);

-- Attempts and acts, in commit order: the feed for the sources.
CREATE TABLE event (
    id            bigint NOT NULL,
    cursor        bigint NOT NULL,
    at            timestamptz NOT NULL,
    source        text NOT NULL,
    submission_id bigint NOT NULL,
    transfer_id   bigint NOT NULL,
    kind          text NOT NULL,
    row_name      text,
    who           text,
    reference     text,
    problem       text,
    block         bigint,
    block_at      integer,
    size          integer
) PARTITION BY RANGE (id);
CREATE INDEX event_feed ON event (source, cursor);
CREATE INDEX event_transfer ON event (transfer_id);

CREATE TABLE tally (
    destination text NOT NULL,
    unit        text NOT NULL,
    accepted    bigint NOT NULL DEFAULT 0,
    delivered   bigint NOT NULL DEFAULT 0,
    cancelled   bigint NOT NULL DEFAULT 0,
    superseded  bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (destination, unit)
) WITH (fillfactor = 40);

CREATE TABLE payload_block_default PARTITION OF payload_block DEFAULT;
ALTER TABLE payload_block_default ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE TABLE submission_default PARTITION OF submission DEFAULT;
CREATE TABLE ended_transfer_default PARTITION OF ended_transfer DEFAULT;
CREATE TABLE event_default PARTITION OF event DEFAULT;

-- Makes the partitions of the month of a moment, if they are not there. A month whose rows already fell into the default
-- partition (the clock had jumped) stays there: correct, only less tidy.
CREATE FUNCTION ensure_partition(at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    month timestamp := date_trunc('month', at AT TIME ZONE 'UTC');
    first bigint := first_id_at(month AT TIME ZONE 'UTC');
    upto  bigint := first_id_at((month + interval '1 month') AT TIME ZONE 'UTC');
    mother text;
    child text;
BEGIN
    FOREACH mother IN ARRAY ARRAY['payload_block', 'submission', 'ended_transfer', 'event'] LOOP
        child := mother || to_char(month, '_YYYY_MM');
        IF to_regclass(child) IS NULL THEN
            BEGIN
                EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%s) TO (%s)', child, mother, first, upto);
                IF mother = 'payload_block' THEN
                    EXECUTE format('ALTER TABLE %I ALTER COLUMN bytes SET STORAGE EXTERNAL', child);
                END IF;
            EXCEPTION WHEN check_violation OR duplicate_table THEN
                RAISE NOTICE '% stays in the default partition', child;
            END;
        END IF;
    END LOOP;
END $$;
