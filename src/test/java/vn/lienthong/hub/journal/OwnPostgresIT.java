package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import vn.lienthong.hub.testkit.Certificates;

/** The journal's tests once more, on each PostgreSQL that an operator may bring: over TLS, with a password, as a user that only owns its database. */
class OwnPostgresIT {
    private static final List<Class<?>> CONTRACT = List.of(
            AcceptingIT.class,
            TransferringIT.class,
            LandingIT.class,
            OrderIT.class,
            UnclearIT.class,
            HeldIT.class,
            PlansIT.class);

    @TempDir
    Path temporary = Path.of(".");

    static Stream<PostgresPlace> everyVersion() {
        // 17 is the embedded one, with which every test of the journal runs anyway.
        return PostgresPlace.oneOfEachVersion().filter(place -> !place.name().endsWith("17"));
    }

    @ParameterizedTest
    @MethodSource("everyVersion")
    void keepsTheJournalAsTheEmbeddedOneDoes(PostgresPlace place) throws Exception {
        Certificates certificates = Certificates.in(temporary.resolve("certificates"));
        try (OwnPostgres server = OwnPostgres.start(place, certificates, "throw-away")) {
            TestJournal.on(server);
            TestExecutionSummary summary = run(CONTRACT);
            StringWriter failures = new StringWriter();
            summary.printFailuresTo(new PrintWriter(failures));
            assertThat(summary.getTotalFailureCount()).as("%s", failures).isZero();
            assertThat(summary.getTestsSucceededCount())
                    .as("tests that ran on %s", place)
                    .isGreaterThan(35);
        } finally {
            TestJournal.on(null);
        }
    }

    private static TestExecutionSummary run(List<Class<?>> tests) {
        DiscoverySelector[] selected =
                tests.stream().map(test -> selectClass(test)).toArray(DiscoverySelector[]::new);
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(selected).build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        System.out.printf(
                "%d tests in %d ms%n",
                summary.getTestsSucceededCount(), summary.getTimeFinished() - summary.getTimeStarted());
        return summary;
    }
}
