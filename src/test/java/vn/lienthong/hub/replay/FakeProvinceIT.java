package vn.lienthong.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.hub.replay.ProvinceTalk.create;
import static vn.lienthong.hub.replay.ProvinceTalk.dossier;
import static vn.lienthong.hub.replay.ProvinceTalk.enquiry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.testkit.Waiting;

class FakeProvinceIT {
    private static final String CODE = "000.99.99.H99-191216-0001";

    private final FakeProvince province = FakeProvince.start(FakeProvince.Settings.defaults(), Clock.systemUTC());
    private final ProvinceTalk talk = new ProvinceTalk(province.address());

    @AfterEach
    void closes() {
        province.close();
    }

    @Test
    void takesADossierAfterALoginAndReportsItOverHttp() throws Exception {
        String session = talk.logIn();
        assertThat(talk.tell(create(session, dossier(CODE))).path("message").asText())
                .isEqualTo("Cập nhật thành công");

        JsonNode report =
                ProvinceTalk.JSON.readTree(talk.get("/__admin/lienthong/report").body());
        JsonNode holding = ProvinceTalk.JSON.readTree(
                talk.get("/__admin/lienthong/dossiers/" + CODE).body());

        assertThat(report.path("creates").asInt()).isEqualTo(1);
        assertThat(report.path("logins").asInt()).isEqualTo(1);
        assertThat(report.path("dossiersByUnit").path("000.99.99.H99").asInt()).isEqualTo(1);
        assertThat(holding.path("status").asInt()).isEqualTo(4);
        assertThat(holding.path("revision").asInt()).isEqualTo(1);
        assertThat(talk.get("/__admin/lienthong/dossiers/none").statusCode()).isEqualTo(404);
    }

    @Test
    void keepsNoMessagesOfItsOwnAccord() throws Exception {
        talk.logIn();

        assertThat(talk.get("/__admin/requests").body()).contains("The request journal is disabled");
    }

    @Test
    void letsOnlyItsUserIn() throws Exception {
        String answer = talk.post("/mapi/login", "{\"username\":\"demo\",\"password\":\"wrong\"}")
                .body();

        assertThat(answer).contains("Sai tên đăng nhập hoặc mật khẩu").doesNotContain("session");
    }

    @ParameterizedTest
    @CsvSource({
        "down, 503, false",
        "busy, 503, true",
        "broken, 500, false",
        "bad-gateway, 502, false",
        "html-with-200, 200, false",
        "office-closed, 200, false",
        "clock-skew, 503, true",
        "fault-inside-200, 200, false",
        "empty-200, 200, false",
        "error-inside-200, 200, false",
        "expired-session, 200, false"
    })
    void answersWrongly(String name, int status, boolean retryAfter) throws Exception {
        String session = talk.logIn();
        province.misbehave(List.of(Misbehaviour.parse(name)));

        HttpResponse<String> answer = talk.send(create(session, dossier(CODE)));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(retryAfter);
        assertThat(answer.body()).doesNotContain("Cập nhật thành công");
        assertThat(province.report().misbehaved()).containsEntry(name, 1L);
        if (!name.equals("empty-200") && !name.equals("bad-gateway") && !name.equals("fault-inside-200")) {
            assertThat(province.holding(CODE)).isEmpty();
        }
    }

    @Test
    void asksForPatienceWithAndWithoutATime() throws Exception {
        String session = talk.logIn();
        province.misbehave(List.of(Misbehaviour.parse("too-many")));
        int withTime = 0;
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> answer = talk.send(create(session, dossier(CODE + i)));
            assertThat(answer.statusCode()).isEqualTo(429);
            withTime += answer.headers().firstValue("Retry-After").isPresent() ? 1 : 0;
        }
        assertThat(withTime).isBetween(1, 19);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "garbage"})
    void breaksTheConnection(String name) throws Exception {
        String session = talk.logIn();
        province.misbehave(List.of(Misbehaviour.parse(name)));

        assertThatThrownBy(() -> talk.send(create(session, dossier(CODE)))).isInstanceOf(IOException.class);
    }

    @Test
    void breaksOffInTheMiddleOfTheAnswerAfterProcessing() throws Exception {
        String session = talk.logIn();
        province.misbehave(List.of(Misbehaviour.parse("half-a-body")));

        String raw = raw(create(session, dossier(CODE)).toString());

        int promised = Integer.parseInt(raw.replaceAll("(?is).*content-length: (\\d+).*", "$1"));
        String body = raw.substring(raw.indexOf("\r\n\r\n") + 4);
        assertThat(body.getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(promised)
                .isNotEmpty();
        assertThat(province.holding(CODE)).isPresent();
        assertThat(province.report().committedUnanswered()).isEqualTo(1);
    }

    @Test
    void saysOneCharsetAndWritesAnother() throws Exception {
        String session = talk.logIn();
        province.misbehave(List.of(Misbehaviour.parse("wrong-charset")));

        String answer = talk.send(create(session, dossier(CODE))).body();

        assertThat(answer).contains("\uFFFD");
        assertThat(province.holding(CODE)).isPresent();
    }

    private String raw(String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), province.port())) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String head = "POST /mapi/g HTTP/1.1\r\nHost: x\r\nContent-Length: " + bytes.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes);
            socket.setSoTimeout(5_000);
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void processesAndThenSaysNothing() throws Exception {
        String session = talk.logIn();
        province.misbehave(List.of(Misbehaviour.parse("timeout-after-commit")));

        ProvinceTalk hasty = new ProvinceTalk(province.address(), Duration.ofSeconds(1));
        assertThatThrownBy(() -> hasty.send(create(session, dossier(CODE)))).isInstanceOf(HttpTimeoutException.class);

        Waiting.until("it is processed", () -> province.report().committedUnanswered() == 1);
        province.misbehave(List.of());
        assertThat(talk.tell(enquiry(session, CODE)).path("result")).hasSize(1);
        assertThat(province.report().committedUnanswered()).isEqualTo(1);
    }

    @Test
    void throwsTheSessionAwaySoThatOnlyANewLoginHelps() throws Exception {
        String session = talk.logIn();
        province.misbehave(List.of(Misbehaviour.parse("expired-session")));
        talk.send(create(session, dossier(CODE)));
        province.misbehave(List.of());

        assertThat(talk.tell(create(session, dossier(CODE))).path("message").asText())
                .isEqualTo("Phiên làm việc đã hết hạn");
        assertThat(talk.tell(create(talk.logIn(), dossier(CODE)))
                        .path("message")
                        .asText())
                .isEqualTo("Cập nhật thành công");
    }

    @Test
    void refusesConnectionsAndComesBackWithWhatItHolds() throws Exception {
        String session = talk.logIn();
        talk.send(create(session, dossier(CODE)));

        province.refuseConnections();
        assertThatThrownBy(() -> talk.send(create(session, dossier(CODE)))).isInstanceOf(ConnectException.class);

        province.acceptConnections();
        assertThat(talk.tell(enquiry(session, CODE)).path("result")).hasSize(1);
    }

    @Test
    void staysClosedWhenTheWeatherBeforeItClears() {
        province.misbehave(List.of());
        province.refuseConnections();

        await().during(Duration.ofMillis(400))
                .untilAsserted(() -> assertThatThrownBy(talk::logIn).isInstanceOf(ConnectException.class));
        province.acceptConnections();
    }

    @Test
    void isSwitchedOverHttpWhileItRuns() throws Exception {
        String session = talk.logIn();
        assertThat(talk.post("/__admin/lienthong/misbehave", "{\"misbehave\":[\"down\"]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(talk.send(create(session, dossier(CODE))).statusCode()).isEqualTo(503);
        assertThat(province.report().misbehaviours()).containsExactly("down");

        HttpResponse<String> unknown = talk.post("/__admin/lienthong/misbehave", "{\"misbehave\":[\"asleep\"]}");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("Known: down, busy");
        assertThat(talk.post("/__admin/lienthong/misbehave", "no json").statusCode())
                .isEqualTo(400);

        talk.post("/__admin/lienthong/misbehave", "{\"misbehave\":[]}");
        assertThat(talk.send(create(session, dossier(CODE))).statusCode()).isEqualTo(200);
    }

    @Test
    void comesBackByItselfWhenItWasToBeGoneForAWhile() throws Exception {
        String session = talk.logIn();
        talk.post("/__admin/lienthong/misbehave", "{\"misbehave\":[\"refused\"],\"seconds\":2}");
        assertThat(awaitReachable(false)).isFalse();
        assertThat(awaitReachable(true)).isTrue();
        assertThat(talk.tell(create(session, dossier(CODE))).path("message").asText())
                .isEqualTo("Cập nhật thành công");
    }

    /** Asks until the wanted answer or for ten seconds; gives the last answer. */
    private boolean awaitReachable(boolean wanted) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        boolean reachable;
        do {
            reachable = isReachable();
        } while (reachable != wanted && System.nanoTime() < end);
        return reachable;
    }

    private boolean isReachable() {
        try {
            return talk.get("/__admin/lienthong/report").statusCode() == 200;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "slow-drip"})
    void answersLateButRightly(String name) throws Exception {
        FakeProvince.Settings settings = FakeProvince.Settings.defaults()
                .withSlowness(Duration.ofMillis(300))
                .withMisbehaviours(List.of(Misbehaviour.parse(name)));
        try (FakeProvince slow = FakeProvince.start(settings, Clock.systemUTC())) {
            ProvinceTalk slowTalk = new ProvinceTalk(slow.address());
            long start = System.nanoTime();
            assertThat(slowTalk.tell(create(slowTalk.logIn(), dossier(CODE)))
                            .path("message")
                            .asText())
                    .isEqualTo("Cập nhật thành công");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(500));
        }
    }

    @Test
    void anEmptyAnswerThatDripsIsLateToo() throws Exception {
        FakeProvince.Settings settings = FakeProvince.Settings.defaults().withSlowness(Duration.ofMillis(700));
        try (FakeProvince slow = FakeProvince.start(settings, Clock.systemUTC())) {
            ProvinceTalk slowTalk = new ProvinceTalk(slow.address());
            String session = slowTalk.logIn();
            slow.misbehave(List.of(Misbehaviour.parse("empty-200"), Misbehaviour.parse("slow-drip")));
            long start = System.nanoTime();
            HttpResponse<String> answer = slowTalk.send(create(session, dossier(CODE)));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void saysWhichPortIsTakenAndWhatToDo() {
        FakeProvince.Settings taken = FakeProvince.Settings.defaults().withPort(province.port());

        assertThatThrownBy(() -> FakeProvince.start(taken, Clock.systemUTC()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot listen")
                .hasMessageContaining("Found: port " + province.port())
                .hasMessageContaining("choose another port");
    }
}
