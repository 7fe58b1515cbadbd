package vn.lienthong.hub.hub;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.hub.HubOnRealParts.await;
import static vn.lienthong.hub.hub.HubOnRealParts.record;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.hub.RerunTotals.Verdict;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.journal.TransferFilter;

/** A rerun towards a destination that is told and asked by the same operation: a mapping that tells nothing any more does not hide what was sent. */
class RerunOverEchoIT {
    private static final String TAKEN = "000.00.01.H08-191216-0001";
    private static final String REFUSED = "000.00.01.H08-191216-0002";
    private static final String MAPPING = "mappings/dossier-to-echo/mapping.jslt";
    private static final String REFUSE = "refuse(\"broken\", \"No.\", \"a test\", \"Do nothing.\")";

    @RegisterExtension
    final TestJournal journals = TestJournal.with(Clock.systemUTC(), settings -> settings);

    @TempDir
    private Path home;

    private final WireMockServer echo =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void sendOneThatIsTakenAndOneThatIsRefused() throws IOException {
        for (String folder : List.of("routes", "mappings", "connectors/echo")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = home.resolve(file.toString());
                    Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                    Files.copy(file, copy);
                }
            }
        }
        echo.start();
        echo.stubFor(post("/messages").willReturn(aResponse().withBody("{\"dossier\":\"D-1\"}")));
        echo.stubFor(post("/messages")
                .withRequestBody(containing(REFUSED))
                .willReturn(aResponse().withStatus(422)));
        try (HubOnRealParts hub = new HubOnRealParts(journals.journal())) {
            hub.and("echo", Map.of("address", echo.baseUrl())).start();
            hub.push(TAKEN, List.of("echo"), record(TAKEN, 1, 1)).join();
            hub.push(REFUSED, List.of("echo"), record(REFUSED, 1, 1)).join();
            await(
                    "ended " + hub.sums(),
                    () -> hub.sums().delivered() == 1 && hub.sums().parked() == 1);
        }
    }

    @AfterEach
    void stop() {
        echo.stop();
    }

    private RerunTotals rerunWith(String from, String to) throws IOException {
        String text = Files.readString(Path.of(MAPPING));
        assertThat(text).contains(from);
        Files.writeString(home.resolve(MAPPING), text.replace(from, to));
        return new Rerun(Hub.at(home), journals.journal(), Map.of("echo", Map.of()), null).run(TransferFilter.ANY);
    }

    @Test
    void whatWasDeliveredFailsNowOrIsGoneAndWasSentAllTheSame() throws IOException {
        assertThat(rerunWith("let record", "let record").counts()).containsEntry(Verdict.SAME, 2L);

        RerunTotals broken = rerunWith("$record.revision,", "if (.enquiry) 1 else " + REFUSE + ",");
        assertThat(broken.counts()).containsEntry(Verdict.NOW_FAILING, 1L);
        assertThat(broken.differs()).isTrue();
        assertThat(broken.failures())
                .singleElement()
                .extracting(group -> group.examples().get(0).dossierCode())
                .isEqualTo(TAKEN);

        // What tells is known from the other record: so the one that was refused there counts as sent too.
        RerunTotals one = rerunWith(
                "$record.revision,",
                "if (.enquiry or $record.dossierCode == \"" + TAKEN + "\") $record.revision else " + REFUSE + ",");
        assertThat(one.counts()).containsEntry(Verdict.SAME, 1L).containsEntry(Verdict.NOW_FAILING, 1L);
    }

    @Test
    void whatIsNotToldAnyMoreIsGone() throws IOException {
        Path schema = home.resolve("mappings/dossier-to-echo/output.schema.json");
        Files.writeString(schema, Files.readString(schema).replace("\"minItems\": 1", "\"minItems\": 0"));
        String text = Files.readString(Path.of(MAPPING));
        String list = text.substring(text.indexOf("[{"), text.lastIndexOf("}]") + 2);

        RerunTotals nothing = rerunWith(list, "if (.enquiry) " + list + " else []");

        assertThat(nothing.counts()).containsEntry(Verdict.DIFFERENT, 1L);
        assertThat(nothing.places()).singleElement().satisfies(group -> {
            assertThat(group.words()).isEqualTo("gone");
            assertThat(group.place()).isEqualTo("echo ");
        });
    }
}
