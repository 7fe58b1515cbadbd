package vn.lienthong.hub.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;

/** A journal of many dossiers, each delivered once, with encrypted bodies, in a folder: for measuring reads of the whole. Filled by COPY. */
public final class LastKnownFill implements AutoCloseable {
    public static final String DESTINATION = "province-rest";
    private static final Instant START = Instant.parse("2024-01-02T00:00:00Z");
    private static final int SECONDS_APART = 60;
    private static final int BLOCK = 64 << 10;
    private static final int PIECE = 20_000;

    private final EmbeddedDatabase database;
    private final Journal journal;
    private final Path key;

    private LastKnownFill(EmbeddedDatabase database, Journal journal, Path key) {
        this.database = database;
        this.journal = journal;
        this.key = key;
    }

    /** One dossier as it was accepted. */
    public record Made(String code, String unit, String content) {}

    public static LastKnownFill open(Path folder) {
        Path key = folder.resolve("payload.key");
        EmbeddedDatabase database = EmbeddedDatabase.start(folder);
        return new LastKnownFill(
                database,
                Journal.open(
                        database, Clock.systemUTC(), JournalSettings.defaults().encryptedWith(key)),
                key);
    }

    public Journal journal() {
        return journal;
    }

    /** Fills it unless it is filled. */
    public void fill(int dossiers, IntFunction<Made> made) throws SQLException, IOException {
        if (journal.submission(id(0)).isPresent()) {
            return;
        }
        try (Connection connection =
                DriverManager.getConnection(database.url("journal"), EmbeddedDatabase.USER, database.password())) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "SELECT ensure_partition(timestamptz '2024-01-15' + n * interval '1 month') FROM generate_series(0, 35) AS n");
                Copy copy = new Copy(connection, PayloadSeal.of(key));
                for (int i = 0; i < dossiers; i++) {
                    copy.add(i, made.apply(i));
                }
                copy.flush();
                statement.execute("VACUUM (ANALYZE)");
            }
        }
    }

    private static long id(int i) {
        return IdMint.firstAt(START.plusSeconds((long) i * SECONDS_APART));
    }

    /** Rows on their way. */
    private static final class Copy {
        private static final Map<String, String> TABLES = Map.of(
                "payload_block", "id, key_id, bytes",
                "dossier", "id, code, unit",
                "submission",
                        "id, dossier_id, source, dossier_code, revision, procedure, unit, superseded, accepted_at, deadline, fingerprint, owed, block, block_at, size",
                "ended_transfer",
                        "id, submission_id, destination, unit, state, attempts, troubles, row_name, reference, ended_at");

        private final Connection connection;
        private final PayloadSeal seal;
        private final Map<String, StringBuilder> rows = new LinkedHashMap<>();
        private final ByteArrayOutputStream block = new ByteArrayOutputStream(BLOCK);
        private long blockId;
        private int count;

        Copy(Connection connection, PayloadSeal seal) {
            this.connection = connection;
            this.seal = seal;
        }

        void add(int i, Made made) throws SQLException, IOException {
            byte[] content = made.content().getBytes(StandardCharsets.UTF_8);
            if (block.size() + content.length > BLOCK) {
                endBlock();
            }
            long id = id(i);
            blockId = block.size() == 0 ? id + 4 : blockId;
            String at = START.plusSeconds((long) i * SECONDS_APART).toString();
            row("dossier", id + 3, made.code(), made.unit());
            row(
                    "submission",
                    id,
                    id + 3,
                    "city",
                    made.code(),
                    1,
                    "1.001193.000.00.00.H08",
                    made.unit(),
                    "f",
                    at,
                    "infinity",
                    "\\\\x" + "00".repeat(32),
                    "{" + DESTINATION + "}",
                    blockId,
                    block.size(),
                    content.length);
            row("ended_transfer", id + 1, id, DESTINATION, made.unit(), "DELIVERED", 1, 0, "ok", "R" + i, at);
            block.write(content);
            if (++count % PIECE == 0) {
                flush();
            }
        }

        private void row(String table, Object... cells) {
            StringBuilder text = rows.computeIfAbsent(table, name -> new StringBuilder());
            for (int i = 0; i < cells.length; i++) {
                text.append(i == 0 ? "" : "\t").append(cells[i]);
            }
            text.append('\n');
        }

        private void endBlock() {
            if (block.size() > 0) {
                byte[] raw = block.toByteArray();
                row(
                        "payload_block",
                        blockId,
                        Objects.requireNonNull(seal.keyId()),
                        "\\\\x" + HexFormat.of().formatHex(seal.close(blockId, raw, raw.length)));
                block.reset();
            }
        }

        void flush() throws SQLException, IOException {
            endBlock();
            for (Map.Entry<String, StringBuilder> table : rows.entrySet()) {
                // The server reads the file itself: it may run as another user.
                Path file = Files.createTempFile("fill", ".copy");
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
                Files.writeString(file, table.getValue());
                try (Statement statement = connection.createStatement()) {
                    statement.execute(
                            "COPY " + table.getKey() + " (" + TABLES.get(table.getKey()) + ") FROM '" + file + "'");
                } finally {
                    Files.delete(file);
                }
            }
            rows.clear();
        }
    }

    @Override
    public void close() {
        journal.close();
        database.close();
    }
}
