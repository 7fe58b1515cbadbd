package vn.lienthong.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;

/** What other tools recorded becomes exchanges, told by its content. The files are made up, in the form in which the tools write them. */
class ForeignFileTest {
    private static final Path SAMPLES = Path.of("src/test/resources/vn/lienthong/hub/recording");
    private static final Recorded BY =
            new Recorded(Instant.parse("2026-11-26T03:00:00Z"), "An", "a test", "?", null, null);

    @TempDir
    private Path data;

    private static List<RecordedExchange> read(String name) {
        return ForeignFile.read(SAMPLES.resolve(name), "province-soap", BY);
    }

    private static Leg leg(RecordedExchange exchange) {
        assertThat(exchange.legs()).hasSize(1);
        return exchange.legs().get(0);
    }

    private static HttpBytes asked(RecordedExchange exchange) {
        return HttpBytes.parse(leg(exchange).request());
    }

    private static HttpBytes answered(RecordedExchange exchange) {
        return HttpBytes.parse(Objects.requireNonNull(leg(exchange).answer()));
    }

    private static String body(HttpBytes message) {
        return new String(message.body(), StandardCharsets.UTF_8);
    }

    @Test
    void requestsOfASoapUiProjectAreThereWithTheAnswersOfItsMockService() {
        List<RecordedExchange> all = read("project.soapui.xml");
        assertThat(all).hasSize(4).allMatch(one -> one.about().recorded().from().equals("soapui"));
        HttpBytes soap = asked(all.get(0));
        assertThat(leg(all.get(0)).operation()).isEqualTo("pushDocument");
        assertThat(soap.first()).isEqualTo("POST /ws/exchange?x=1 HTTP/1.1");
        assertThat(soap.header("SOAPAction")).isEqualTo("\"urn:push\"");
        assertThat(soap.header("Content-Type")).isEqualTo("text/xml; charset=UTF-8");
        assertThat(body(soap)).startsWith("<soapenv:Envelope").contains("Lương Thị Ngọc Điểm");
        assertThat(answered(all.get(0)).first()).isEqualTo("HTTP/1.1 200");
        assertThat(body(answered(all.get(0)))).contains("<errCode>0</errCode>");

        HttpBytes rest = asked(all.get(1));
        assertThat(rest.first()).isEqualTo("POST /mapi/ho-so/21556?trang=2 HTTP/1.1");
        assertThat(rest.header("X-Don-Vi")).isEqualTo("H08");
        assertThat(body(rest)).isEqualTo("{\"a\":1}");
        assertThat(leg(all.get(1)).answer()).isNull();
        assertThat(leg(all.get(1)).failure()).isEqualTo("the file holds no answer");

        assertThat(body(asked(all.get(2)))).contains("second step");
        assertThat(asked(all.get(3)).first()).isEqualTo("PUT /plain HTTP/1.1");
    }

    @Test
    void requestsOfAPostmanCollectionAreThereWithEachSavedAnswer() {
        List<RecordedExchange> all = read("collection.postman.json");
        assertThat(all).hasSize(5).allMatch(one -> one.about().recorded().from().equals("postman"));
        assertThat(asked(all.get(0)).first()).isEqualTo("POST /mapi/g?don-vi=H08 HTTP/1.1");
        assertThat(asked(all.get(0)).header("X-Key")).isEqualTo("H08");
        assertThat(asked(all.get(0)).header("X-Off")).isEmpty();
        assertThat(body(asked(all.get(0)))).contains("Lương Thị Ngọc Điểm", "\"unit\":\"H08\"");
        assertThat(answered(all.get(0)).first()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(leg(all.get(0)).tookMillis()).isEqualTo(12);
        assertThat(answered(all.get(1)).status()).isEqualTo(500);
        assertThat(body(asked(all.get(2)))).isEqualTo("ten=%C3%81nh+D%C6%B0%C6%A1ng&unit=H08");
        HttpBytes parts = asked(all.get(3));
        assertThat(parts.parts())
                .extracting(part -> part.parameter("Content-Disposition", "filename"))
                .containsExactly("", "don.pdf");
        assertThat(asked(all.get(4)).first()).isEqualTo("GET /trang-thai HTTP/1.1");
    }

    @Test
    void nobodyIsLeftAfterTheyAreMasked() {
        for (String name : List.of("project.soapui.xml", "collection.postman.json")) {
            Recorder recorder = Recordings.recorder(data);
            for (RecordedExchange raw : read(name)) {
                RecordedExchange masked = recorder.masked(raw);
                Path folder = ExchangeFolder.write(data.resolve(name), masked);
                assertThat(ExchangeFolder.read(folder).legs()).hasSize(1);
                assertThat(Recordings.request(masked)).doesNotContain("Ngọc Điểm", "046189001234", "bi-mat-that");
                assertThat(Recordings.scan(data).of(folder)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><soapui-project>&e;</soapui-project> | a document type",
                "<soapui-project><a></soapui-project> | not well-formed XML, line 1",
                "<html/> | no soapui-project at its root",
                "<soapui-project/> | a project without requests",
                "hello | neither XML nor JSON",
                "{\"a\": | not JSON to its end",
                "{\"a\":1} | JSON with none of",
                "{\"info\":{\"schema\":\"https://schema.getpostman.com/json/collection/v1.0.0/\"},\"item\":[]} | not that of v2.1",
                "{\"info\":{\"schema\":\"https://schema.getpostman.com/json/collection/v2.1.0/collection.json\"},\"item\":[]} | no request in it",
                "{\"info\":{\"schema\":\"https://schema.getpostman.com/json/collection/v2.1.0/collection.json\"},\"item\":[{\"request\":{\"method\":\"GET\"}}]} | without an address",
                "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"/\",\"postData\":{\"encoding\":\"base64\",\"text\":\"?YWJjZ\"}},\"response\":{}}]}} | entry 1 with a content that is no base64",
                "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"/\"},\"response\":{\"status\":200,\"content\":{\"encoding\":\"base64\",\"text\":\"YWJjZ\"}}}]}} | entry 1 with a content that is no base64",
                "{\"request\":{\"bodyPatterns\":[{\"binaryEqualTo\":\"YWJjZ\"}]},\"response\":{}} | mapping 1, with a content that is no base64",
                "{\"request\":{},\"response\":{\"base64Body\":\"YWJjZ\"}} | mapping 1, with a content that is no base64",
                "{\"request\":{\"method\":\"GET the name of somebody\"},\"response\":{}} | mapping 1, without a method of HTTP",
                "{\"request\":{},\"response\":{},\"metadata\":{\"lienthong-hub\":{\"request\":\"YWJjZ\"}}} | mapping 1, with a content that is no base64",
                "{\"request\":{},\"response\":{},\"metadata\":{\"lienthong-hub\":{\"request\":\"\"}}} | mapping 1, the message kept in its metadata is none of HTTP"
            })
    void whatCannotBeImportedIsSaidInThreeParts(String content, String found) throws IOException {
        Path file = Files.writeString(data.resolve("file"), content);
        assertThatThrownBy(() -> ForeignFile.read(file, "province-soap", BY))
                .isInstanceOfSatisfying(BadRecording.class, bad -> {
                    assertThat(bad.problem().found()).contains(file.toString()).contains(found);
                    assertThat(bad.problem().cure()).isNotBlank();
                });
    }

    @Test
    void anOperationThatStandsInTwoInterfacesOfAProjectIsThereTwice() throws IOException {
        Path file = Files.writeString(
                data.resolve("two.xml"),
                """
                <con:soapui-project xmlns:con="http://eviware.com/soapui/config">
                  <con:interface name="one" soapVersion="1_1"><con:operation name="push" action="a">
                    <con:call><con:endpoint>http://h.example/one</con:endpoint><con:request>&lt;a/&gt;</con:request></con:call>
                  </con:operation></con:interface>
                  <con:interface name="two" soapVersion="1_2"><con:operation name="push" action="b">
                    <con:call><con:endpoint>http://h.example/two</con:endpoint><con:request>&lt;b/&gt;</con:request></con:call>
                  </con:operation></con:interface>
                </con:soapui-project>
                """);
        assertThat(ForeignFile.read(file, "province-soap", BY))
                .extracting(one -> asked(one).target())
                .containsExactly("/one", "/two");
    }

    @Test
    void nobodyIsLeftInTheFirstLineOfAMessage() throws IOException {
        Path file = Files.writeString(
                data.resolve("a.har"),
                """
                {"log": {"entries": [{
                  "request": {"method": "GET", "url": "http://recorded.example/tra-cuu?hoTen=Lương Thị Ngọc Điểm"},
                  "response": {"status": 404, "statusText": "Lương Thị Ngọc Điểm is not known", "content": {}}}]}}
                """);
        RecordedExchange masked = Recordings.recorder(data)
                .masked(ForeignFile.read(file, "province-rest", BY).get(0));
        assertThat(asked(masked).first())
                .startsWith("GET /tra-cuu?hoTen=")
                .doesNotContain("Lương Thị", "Ngọc Điểm", "L%C6%B0%C6%A1ng");
        assertThat(answered(masked).first())
                .startsWith("HTTP/1.1 404 ")
                .doesNotContain("Lương Thị", "Ngọc Điểm", "L%C6%B0%C6%A1ng");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"/\"},\"response\":{},\"_operation\":\"%s\",\"_failure\":\"%s\"}]}}",
                "{\"request\":{},\"response\":{},\"metadata\":{\"lienthong-hub\":{\"request\":\"R0VUIC8=\",\"operation\":\"%s\",\"failure\":\"%s\"}}}"
            })
    void nobodyIsLeftInWhatAFileSaysBesideTheMessages(String form) throws IOException {
        for (String who : List.of("Lương Thị Ngọc Điểm", "052189001234", "xem-052189001234", "diem.luong@thu.vn")) {
            Path file = Files.writeString(data.resolve("f.json"), form.formatted(who, who));
            RecordedExchange read = ForeignFile.read(file, "province-rest", BY).get(0);
            assertThat(leg(read).operation()).as(who).isEmpty();
            assertThat(leg(read).failure()).as(who).doesNotContain(who);
        }
        Path own = Files.writeString(data.resolve("f.json"), form.formatted("lookup/TraCuu", "ANSWER_TIMEOUT"));
        Leg kept = leg(ForeignFile.read(own, "province-rest", BY).get(0));
        assertThat(kept.operation()).isEqualTo("lookup/TraCuu");
        assertThat(kept.failure()).isEqualTo("ANSWER_TIMEOUT");
    }

    @Test
    void whatAPersonWroteBesideTheMessagesIsScannedToo() throws IOException {
        RecordedExchange masked = Recordings.recorder(data).masked(Recordings.exchange("{}", Hidden.json("{}")));
        Path folder = ExchangeFolder.write(data.resolve("out"), masked);
        Path yaml = folder.resolve("exchange.yaml");
        String text = Files.readString(yaml);
        for (String said : List.of("why: a test", "by: An", "operation: DongBoHoSoMC")) {
            assertThat(text).contains(said);
            Files.writeString(yaml, text.replace(said, said.replaceAll(": .*", ": so 052189001234")));
            assertThat(Recordings.scan(data).of(folder)).as(said).isNotEmpty();
        }
        Files.writeString(yaml, text);
        assertThat(Recordings.scan(data).of(folder)).isEmpty();
    }

    private List<RecordedExchange> postman(String variables, String body) throws IOException {
        String collection =
                """
                {"info": {"schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}, "variable": [%s],
                 "item": [{"request": {"method": "POST", "url": "{{base}}/a", "body": {"mode": "raw", "raw": "%s"}}}]}
                """
                        .formatted(variables, body);
        return ForeignFile.read(Files.writeString(data.resolve("p.json"), collection), "province-rest", BY);
    }

    private static String variable(String key, String value) {
        return "{\"key\": \"" + key + "\", \"value\": \"" + value + "\"}";
    }

    @Test
    void variablesOfPostmanStandInEachOtherAndInThemselvesWithoutEnd() throws IOException {
        String variables = String.join(
                ",",
                variable("base", "{{host}}/mapi"),
                variable("host", "http://h.example"),
                variable("self", "{{self}}"),
                variable("one", "{{two}}"),
                variable("two", "{{one}}"));
        HttpBytes asked =
                asked(postman(variables, "{{self}} {{one}} {{unknown}}").get(0));
        assertThat(asked.target()).isEqualTo("/mapi/a");
        assertThat(body(asked)).isEqualTo("{{self}} {{one}} {{unknown}}");

        String laughs = IntStream.range(0, 9)
                .mapToObj(i -> variable("v" + i, ("{{v" + (i + 1) + "}}").repeat(20)))
                .collect(Collectors.joining(","));
        assertThatThrownBy(() -> postman(laughs + "," + variable("v9", "ha"), "{{v0}}"))
                .isInstanceOfSatisfying(
                        BadRecording.class, bad -> assertThat(bad.problem().found())
                                .contains("its variables put in make more than 67108864 signs"));
    }

    @Test
    void aHarIsWrittenWhileItsExchangesAreRead() throws IOException {
        byte[] large = ("POST / HTTP/1.1\r\n\r\n" + "a".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        AtomicLong written = new AtomicLong();
        OutputStream out = new OutputStream() {
            @Override
            public void write(int one) {
                written.incrementAndGet();
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                written.addAndGet(length);
            }
        };
        RecordedExchange exchange = Recordings.exchange("{}", large);
        Stream<RecordedExchange> all = IntStream.range(0, 200).mapToObj(i -> {
            assertThat(written.get()).isGreaterThanOrEqualTo((i - 1) * 100_000L);
            return exchange;
        });
        Har.write(out, "0.1.0", all);
        assertThat(written.get()).isGreaterThan(200 * 100_000L);
    }
}
