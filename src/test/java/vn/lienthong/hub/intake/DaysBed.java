package vn.lienthong.hub.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.journal.SubmissionView;
import vn.lienthong.hub.journal.TestClock;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.testkit.Waiting;

/** What tests of a source that lists by days share: rounds on the test's thread, a clock that moves by hand; everything else is real. */
abstract class DaysBed {
    private static final Path MAPPINGS = Path.of("mappings");
    private static final Reference REFERENCE = DaySource.REFERENCE;

    @RegisterExtension
    final TestJournal journals = TestJournal.with(Clock.systemUTC(), settings -> settings);

    @TempDir
    Path home;

    /** Monday 2 March 2026, 08:00 in Viet Nam. */
    final TestClock clock = new TestClock(Instant.parse("2026-03-02T01:00:00Z"));

    final DaySource source = new DaySource();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    final Map<String, String> more = new HashMap<>();

    @Nullable
    Pulls pulls;

    /** After the journal was asked for the revisions of dossiers. */
    Runnable meanwhile = () -> {};
    /** After messages were written into the book. */
    Runnable written = () -> {};

    @BeforeEach
    void leads() {
        camel.start();
        Waiting.until("this node leads", () -> journals.journal().leads());
    }

    @AfterEach
    void stop() {
        restart();
        camel.stop();
        source.close();
    }

    /** What is in memory is gone. */
    void restart() {
        if (pulls != null) {
            pulls.close();
            pulls = null;
        }
    }

    /** A round, on this thread. */
    PullState round() throws IOException {
        source.calls.clear();
        if (pulls == null) {
            pulls = open();
        }
        return pulls.round(DaySource.NAME);
    }

    PullState round(Duration later) throws IOException {
        clock.forward(later);
        return round();
    }

    private Pulls open() throws IOException {
        source.write(home.resolve("connectors"));
        Mapping mapping = source.mapping(home);
        RecordReader reader = RecordReader.of(RecordSchema.load(MAPPINGS), REFERENCE, Clock.systemUTC());
        Pulls opened = new Pulls(
                Meanwhile.written(
                        Meanwhile.revisionsAreAsked(journals.journal(), () -> meanwhile.run()), () -> written.run()),
                reader,
                clock,
                new Random(1));
        Map<String, String> settings = new HashMap<>(Map.of(
                "address",
                source.address(),
                "modules",
                "a",
                "our-units",
                "1,2",
                "look-back",
                "P2D",
                "fetch-again",
                "PT1H"));
        settings.putAll(more);
        opened.add(
                Connectors.load(home.resolve("connectors"))
                        .openPull(DaySource.NAME, settings, camel, Clock.systemUTC()),
                PullSettings.read(DaySource.NAME, settings));
        opened.flow(DaySource.NAME, "PT1M", message -> {
            message.map(mapping);
            message.owe("city");
        });
        return opened;
    }

    List<SubmissionView> kept(String code) {
        return journals.journal().dossier(code).stream()
                .flatMap(history -> history.submissions().stream())
                .toList();
    }

    /** Whose the record is, by each of its revisions in turn. */
    List<String> names(String code) throws IOException {
        List<String> names = new ArrayList<>();
        for (SubmissionView view : kept(code)) {
            byte[] bytes = journals.journal().content(view.id()).orElseThrow();
            names.add(DaySource.JSON.readTree(bytes).at("/applicant/name").asText());
        }
        return names;
    }

    List<Integer> revisions(String code) {
        return kept(code).stream().map(SubmissionView::revision).toList();
    }
}
