package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Duty;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.reference.Deadlines;
import vn.lienthong.hub.reference.Moments;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.vocabulary.Channel;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Status;

/**
 * Makes a DossierRecord out of the bytes a source sent, or says what is wrong with them. Never throws for bad data. Thread-safe.
 *
 * <p>What is forgiven, what is refused and what is only noted stands in docs/city-push.md.
 */
public final class RecordReader {
    /** Deepest nesting of objects and lists. */
    static final int DEPTH = 20;

    private final SchemaCheck schema;
    private final Supplier<Reference> tables;
    private final Clock clock;
    /** In {@code extra}: where a dossier came from, as whoever hands it on was told. */
    static final String ORIGIN = "origin";

    private volatile Rules rules;

    /** What follows from the tables. */
    private record Rules(Reference tables, RecordChecks checks, Deadlines deadlines) {}

    private RecordReader(SchemaCheck schema, Supplier<Reference> tables, Clock clock) {
        this.schema = schema;
        this.tables = tables;
        this.clock = clock;
        this.rules = rules(tables.get());
    }

    /** A reader by the schema and the tables. The clock tells which dates lie in the future. */
    public static RecordReader of(RecordSchema schema, Reference reference, Clock clock) {
        return following(schema, () -> reference, clock);
    }

    /** As {@link #of}, by tables that may be exchanged between two records. */
    public static RecordReader following(RecordSchema schema, Supplier<Reference> tables, Clock clock) {
        return new RecordReader(new SchemaCheck(schema), tables, clock);
    }

    /** Reads one record. */
    public Result read(byte[] body) {
        Rules now = now();
        Findings findings = new Findings();
        Optional<Finding> flaw = Utf8.flaw(body);
        if (flaw.isPresent()) {
            findings.broken(flaw.get());
            return new Unreadable(false, null, findings.errors());
        }
        ObjectNode tree = new TreeReader(findings).read(body, Utf8.start(body));
        if (tree == null) {
            return new Unreadable(!findings.isBroken(), null, findings.errors());
        }
        schema.check(tree, findings);
        now.checks().check(tree, findings);
        if (!findings.errors().isEmpty()) {
            return new Unreadable(true, text(tree, "dossierCode"), findings.errors());
        }
        byte[] content = CanonicalJson.of(tree);
        DossierRecord record = record(tree, content);
        return new Read(
                record,
                CanonicalJson.fingerprint(content),
                now.deadlines().deadline(record).orElse(null),
                Duties.of(tree, record, now.deadlines(), clock.instant()),
                tree.path("extra").path(ORIGIN).path("source").textValue(),
                List.copyOf(findings.notes()));
    }

    private Rules now() {
        Rules known = rules;
        Reference current = tables.get();
        if (known.tables() != current) {
            known = rules(current);
            rules = known;
        }
        return known;
    }

    private Rules rules(Reference reference) {
        return new Rules(reference, new RecordChecks(reference, clock), reference.deadlines());
    }

    private static DossierRecord record(ObjectNode tree, byte[] content) {
        Instant receivedAt = moment(tree, "receivedAt");
        String channel = text(tree, "channel");
        return new DossierRecord(
                required(tree, "dossierCode"),
                tree.path("revision").intValue(),
                required(tree, "procedureCode"),
                required(tree, "unit"),
                Status.valueOf(required(tree, "status")),
                channel == null ? null : Channel.valueOf(channel),
                receivedAt == null ? Instant.EPOCH : receivedAt,
                moment(tree, "dueAt"),
                content);
    }

    private static String required(ObjectNode tree, String name) {
        String value = text(tree, name);
        if (value == null) {
            throw new IllegalStateException("the schema let a record pass without " + name);
        }
        return value;
    }

    static @Nullable String text(ObjectNode tree, String name) {
        return tree.path(name).textValue();
    }

    static @Nullable Instant moment(ObjectNode tree, String name) {
        String value = text(tree, name);
        return value == null ? null : Moments.parse(value);
    }

    /** What became of the bytes. */
    public sealed interface Result {}

    /**
     * A record.
     *
     * @param fingerprint SHA-256 of the record's content
     * @param deadline the nearest legal deadline, if there is one
     * @param duties what it says of the legal deadlines of its dossier
     * @param origin the source from which the dossier came first, when the one that sends it now hands it on and says so
     * @param notes what was made good or looks odd; the record is sound nevertheless
     */
    public record Read(
            DossierRecord record,
            byte[] fingerprint,
            @Nullable Instant deadline,
            List<Duty> duties,
            @Nullable String origin,
            List<Finding> notes)
            implements Result {}

    /**
     * No record.
     *
     * @param isJson whether it was JSON at all (then it is no DossierRecord), or not even that
     * @param dossierCode as far as it could be read
     * @param errors at least one; at most 50
     */
    public record Unreadable(boolean isJson, @Nullable String dossierCode, List<Finding> errors) implements Result {}
}
