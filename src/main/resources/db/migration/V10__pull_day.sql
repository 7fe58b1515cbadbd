-- Of a source that is told nothing and asked day by day: the days of which it may still list what is not in the journal. The latest of a place is always
-- there, so that a hub that was away knows from where to ask; the others go once they were listed whole after the look-back (docs/adr/0022, journal.PullBook).
-- While a day is here, no row of pulled of its source and place that came on that day or later may be cleaned away: the message would be taken for a new one.
CREATE TABLE pull_day (
    source text NOT NULL,
    place  text NOT NULL,
    day    date NOT NULL,
    PRIMARY KEY (source, place, day)
);
