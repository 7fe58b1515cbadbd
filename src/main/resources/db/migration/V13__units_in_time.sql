-- Units in time: a code says which unit only with a day; see docs/units.md and docs/adr/0033-units-in-time.md.

-- begins: first day of the unit that had the code, as 2024-12-01; empty: the first one that had it. What stands here from before counts for that.
ALTER TABLE dossier ADD COLUMN begins text NOT NULL DEFAULT '';

-- led_*: the unit that took this one over and took a step since: its state is this one's. inherited: the unit took no step itself; it is as
-- far as the one furthest behind of those that it was formed from.
ALTER TABLE switchover
    ADD COLUMN begins     text NOT NULL DEFAULT '',
    ADD COLUMN led_unit   text,
    ADD COLUMN led_begins text,
    ADD COLUMN inherited  boolean NOT NULL DEFAULT false;
ALTER TABLE switchover DROP CONSTRAINT switchover_pkey;
ALTER TABLE switchover ADD PRIMARY KEY (unit, begins);

-- led: it was the step of the unit that took this one over.
ALTER TABLE switchover_step
    ADD COLUMN begins text NOT NULL DEFAULT '',
    ADD COLUMN led    text;

ALTER TABLE owed_line ADD COLUMN begins text NOT NULL DEFAULT '';
DROP INDEX owed_line_next;
CREATE INDEX owed_line_next ON owed_line (unit, begins, destination, rank, first_id);

ALTER TABLE settled_record ADD COLUMN begins text NOT NULL DEFAULT '';
