package vn.lienthong.hub.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.function.IntFunction;

/** A journal of many dossiers, each delivered once, with encrypted bodies, in a folder: for measuring reads of the whole. */
public final class LastKnownFill implements AutoCloseable {
    public static final String DESTINATION = "province-rest";
    private static final Instant START = Instant.parse("2024-01-02T00:00:00Z");
    private static final int SECONDS_APART = 60;
    private static final int BLOCK = 64 << 10;
    private static final int PIECE = 5_000;

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
                Journal.open(database, Clock.systemUTC(), JournalSettings.defaults().encryptedWith(key)),
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
        try (Connection connection = DriverManager.getConnection(
                database.url("journal"), EmbeddedDatabase.USER, database.password())) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT ensure_partition(timestamptz '2024-01-15' + n * interval '1 month') FROM generate_series(0, 35) AS n");
                Pieces pieces = new Pieces(connection, PayloadSeal.of(key));
                for (int i = 0; i < dossiers; i++) {
                    pieces.add(i, made.apply(i));
                }
                pieces.flush();
                statement.execute("VACUUM (ANALYZE)");
            }
        }
    }

    private static long id(int i) {
        return IdMint.firstAt(START.plusSeconds((long) i * SECONDS_APART));
    }

    /** Rows on their way. */
    private static final class Pieces {
        private static final String BLOCKS =
                "INSERT INTO payload_block (id, key_id, bytes) SELECT * FROM unnest(?::int8[], ?::int4[], ?::bytea[])";
        private static final String DOSSIERS =
                """
                WITH u AS (SELECT * FROM unnest(?::int8[], ?::text[], ?::text[], ?::int8[], ?::int8[], ?::int4[], ?::int4[])
                               AS u(id, code, unit, at, block, block_at, size)),
                d AS (INSERT INTO dossier SELECT id + 3, code, unit FROM u),
                e AS (INSERT INTO ended_transfer (id, submission_id, destination, unit, state, attempts, troubles, row_name, ended_at)
                      SELECT id + 1, id, 'province-rest', unit, 'DELIVERED', 1, 0, 'ok', moment(at) FROM u)
                INSERT INTO submission (id, dossier_id, source, dossier_code, revision, procedure, unit, superseded, accepted_at, deadline,
                                        fingerprint, owed, block, block_at, size)
                SELECT id, id + 3, 'city', code, 1, '1.001193.000.00.00.H08', unit, false, moment(at), 'infinity', sha256(code::bytea),
                       ARRAY['province-rest'], block, block_at, size FROM u
                """;

        private final Session db;
        private final PayloadSeal seal;
        private final ByteArrayOutputStream block = new ByteArrayOutputStream(BLOCK);
        private Rows blocks = blocks();
        private Rows dossiers = dossiers();
        private long blockId;

        Pieces(Connection connection, PayloadSeal seal) {
            this.db = new Session(connection);
            this.seal = seal;
        }

        void add(int i, Made made) throws SQLException, IOException {
            byte[] content = made.content().getBytes(StandardCharsets.UTF_8);
            if (block.size() + content.length > BLOCK) {
                endBlock();
            }
            long id = id(i);
            blockId = block.size() == 0 ? id + 4 : blockId;
            long at = START.plusSeconds((long) i * SECONDS_APART).toEpochMilli();
            dossiers.add(id, made.code(), made.unit(), at, blockId, block.size(), content.length);
            block.write(content);
            if (dossiers.size() == PIECE) {
                flush();
            }
        }

        private void endBlock() {
            if (block.size() > 0) {
                byte[] raw = block.toByteArray();
                blocks.add(blockId, seal.keyId(), seal.close(blockId, raw, raw.length));
                block.reset();
            }
        }

        void flush() throws SQLException {
            endBlock();
            db.putOff(BLOCKS, blocks);
            db.putOff(DOSSIERS, dossiers);
            db.travel();
            blocks = blocks();
            dossiers = dossiers();
        }

        private static Rows blocks() {
            return new Rows("int8", "int4", "bytea");
        }

        private static Rows dossiers() {
            return new Rows("int8", "text", "text", "int8", "int8", "int4", "int4");
        }
    }

    @Override
    public void close() {
        journal.close();
        database.close();
    }
}
