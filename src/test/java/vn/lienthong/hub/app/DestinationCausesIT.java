package vn.lienthong.hub.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.app.CausesBed.Expect;

/** A hub with many destinations, each in its own trouble, and what explaining says of a dossier that is owed to it. */
class DestinationCausesIT {
    /** The troubles that are planted, and who can act on each. All of them tell when the next try is. */
    static final Map<Cause, Actor> PLANTED = planted();

    @TempDir
    private static Path place;

    private static CausesBed bed;
    private static StartedHub hub;
    private static ServerSocket silent;
    private static final Map<Cause, String> DOSSIERS = new EnumMap<>(Cause.class);

    private static Map<Cause, Actor> planted() {
        Map<Cause, Actor> all = new EnumMap<>(Cause.class);
        all.put(Cause.UNKNOWN_HOST, Actor.OPERATOR);
        all.put(Cause.CONNECTION_REFUSED, Actor.PROVINCE);
        all.put(Cause.CONNECT_TIMEOUT, Actor.PROVINCE);
        all.put(Cause.TLS_FAILED, Actor.OPERATOR);
        all.put(Cause.LOGIN_REFUSED, Actor.OPERATOR);
        all.put(Cause.LOGIN_UNREACHABLE, Actor.PROVINCE);
        all.put(Cause.SESSION_REFUSED, Actor.OPERATOR);
        all.put(Cause.ACCESS_REFUSED, Actor.PROVINCE);
        all.put(Cause.WRONG_ADDRESS, Actor.OPERATOR);
        all.put(Cause.REDIRECTED, Actor.OPERATOR);
        all.put(Cause.TOO_MANY_REQUESTS, Actor.NOBODY);
        all.put(Cause.OUT_OF_SERVICE, Actor.PROVINCE);
        all.put(Cause.SERVER_ERROR, Actor.PROVINCE);
        all.put(Cause.ANSWER_TIMEOUT, Actor.PROVINCE);
        all.put(Cause.CONNECTION_LOST, Actor.PROVINCE);
        all.put(Cause.NOT_HTTP, Actor.OPERATOR);
        all.put(Cause.ANSWER_TOO_LARGE, Actor.INTEGRATION_ENGINEER);
        all.put(Cause.EMPTY_ANSWER, Actor.PROVINCE);
        all.put(Cause.WEB_PAGE_ANSWER, Actor.PROVINCE);
        all.put(Cause.UNREADABLE_ANSWER, Actor.PROVINCE);
        all.put(Cause.DESTINATION_IN_TROUBLE, Actor.PROVINCE);
        return all;
    }

    @BeforeAll
    static void startsInTrouble() throws Exception {
        bed = new CausesBed(place.resolve("home"));
        for (Cause cause : PLANTED.keySet()) {
            bed.destination(cause.code());
        }
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        addresses();
        answers();
        hub = new StartedHub(bed.home(), place.resolve("data"), bed.settings());
        for (Cause cause : PLANTED.keySet()) {
            DOSSIERS.put(cause, CausesBed.push(hub, bed.record(cause.code())));
        }
    }

    private static String dossier(Cause cause) {
        return Objects.requireNonNull(DOSSIERS.get(cause));
    }

    private static void addresses() throws IOException {
        bed.setting("unknown-host", "address", "http://no-such-host.invalid")
                .setting("connection-refused", "address", "http://127.0.0.1:1")
                .setting("connect-timeout", "address", "https://127.0.0.1:" + silent.getLocalPort())
                .setting("connect-timeout", "connect-timeout", "PT0.3S")
                .setting("tls-failed", "address", bed.stub.baseUrl().replace("http:", "https:"))
                .setting("answer-timeout", "answer-timeout", "PT3S");
    }

    private static void answers() {
        bed.loginAnswers("login-refused", okJson("{\"error_code\":\"1\",\"message\":\"sai mật khẩu\"}"))
                .loginAnswers("login-unreachable", status(500));
        Map<String, com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder> all = new LinkedHashMap<>();
        all.put("session-refused", okJson("{\"error_code\":\"1\",\"message\":\"Phiên làm việc đã hết hạn\"}"));
        all.put("access-refused", status(403));
        all.put("wrong-address", status(404));
        all.put("redirected", status(302).withHeader("Location", "http://login.example/"));
        all.put("too-many-requests", status(429));
        all.put("out-of-service", status(503));
        all.put("server-error", status(502).withBody("<html>Bad Gateway</html>"));
        all.put("answer-timeout", okJson(CausesBed.TAKEN).withFixedDelay(60_000));
        all.put("connection-lost", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        all.put("not-http", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
        all.put("answer-too-large", okJson("\"" + "x".repeat(1_100_000) + "\""));
        all.put("empty-answer", status(200));
        all.put("web-page-answer", status(200).withBody("<html><body>Đăng nhập</body></html>"));
        all.put("unreadable-answer", okJson("{\"error_code\":\"0\",\"mess"));
        all.put("destination-in-trouble", okJson("{\"error_code\":\"1\",\"message\":\"Hệ thống đang bảo trì\"}"));
        all.forEach(bed::answers);
    }

    @AfterAll
    static void stops() throws IOException {
        hub.close();
        bed.close();
        silent.close();
    }

    @Test
    void namesEachTroubleWhoCanActAndWhatHappensIfNobodyDoes() {
        PLANTED.forEach((cause, actor) -> CausesBed.tells(hub, dossier(cause), new Expect(cause, actor, true)));
    }

    @Test
    void namesTheTroubleOfADestinationForADossierThatWasNeverTried() throws Exception {
        for (int i = 0; i < 12; i++) {
            CausesBed.push(hub, bed.record("connection-refused"));
        }
        hub.await("/actuator/health", health -> health.at("/components/destinations/details/connection-refused")
                .asText()
                .startsWith("left alone"));
        String late = CausesBed.push(hub, bed.record("connection-refused"));

        JsonNode standing = CausesBed.tells(hub, late, new Expect(Cause.CONNECTION_REFUSED, Actor.PROVINCE, true));

        assertThat(standing.path("attempts").asInt()).isZero();
        assertThat(standing.at("/ifNobodyActs/en").asText())
                .contains("everything flows by itself")
                .contains("has passed: it counts as late against unit " + bed.unit("connection-refused"));
        assertThat(standing.path("late").asBoolean()).isTrue();
    }

    @Test
    void tellsSessionsThatAreGrantedInVainFromASessionThatRanOut() throws Exception {
        String last = "";
        for (int i = 0; i < 6; i++) {
            last = CausesBed.push(hub, bed.record("session-refused"));
            hub.await(
                    "/v1/dossiers/" + last,
                    now -> CausesBed.last(now).path("troubles").asInt() > 0);
        }
        CausesBed.tells(hub, last, new Expect(Cause.SESSIONS_USELESS, Actor.PROVINCE, true));
    }

    @Test
    void theCommandSaysTheSame() {
        String dossier = dossier(Cause.UNKNOWN_HOST);
        CausesBed.tells(hub, dossier, new Expect(Cause.UNKNOWN_HOST, Actor.OPERATOR, true));

        Ran ran = Ran.command("explain", dossier, "--lang", "vi", "--hub", hub.address());

        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains("nguyên nhân: unknown-host")
                .contains("ai xử lý: Người vận hành hệ thống liên thông.")
                .contains("nếu không ai làm gì: Việc này không tự hết");
    }
}
