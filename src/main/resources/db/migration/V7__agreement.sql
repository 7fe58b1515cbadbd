-- What each node goes by where all must go by the same, such as a destination's address: of each value only a sum; see journal.Agreement.
CREATE TABLE agreement (
    node   smallint NOT NULL,
    matter text NOT NULL,
    sum    bigint NOT NULL,
    PRIMARY KEY (node, matter)
);
