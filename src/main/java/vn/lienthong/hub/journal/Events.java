package vn.lienthong.hub.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attempts and acts of one batch. Their cursors follow the order of commits: the counter's row is locked from here to the commit. */
final class Events {
    private static final String INSERT =
            """
            WITH taken AS (
                UPDATE counter SET value = value + ? WHERE name = 'event' RETURNING value - ? AS last)
            INSERT INTO event (id, cursor, at, source, submission_id, transfer_id, kind, row_name, who, reference, problem,
                               block, block_at, size)
            SELECT ?, taken.last + u.n, moment(u.at), u.source, u.submission_id, u.transfer_id, u.kind, u.row_name, u.who,
                   u.reference, u.problem, u.block, u.block_at, u.size
            FROM taken, unnest(?::int4[], ?::int8[], ?::text[], ?::int8[], ?::int8[], ?::text[], ?::text[], ?::text[], ?::text[],
                               ?::text[], ?::int8[], ?::int4[], ?::int4[])
                 AS u(n, at, source, submission_id, transfer_id, kind, row_name, who, reference, problem, block, block_at, size)
            """;

    private final List<Event> events = new ArrayList<>();

    /** The transfer that something happened to. */
    record Subject(String source, long submissionId, long transferId) {}

    /** What happened. */
    record Event(
            Subject subject,
            Instant at,
            String kind,
            @Nullable String row,
            @Nullable String who,
            @Nullable String reference,
            @Nullable String problem,
            Payloads.@Nullable Place place) {}

    /** No source is called so: the feed of nobody. */
    static final String NO_SOURCE = "-";

    /** An act of a person that is about no transfer: the id of what it is about stands where others have a transfer's. */
    static Event ofNoTransfer(Instant at, long id, String kind, String about, Journal.By by) {
        return new Event(
                new Subject(NO_SOURCE, 0, id), at, kind, null, Texts.kept(by.who()), Texts.kept(about), by.why(), null);
    }

    void add(Event event) {
        events.add(event);
    }

    void flush(Batch batch) {
        if (events.isEmpty()) {
            return;
        }
        Rows rows = new Rows(
                "int4", "int8", "text", "int8", "int8", "text", "text", "text", "text", "text", "int8", "int4", "int4");
        long id = batch.post.ids().next(1);
        for (Event event : events) {
            Payloads.Place place = event.place();
            batch.post.audit().addEvent(id, entry(id, event));
            rows.add(
                    rows.size() + 1,
                    event.at().toEpochMilli(),
                    event.subject().source(),
                    event.subject().submissionId(),
                    event.subject().transferId(),
                    event.kind(),
                    event.row(),
                    event.who(),
                    Texts.kept(event.reference()),
                    Texts.kept(event.problem()),
                    place == null ? null : place.block(),
                    place == null ? null : place.at(),
                    place == null ? null : place.size());
        }
        long count = events.size();
        batch.db.putOff(INSERT, count, count, id, rows);
    }

    /** The facts as {@link AuditRows} reads them again. */
    private static AuditEntry entry(long id, Event event) {
        Payloads.Place place = event.place();
        return AuditEntry.of(
                AuditKind.EVENT,
                event.subject().transferId(),
                id,
                AuditEntry.micros(event.at()),
                event.subject().source(),
                event.subject().submissionId(),
                event.subject().transferId(),
                event.kind(),
                event.row(),
                event.who(),
                Texts.kept(event.reference()),
                Texts.kept(event.problem()),
                place == null ? null : place.block(),
                place == null ? null : place.at(),
                place == null ? null : place.size());
    }
}
