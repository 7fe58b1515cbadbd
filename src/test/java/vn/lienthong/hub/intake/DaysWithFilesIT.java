package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.ShelfInMemory;
import vn.lienthong.hub.journal.SubmissionView;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.testkit.SettableClock;
import vn.lienthong.hub.testkit.Waiting;

/** A source that lists by days, is told nothing, and whose messages name files. */
class DaysWithFilesIT {
    private static final String JSLT =
            """
            let files = if (.files) [for (.files) {"id": "f" + .id, "sha256": .sha256, "size": .size}] else []
            { "messages": [ { "operation": "accept", "body": .message.record | {"attachments": $files, * : .}, "confirmsExistence": false, "confirmsSteps": [], "enquiry": false } ] }
            """;

    @RegisterExtension
    final TestJournal journals = TestJournal.with(Clock.systemUTC(), settings -> settings);

    @TempDir
    Path home;

    private final FiledSource source = new FiledSource();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T01:00:00Z"));
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private @Nullable Pulls pulls;

    @BeforeEach
    void leads() {
        camel.start();
        Waiting.until("this node leads", () -> journals.journal().leads());
    }

    @AfterEach
    void stop() {
        if (pulls != null) {
            pulls.close();
        }
        camel.stop();
        source.close();
    }

    private PullState round() throws IOException {
        if (pulls == null) {
            pulls = open();
        }
        source.calls.clear();
        return pulls.round(FiledSource.NAME);
    }

    private Pulls open() throws IOException {
        source.untold = true;
        source.write(home.resolve("connectors"));
        Mapping mapping = PulledRecords.mapping(home, JSLT);
        RecordReader reader =
                RecordReader.of(RecordSchema.load(PulledRecords.MAPPINGS), PulledRecords.REFERENCE, clock);
        Pulls opened = new Pulls(journals.journal(), reader, clock, new Random(1));
        Map<String, String> settings = Map.of("address", source.address(), "look-back", "P2D", "give-up-after", "P5D");
        opened.add(
                Connectors.load(home.resolve("connectors"))
                        .openPull(FiledSource.NAME, settings, camel, clock, new ShelfInMemory()),
                PullSettings.read(FiledSource.NAME, settings));
        opened.flow(FiledSource.NAME, "PT1M", message -> {
            message.map(mapping);
            message.owe("city");
        });
        return opened;
    }

    private void hold(String day, String id, String file) {
        source.days.put(id, day);
        source.hold(id, PulledRecords.record("X-" + id, "Nguyễn Thị Mẫu"), file);
    }

    private List<SubmissionView> kept(String code) {
        return journals.journal().dossier(code).stream()
                .flatMap(history -> history.submissions().stream())
                .toList();
    }

    @Test
    void aMessageWhoseFileNeverComesIsKeptAsRefusedAtLastAndItsDayIsClosed() throws IOException {
        hold("02/03/2026", "a", "1");
        source.answering("1", 404);
        round();
        clock.advance(Duration.ofDays(6));
        for (int i = 0; i < 3; i++) {
            assertThat(round().trouble())
                    .as("no other file comes, so it may be who gives them")
                    .isNotNull();
        }
        assertThat(journals.count("refused")).isZero();
        hold("08/03/2026", "b", "2");
        assertThat(round().counts().accepted()).isEqualTo(1);

        assertThat(kept("a")).singleElement().satisfies(view -> {
            assertThat(view.problemCodes()).containsExactly("never-given");
            assertThat(new String(
                            journals.journal().content(view.id()).orElseThrow(),
                            java.nio.charset.StandardCharsets.UTF_8))
                    .contains("Nguyễn Thị Mẫu");
        });
        assertThat(round().trouble()).isNull();
        assertThat(source.calls).containsExactlyInAnyOrder("list 06/03/2026", "list 07/03/2026", "list 08/03/2026");
    }

    @Test
    void aFileThatComesAfterLongIsTaken() throws IOException {
        hold("02/03/2026", "a", "1");
        source.answering("1", 404);
        round();
        clock.advance(Duration.ofDays(60));
        hold("01/05/2026", "b", "2");
        round();
        assertThat(journals.count("refused")).as("too few rounds").isZero();
        source.answering("1", 200);
        round();

        assertThat(kept("X-a")).hasSize(1);
    }
}
