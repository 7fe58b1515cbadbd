package vn.lienthong.hub.journal;

import java.util.List;
import java.util.stream.Collectors;
import vn.lienthong.hub.vocabulary.Problem;

/** Keeps the bytes of what was not accepted. */
final class RefuseStep {
    private static final String SEPARATOR = "\u001f";
    /** Between the code of a problem and its message; older rows have the message alone. */
    private static final String AFTER_CODE = "\u001e";

    private static final String INSERT =
            """
            INSERT INTO refused (id, source, dossier_code, received_at, problems, block, block_at, size)
            SELECT u.id, u.source, u.dossier_code, moment(u.received_at), string_to_array(u.problems, E'\\x1f'), u.block, u.block_at, u.size
            FROM unnest(?::int8[], ?::text[], ?::text[], ?::int8[], ?::text[], ?::int8[], ?::int4[], ?::int4[])
                 AS u(id, source, dossier_code, received_at, problems, block, block_at, size)
            """;

    private final Batch batch;
    private final Rows rows = new Rows("int8", "text", "text", "int8", "text", "int8", "int4", "int4");

    RefuseStep(Batch batch) {
        this.batch = batch;
    }

    void run(List<Op.Refusing> ops) {
        for (Op.Refusing op : ops) {
            op.becomes(keep(op.refused));
        }
        flush();
    }

    long keep(RefusedSubmission refused) {
        long id = batch.post.ids().next(1);
        Payloads.Place place = batch.post.payloads().put(refused.bytes());
        String problems = refused.problems().stream().map(RefuseStep::kept).collect(Collectors.joining(SEPARATOR));
        batch.post
                .audit()
                .add(AuditEntry.of(
                        AuditKind.REFUSED,
                        id,
                        id,
                        refused.source(),
                        Texts.kept(refused.dossierCode()),
                        AuditEntry.micros(refused.receivedAt()),
                        Texts.kept(problems),
                        place.block(),
                        place.at(),
                        place.size()));
        rows.add(
                id,
                refused.source(),
                Texts.kept(refused.dossierCode()),
                refused.receivedAt().toEpochMilli(),
                Texts.kept(problems),
                place.block(),
                place.at(),
                place.size());
        return id;
    }

    private static String kept(Problem problem) {
        return problem.code() + AFTER_CODE + problem.message();
    }

    /** The code of a problem as it was kept; empty when none was. */
    static String code(String kept) {
        int end = kept.indexOf(AFTER_CODE);
        return end < 0 ? "" : kept.substring(0, end);
    }

    /** The message of a problem as it was kept. */
    static String message(String kept) {
        return kept.substring(kept.indexOf(AFTER_CODE) + 1);
    }

    void flush() {
        if (!rows.isEmpty()) {
            batch.db.putOff(INSERT, rows);
        }
    }
}
