-- What had to be reported by when, and when the time was closed in which it could not go; see docs/timeliness.md and docs/adr/0028-in-time.md.

-- One dossier's legal deadline: ANSWER, an online filing is received or refused within 8 working hours; RESULT, it is finished when it is due.
-- met_at: when the fact happened that meets it, null as long as none is known. submission_id: the record that told it; until then the one that
-- told the deadline. What was met stays as it is.
CREATE TABLE duty (
    dossier_id    bigint NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('ANSWER', 'RESULT')),
    unit          text NOT NULL,
    received_at   timestamptz NOT NULL,
    due_at        timestamptz NOT NULL,
    met_at        timestamptz,
    submission_id bigint NOT NULL,
    PRIMARY KEY (dossier_id, kind)
) WITH (fillfactor = 85);
CREATE INDEX duty_due ON duty (due_at, dossier_id, kind);

-- A time in which a node did not send to a destination. upto: the last look at which it was still so; a kill ends it there.
CREATE TABLE closed_time (
    destination text NOT NULL,
    node        smallint NOT NULL,
    since       timestamptz NOT NULL,
    upto        timestamptz NOT NULL,
    why         text NOT NULL,
    PRIMARY KEY (destination, node, why, since)
);
