package vn.lienthong.hub.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** The statements that a busy journal runs all the time, and how PostgreSQL goes about them. */
final class HotQueries {
    private static final int BATCH = 100;

    private HotQueries() {}

    /** How a statement was run, and how long that took on the second try. */
    record Plan(String name, double millis, String text) {}

    /** Runs each on a sample of what is there, with the settings of its user, and takes everything back. */
    static List<Plan> explain(DataSource database) throws SQLException {
        List<Plan> plans = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Sample sample = Sample.of(new Session(connection));
            for (Map.Entry<String, Object[]> read : reads(sample).entrySet()) {
                plans.add(plan(connection, read.getKey(), read.getValue()));
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(WriterSession.SETTINGS);
            }
            for (Map.Entry<String, Object[]> write : writes(sample).entrySet()) {
                plans.add(plan(connection, write.getKey(), write.getValue()));
            }
            connection.rollback();
        }
        return plans;
    }

    /** Some rows to ask about. */
    private record Sample(
            List<Long> ready,
            List<Long> dossiers,
            List<String> codes,
            List<Long> submissions,
            String unit,
            long cursor) {
        static Sample of(Session db) throws SQLException {
            return new Sample(
                    db.ask(
                            "SELECT id FROM open_transfer WHERE ready ORDER BY id DESC LIMIT " + BATCH,
                            row -> row.getLong(1)),
                    db.ask(
                            "SELECT dossier_id FROM open_transfer WHERE ready ORDER BY id DESC LIMIT " + BATCH,
                            row -> row.getLong(1)),
                    db.ask("SELECT code FROM dossier TABLESAMPLE SYSTEM (1) LIMIT " + BATCH, row -> row.getString(1)),
                    db.ask("SELECT id FROM submission TABLESAMPLE SYSTEM (1) LIMIT 1", row -> row.getLong(1)),
                    db.ask("SELECT min(unit) FROM tally", row -> row.getString(1))
                            .get(0),
                    db.ask("SELECT value / 2 FROM counter", row -> row.getLong(1))
                            .get(0));
        }
    }

    private static Map<String, Object[]> reads(Sample s) {
        Map<String, Object[]> reads = new LinkedHashMap<>();
        Rows transfer = rows(
                "int8", s.submissions().stream().map(id -> (Object) (id + 1)).toList());
        reads.put("lanes with backlog", new Object[] {LaneReads.LANES_WITH_BACKLOG});
        reads.put(
                "nearest deadline of a destination",
                new Object[] {LaneReads.NEAREST, "province-rest", "province-rest", "province-rest"});
        reads.put(
                "backlog of a lane", new Object[] {LaneReads.BACKLOG, "province-rest", s.unit(), null, true, 0L, 200});
        reads.put("held by a hold", new Object[] {HoldReads.MARKED, 1L, null, true, 0L, 500});
        reads.put("holds that need something", new Object[] {HoldReads.TO_DO, 0L});
        reads.put("waiting under codes", new Object[] {UnmappedReads.WAITING, "", 0L, 200});
        reads.put("balance", new Object[] {BalanceReads.BALANCE});
        reads.put("what is unreported", new Object[] {TimingReads.UNREPORTED, 1L});
        switchovers(reads, s);
        long now = System.currentTimeMillis();
        long month = 30L * 24 * 3600 * 1000;
        reads.put("deadlines of a month", new Object[] {
            DutyReads.DUTIES, rows("text", List.of("province-rest")), now - 3 * month, now - 2 * month, null, null
        });
        reads.put("what happened to late ones", new Object[] {
            DutyReads.HAPPENED,
            rows("int4", List.of(1)),
            rows("int8", List.of(s.dossiers().get(0))),
            rows("text", List.of("province-rest")),
            rows("int8", List.of(s.ready().get(0)))
        });
        reads.put("outcomes after a cursor", new Object[] {HistoryReads.FEED, "city", s.cursor(), 100});
        reads.put("events of a transfer", new Object[] {HistoryReads.EVENTS, transfer});
        reads.put("submissions of a dossier", new Object[] {
            HistoryReads.SUBMISSION + " WHERE dossier_id = ? AND source = ? ORDER BY id",
            s.dossiers().get(0),
            "city"
        });
        reads.put("a submission", new Object[] {
            HistoryReads.SUBMISSION + " WHERE id = ?", s.submissions().get(0)
        });
        reads.put("transfers, a page", new Object[] {
            TransferReads.DONE + " WHERE t.id > ? ORDER BY t.id LIMIT 100",
            s.submissions().get(0)
        });
        reads.put("transfers of a unit, a page", new Object[] {
            TransferReads.DONE + " WHERE t.id > ? AND t.unit = ? AND t.state = 'DELIVERED' ORDER BY t.id LIMIT 100",
            0L,
            s.unit()
        });
        return reads;
    }

    private static void switchovers(Map<String, Object[]> reads, Sample s) {
        Set<String> governed = Set.of("province-rest");
        Rows spans = new Rows("text", "text", "text");
        spans.add(s.unit(), "", "");
        Rows numbered = new Rows("int4", "text", "text", "text");
        numbered.add(0, s.unit(), "", "");
        reads.put("numbers of a unit", new Object[] {SwitchoverReads.COUNTS, governed, governed, numbered});
        String from = s.codes().get(0);
        reads.put(
                "held of a unit, a page",
                new Object[] {SwitchoverReads.HELD, spans, governed, from, from, "province-rest", 100, 100});
        reads.put("left of a unit", new Object[] {SwitchoverReads.LEFT, spans, 10, spans, governed, 10, 10});
        reads.put("flagged of a unit", new Object[] {SwitchoverReads.FLAGGED, spans, 10});
        reads.put(
                "lanes that a backfill feeds",
                new Object[] {SwitchoverReads.FILLING, 500, new Rows("text", "text"), "CITY", BackfillStep.states()});
    }

    private static Map<String, Object[]> writes(Sample s) {
        Map<String, Object[]> writes = new LinkedHashMap<>();
        Rows lines = new Rows("int8", "text");
        Rows added = new Rows("int8", "text", "int4");
        Rows changed = new Rows("int8", "text", "int4", "bool", "text", "text", "bool");
        Rows keys = new Rows("text", "text");
        Rows earlier = new Rows("int8", "text", "int4");
        Rows wanted = new Rows("int8", "text");
        Rows older = new Rows("int8", "text", "int8");
        Rows landed = new Rows("int8", "int4", "int4", "text", "text", "int8");
        for (int i = 0; i < s.ready().size(); i++) {
            lines.add(s.dossiers().get(i), "province-rest");
            added.add(s.dossiers().get(i), "province-rest", 1);
            changed.add(
                    s.dossiers().get(i), "province-rest", 1, true, "20191216080500-2 20191216090500-4", null, false);
            earlier.add(s.dossiers().get(i), "city", 2);
            wanted.add(s.ready().get(i), "province-rest");
            older.add(s.dossiers().get(i), "province-rest", i % 2 == 0 ? Long.valueOf(Long.MAX_VALUE) : null);
            landed.add(s.ready().get(i), 1, 0, "ok", "R", 0L);
        }
        s.codes().forEach(code -> keys.add(code, "city"));
        writes.put(
                "accept: hold dossiers", new Object[] {AcceptStep.HOLD, rows("text", List.<Object>copyOf(s.codes()))});
        writes.put("accept: dossiers", new Object[] {AcceptStep.KNOWN, keys});
        writes.put("accept: earlier revisions", new Object[] {AcceptStep.EARLIER, earlier});
        writes.put("accept: lines", new Object[] {AcceptedRows.LINES, added});
        writes.put("accept: deadlines", new Object[] {DutyRows.DUTIES, deadlines(s)});
        writes.put("newest only: older ones", new Object[] {Superseding.OLDER, older, 0L});
        Rows asked = rows("int8", List.<Object>copyOf(s.ready()));
        writes.put("resend: hold", new Object[] {ResendRows.HOLD, asked});
        writes.put("resend: what ended", new Object[] {ResendRows.ENDED, "act", asked});
        writes.put("resend: what is newer", new Object[] {ResendRows.AHEAD, asked});
        writes.put("due", new Object[] {ReturnStep.DUE, 4_000_000_000_000L, 100});
        writes.put("wake", new Object[] {ReturnStep.WAKE, "province-rest", 100});
        writes.put("take over", new Object[] {ReturnStep.LEFT_BY_OTHERS, 0L, 0L, 0});
        writes.put("take off", new Object[] {TakeOffStep.TAKE, 0, wanted});
        writes.put("hold: settle", new Object[] {HoldStep.SETTLE, rows("int8", List.<Object>copyOf(s.ready()))});
        writes.put("land", new Object[] {LandStep.DELIVERED, landed, 0});
        writes.put("land: lines", new Object[] {Lines.CHANGE, changed});
        writes.put("land: the next ones", new Object[] {Lines.PROMOTE, lines});
        return writes;
    }

    private static Rows deadlines(Sample s) {
        Rows rows = new Rows("int8", "text", "text", "int8", "int8", "int8", "int8");
        s.dossiers().stream().distinct().forEach(id -> rows.add(id, "RESULT", "unit-1", 0L, 0L, null, 1L));
        return rows;
    }

    private static Rows rows(String type, List<Object> values) {
        Rows rows = new Rows(type);
        values.forEach(rows::add);
        return rows;
    }

    private static Plan plan(Connection connection, String name, Object[] call) throws SQLException {
        StringBuilder text = new StringBuilder();
        double millis = 0;
        String sql = "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY ON) " + call[0];
        try (Statement savepoint = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            Object[] parameters = java.util.Arrays.copyOfRange(call, 1, call.length);
            Session.bindAll(statement, 1, parameters);
            for (int attempt = 0; attempt < 2; attempt++) {
                savepoint.execute("SAVEPOINT before");
                text.setLength(0);
                try (ResultSet lines = statement.executeQuery()) {
                    while (lines.next()) {
                        String line = lines.getString(1);
                        text.append(line).append('\n');
                        if (line.startsWith("Execution Time: ")) {
                            millis = Double.parseDouble(line.substring(16, line.indexOf(" ms")));
                        }
                    }
                }
                boolean keep = attempt == 1 && name.equals("take off");
                savepoint.execute(keep ? "RELEASE SAVEPOINT before" : "ROLLBACK TO SAVEPOINT before");
            }
        }
        return new Plan(name, millis, text.toString());
    }
}
