package vn.lienthong.hub.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The book in PostgreSQL: a statement for each page of messages, beside the writer, which need not wait for it. */
final class PostgresPullBook implements PullBook {
    private static final String COLUMNS =
            """
            p.message, p.fingerprint, p.place, p.submission, p.refused, coalesce(n.name, ''), p.first_at, p.last_at, p.times,
                   p.acknowledged, p.acknowledged_at, p.answer
            """;

    private static final String KNOWN = "SELECT " + COLUMNS
            + """
            FROM unnest(?::text[], ?::bytea[]) AS u(message, fingerprint)
            JOIN pulled p ON p.source = ? AND p.message = u.message AND p.fingerprint = u.fingerprint
            LEFT JOIN node n ON n.number = p.node
            """;

    private static final String NEWEST = "SELECT DISTINCT ON (p.place, p.message) " + COLUMNS
            + """
            FROM unnest(?::text[], ?::text[]) AS u(place, message)
            JOIN pulled p ON p.source = ? AND p.message = u.message AND p.place = u.place
            LEFT JOIN node n ON n.number = p.node
            ORDER BY p.place, p.message, p.last_at DESC
            """;

    /** By the index of what is told, from its end: seldom asked, and only of a source that lists little. */
    private static final String LATEST = "SELECT " + COLUMNS
            + """
            FROM pulled p LEFT JOIN node n ON n.number = p.node
            WHERE p.source = ? AND p.acknowledged IS NOT NULL AND p.submission IS NOT NULL
            ORDER BY p.last_at DESC LIMIT ?
            """;

    /** Days after today are those of a clock that was wrong: they are left alone, and nothing is counted from them. */
    private static final String OPEN_DAYS =
            """
            INSERT INTO pull_day (source, place, day)
            SELECT ?, ?, generate_series(
                       greatest(least(coalesce(max(day) + 1, ?::date), ?::date), ?::date - %d)::timestamp, ?::date::timestamp, '1 day')::date
            FROM pull_day WHERE source = ? AND place = ? AND day <= ?::date
            ON CONFLICT DO NOTHING
            """
                    .formatted(LONGEST_DAYS);

    private static final String DAYS =
            "SELECT day::text FROM pull_day WHERE source = ? AND place = ? AND day <= ?::date ORDER BY day DESC";

    private static final String CLOSE_DAYS =
            "DELETE FROM pull_day WHERE source = ? AND place = ? AND day = ANY (?::date[])";

    private static final String ALL_OPEN_DAYS =
            """
            SELECT source, place, day::text,
                   day = max(day) FILTER (WHERE day <= ?::date) OVER (PARTITION BY source, place)
            FROM pull_day WHERE day <= ?::date ORDER BY source, place, day LIMIT ?
            """;

    private static final String OF = "SELECT " + COLUMNS
            + """
            FROM pulled p LEFT JOIN node n ON n.number = p.node
            WHERE p.submission = ANY (?::int8[]) OR p.refused = ANY (?::int8[])
            ORDER BY p.first_at
            """;

    /** Retention takes a message out of the book only when it was told: of what has no body and is in no book it is known all the same. */
    private static final String REVISIONS =
            """
            SELECT d.code, s.revision, s.fingerprint,
                   EXISTS (SELECT 1 FROM pulled p WHERE p.submission = s.id AND p.acknowledged IS NOT NULL)
                   OR EXISTS (SELECT 1 FROM pulled p WHERE p.told <> '{}' AND p.told @> ARRAY[s.id])
                   OR (EXISTS (SELECT 1 FROM retired_block r WHERE r.block = s.block)
                       AND NOT EXISTS (SELECT 1 FROM pulled p WHERE p.submission = s.id))
            FROM unnest(?::text[]) AS u(code)
            JOIN dossier d ON d.code = u.code
            JOIN submission s ON s.dossier_id = d.id AND s.source = ?
            ORDER BY d.code, s.revision
            """;

    /**
     * A message that says again what it said before something newer is another submission, of which the source was not told yet. One that is told nothing is as good
     * as told from here on: a second statement could be cut off, and nobody would come back to it.
     */
    private static final String WRITE =
            """
            INSERT INTO pulled AS p (source, message, fingerprint, place, node, first_at, last_at, times, submission, refused,
                acknowledged, acknowledged_at, answer)
            SELECT ?, u.message, u.fingerprint, u.place, ?, moment(?), moment(?), 1, u.submission, u.refused,
                   u.word, CASE WHEN u.word IS NOT NULL THEN moment(?) END, u.word
            FROM unnest(?::text[], ?::bytea[], ?::text[], ?::int8[], ?::int8[], ?::text[])
                 AS u(message, fingerprint, place, submission, refused, word)
            ON CONFLICT (source, message, fingerprint) DO UPDATE SET
                place = excluded.place, node = excluded.node, last_at = excluded.last_at, times = p.times + 1,
                submission = coalesce(excluded.submission, p.submission),
                told = CASE WHEN excluded.submission <> p.submission AND p.acknowledged IS NOT NULL
                            THEN p.told || p.submission ELSE p.told END,
                acknowledged = coalesce(excluded.acknowledged,
                    CASE WHEN excluded.submission IS NULL OR excluded.submission = p.submission THEN p.acknowledged END),
                acknowledged_at = coalesce(excluded.acknowledged_at,
                    CASE WHEN excluded.submission IS NULL OR excluded.submission = p.submission THEN p.acknowledged_at END),
                answer = coalesce(excluded.answer, p.answer),
                refused = CASE WHEN excluded.submission IS NULL THEN coalesce(excluded.refused, p.refused) END
            """;

    private static final String TELL =
            """
            UPDATE pulled p SET answer = u.answer, acknowledged = coalesce(u.word, p.acknowledged),
                   acknowledged_at = CASE WHEN u.word IS NULL THEN p.acknowledged_at ELSE moment(?) END
            FROM unnest(?::text[], ?::bytea[], ?::text[], ?::text[]) AS u(message, fingerprint, word, answer)
            WHERE p.source = ? AND p.message = u.message AND p.fingerprint = u.fingerprint
            """;

    private final DataSource database;
    private final Reads reads;
    private final Writer writer;
    private final Clock clock;
    private final int node;

    PostgresPullBook(DataSource database, Reads reads, Writer writer, Clock clock, int node) {
        this.database = database;
        this.reads = reads;
        this.writer = writer;
        this.clock = clock;
        this.node = node;
    }

    @Override
    public List<Pulled> known(String source, Collection<Message> messages) {
        Rows rows = new Rows("text", "bytea");
        messages.forEach(message -> rows.add(message.id(), message.fingerprint()));
        return rows.isEmpty() ? List.of() : reads.read(db -> db.ask(KNOWN, PostgresPullBook::pulled, rows, source));
    }

    @Override
    public List<Revision> revisions(String source, Collection<String> dossierCodes) {
        Set<String> codes = new TreeSet<>(dossierCodes);
        return codes.isEmpty()
                ? List.of()
                : reads.read(db -> db.ask(
                        REVISIONS,
                        row -> new Revision(row.getString(1), row.getInt(2), row.getBytes(3), row.getBoolean(4)),
                        codes,
                        source));
    }

    @Override
    public void write(String source, Instant at, Collection<Became> messages, @Nullable String word) {
        if (messages.isEmpty()) {
            return;
        }
        Rows rows = new Rows("text", "bytea", "text", "int8", "int8", "text");
        messages.forEach(one -> rows.add(
                one.message().id(), one.message().fingerprint(), one.place(), one.submission(), one.refused(), word));
        long now = at.toEpochMilli();
        does(WRITE, source, node, now, now, now, rows);
    }

    @Override
    public void acknowledged(String source, Instant at, Collection<Acknowledged> messages) {
        if (messages.isEmpty()) {
            return;
        }
        Rows rows = new Rows("text", "bytea", "text", "text");
        messages.forEach(one -> rows.add(one.message().id(), one.message().fingerprint(), one.word(), one.answer()));
        does(TELL, at.toEpochMilli(), rows, source);
    }

    @Override
    public List<Pulled> newest(String source, Collection<Listed> numbers) {
        Rows rows = new Rows("text", "text");
        numbers.forEach(one -> rows.add(one.place(), one.id()));
        return rows.isEmpty() ? List.of() : reads.read(db -> db.ask(NEWEST, PostgresPullBook::pulled, rows, source));
    }

    @Override
    public List<Pulled> latest(String source, int limit) {
        return reads.read(db -> db.ask(LATEST, PostgresPullBook::pulled, source, limit));
    }

    @Override
    public List<LocalDate> openDays(String source, String place, LocalDate from, LocalDate today) {
        String first = from.toString();
        String last = today.toString();
        does(OPEN_DAYS, source, place, first, first, last, last, source, place, last);
        return reads.read(db -> db.ask(DAYS, row -> LocalDate.parse(row.getString(1)), source, place, last));
    }

    @Override
    public void closeDays(String source, String place, Collection<LocalDate> days) {
        Set<String> closed = days.stream().map(LocalDate::toString).collect(Collectors.toCollection(TreeSet::new));
        if (!closed.isEmpty()) {
            does(CLOSE_DAYS, source, place, closed);
        }
    }

    @Override
    public List<OpenDay> allOpenDays(LocalDate today, int limit) {
        String last = today.toString();
        return reads.read(db -> db.ask(
                ALL_OPEN_DAYS,
                row -> new OpenDay(
                        row.getString(1), row.getString(2), LocalDate.parse(row.getString(3)), row.getBoolean(4)),
                last,
                last,
                limit));
    }

    @Override
    public List<OpenDay> closeDay(Closing day, Journal.By by) {
        BulkAct.requireNamed(by);
        return writer.done(new Op.ClosingDay(clock.instant(), day, by));
    }

    @Override
    public List<Closed> closedDays(int limit) {
        return reads.read(db -> PullDayStep.closedDays(db, limit));
    }

    private void does(String sql, @Nullable Object... parameters) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Session db = new Session(connection);
            db.putOff(sql, parameters);
            db.commit();
        } catch (SQLException e) {
            throw new JournalUnavailable(
                    "The journal's database is away. Found: " + e.getMessage() + ". Ask again later.", e);
        }
    }

    /** The pulled messages that submissions, accepted or refused, came from. */
    static List<Pulled> of(Session db, Collection<Long> submissions) throws SQLException {
        Rows ids = new Rows("int8");
        submissions.forEach(ids::add);
        return ids.isEmpty() ? List.of() : db.ask(OF, PostgresPullBook::pulled, ids, ids);
    }

    private static Pulled pulled(ResultSet row) throws SQLException {
        Became became = new Became(
                new Message(row.getString(1), row.getBytes(2)), row.getString(3), number(row, 4), number(row, 5));
        return new Pulled(
                became,
                row.getString(6),
                Objects.requireNonNull(Lines.instant(row, 7)),
                Objects.requireNonNull(Lines.instant(row, 8)),
                row.getInt(9),
                row.getString(10),
                Lines.instant(row, 11),
                row.getString(12));
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : (Long) number;
    }

    /** What came as what, for whoever shows submissions. */
    static List<Pulled> from(List<Pulled> all, long submission) {
        List<Pulled> own = new ArrayList<>();
        for (Pulled one : all) {
            if (Objects.equals(one.became().submission(), submission)
                    || Objects.equals(one.became().refused(), submission)) {
                own.add(one);
            }
        }
        return own;
    }
}
