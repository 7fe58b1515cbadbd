package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Retention;
import vn.lienthong.hub.journal.RetentionSettings;

/** Audit, retention and archives as an operator meets them: with the commands, at a whole hub. One test goes on where the other ended. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditCommandIT {
    @TempDir
    static Path data;

    private static StartedHub hub;
    private static String dossier;

    @BeforeAll
    static void start() throws Exception {
        // Its own pass, a minute after the start, is not now: the last one is to be the test's.
        String later = "days " + RecordCausesBed.aroundTheClock();
        hub = new StartedHub(data, Map.of("hub.retention.payloads", "30d", "hub.retention.hours", later));
        dossier = hub.newDossier();
        hub.awaitTransfer(hub.push(dossier, 1, StartedHub.KNOWN_PROCEDURE), "DELIVERED");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    @Order(1)
    void verifiesASoundJournalAndShowsWhoSentWhat() {
        Ran verified = Ran.command("audit", "verify", "--hub", hub.address());
        assertThat(verified.code()).as(verified.err()).isZero();
        assertThat(verified.out()).startsWith("Everything is what was written down: ");
        assertThat(data.resolve("audit-hub-1.anchors")).content().contains(" node 0 link ");

        Ran shown = Ran.command("audit", "show", dossier, "--hub", hub.address());
        assertThat(shown.code()).isZero();
        assertThat(shown.out()).contains("accepted", "demo", "delivered", "province-rest");
        assertThat(Ran.command("audit", "show", "H0", "--hub", hub.address()).code())
                .isEqualTo(1);
        assertThat(Ran.command("audit", "verify", "--since", "never", "--hub", hub.address())
                        .code())
                .isEqualTo(2);
        assertThat(Ran.command("audit", "verify", "--hub", "http://127.0.0.1:1").code())
                .isEqualTo(3);
    }

    @Test
    @Order(2)
    void explainsWhereABodyWentAndReadsItThere() throws Exception {
        Retention.Pass pass = hub.server()
                .part(Journal.class)
                .retention()
                .run(
                        RetentionSettings.of(
                                Duration.ofDays(30),
                                Duration.ofDays(30),
                                RetentionSettings.Action.ARCHIVE,
                                data.resolve("archive")),
                        Instant.now().plus(Duration.ofDays(31)),
                        () -> true);
        assertThat(pass.blocks()).isEqualTo(2);

        JsonNode came = StartedHub.json(hub.get("/v1/dossiers/" + dossier)).at("/paths/0/came/0");
        assertThat(came.path("body").asText()).startsWith("the body was archived to bodies-");
        assertThat(Ran.command("explain", dossier, "--hub", hub.address()).out())
                .contains(
                        "the body was archived to bodies-",
                        "DELIVERED",
                        "what was said cannot be read: the body was archived");
        assertThat(hub.post("/v1/dossiers", StartedHub.record(dossier, 1, StartedHub.KNOWN_PROCEDURE))
                        .statusCode())
                .as("repeated")
                .isEqualTo(200);
        assertThat(StartedHub.json(hub.get("/v1/retention"))
                        .at("/lastPass/archives")
                        .asInt())
                .isEqualTo(1);

        Path archive = archive();
        assertThat(Ran.command(settings("archive", "list")).out())
                .contains(archive.getFileName().toString());
        assertThat(Ran.command(settings("archive", "verify")).out()).contains(": 2 bodies, all sound");
        Ran masked = Ran.command(settings("archive", "read", archive.toString(), "--dossier", dossier));
        assertThat(masked.code()).as(masked.err()).isZero();
        assertThat(masked.out()).contains(dossier).doesNotContain("NGUYỄN VĂN MẪU");
        assertThat(Ran.command(settings(
                                "archive", "read", archive.toString(), "--set", "hub.explain.personal-data=SHOWN"))
                        .out())
                .contains("NGUYỄN VĂN MẪU");
        assertThat(Ran.command("audit", "verify", "--hub", hub.address()).out())
                .contains("Everything is what was written down", "1 archives");
    }

    @Test
    @Order(3)
    void namesTheDossierThatWasAltered() throws Exception {
        sql("UPDATE event SET who = 'Lan (made up)'");
        Ran verified = Ran.command("audit", "verify", "--hub", hub.address());

        assertThat(verified.code()).isEqualTo(1);
        assertThat(verified.out()).contains("1 faults. The first:", "ALTERED: event ", "(dossier " + dossier + ")");
        JsonNode told = Json.MAPPER.readTree(
                Ran.command("audit", "verify", "--json", "--hub", hub.address()).out());
        assertThat(told.at("/findings/0/dossierCode").asText()).isEqualTo(dossier);
        sql("UPDATE event SET who = NULL");
        assertThat(Ran.command("audit", "verify", "--hub", hub.address()).code())
                .isZero();

        Files.write(archive(), new byte[] {0}, StandardOpenOption.APPEND);
        assertThat(Ran.command(settings("archive", "verify")).code()).isEqualTo(1);
        assertThat(Ran.command("audit", "verify", "--hub", hub.address()).out()).contains("ALTERED: archive bodies-");
    }

    private static String[] settings(String... command) {
        return Stream.concat(Stream.of(command), Stream.of("--set", "hub.data=" + data))
                .toArray(String[]::new);
    }

    private static Path archive() {
        try (Stream<Path> files = Files.list(data.resolve("archive"))) {
            return files.filter(file -> file.toString().endsWith(".zst"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As somebody who has the database, and not the key. */
    private static void sql(String statement) throws SQLException, IOException {
        try (Connection connection = OwnJournal.connect(data);
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }
}
