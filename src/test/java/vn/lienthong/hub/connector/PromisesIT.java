package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every connector promises besides its cases: repetition, silence, and Vietnamese text unharmed. */
class PromisesIT {

    private static final String NAME = "Lương Bí Mật Thử";
    private static final String PASSWORD = "mat-khau-khong-ai-duoc-thay-77";
    private static final String USERNAME = "tai-khoan-khong-ai-duoc-thay-88";
    private static final String SESSION = "phien-khong-ai-duoc-thay-99";

    static Stream<String> connectors() {
        return Bed.names();
    }

    private static RawServer honest(Sample sample) throws IOException {
        return new RawServer((request, socket, end) -> {
            sample.answer(request, socket);
            return true;
        });
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void theSameMessageUnderTheSameKeyIsTheSameBytes(String name) throws IOException {
        Sample sample = Sample.of(name);
        try (Bed bed = new Bed();
                RawServer server = honest(sample)) {
            Connector connector = bed.open(name, server.address(), Map.of());
            Conversation first = sample.send(connector);
            Conversation again = sample.send(connector);
            List<RawServer.Request> messages = server.requests.stream()
                    .filter(request -> request.path().equals(sample.path()))
                    .toList();
            assertThat(messages).hasSize(2);
            assertThat(messages.get(0).raw()).isEqualTo(messages.get(1).raw());
            assertThat(first.sent()).isEqualTo(again.sent());
            assertThat(sample.read(connector, first)).isEqualTo(sample.read(connector, again));
        }
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void secretsAndNamesAppearInNoLogAndNoToString(String name) throws IOException {
        Sample sample = Sample.of(name);
        List<String> seen = new ArrayList<>();
        try (LogCatcher log = new LogCatcher();
                Bed bed = new Bed()) {
            for (Weather weather : List.of(
                    Weather.GARBAGE,
                    Weather.EMPTY,
                    Weather.WEB_PAGE,
                    Weather.STATUS_500,
                    Weather.HALF_A_BODY,
                    Weather.BROKEN_CHUNKS)) {
                try (RawServer server =
                        new RawServer((request, socket, end) -> talk(sample, weather, request, socket, end))) {
                    Connector connector = bed.open(
                            name,
                            server.address(),
                            Map.of("username", USERNAME, "password", PASSWORD, "token", SESSION));
                    JsonNode body = sample.saying("ChuHoSo", NAME);
                    for (int i = 0; i < 2; i++) {
                        String key = "silent-" + i;
                        Conversation conversation =
                                connector.call(sample.message().operation(), body, () -> key);
                        Reading reading = sample.read(connector, conversation);
                        seen.add(connector + " " + conversation + " " + conversation.answer() + " " + reading);
                        assertThat(new String(conversation.sent(), StandardCharsets.UTF_8))
                                .contains(NAME)
                                .doesNotContain(SESSION, PASSWORD, USERNAME)
                                .doesNotContain(Bed.CREDENTIALS.values());
                        connector.logInAgain(conversation.session());
                    }
                }
            }
            seen.addAll(log.lines);
        }
        assertThat(seen).hasSizeGreaterThan(50);
        assertThat(seen)
                .noneMatch(line -> line.contains(NAME)
                        || line.contains("Bí Mật")
                        || line.contains(PASSWORD)
                        || line.contains(USERNAME)
                        || line.contains(SESSION)
                        || Bed.CREDENTIALS.values().stream().anyMatch(line::contains));
    }

    /** The login grants a known session; the message meets bad weather that quotes the name back. */
    private static boolean talk(
            Sample sample,
            Weather weather,
            RawServer.Request request,
            java.net.Socket socket,
            java.util.concurrent.CountDownLatch end)
            throws IOException, InterruptedException {
        if (!request.path().equals(sample.path())) {
            Weather.answer(
                    socket.getOutputStream(),
                    "200 OK",
                    "application/json",
                    "{\"error_code\":\"0\",\"session\":\"" + SESSION + "\",\"access_token\":\"" + SESSION
                            + "\",\"data\":{\"access_token\":\"" + SESSION + "\"}}");
            return true;
        }
        if (weather == Weather.WEB_PAGE) {
            Weather.answer(
                    socket.getOutputStream(),
                    "200 OK",
                    "application/json",
                    "{\"error_code\":\"-1\",\"message\":\"Hồ sơ của Nguyễn " + NAME + ", số 052190004321, không rõ\"}");
            return true;
        }
        if (weather == Weather.GARBAGE) {
            Weather.say(socket.getOutputStream(), NAME + " " + SESSION + "\r\n\r\n");
            return false;
        }
        weather.blow(socket, socket.getOutputStream(), end);
        return false;
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void vietnameseTextArrivesAsItWasGiven(String name) throws IOException {
        Sample sample = Sample.of(name);
        String composed = "Đặng Thị Mẫu, phường Quy Nhơn Đông: “ưở ợ ễ ỹ” \uD842\uDFB7 <b>&amp;</b> ]]>";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        try (Bed bed = new Bed();
                RawServer server = honest(sample)) {
            Connector connector = bed.open(name, server.address(), Map.of());
            for (String text : List.of(composed, decomposed)) {
                JsonNode body = sample.saying("TrichYeuHoSo", text);
                Conversation conversation = connector.call(sample.message().operation(), body, () -> "text");
                RawServer.Request arrived = server.requests.get(server.requests.size() - 1);
                assertThat(sample.said(arrived.body(), "TrichYeuHoSo")).isEqualTo(text);
                assertThat(sample.said(conversation.sent(), "TrichYeuHoSo")).isEqualTo(text);
                assertThat(arrived.head())
                        .containsIgnoringCase("Content-Type: " + sample.mediaType() + "; charset=UTF-8");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void onlyTheHubsOwnHeadersTravel(String name) throws IOException {
        Sample sample = Sample.of(name);
        try (Bed bed = new Bed();
                RawServer server = honest(sample)) {
            sample.send(bed.open(name, server.address(), Map.of()));
            for (RawServer.Request request : server.requests) {
                assertThat(request.head()
                                .lines()
                                .skip(1)
                                .filter(line -> !line.isEmpty())
                                .map(line -> line.substring(0, line.indexOf(':'))))
                        .isSubsetOf(
                                "Accept",
                                "Content-Type",
                                "Content-Length",
                                "Host",
                                "Connection",
                                "User-Agent",
                                "Idempotency-Key",
                                "SOAPAction",
                                "Authorization",
                                "lgspaccesstoken",
                                "Timestamp",
                                "ApiKey",
                                "X-Road-Client",
                                "X-Road-Id");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void theProxiesOfTheMachineAreIgnored(String name) throws IOException {
        Sample sample = Sample.of(name);
        Map<String, String> proxies = Map.of(
                "http.proxyHost",
                "127.0.0.1",
                "http.proxyPort",
                "1",
                "socksProxyHost",
                "127.0.0.1",
                "socksProxyPort",
                "1",
                "http.nonProxyHosts",
                "");
        Map<String, String> before = new java.util.HashMap<>();
        proxies.forEach((key, value) -> {
            before.put(key, System.getProperty(key));
            System.setProperty(key, value);
        });
        try (Bed bed = new Bed();
                RawServer server = honest(sample)) {
            Connector connector = bed.open(name, server.address(), Map.of());
            assertThat(sample.send(connector).answer()).isInstanceOf(Answer.Http.class);
        } finally {
            before.forEach((key, value) -> {
                if (value == null) {
                    System.clearProperty(key);
                } else {
                    System.setProperty(key, value);
                }
            });
        }
    }
}
