package vn.lienthong.hub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.hub.HubOnRealParts.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.hub.RerunTotals.Verdict;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.kit.HubExtension;
import vn.lienthong.hub.kit.TestHub;
import vn.lienthong.hub.vocabulary.TransferState;

/** A rerun towards a destination that is told and asked by the same operation: a mapping that tells nothing any more does not hide what was sent. */
class RerunOverEchoIT {
    private static final String TAKEN = "000.00.01.H08-191216-0001";
    private static final String REFUSED = "000.00.01.H08-191216-0002";
    private static final String MAPPING = "mappings/dossier-to-echo/mapping.jslt";
    private static final String REFUSE = "refuse(\"broken\", \"No.\", \"a test\", \"Do nothing.\")";

    @RegisterExtension
    final HubExtension hubs = HubExtension.at(".").asInCases("echo");

    @TempDir
    private Path home;

    @BeforeEach
    void sendOneThatIsTakenAndOneThatIsRefused(TestHub hub) throws IOException {
        for (String folder : List.of("routes", "mappings", "connectors/echo")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = home.resolve(file.toString());
                    Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                    Files.copy(file, copy);
                }
            }
        }
        assertThat(became(hub, TAKEN, "taken")).isEqualTo(TransferState.DELIVERED);
        assertThat(became(hub, REFUSED, "refused")).isEqualTo(TransferState.PARKED);
    }

    private static TransferState became(TestHub hub, String code, String situation) {
        hub.otherSide("echo").answerAs(situation);
        hub.push(record(code, 1, 1));
        return hub.delivery().step().orElseThrow().state();
    }

    private RerunTotals rerunWith(String from, String to) throws IOException {
        String text = Files.readString(Path.of(MAPPING));
        assertThat(text).contains(from);
        Files.writeString(home.resolve(MAPPING), text.replace(from, to));
        return new Rerun(Hub.at(home), hubs.hub().journal(), Map.of("echo", Map.of()), null).run(TransferFilter.ANY);
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
