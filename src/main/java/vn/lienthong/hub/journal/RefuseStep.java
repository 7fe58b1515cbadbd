package vn.lienthong.hub.journal;

import java.util.List;
import java.util.stream.Collectors;
import vn.lienthong.hub.vocabulary.Problem;

/** Keeps the bytes of what was not accepted. */
final class RefuseStep {
    private static final String SEPARATOR = "\u001f";

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
        String problems = refused.problems().stream().map(Problem::message).collect(Collectors.joining(SEPARATOR));
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

    void flush() {
        if (!rows.isEmpty()) {
            batch.db.putOff(INSERT, rows);
        }
    }
}
