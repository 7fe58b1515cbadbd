package vn.lienthong.hub.journal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Fills a journal with as many transfers as two years bring, by SQL: three revisions a dossier, 35 units of very different size, 97 of 100
 * delivered. Then measures the hot queries on it and prints their plans.
 *
 * <p>{@code java -cp … vn.lienthong.hub.journal.JournalFill FOLDER [transfers]}; five million take about ten minutes and 6 GB.
 */
public final class JournalFill {
    private JournalFill() {}

    public static void main(String[] args) throws SQLException {
        PrintStream out = System.out;
        long transfers = args.length > 1 ? Long.parseLong(args[1]) : 5_000_000;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]))) {
            try (Journal journal = Journal.open(database, Clock.systemUTC(), JournalSettings.defaults())) {
                if (journal.balance().isEmpty()) {
                    long start = System.nanoTime();
                    PGSimpleDataSource patient = new PGSimpleDataSource();
                    patient.setUrl(database.url("journal"));
                    patient.setUser(EmbeddedDatabase.USER);
                    patient.setPassword(database.password());
                    fill(patient, transfers);
                    owe(patient);
                    out.printf("filled %d in %d s%n", transfers, (System.nanoTime() - start) / 1_000_000_000);
                }
            }
            for (HotQueries.Plan plan : HotQueries.explain(database.dataSource())) {
                out.printf("%n## %s: %.2f ms%n%s%n", plan.name(), plan.millis(), plan.text());
            }
        }
    }

    /** Fills an empty journal; each step is its own transaction. */
    static void fill(DataSource database, long transfers) throws SQLException {
        List<String> steps = List.of(
                "SELECT ensure_partition(now() - n * interval '1 month') FROM generate_series(0, 24) AS n",
                ROWS.replace(":n", Long.toString(transfers)),
                "INSERT INTO payload_block SELECT min(block), NULL, '\\x00' FROM fill GROUP BY block",
                """
                INSERT INTO dossier SELECT DISTINCT dossier_id, code, unit FROM fill;
                INSERT INTO dossier_source SELECT dossier_id, 'city', max(revision), max(id) + 1 FROM fill GROUP BY dossier_id
                """,
                """
                INSERT INTO line SELECT dossier_id, 'province-rest', count(*) FILTER (WHERE state <> 'DELIVERED'), false, true, 3, 'R'
                FROM fill GROUP BY dossier_id
                """,
                """
                INSERT INTO submission SELECT id, dossier_id, 'city', code, revision, '1.001193.000.00.00.H08', unit, false, at,
                       at + interval '8 days', sha256(code::bytea), ARRAY['province-rest'], block, 0, 1 FROM fill
                """,
                """
                INSERT INTO open_transfer SELECT id + 1, id, dossier_id, 'city', code, revision, '1.001193.000.00.00.H08', unit,
                       'province-rest', state, state = 'READY', false, at, at + interval '8 days',
                       CASE WHEN state IN ('WAITING', 'UNCLEAR') THEN now() + interval '1 hour' * random() END, NULL, 1, 0, at, 'row',
                       NULL, CASE WHEN state = 'PARKED' THEN '1.999999' END, true, 2, NULL, block, 0, 1
                FROM fill WHERE state <> 'DELIVERED'
                """,
                """
                INSERT INTO ended_transfer SELECT id + 1, id, 'province-rest', unit, 'DELIVERED', 1, 0, 'ok', NULL, 'R' || i, at
                FROM fill WHERE state = 'DELIVERED'
                """,
                """
                INSERT INTO event SELECT id + 2, i, at, 'city', id, id + 1, CASE state WHEN 'DELIVERED' THEN 'delivered' ELSE 'deferred' END,
                       'ok', NULL, 'R' || i, NULL, NULL, NULL, NULL FROM fill
                """,
                """
                INSERT INTO duty SELECT dossier_id, 'RESULT', min(unit), min(at), max(at) + interval '8 days', max(at), max(id)
                FROM fill GROUP BY dossier_id
                """,
                "UPDATE counter SET value = (SELECT max(i) FROM fill)",
                """
                INSERT INTO tally SELECT 'province-rest', unit, count(*), count(*) FILTER (WHERE state = 'DELIVERED'), 0, 0
                FROM fill GROUP BY unit
                """,
                "DROP TABLE fill");
        run(database, steps);
    }

    /** Every dossier as if its unit were in the middle of its switchover; the balance does not close afterwards. */
    static void owe(DataSource database) throws SQLException {
        run(
                database,
                List.of(
                        "INSERT INTO owed_line SELECT id, 'province-rest', unit, id % 3, id, 1 FROM dossier",
                        "INSERT INTO settled_record SELECT id, unit FROM submission",
                        "UPDATE open_transfer SET history = id % 3 WHERE id % 2 = 0",
                        "UPDATE tally SET later = 1"));
    }

    private static void run(DataSource database, List<String> steps) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String step : steps) {
                statement.execute(step);
            }
            statement.execute("VACUUM (ANALYZE)");
        }
    }

    private static final String ROWS =
            """
            CREATE UNLOGGED TABLE fill AS
            SELECT i, first_id_at(at) AS id, at, first_id_at(start + (i / 3) * 3 * step) + 3 AS dossier_id,
                   '000.00.01.H08-26-' || lpad((i / 3)::text, 8, '0') AS code, 1 + (i % 3)::int AS revision,
                   'unit-' || floor(35 * power(((i / 3) * 7919 % 1000) / 1000.0, 2)) AS unit,
                   first_id_at(start + (i / 26) * 26 * step) + 4 AS block,
                   CASE WHEN i % 3 = 2 AND (i / 3) % 11 = 0
                        THEN (ARRAY['READY', 'READY', 'READY', 'WAITING', 'PARKED', 'UNCLEAR'])[1 + (i / 33) % 6]
                        ELSE 'DELIVERED' END AS state
            FROM (SELECT n AS i, start + n * step AS at, start, step
                  FROM (SELECT now() - interval '23 months' AS start, (interval '23 months' / :n) AS step) s,
                       generate_series(0::bigint, :n - 1) AS n) x
            """;
}
