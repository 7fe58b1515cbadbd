-- What was pulled from a source that must be told that we have it: which message, what it became, and whether the source knows. A message is
-- its number at the source and the sum of what it said; told: what else it was accepted as before, each of which the source was told of; see docs/adr/0018 and journal.PullBook.
CREATE TABLE pulled (
    source          text NOT NULL,
    message         text NOT NULL,
    fingerprint     bytea NOT NULL,
    place           text NOT NULL,
    node            smallint NOT NULL,
    first_at        timestamptz NOT NULL,
    last_at         timestamptz NOT NULL,
    times           integer NOT NULL,
    submission      bigint,
    told            bigint[] NOT NULL DEFAULT '{}',
    refused         bigint,
    acknowledged    text,
    acknowledged_at timestamptz,
    answer          text,
    PRIMARY KEY (source, message, fingerprint)
);
CREATE INDEX pulled_submission ON pulled (submission) WHERE submission IS NOT NULL;
CREATE INDEX pulled_told ON pulled USING gin (told) WHERE told <> '{}';
CREATE INDEX pulled_refused ON pulled (refused) WHERE refused IS NOT NULL;
