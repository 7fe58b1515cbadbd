package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Problem;

/** Takes in the entries of one batch: first what is known of their dossiers, then one decision after the other in memory, then all rows at once. */
final class AcceptStep {
    static final String KNOWN =
            """
            SELECT d.id, d.source, d.code, d.unit, d.latest_revision
            FROM unnest(?::text[], ?::text[]) AS u(code, source)
            JOIN dossier d ON d.code = u.code AND d.source = u.source
            ORDER BY d.id FOR UPDATE OF d
            """;

    static final String EARLIER =
            """
            SELECT s.dossier_id, s.id, s.revision, s.accepted_at, s.superseded, s.fingerprint, s.owed
            FROM unnest(?::int8[], ?::int4[]) AS u(dossier_id, revision)
            JOIN submission s ON s.dossier_id = u.dossier_id AND s.revision = u.revision
            """;

    private final Batch batch;
    private final List<Op.Accepting> ops;
    private final Map<DossierKey, Known> dossiers = new HashMap<>();
    private final AcceptedRows accepted;

    /** Names a dossier. */
    record DossierKey(String code, String source) {}

    /** A submission that was accepted before, in the database or in this batch. */
    record Earlier(Acceptance.Receipt receipt, byte[] fingerprint) {}

    /** A dossier as this batch sees it. */
    static final class Known {
        final long id;
        final String unit;
        final boolean fresh;
        int latest;
        boolean moved;
        final Map<Integer, Earlier> revisions = new HashMap<>();

        Known(long id, String unit, int latest, boolean fresh) {
            this.id = id;
            this.unit = unit;
            this.latest = latest;
            this.fresh = fresh;
        }
    }

    AcceptStep(Batch batch, List<Op.Accepting> ops) {
        this.batch = batch;
        this.ops = ops;
        this.accepted = new AcceptedRows(batch);
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
    void owe() {
        accepted.writeTransfers();
    }

    private void lookUpDossiers() {
        TreeSet<DossierKey> keys =
                new TreeSet<>(Comparator.comparing(DossierKey::code).thenComparing(DossierKey::source));
        for (Op.Accepting op : ops) {
            keys.add(key(op.entry));
        }
        Rows wanted = new Rows("text", "text");
        keys.forEach(key -> wanted.add(key.code(), key.source()));
        batch.db.putOff(
                KNOWN,
                row -> dossiers.put(
                        new DossierKey(row.getString(3), row.getString(2)),
                        new Known(row.getLong(1), row.getString(4), row.getInt(5), false)),
                wanted);
    }

    /** A revision above the latest cannot have been seen, so only the others are looked up. */
    private void lookUpEarlier() throws SQLException {
        Rows wanted = new Rows("int8", "int4");
        Map<Long, Known> byId = new HashMap<>();
        for (Op.Accepting op : ops) {
            Known known = dossiers.get(key(op.entry));
            if (known != null && op.entry.record().revision() <= known.latest) {
                byId.put(known.id, known);
                wanted.add(known.id, op.entry.record().revision());
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        Map<Long, DossierKey> keys = new HashMap<>();
        dossiers.forEach((key, known) -> keys.put(known.id, key));
        batch.db.ask(
                EARLIER,
                row -> {
                    Known known = java.util.Objects.requireNonNull(byId.get(row.getLong(1)));
                    DossierKey key = java.util.Objects.requireNonNull(keys.get(known.id));
                    long id = row.getLong(2);
                    String[] owed = (String[]) row.getArray(7).getArray();
                    Acceptance.Receipt receipt = new Acceptance.Receipt(
                            id,
                            key.source(),
                            key.code(),
                            row.getInt(3),
                            java.util.Objects.requireNonNull(Lines.instant(row, 4)),
                            true,
                            row.getBoolean(5),
                            owed(id, Arrays.asList(owed)));
                    return known.revisions.put(row.getInt(3), new Earlier(receipt, row.getBytes(6)));
                },
                wanted);
    }

    private Acceptance decide(Entry entry, RefuseStep refusals) {
        DossierRecord record = entry.record();
        Known known = dossiers.computeIfAbsent(
                key(entry), key -> new Known(batch.post.ids().next(1), record.unit(), record.revision(), true));
        if (!known.unit.equals(record.unit())) {
            return conflict(entry, refusals, underAnotherUnit(known, record));
        }
        Earlier earlier = known.revisions.get(record.revision());
        if (earlier != null) {
            return Arrays.equals(earlier.fingerprint(), entry.fingerprint())
                    ? earlier.receipt()
                    : conflict(entry, refusals, otherContent(earlier, record));
        }
        boolean superseded = record.revision() < known.latest;
        known.moved |= record.revision() > known.latest;
        known.latest = Math.max(known.latest, record.revision());
        long id = batch.post.ids().next(1 + entry.owedTo().size());
        Acceptance.Receipt receipt = new Acceptance.Receipt(
                id,
                entry.source(),
                record.dossierCode(),
                record.revision(),
                batch.now,
                false,
                superseded,
                owed(id, entry.owedTo()));
        accepted.add(known.id, entry, receipt);
        known.revisions.put(record.revision(), new Earlier(repeated(receipt), entry.fingerprint()));
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
        long keptAs = refusals.keep(new RefusedSubmission(
                entry.source(), batch.now, record.dossierCode(), List.of(problem), record.content()));
        return new Acceptance.Conflict(problem, keptAs);
    }

    private static Problem underAnotherUnit(Known known, DossierRecord record) {
        return new Problem(
                "dossier-under-another-unit",
                "The dossier is known under another unit.",
                "unit " + record.unit() + " for dossier " + record.dossierCode() + ", which was accepted under unit "
                        + known.unit,
                "Send it under the unit it was opened with, or give it a dossier code of its own.");
    }

    private static Problem otherContent(Earlier earlier, DossierRecord record) {
        return new Problem(
                "revision-with-other-content",
                "This revision of the dossier was accepted before with other content.",
                "revision " + record.revision() + " of dossier " + record.dossierCode() + ", accepted at "
                        + earlier.receipt().acceptedAt(),
                "Send the changed record with the next revision number.");
    }

    private static List<Acceptance.OwedTransfer> owed(long submissionId, List<String> destinations) {
        List<Acceptance.OwedTransfer> owed = new ArrayList<>();
        for (String destination : destinations) {
            owed.add(new Acceptance.OwedTransfer(submissionId + owed.size() + 1, destination));
        }
        return List.copyOf(owed);
    }

    private static DossierKey key(Entry entry) {
        return new DossierKey(entry.record().dossierCode(), entry.source());
    }

    static @Nullable Long millis(java.time.@Nullable Instant at) {
        return at == null ? null : (Long) at.toEpochMilli();
    }
}
