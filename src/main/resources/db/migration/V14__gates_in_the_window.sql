-- A backfill in its window asks the gates before it goes on by itself. What keeps it: stays, in words with number, limit and offenders;
-- stays_gates, which gates these are: while they are the same, no new step is written down.
ALTER TABLE switchover ADD COLUMN stays text, ADD COLUMN stays_gates text;
