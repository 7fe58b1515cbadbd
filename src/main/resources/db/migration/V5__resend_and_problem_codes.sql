-- Records that are sent again on purpose, and what an act can be narrowed by; see docs/journal.md.

-- problem_code: the short name of what was wrong, for those that were put off, parked or given up after this version came.
-- again: how often a person had the record sent again by this transfer; 0 for what was accepted. rewind: what of the destination's
-- holdings is to be forgotten at the next take-off: '*' all of it, else the steps from this key on (journal.Rewind).
ALTER TABLE open_transfer
    ADD COLUMN problem_code text,
    ADD COLUMN again        integer NOT NULL DEFAULT 0,
    ADD COLUMN rewind       text;
ALTER TABLE ended_transfer ADD COLUMN problem_code text;

-- A transfer that a person made, of a record whose earlier transfer had ended. act: a hash of reason and step, so that the same command
-- given twice resends nothing twice.
CREATE TABLE resent (
    id            bigint PRIMARY KEY,
    submission_id bigint NOT NULL,
    dossier_id    bigint NOT NULL,
    destination   text NOT NULL,
    unit          text NOT NULL,
    act           text NOT NULL
);
CREATE INDEX resent_dossier ON resent (dossier_id, destination);
CREATE UNIQUE INDEX resent_act ON resent (submission_id, destination, act);
