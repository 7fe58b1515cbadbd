package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.connector.Conversation;
import vn.lienthong.hub.intake.ContentStore;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.About;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;

/** A recording keeps no files, and records with files are played all the same where what it keeps of them is enough. */
class ReplayableTest {
    private static final String SUM = "17556e3383cbe1a51998a19354f3f1f972390895d97af7afc1132835c0765ea8";

    private final Replayable replayable = new Replayable(SettingsFiles.read(Map.of()));

    private static ObjectNode file() {
        return Json.object().put("id", "a1").put("sha256", SUM).put("size", 91).put("url", "https://tep.example/1");
    }

    private static RecordedExchange exchange(String destination, ObjectNode file, String operation) {
        return exchange(destination, file, operation, "{}");
    }

    private static RecordedExchange exchange(String destination, ObjectNode file, String operation, String said) {
        ObjectNode record = Json.object();
        record.putArray("attachments").add(file);
        Instant at = Instant.parse("2019-12-16T01:05:00Z");
        About about = new About(
                "000.00.01.H08-191216-0042",
                1,
                "0",
                "21556",
                destination,
                destination,
                Map.of(),
                "DELIVERED",
                "accepted",
                null,
                at,
                new Recorded(at, "An", "a test", "journal", null, null));
        byte[] request = ("POST / HTTP/1.1\r\n\r\n" + said).getBytes(StandardCharsets.UTF_8);
        Leg leg = new Leg(operation, request, request, null, 1, true, false);
        return new RecordedExchange(
                about, record.toString().getBytes(StandardCharsets.UTF_8), List.of(leg), List.of(), List.of());
    }

    @Test
    void filesThatAreKnownBySumAndSizeAreTakenAsHeld(@TempDir Path folder) throws IOException {
        for (String destination : List.of("province-rest", "lgsp-document-rest", "national-portal-rest")) {
            assertThat(replayable.reason(exchange(destination, file(), Conversation.UPLOAD)))
                    .as(destination)
                    .isNull();
        }
        assertThat(replayable.reason(exchange("gateway-soap", file(), Conversation.UPLOAD + ":getUploadFileURL")))
                .isNull();
        assertThat(replayable.files()).containsExactly(Map.entry(SUM, 91L));
        StoredFiles stored = new StoredFiles(ContentStore.folder(folder), replayable.files());
        assertThat(stored.size(SUM)).hasValue(91);
        assertThat(stored.open(SUM).readAllBytes()).hasSize(91);
        assertThat(stored.size("0".repeat(64))).isEmpty();
    }

    @Test
    void whereTheFlowFetchesNoFilesAnAddressIsEnough() {
        ObjectNode file = file();
        file.remove(List.of("sha256", "size"));
        assertThat(replayable.reason(exchange("province-rest", file, "DongBoHoSoMC")))
                .isNull();
        assertThat(replayable.reason(exchange("lgsp-document-rest", file, "send")))
                .startsWith("of a file its record says only where it was fetched from");
    }

    @Test
    void aFileOfNoKnownSizeIsNotUploadedAgain() {
        ObjectNode file = file();
        file.remove("size");
        String said = "{\"sha256\":\"%s\",\"size\":91}";
        for (String another : List.of("{}", said.formatted("0".repeat(64)))) {
            assertThat(replayable.reason(exchange("national-portal-rest", file, Conversation.UPLOAD, another)))
                    .startsWith("its record does not say how large a file is");
        }
        assertThat(replayable.files()).isEmpty();
        assertThat(replayable.reason(exchange("national-portal-rest", file, Conversation.UPLOAD, said.formatted(SUM))))
                .as("the message says how large the file was that went")
                .isNull();
        assertThat(replayable.files()).containsExactly(Map.entry(SUM, 91L));
    }

    @Test
    void aFlowThatSignsAddressesOfFilesIsNotAskedForRecordsThatHaveSome(@TempDir Path folder) throws IOException {
        Path home = HomeCopy.of(folder, Set.of("province-rest"));
        HomeCopy.files(home, "dossiers-to-province", "link");
        Replayable signing = new Replayable(SettingsFiles.read(Map.of("hub.home", home.toString())));
        assertThat(signing.reason(exchange("province-rest", file(), "DongBoHoSoMC")))
                .isEqualTo("the addresses of its files were signed by the hub that was recorded");
    }
}
