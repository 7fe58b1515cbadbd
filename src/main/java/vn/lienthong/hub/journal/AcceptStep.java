package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.Times;

/** Takes in the entries of one batch: first what is known of their dossiers, then one decision after the other in memory, then all rows at once. */
final class AcceptStep {
    /** Whoever decides about a dossier holds it. What is known of it is asked after that, and not before another node has decided. */
    static final String HOLD =
            """
            SELECT d.id FROM unnest(?::text[]) AS u(code) JOIN dossier d ON d.code = u.code ORDER BY d.id FOR UPDATE OF d
            """;

    static final String KNOWN =
            """
            SELECT d.id, d.code, d.unit, u.source, s.latest_revision,
                   (SELECT max(x.latest_id) FROM dossier_source x WHERE x.dossier_id = d.id), d.begins
            FROM unnest(?::text[], ?::text[]) AS u(code, source)
            JOIN dossier d ON d.code = u.code
            LEFT JOIN dossier_source s ON s.dossier_id = d.id AND s.source = u.source
            """;

    static final String EARLIER =
            """
            SELECT s.source, s.dossier_code, s.id, s.revision, s.accepted_at, s.superseded, s.fingerprint, s.owed
            FROM unnest(?::int8[], ?::text[], ?::int4[]) AS u(dossier_id, source, revision)
            JOIN submission s ON s.dossier_id = u.dossier_id AND s.revision = u.revision AND s.source = u.source
            """;

    private final Batch batch;
    private final List<Op.Accepting> ops;
    private final Map<String, Known> dossiers = new TreeMap<>();
    private final AcceptedRows accepted;
    private final OwedLater later;

    /** A submission that was accepted before, in the database or in this batch. */
    record Earlier(Acceptance.Receipt receipt, byte[] fingerprint) {}

    /** A dossier as this batch sees it, with what each source sent of it. */
    static final class Known {
        final long id;
        /** The one that had the code on the day on which the dossier was received. */
        final UnitLives.Life life;

        final boolean fresh;
        final Map<String, Sent> sources = new TreeMap<>();

        Known(long id, UnitLives.Life life, boolean fresh) {
            this.id = id;
            this.life = life;
            this.fresh = fresh;
        }

        Sent from(String source) {
            return sources.computeIfAbsent(source, key -> new Sent(0));
        }
    }

    /** What one source sent of a dossier. */
    static final class Sent {
        final boolean fresh;
        int latest;
        long latestId;
        boolean moved;
        final Map<Integer, Earlier> revisions = new HashMap<>();

        Sent(int latest) {
            this.fresh = latest == 0;
            this.latest = latest;
        }
    }

    AcceptStep(Batch batch, List<Op.Accepting> ops) {
        this.batch = batch;
        this.ops = ops;
        this.later = new OwedLater(batch);
        this.accepted = new AcceptedRows(batch, later);
    }

    void lookUp() {
        if (!ops.isEmpty()) {
            lookUpDossiers();
        }
    }

    /** Decides what becomes of each; its rows go on the next journey, and tell how long the lines were. */
    void decide() throws SQLException {
        if (ops.isEmpty()) {
            return;
        }
        lookUpEarlier();
        RefuseStep refusals = new RefuseStep(batch);
        for (Op.Accepting op : ops) {
            op.becomes(decide(op.entry, refusals));
        }
        refusals.flush();
        accepted.write(dossiers);
    }

    /** The transfers, now that the lines are known. */
    void owe() throws SQLException {
        accepted.writeTransfers();
    }

    private void lookUpDossiers() {
        Set<List<String>> asked = new LinkedHashSet<>();
        for (Op.Accepting op : ops) {
            asked.add(List.of(code(op.entry), op.entry.source()));
        }
        Rows held = new Rows("text");
        asked.stream().map(one -> one.get(0)).distinct().forEach(held::add);
        batch.db.putOff(HOLD, held);
        if (later.concerns(ops)) {
            later.lookUp(held);
        }
        Rows wanted = new Rows("text", "text");
        asked.forEach(one -> wanted.add(one.get(0), one.get(1)));
        batch.db.putOff(
                KNOWN,
                row -> {
                    UnitLives.Life life = new UnitLives.Life(row.getString(3), row.getString(7));
                    Known known = new Known(row.getLong(1), life, false);
                    known = Objects.requireNonNullElse(dossiers.putIfAbsent(row.getString(2), known), known);
                    batch.post.ids().above(row.getLong(6));
                    return known.sources.put(row.getString(4), new Sent(row.getInt(5)));
                },
                wanted);
    }

    /** A revision above the latest cannot have been seen, so only the others are looked up. */
    private void lookUpEarlier() throws SQLException {
        Rows wanted = new Rows("int8", "text", "int4");
        for (Op.Accepting op : ops) {
            Known known = dossiers.get(code(op.entry));
            int revision = op.entry.record().revision();
            if (known != null && revision <= known.from(op.entry.source()).latest) {
                wanted.add(known.id, op.entry.source(), revision);
            }
        }
        if (!wanted.isEmpty()) {
            batch.db.ask(EARLIER, this::earlier, wanted);
        }
    }

    private Earlier earlier(ResultSet row) throws SQLException {
        String source = row.getString(1);
        String code = row.getString(2);
        long id = row.getLong(3);
        int revision = row.getInt(4);
        String[] owed = (String[]) row.getArray(8).getArray();
        Acceptance.Receipt receipt = new Acceptance.Receipt(
                id,
                source,
                code,
                revision,
                Objects.requireNonNull(Lines.instant(row, 5)),
                true,
                row.getBoolean(6),
                owed(id, Arrays.asList(owed)));
        Earlier earlier = new Earlier(receipt, row.getBytes(7));
        Objects.requireNonNull(dossiers.get(code)).from(source).revisions.put(revision, earlier);
        return earlier;
    }

    private Acceptance decide(Entry entry, RefuseStep refusals) {
        DossierRecord record = entry.record();
        Known known = dossiers.computeIfAbsent(
                code(entry), key -> new Known(batch.post.ids().next(1), batch.switchovers.life(record), true));
        if (!known.life.code().equals(record.unit())) {
            return conflict(entry, refusals, underAnotherUnit(known, record));
        }
        Sent sent = known.from(entry.source());
        Earlier earlier = sent.revisions.get(record.revision());
        if (earlier != null) {
            return Arrays.equals(earlier.fingerprint(), entry.fingerprint())
                    ? earlier.receipt()
                    : conflict(entry, refusals, otherContent(earlier, record));
        }
        boolean superseded = record.revision() < sent.latest;
        sent.moved |= record.revision() > sent.latest;
        sent.latest = Math.max(sent.latest, record.revision());
        long id = batch.post.ids().next(1 + entry.owedTo().size());
        sent.latestId = id + entry.owedTo().size();
        Acceptance.Receipt receipt = new Acceptance.Receipt(
                id,
                entry.source(),
                record.dossierCode(),
                record.revision(),
                batch.now,
                false,
                superseded,
                owed(id, entry.owedTo()));
        accepted.add(known, entry, receipt, superseded ? Set.of() : later.of(known, entry));
        later.flag(known.life, entry, id);
        sent.revisions.put(record.revision(), new Earlier(repeated(receipt), entry.fingerprint()));
        return receipt;
    }

    private static Acceptance.Receipt repeated(Acceptance.Receipt r) {
        return new Acceptance.Receipt(
                r.submissionId(),
                r.source(),
                r.dossierCode(),
                r.revision(),
                r.acceptedAt(),
                true,
                r.superseded(),
                r.transfers());
    }

    private Acceptance conflict(Entry entry, RefuseStep refusals, Problem problem) {
        DossierRecord record = entry.record();
        Long before = entry.keptAs();
        if (before != null) {
            return new Acceptance.Conflict(problem, before);
        }
        long keptAs = refusals.keep(new RefusedSubmission(
                entry.source(), batch.now, record.dossierCode(), List.of(problem), record.content()));
        return new Acceptance.Conflict(problem, keptAs);
    }

    private static Problem underAnotherUnit(Known known, DossierRecord record) {
        return new Problem(
                "dossier-under-another-unit",
                "The dossier is known under another unit.",
                "unit " + record.unit() + " for dossier " + record.dossierCode() + ", which was accepted under unit "
                        + known.life.code(),
                "Send it under the unit it was opened with, or give it a dossier code of its own.");
    }

    private static Problem otherContent(Earlier earlier, DossierRecord record) {
        return new Problem(
                "revision-with-other-content",
                "This revision of the dossier was accepted before with other content.",
                "revision " + record.revision() + " of dossier " + record.dossierCode() + ", accepted at "
                        + Times.text(earlier.receipt().acceptedAt()),
                "Send the changed record with the next revision number.");
    }

    private static List<Acceptance.OwedTransfer> owed(long submissionId, List<String> destinations) {
        List<Acceptance.OwedTransfer> owed = new ArrayList<>();
        for (String destination : destinations) {
            owed.add(new Acceptance.OwedTransfer(submissionId + owed.size() + 1, destination));
        }
        return List.copyOf(owed);
    }

    private static String code(Entry entry) {
        return entry.record().dossierCode();
    }

    static @Nullable Long millis(java.time.@Nullable Instant at) {
        return at == null ? null : (Long) at.toEpochMilli();
    }
}
