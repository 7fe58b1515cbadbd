package vn.lienthong.hub.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
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
import vn.lienthong.hub.connector.HeldFiles;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.SubmissionView;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.testkit.Waiting;

/** What tests of pulling share: rounds on the test's thread, everything but the source real; its records are owed to {@code city}. */
abstract class PullBed {
    @RegisterExtension
    final TestJournal journals = TestJournal.with(Clock.systemUTC(), settings -> settings);

    @TempDir
    Path home;

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @Nullable
    Pulls pulls;

    @BeforeEach
    void leads() {
        camel.start();
        Waiting.until("this node leads", () -> journals.journal().leads());
    }

    @AfterEach
    void stop() throws Exception {
        restart();
        camel.stop();
        source().close();
    }

    /** What is in memory is gone. */
    void restart() {
        if (pulls != null) {
            pulls.close();
            pulls = null;
        }
    }

    abstract AutoCloseable source();

    /** Writes the folder of the source, and opens it. */
    abstract Pulls open() throws IOException;

    /** What is opened, at the first call and after a restart anew. */
    Pulls opened() throws IOException {
        Pulls known = pulls;
        if (known == null) {
            known = open();
            pulls = known;
        }
        return known;
    }

    /** Opens a source whose folder was written under {@code home}. */
    Pulls open(String name, Map<String, String> settings, Mapping mapping, HeldFiles shelf, Clock clock) {
        RecordReader reader =
                RecordReader.of(RecordSchema.load(PulledRecords.MAPPINGS), PulledRecords.REFERENCE, clock);
        Pulls made = new Pulls(journal(), reader, clock, new Random(1));
        made.add(
                Connectors.load(home.resolve("connectors")).openPull(name, settings, camel, clock, shelf),
                PullSettings.read(name, settings));
        made.flow(name, "PT1M", message -> flow(message, mapping));
        return made;
    }

    void flow(PulledMessage message, Mapping mapping) {
        message.map(mapping);
        message.owe("city");
    }

    /** The journal that is pulled into. */
    Journal journal() {
        return journals.journal();
    }

    List<SubmissionView> kept(String code) {
        return journals.journal().dossier(code).stream()
                .flatMap(history -> history.submissions().stream())
                .toList();
    }
}
