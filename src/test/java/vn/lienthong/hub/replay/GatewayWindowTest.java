package vn.lienthong.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the gateway answers follows from what it is asked, not from who came first; dossiers are made up. */
class GatewayWindowTest {
    private static final List<String> CODES = Stream.of("1", "2", "3", "4", "5", "6")
            .map(end -> "000.99.99.H99-191216-000" + end)
            .toList();

    private static GatewayWindow window(String... weather) {
        List<Misbehaviour> now = Stream.of(weather).map(Misbehaviour::parse).toList();
        return new GatewayWindow(
                FakeProvince.Settings.defaults(), new Weather(7, now), new Tally(), ProvinceDesk.emptyShelf());
    }

    private static Reply take(GatewayWindow window, String url, String body) {
        String account = Base64.getEncoder().encodeToString("demo:demo".getBytes(StandardCharsets.UTF_8));
        return window.take(url, "Basic " + account, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String call(GatewayWindow window, String operation, String arguments) {
        Reply reply = take(
                window,
                GatewayWindow.PATH,
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><n:" + operation
                        + " xmlns:n=\"urn:http.service.gateway.nss.com\">" + arguments + "</n:" + operation
                        + "></s:Body></s:Envelope>");
        return reply.hits() + new String(reply.body(), StandardCharsets.UTF_8);
    }

    private static String send(GatewayWindow window, String code) {
        String content = "{\"soBienNhan\":\"" + code + "\",\"maTTHC\":\"1.001193\"}";
        String packed = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
        String message = "<message><document-code>" + code
                + "</document-code><document-type>2.100.1.1</document-type><content>" + packed
                + "</content></message>";
        String answer = call(
                window,
                "sendMessage",
                "<xmlMessage>" + message.replace("&", "&amp;").replace("<", "&lt;") + "</xmlMessage>");
        assertThat(answer).containsPattern(">\\d+<");
        return answer;
    }

    private static Map<String, String> all(List<String> codes, Function<String, String> ask) {
        Map<String, String> said = new TreeMap<>();
        codes.forEach(code -> said.put(code, ask.apply(code)));
        return said;
    }

    private static List<String> backwards() {
        return CODES.stream().sorted(Comparator.reverseOrder()).toList();
    }

    @Test
    void numbersAreTheSameWhoeverComesFirst() {
        for (String weather : List.of("slow:0.5", "duplicate-receipt", "duplicate-receipt:0.5")) {
            GatewayWindow one = window(weather);
            GatewayWindow other = window(weather);

            Map<String, String> said = all(CODES, code -> send(one, code));
            assertThat(all(backwards(), code -> send(other, code))).as(weather).isEqualTo(said);
        }
    }

    private static String number(String answer) {
        return answer.replaceAll("(?s).*>(\\d+)<.*", "$1");
    }

    @Test
    void eachMessageHasItsOwnNumberAndOneThatIsHitAnothers() {
        GatewayWindow fair = window();
        assertThat(Stream.concat(CODES.stream(), CODES.stream()).map(code -> number(send(fair, code))))
                .doesNotHaveDuplicates();

        GatewayWindow hit = window("duplicate-receipt");
        assertThat(CODES.stream().map(code -> number(send(hit, code))).distinct())
                .hasSize(1);
    }

    @Test
    void filesAreTheSameWhoeverComesFirst() {
        GatewayWindow one = window("fault:0.5");
        GatewayWindow other = window("fault:0.5");

        Map<String, String> said = all(CODES, code -> file(one, code, "first"));
        assertThat(all(backwards(), code -> file(other, code, "another"))).isEqualTo(said);
        assertThat(said.values()).anyMatch(answer -> answer.startsWith("[FAULT]"));
        assertThat(said.values().stream().filter(answer -> answer.contains("fileEntryId")))
                .hasSizeGreaterThan(1)
                .doesNotHaveDuplicates();
    }

    /** All of the same length; the boundary is chance, and says nothing. */
    private static String file(GatewayWindow window, String content, String boundary) {
        Reply reply = take(
                window,
                "/gw-portlet/upload?ticket=1",
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file_meta_data\"\r\n\r\n{}\r\n--"
                        + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n" + content
                        + "\r\n--" + boundary + "--\r\n");
        return reply.hits() + new String(reply.body(), StandardCharsets.UTF_8);
    }

    @Test
    void whatNamesNoDossierIsCountedByWhatItAsksFor() {
        GatewayWindow window = window("fault@2-2");
        for (String asked : List.of("<messageId>1</messageId>", "<messageId>2</messageId>")) {
            assertThat(call(window, "updateReceiveFinish", asked)).startsWith("[]");
            assertThat(call(window, "updateReceiveFinish", asked)).startsWith("[FAULT]");
            assertThat(call(window, "updateReceiveFinish", asked)).startsWith("[]");
        }
    }

    @Test
    void anAddressForAFileIsTheSameWhoeverAsksFirst() {
        GatewayWindow one = window();
        GatewayWindow other = window();
        List<String> files = CODES.stream()
                .map(code -> {
                    one.desk().mail().file(code.getBytes(StandardCharsets.UTF_8));
                    return other.desk().mail().file(code.getBytes(StandardCharsets.UTF_8));
                })
                .toList();

        Map<String, String> said = all(files, file -> address(one, file));
        assertThat(all(files.stream().sorted(Comparator.reverseOrder()).toList(), file -> address(other, file)))
                .isEqualTo(said);
        assertThat(address(one, files.get(0))).as("each holds once").isNotEqualTo(said.get(files.get(0)));
    }

    private static String address(GatewayWindow window, String file) {
        String answer = call(window, "getDownloadFileURL", "<fileId>" + file + "</fileId>");
        assertThat(answer).contains("ticket=");
        return answer.replaceAll("(?s).*ticket=([^<]*)<.*", "$1");
    }
}
