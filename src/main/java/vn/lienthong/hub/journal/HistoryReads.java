package vn.lienthong.hub.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** What came, what was sent and answered, and what became of it. */
final class HistoryReads {
    static final String SUBMISSION =
            """
            SELECT id, source, dossier_code, revision, superseded, accepted_at, size, block, block_at, dossier_id, spared
            FROM submission
            """;

    private static final String REFUSED =
            """
            SELECT id, source, dossier_code, received_at, problems, block, block_at, size FROM refused
            """;

    static final String EVENTS =
            """
            SELECT cursor, transfer_id, at, kind, row_name, who, coalesce(problem, reference), block, block_at, size
            FROM event WHERE transfer_id = ANY (?::int8[]) ORDER BY cursor
            """;

    /** A submission for each event, one by one: a planner that does not know the server's disk would read all of them instead. */
    static final String FEED =
            """
            SELECT e.cursor, e.at, e.submission_id, e.transfer_id, s.dossier_code, s.revision, s.unit,
                   CASE WHEN e.transfer_id - e.submission_id <= cardinality(s.owed) THEN s.owed[(e.transfer_id - e.submission_id)::int]
                        ELSE (SELECT r.destination FROM resent r WHERE r.id = e.transfer_id) END, e.kind, e.reference, e.problem
            FROM (SELECT * FROM event WHERE source = ? AND cursor > ? AND kind IN ('%s') ORDER BY cursor LIMIT ?) e
            CROSS JOIN LATERAL (SELECT * FROM submission x WHERE x.id = e.submission_id LIMIT 1) s
            ORDER BY e.cursor
            """
                    .formatted(String.join("', '", FeedItem.KINDS));

    /** Of some submissions, what they are owed later, and where their units are. */
    static final String LATER =
            """
            SELECT o.submission_id, o.destination, coalesce(w.state, ?)
            FROM unnest(?::int8[]) AS u(id) JOIN submission s ON s.id = u.id
            JOIN owed_later o ON o.dossier_id = s.dossier_id AND o.submission_id = s.id
            JOIN owed_line l ON l.dossier_id = o.dossier_id AND l.destination = o.destination
            LEFT JOIN switchover w ON w.unit = l.unit AND w.begins = l.begins ORDER BY o.id
            """;

    private final Reads reads;
    private final Governed governed;
    private final PayloadSeal seal;
    private final TransferReads transfers;

    HistoryReads(Reads reads, PayloadSeal seal, TransferReads transfers, Governed governed) {
        this.reads = reads;
        this.governed = governed;
        this.seal = seal;
        this.transfers = transfers;
    }

    private record Kept(DossierHistory.Event event, Payloads.@Nullable Place place) {}

    Optional<SubmissionView> submission(long id) {
        Optional<SubmissionView> accepted =
                reads.read(db -> db.ask(SUBMISSION + " WHERE id = ?", row -> accepted(row, List.of()), id)).stream()
                        .findFirst();
        if (accepted.isPresent()) {
            String code = accepted.get().dossierCode();
            List<TransferView> own =
                    transfers.page(new TransferFilter(null, code, null, null, Set.of(), null), null, Integer.MAX_VALUE);
            return accepted.map(view -> with(view, own, pulled(view.id()), reads.read(db -> later(db, List.of(view)))));
        }
        return reads.read(db -> db.ask(REFUSED + " WHERE id = ?", HistoryReads::refused, id)).stream()
                .map(view -> with(view, List.of(), pulled(view.id()), Map.of()))
                .findFirst();
    }

    KeptPage kept(KeptRange range, long afterId, int scan) {
        return new KeptReads(reads, seal).page(range, afterId, scan);
    }

    private List<PullBook.Pulled> pulled(long id) {
        return reads.read(db -> PostgresPullBook.of(db, List.of(id)));
    }

    Optional<byte[]> content(long submissionId) {
        return reads.read(db -> {
            List<Payloads.Place> places = new ArrayList<>(db.ask(
                    "SELECT block, block_at, size FROM submission WHERE id = ?", row -> place(row, 1), submissionId));
            places.addAll(db.ask(
                    "SELECT block, block_at, size FROM refused WHERE id = ?", row -> place(row, 1), submissionId));
            if (places.isEmpty()) {
                return Optional.empty();
            }
            Payloads.Place place = places.get(0);
            return Optional.of(Blocks.read(db, seal, Set.of(place.block())).at(place));
        });
    }

    List<FeedItem> outcomes(String source, long afterCursor, int limit) {
        return reads.read(db -> db.ask(FEED, HistoryReads::feedItem, source, afterCursor, limit));
    }

    List<DossierHistory> dossier(String code) {
        List<TransferView> all =
                transfers.page(new TransferFilter(null, code, null, null, Set.of(), null), null, Integer.MAX_VALUE);
        return reads.read(db -> {
            List<DossierHistory> histories = new ArrayList<>(db.ask(
                    "SELECT d.id, s.source, d.code, d.unit FROM dossier d JOIN dossier_source s ON s.dossier_id = d.id"
                            + " WHERE d.code = ? ORDER BY s.source",
                    row -> history(db, row.getLong(1), row.getString(2), row.getString(3), row.getString(4)),
                    code));
            List<DossierHistory> full = new ArrayList<>();
            for (DossierHistory history : histories) {
                full.add(complete(db, history, all));
            }
            addRefusedOnly(db, code, full);
            return full;
        });
    }

    private static DossierHistory history(Session db, long id, String source, String code, String unit)
            throws SQLException {
        List<SubmissionView> submissions = db.ask(
                SUBMISSION + " WHERE dossier_id = ? AND source = ? ORDER BY id",
                row -> accepted(row, List.of()),
                id,
                source);
        return new DossierHistory(source, code, unit, submissions, List.of());
    }

    private DossierHistory complete(Session db, DossierHistory history, List<TransferView> all) throws SQLException {
        List<SubmissionView> submissions = new ArrayList<>();
        submissions.addAll(history.submissions());
        submissions.addAll(db.ask(
                REFUSED + " WHERE dossier_code = ? AND source = ? ORDER BY id",
                HistoryReads::refused,
                history.dossierCode(),
                history.source()));
        submissions.sort(java.util.Comparator.comparing(SubmissionView::id));
        List<PullBook.Pulled> pulled = PostgresPullBook.of(
                db, submissions.stream().map(SubmissionView::id).toList());
        Map<Long, List<SubmissionView.Later>> later = later(db, submissions);
        submissions.replaceAll(view -> with(view, all, pulled, later));
        Rows ids = new Rows("int8");
        submissions.forEach(view -> view.transfers().forEach(transfer -> ids.add(transfer.id())));
        return new DossierHistory(
                history.source(), history.dossierCode(), history.unit(), submissions, events(db, ids));
    }

    /** A source whose every submission for this dossier was refused has no dossier, yet its mistake must be seen. */
    private static void addRefusedOnly(Session db, String code, List<DossierHistory> histories) throws SQLException {
        Set<String> known = histories.stream().map(DossierHistory::source).collect(Collectors.toSet());
        List<SubmissionView> refused =
                new ArrayList<>(db.ask(REFUSED + " WHERE dossier_code = ? ORDER BY id", HistoryReads::refused, code));
        List<PullBook.Pulled> pulled =
                PostgresPullBook.of(db, refused.stream().map(SubmissionView::id).toList());
        refused.replaceAll(view -> with(view, List.of(), pulled, Map.of()));
        Map<String, List<SubmissionView>> bySource = refused.stream()
                .filter(view -> !known.contains(view.source()))
                .collect(Collectors.groupingBy(SubmissionView::source));
        bySource.forEach((source, views) -> histories.add(new DossierHistory(source, code, "", views, List.of())));
    }

    private List<DossierHistory.Event> events(Session db, Rows transferIds) throws SQLException {
        List<Kept> kept = db.ask(EVENTS, HistoryReads::event, transferIds);
        Set<Long> blocks = new TreeSet<>();
        for (Kept one : kept) {
            if (one.place() != null) {
                blocks.add(one.place().block());
            }
        }
        Blocks opened = Blocks.read(db, seal, blocks);
        return kept.stream().map(one -> whole(one, opened)).toList();
    }

    /** With the exchanges, or with why they cannot be shown: the rest of the path is told all the same. */
    private static DossierHistory.Event whole(Kept kept, Blocks opened) {
        DossierHistory.Event e = kept.event();
        Payloads.Place place = kept.place();
        if (place == null) {
            return e;
        }
        List<Landing.KeptExchange> exchanges = List.of();
        String unreadable = null;
        try {
            exchanges = KeptExchanges.unpack(opened.at(place));
        } catch (PayloadUnreadable why) {
            unreadable = why.problem().found();
        }
        return new DossierHistory.Event(
                e.cursor(), e.transferId(), e.at(), e.kind(), e.row(), e.who(), e.text(), exchanges, unreadable);
    }

    private Map<Long, List<SubmissionView.Later>> later(Session db, List<SubmissionView> of) throws SQLException {
        Rows ids = new Rows("int8");
        of.forEach(view -> ids.add(view.id()));
        Map<Long, List<SubmissionView.Later>> later = new HashMap<>();
        db.ask(
                LATER,
                row -> later.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                        .add(new SubmissionView.Later(row.getString(2), SwitchoverState.valueOf(row.getString(3)))),
                governed.rules().initial().name(),
                ids);
        return later;
    }

    private static SubmissionView with(
            SubmissionView view,
            List<TransferView> transfers,
            List<PullBook.Pulled> pulled,
            Map<Long, List<SubmissionView.Later>> later) {
        return new SubmissionView(
                view.id(),
                view.source(),
                view.dossierCode(),
                view.revision(),
                view.state(),
                view.at(),
                view.size(),
                view.problems(),
                view.problemCodes(),
                transfers.stream()
                        .filter(transfer -> transfer.submissionId() == view.id())
                        .toList(),
                PostgresPullBook.from(pulled, view.id()),
                view.spared(),
                later.getOrDefault(view.id(), List.of()));
    }

    private static SubmissionView accepted(ResultSet row, List<TransferView> transfers) throws SQLException {
        return new SubmissionView(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getBoolean(5) ? "superseded" : "accepted",
                Objects.requireNonNull(Lines.instant(row, 6)),
                row.getInt(7),
                List.of(),
                List.of(),
                transfers,
                List.of(),
                row.getArray(11) == null
                        ? List.of()
                        : List.of((String[]) row.getArray(11).getArray()));
    }

    private static SubmissionView refused(ResultSet row) throws SQLException {
        String[] problems = (String[]) row.getArray(5).getArray();
        return new SubmissionView(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                0,
                "refused",
                Objects.requireNonNull(Lines.instant(row, 4)),
                row.getInt(8),
                Arrays.stream(problems).map(RefuseStep::message).toList(),
                Arrays.stream(problems)
                        .map(RefuseStep::code)
                        .filter(code -> !code.isEmpty())
                        .distinct()
                        .toList(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Kept event(ResultSet row) throws SQLException {
        row.getLong(8);
        Payloads.Place place = row.wasNull() ? null : place(row, 8);
        return new Kept(
                new DossierHistory.Event(
                        row.getLong(1),
                        row.getLong(2),
                        Objects.requireNonNull(Lines.instant(row, 3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        List.of(),
                        null),
                place);
    }

    private static Payloads.Place place(ResultSet row, int from) throws SQLException {
        return new Payloads.Place(row.getLong(from), row.getInt(from + 1), row.getInt(from + 2));
    }

    private static FeedItem feedItem(ResultSet row) throws SQLException {
        return new FeedItem(
                row.getLong(1),
                Objects.requireNonNull(Lines.instant(row, 2)),
                row.getLong(3),
                row.getLong(4),
                row.getString(5),
                row.getInt(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11));
    }
}
