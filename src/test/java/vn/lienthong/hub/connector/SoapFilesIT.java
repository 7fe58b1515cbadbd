package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.hc.core5.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files on their way with SOAP, to a service that is CXF's: as MTOM, as attachments, inside. */
@Timeout(120)
class SoapFilesIT {

    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path home;

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static String steps(String form, String field) {
        return SoapConnector.FILES_MTOM.replace("mtom", form).replace("data", field);
    }

    private static ObjectNode message(String field, String... hashes) {
        ObjectNode body = ConnectorCase.JSON.createObjectNode().put("maHoSo", "H-1");
        for (String hash : hashes) {
            body.withArray("tep").addObject().put("ten", "tệp").put(field, "sha256:" + hash);
        }
        return body;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"mtom, data", "attachments, thamChieu", "base64, data"})
    void eachByteArrives(String form, String field) throws Exception {
        byte[] one = bytes(1);
        byte[] other = bytes(200_003);
        SoapConnector.write(home, steps(form, field));
        try (TepService service = TepService.start(home, Map.of(), Map.of());
                Bed bed = SoapConnector.bed(home)) {
            bed.files = new BytesHeld(one, other);
            Connector connector = SoapConnector.open(bed, service.address(), Map.of());
            ObjectNode message = message(field, BytesHeld.sha256(one), BytesHeld.sha256(other), BytesHeld.sha256(one));
            Conversation said = connector.call("guiTep", message, () -> "k");
            assertThat(connector.read("guiTep", said.answer()).row()).isEqualTo("accepted");
            assertThat(service.arrived)
                    .containsExactly(
                            new TepService.Arrived("tệp", BytesHeld.sha256(one), 1),
                            new TepService.Arrived("tệp", BytesHeld.sha256(other), 200_003),
                            new TepService.Arrived("tệp", BytesHeld.sha256(one), 1));
            assertThat(new String(said.sent(), StandardCharsets.UTF_8))
                    .as("what is kept names the files and holds none")
                    .contains("<" + field + ">sha256:" + BytesHeld.sha256(other))
                    .hasSizeLessThan(1500);
        }
    }

    /** The service answers with parts too: what the Include stands for is back in its place. */
    @Test
    void anAnswerInPartsIsReadAsOne() throws Exception {
        SoapConnector.write(home, SoapConnector.FILES_MTOM);
        try (TepService service = TepService.start(home, Map.of(), Map.of());
                Bed bed = SoapConnector.bed(home)) {
            bed.files = new BytesHeld(bytes(9));
            Connector connector = SoapConnector.open(bed, service.address(), Map.of());
            Conversation said = connector.call("guiTep", message("data", BytesHeld.sha256(bytes(9))), () -> "k");
            assertThat(said.answer()).isInstanceOfSatisfying(Answer.Http.class, http -> {
                String text = new String(http.body(), StandardCharsets.UTF_8);
                assertThat(text)
                        .startsWith("<?xml")
                        .contains("<bienNhan>QmnDqm4gbmjhuq1uIEgtM")
                        .doesNotContain("Include");
                assertThat(http.headers().get("content-type")).startsWith("text/xml");
            });
        }
    }

    /** No file is ever in memory: the sending thread allocates a fraction of it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"mtom, data", "attachments, thamChieu", "base64, data"})
    void aFileOfThirtyMebibytesIsReadWhileItIsSent(String form, String field) throws Exception {
        byte[] block = bytes(MEBIBYTE);
        HeldFiles thirty = new HeldFiles() {
            @Override
            public OptionalLong size(String sha256) {
                return OptionalLong.of(30L * MEBIBYTE);
            }

            @Override
            public InputStream open(String sha256) {
                return new SequenceInputStream(Collections.enumeration(IntStream.range(0, 30)
                        .mapToObj(i -> new ByteArrayInputStream(block))
                        .toList()));
            }
        };
        SoapConnector.write(home, steps(form, field));
        try (TepService service = TepService.start(home, Map.of(), Map.of());
                Bed bed = SoapConnector.bed(home)) {
            bed.files = thirty;
            Connector connector = SoapConnector.open(bed, service.address(), Map.of());
            connector.call("guiTep", message(field, "0".repeat(64)), () -> "k");
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            Conversation said = connector.call("guiTep", message(field, "1".repeat(64)), () -> "k");
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(connector.read("guiTep", said.answer()).row()).isEqualTo("accepted");
            assertThat(service.arrived).extracting(TepService.Arrived::size).containsExactly(30L << 20, 30L << 20);
            assertThat(service.arrived.get(1).sha256())
                    .isEqualTo(service.arrived.get(0).sha256());
            assertThat(allocated).as("bytes allocated while 30 MiB are sent").isLessThan(MEBIBYTE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mtom", "attachments", "base64"})
    void withoutOneOfTheFilesNothingLeaves(String form) throws IOException {
        SoapConnector.write(home, steps(form, "data"));
        try (RawServer server = new RawServer((request, socket, end) -> true);
                Bed bed = SoapConnector.bed(home)) {
            bed.files = new BytesHeld(bytes(5));
            Connector connector = SoapConnector.open(bed, server.address(), Map.of());
            Conversation said =
                    connector.call("guiTep", message("data", BytesHeld.sha256(bytes(5)), "2".repeat(64)), () -> "k");
            assertThat(connector.read("guiTep", said.answer()).row()).isEqualTo("file-not-held");
            assertThat(server.requests).isEmpty();
        }
    }

    /** A text that looks like a claim but is no file's stays what it is: a text. */
    @Test
    void aClaimInAnotherFieldIsAText() throws Exception {
        SoapConnector.write(home, SoapConnector.FILES_MTOM);
        try (TepService service = TepService.start(home, Map.of(), Map.of());
                Bed bed = SoapConnector.bed(home)) {
            bed.files = new BytesHeld(bytes(9));
            Connector connector = SoapConnector.open(bed, service.address(), Map.of());
            String claim = "sha256:" + BytesHeld.sha256(bytes(9));
            ObjectNode message = message("data", BytesHeld.sha256(bytes(9))).put("maHoSo", claim);
            connector.call("guiTep", message, () -> "k");
            assertThat(service.dossiers).isEqualTo(List.of(claim));
        }
    }

    /** Whatever the reason: an envelope that does not name a file does not leave without it. */
    @Test
    void aFileThatFindsNoPlaceInTheEnvelopeHoldsTheMessageBack() {
        SoapFiles files = new SoapFiles(
                new CarriedFiles("data", CarriedFiles.Form.MTOM, 1, Map.of("0".repeat(64), 1L), new BytesHeld()));
        assertThatThrownBy(() -> files.body(new byte[] {'<'}, ContentType.TEXT_XML))
                .isInstanceOf(SoapContract.OffContract.class)
                .hasMessageContaining("finds no place");
    }

    /** What goes over the line: a length that was announced, a root that comes first, and each part by its name. */
    @Test
    void thePartsAreWhatRfc2387AndXopAskFor() throws Exception {
        byte[] file = "nội dung tệp".getBytes(StandardCharsets.UTF_8);
        SoapConnector.write(home, SoapConnector.FILES_MTOM);
        try (RawServer server = new RawServer((request, socket, end) -> {
                    Weather.answer(socket.getOutputStream(), "200 OK", "text/xml", "");
                    return true;
                });
                Bed bed = SoapConnector.bed(home)) {
            bed.files = new BytesHeld(file);
            SoapConnector.open(bed, server.address(), Map.of())
                    .call("guiTep", message("data", BytesHeld.sha256(file)), () -> "k");
            String raw = server.requests.get(0).raw();
            assertThat(raw)
                    .contains(
                            "Content-Type: multipart/related;",
                            "type=\"application/xop+xml\"",
                            "start-info=\"text/xml\"")
                    .contains("Accept: multipart/related, text/xml", "SOAPAction: \"\"", "Content-Length: ")
                    .containsPattern("Content-Type: application/xop\\+xml; charset=UTF-8; type=\"?text/xml\"?\r\n")
                    .containsPattern("href=\"cid:[0-9a-f]{32}@hub\"")
                    .containsPattern("Content-ID: <[0-9a-f]{32}@hub>\r\n\r\nnội dung tệp\r\n--")
                    .doesNotContain("Content-Disposition");
        }
    }
}
