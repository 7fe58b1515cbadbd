package vn.lienthong.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.hub.replay.Misbehaviour.Kind;
import vn.lienthong.hub.replay.Misbehaviour.Part;

/** Two provinces with one seed are spoken to in the same way, in every weather, over REST, SOAP and the gateway; a third has another seed. */
class SeededProvinceIT {
    private static final List<FakeProvince> provinces = new ArrayList<>();
    private static int number;

    @BeforeAll
    static void start() {
        for (long seed : new long[] {7, 7, 8}) {
            FakeProvince.Settings all = new FakeProvince.Settings(
                    0,
                    seed,
                    Duration.ZERO,
                    "demo",
                    "demo",
                    Duration.ofMinutes(30),
                    Duration.ofMillis(20),
                    Duration.ofMillis(20),
                    1_000,
                    List.of());
            FakeProvince province = FakeProvince.start(all, Clock.systemUTC());
            province.serveSoap(Path.of("connectors/province-soap/contract/exchange.wsdl"));
            province.serveGateway();
            provinces.add(province);
        }
    }

    @AfterAll
    static void stop() {
        provinces.forEach(FakeProvince::close);
    }

    /** Each kind for all messages and for half of them, and kinds together. */
    static Stream<String> weathers() {
        Stream<String> single = Arrays.stream(Kind.values())
                .filter(kind -> kind.part() != Part.DOOR)
                .flatMap(kind -> Stream.of(kind.word(), kind.word() + ":0.5"));
        return Stream.concat(
                single,
                Stream.of(
                        "slow-drip wrong-charset",
                        "half-a-body slow-drip wrong-charset duplicate-receipt:0.5",
                        "unacknowledged-head more-for-ever out-of-order",
                        "down:0.2 error-inside-200:0.3 out-of-order:0.5 wrong-charset:0.5 half-a-body:0.2"
                                + " duplicate-receipt:0.5"));
    }

    @ParameterizedTest
    @MethodSource("weathers")
    void theSameSeedGivesTheSameBytes(String weather) throws Exception {
        int turn = ++number;
        List<String> heard = new ArrayList<>();
        for (FakeProvince province : provinces) {
            province.misbehave(
                    Stream.of(weather.split(" ")).map(Misbehaviour::parse).toList());
            heard.add(conversation(province, turn));
            province.misbehave(List.of());
        }

        assertThat(heard.get(1)).isEqualTo(heard.get(0));
        assertThat(heard.get(0)).contains("POST /mapi/g").contains("pullDocument");
        if (weather.contains(":")) {
            assertThat(heard.get(2)).as("another seed").isNotEqualTo(heard.get(0));
        }
    }

    /** What is said to a province, and all the bytes that it answers. */
    private static String conversation(FakeProvince province, int turn) throws IOException {
        StringBuilder said = new StringBuilder();
        String session = session(province);
        for (int i = 0; i < 4; i++) {
            String code = "000.99.99.H99-191216-%03d%d".formatted(turn, i);
            said.append(rest(province, ProvinceTalk.create(session, ProvinceTalk.dossier(code))));
            said.append(rest(province, ProvinceTalk.progress(session, ProvinceTalk.step(code, "20191216080600", "x"))));
            said.append(rest(province, ProvinceTalk.enquiry(session, code)));
        }
        for (int i = 1; i <= 3; i++) {
            province.filings().file("H21.ZZ." + turn, turn * 10L + i, Map.of("chuSoHuuHoSo", "Nguyễn Thị Mẫu"));
        }
        for (int i = 0; i < 3; i++) {
            String unit = "<maDonViTiepNhan>H21.ZZ." + turn + "</maDonViTiepNhan>";
            said.append(soap(province, "pullDocument", unit));
            said.append(soap(province, "updateSendSignal", "<idList>" + (turn * 10 + 1) + "</idList>"));
        }
        return said.toString();
    }

    /** In fair weather: which session it is follows from the seed. */
    private static String session(FakeProvince province) throws IOException {
        List<Misbehaviour> weather = province.report().misbehaviours().stream()
                .map(Misbehaviour::parse)
                .toList();
        province.misbehave(List.of());
        String answer = post(province, "/mapi/login", "{\"username\":\"demo\",\"password\":\"demo\"}");
        province.misbehave(weather);
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        return ProvinceTalk.JSON.readTree(body).path("session").asText();
    }

    private static String rest(FakeProvince province, JsonNode message) throws IOException {
        return "POST /mapi/g\n" + post(province, "/mapi/g", message.toString());
    }

    private static String soap(FakeProvince province, String operation, String argument) throws IOException {
        String body = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><n:" + operation
                + " xmlns:n=\"http://hoso.provider.exch.sharedservice.dtt.vn/\"><arg0><userName>demo</userName><password>demo</password>"
                + argument + "</arg0></n:" + operation + "></s:Body></s:Envelope>";
        return operation + "\n" + post(province, SoapWindow.PATH, body);
    }

    /** All that comes back, as bytes; a connection that is reset says so. */
    private static String post(FakeProvince province, String path, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml; charset=UTF-8\r\nContent-Length: "
                        + bytes.length + "\r\nConnection: close\r\n\r\n";
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), province.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes);
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                heard.write(next);
            }
        } catch (IOException e) {
            heard.write("(broken)".getBytes(StandardCharsets.US_ASCII));
        }
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void severalTakeOneAnswerInAFixedOrder() throws Exception {
        FakeProvince province = provinces.get(0);
        province.misbehave(Stream.of("half-a-body", "slow-drip", "wrong-charset", "down:0.0001")
                .map(Misbehaviour::parse)
                .toList());
        String code = "000.99.99.H99-191216-9999";
        String heard = post(
                province,
                "/mapi/g",
                ProvinceTalk.create(session(province), ProvinceTalk.dossier(code))
                        .toString());
        province.misbehave(List.of());

        byte[] body = heard.substring(heard.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = "{\"error_code\":\"00\",\"message\":\"C\u1eadp nh\u1eadt th\u00e0nh c\u00f4ng\"}"
                .getBytes("windows-1258");
        assertThat(new String(body, StandardCharsets.ISO_8859_1)).startsWith("{\"error_code\":");
        assertThat(body.length)
                .as("half of what was written in the other charset")
                .isLessThan(whole.length);
        assertThat(province.holding(code)).isPresent();
        assertThat(province.report().misbehaved()).containsKeys("half-a-body", "slow-drip", "wrong-charset");
    }

    @Test
    void acknowledgementsAreCountedByWhatTheyAcknowledge() throws Exception {
        FakeProvince province = provinces.get(0);
        province.misbehave(List.of(Misbehaviour.parse("down@2-2")));
        List<String> heard = new ArrayList<>();
        for (String id : List.of("801", "802", "801", "802", "801")) {
            heard.add(soap(province, "updateSendSignal", "<idList>" + id + "</idList>"));
        }
        province.misbehave(List.of());

        assertThat(heard.stream().map(answer -> answer.contains(" 503 ")))
                .containsExactly(false, false, true, true, false);
    }

    @Test
    void whatIsNotProcessedIsNeverSilentAfterwards() {
        Weather weather = new Weather(
                1,
                List.of(
                        Misbehaviour.parse("timeout-after-commit"),
                        Misbehaviour.parse("down"),
                        Misbehaviour.parse("uncounted")));

        assertThat(weather.message("H1", 0)).isEqualTo(new Weather.Hits(List.of(Kind.DOWN), false));
    }

    @Test
    void ofWhatSpoilsTheSamePartTheFirstThatHitsCounts() {
        Weather weather = new Weather(
                1,
                List.of(
                        Misbehaviour.parse("busy"),
                        Misbehaviour.parse("slow-drip"),
                        Misbehaviour.parse("down"),
                        Misbehaviour.parse("slow")));

        assertThat(weather.message("H1", 0).kinds()).containsExactly(Kind.BUSY, Kind.SLOW_DRIP);
    }
}
