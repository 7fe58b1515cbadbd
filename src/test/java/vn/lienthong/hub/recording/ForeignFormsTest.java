package vn.lienthong.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;

/** Forms of files that other tools write and that are easily read wrong. All made up. */
class ForeignFormsTest {
    private static final Recorded BY =
            new Recorded(Instant.parse("2026-11-27T03:00:00Z"), "An", "a test", "?", null, null);

    @TempDir
    private Path data;

    private Leg only(String content) throws IOException {
        Path file = Files.writeString(data.resolve("file"), content);
        List<RecordedExchange> all = ForeignFile.read(file, "province-rest", BY);
        assertThat(all).hasSize(1);
        return all.get(0).legs().get(0);
    }

    private static HttpBytes answer(Leg leg) {
        return HttpBytes.parse(Objects.requireNonNull(leg.answer()));
    }

    private static String har(String response) {
        return "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"https://a.example/x\"},\"response\":"
                + response + "}]}}";
    }

    private static String postman(String item) {
        return "{\"info\":{\"schema\":\"https://schema.getpostman.com/json/collection/v2.1.0/collection.json\"},"
                + "\"variable\":[{\"key\":\"none\",\"value\":null}],\"item\":[" + item + "]}";
    }

    private static String soapUi(String inside) {
        return "<c:soapui-project xmlns:c=\"http://eviware.com/soapui/config\"><c:interface name=\"I\">" + inside
                + "</c:interface></c:soapui-project>";
    }

    @Test
    void aBrowsersEntryWithoutAnAnswerSaysSo() throws IOException {
        Leg leg = only(har("{\"status\":0,\"_error\":\"net::ERR_ABORTED\"}"));
        assertThat(leg.answer()).isNull();
        assertThat(leg.failure()).isEqualTo("the file holds no answer");
    }

    @Test
    void whatIsNullInAHarIsNotTheWordNull() throws IOException {
        HttpBytes answer = answer(
                only(
                        har(
                                "{\"status\":200,\"statusText\":null,\"headers\":[{\"name\":\"X-A\",\"value\":null}],\"content\":{\"text\":null}}")));
        assertThat(answer.first()).isEqualTo("HTTP/1.1 200");
        assertThat(answer.header("X-A")).isEmpty();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void cookiesThatABrowserPutIntoOneHeaderInLinesAreHeadersOfTheirOwn() throws IOException {
        HttpBytes answer = answer(
                only(
                        har(
                                "{\"status\":200,\"headers\":[{\"name\":\"set-cookie\",\"value\":\"A=1; Path=/\\nB=2; Path=/\"}],\"content\":{}}")));
        assertThat(answer.headers()).extracting(HttpBytes.Header::value).containsExactly("A=1; Path=/", "B=2; Path=/");
    }

    @Test
    void whatIsNullInACollectionIsNotTheWordNull() throws IOException {
        Leg leg = only(postman(
                "{\"request\":{\"method\":\"POST\",\"url\":\"http://a.example/x?b={{none}}\",\"header\":[{\"key\":\"X-A\",\"value\":null}],"
                        + "\"body\":{\"mode\":\"formdata\",\"formdata\":[{\"key\":\"f\",\"type\":\"file\",\"src\":null},{\"key\":\"v\",\"value\":null}]}},"
                        + "\"response\":[{\"code\":500,\"status\":null,\"body\":null}]}"));
        assertThat(new String(leg.request(), StandardCharsets.UTF_8)).doesNotContain("null");
        assertThat(answer(leg).first()).isEqualTo("HTTP/1.1 500");
        assertThat(only(postman(
                                "{\"request\":{\"method\":\"POST\",\"url\":\"http://a.example/x\",\"body\":{\"mode\":\"raw\",\"raw\":null}}}"))
                        .request())
                .asString(StandardCharsets.UTF_8)
                .doesNotContain("null");
    }

    @Test
    void theCharsetOfARequestOfSoapUiIsThatOfItsBytes() throws IOException {
        Leg leg = only(
                soapUi(
                        "<c:operation name=\"o\"><c:call><c:encoding>UTF-16</c:encoding><c:request>&lt;ấ/></c:request></c:call></c:operation>"));
        HttpBytes request = HttpBytes.parse(leg.request());
        assertThat(request.header("Content-Type")).isEqualTo("text/xml; charset=UTF-8");
        assertThat(request.body()).asString(StandardCharsets.UTF_8).isEqualTo("<ấ/>");
    }

    @Test
    void aValueStandsInThePathAlsoWhereTheResourceAboveNamesIt() throws IOException {
        Leg leg = only(soapUi("<c:resource path=\"/ho-so/{id}\"><c:parameters><c:parameter><c:name>id</c:name>"
                + "<c:style>TEMPLATE</c:style></c:parameter></c:parameters><c:resource path=\"giay-to\"><c:method method=\"GET\"><c:request>"
                + "<c:parameters><c:entry key=\"id\" value=\"21556\"/><c:entry key=\"trang\" value=\"2\"/></c:parameters>"
                + "</c:request></c:method></c:resource></c:resource>"));
        assertThat(HttpBytes.parse(leg.request()).first()).isEqualTo("GET /ho-so/21556/giay-to?trang=2 HTTP/1.1");
    }
}
