package vn.lienthong.hub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.hub.HubOnRealParts.await;
import static vn.lienthong.hub.hub.HubOnRealParts.record;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.hub.journal.Database;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.JournalSettings;
import vn.lienthong.hub.journal.OwnPostgres;
import vn.lienthong.hub.journal.PostgresPlace;
import vn.lienthong.hub.testkit.Certificates;

/** The hub on each PostgreSQL that an operator may bring, whose server is killed in the middle. */
class HubOnOwnPostgresIT {
    private static final int DOSSIERS = 40;
    private static final JournalSettings SETTINGS = JournalSettings.defaults().withPatience(Duration.ofSeconds(50));

    @TempDir
    Path temporary = Path.of(".");

    static Stream<PostgresPlace> everyPostgres() {
        return PostgresPlace.all().stream();
    }

    @ParameterizedTest
    @MethodSource("everyPostgres")
    void losesNothingThatWasAcceptedWhenTheServerIsKilled(PostgresPlace place) throws Exception {
        Certificates certificates = Certificates.in(temporary.resolve("certificates"));
        try (OwnPostgres server = OwnPostgres.start(place, certificates, "throw-away")) {
            server.execute("CREATE DATABASE hub OWNER " + OwnPostgres.USER);
            try (Database database = Database.external(server.url("hub"), OwnPostgres.USER, server.password());
                    Journal journal = Journal.open(database, Clock.systemUTC(), SETTINGS);
                    HubOnRealParts hub = new HubOnRealParts(journal).start()) {
                List<CompletableFuture<?>> pushed = new ArrayList<>(push(hub, 1));
                await("some are delivered", () -> hub.sums().delivered() > 5);
                server.kill();
                pushed.addAll(push(hub, 2));
                server.startAgain();
                pushed.forEach(CompletableFuture::join);

                await("all are delivered", () -> delivered(hub) == 2 * DOSSIERS);
                assertThat(hub.sums().closes()).isTrue();
                assertThat(hub.province.report().clean())
                        .as("%s", hub.province.report())
                        .isTrue();
                assertThat(hub.province.report().creates()).isEqualTo(DOSSIERS);
            }
        }
    }

    private static long delivered(HubOnRealParts hub) {
        try {
            return hub.sums().delivered();
        } catch (RuntimeException e) {
            return -1; // the server is not back yet
        }
    }

    private static List<CompletableFuture<?>> push(HubOnRealParts hub, int revision) {
        List<CompletableFuture<?>> pushed = new ArrayList<>();
        for (int dossier = 0; dossier < DOSSIERS; dossier++) {
            String code = "000.00.01.H08-191216-%04d".formatted(dossier);
            pushed.add(hub.push(code, revision, record(code, revision, revision)));
        }
        return pushed;
    }
}
