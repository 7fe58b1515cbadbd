-- Retention walks through what the source was told of, by when it came last; see journal.RetentionBook.
CREATE INDEX pulled_told_last ON pulled (last_at) WHERE acknowledged IS NOT NULL;

-- Destinations that would be owed a record, and are not, because of where it came from; null: none. See intake.IntakeSettings.
ALTER TABLE submission ADD COLUMN spared text[];
