package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.vocabulary.Outcome;

/** X-Road's REST form and the routing of the exchange platform, as they arrive and as their answers read; wire-formats.md, 17, number 30. */
@Timeout(60)
class XRoadIT {

    private static final String REST =
            """
            - to:
                uri: "step:x-road"
                parameters:
                  as: rest
                  client: "VN/GOV/000.00.00.H08/một cửa"
                  service: "VN/GOV/000.00.00.G22/vpcp/ho so"
                  userId: "VN000190000001"
                  issue: "{{issue}}"
            """;

    private static final String ROUTE =
            """
            - to:
                uri: "step:vdxp-route"
                parameters:
                  as: header
                  dstcode: "VN:GOV:000.00.00.G22:vpcpdvcprovider"
                  providerUrl: "https://provider.example/base"
            """;

    private static final String ROWS =
            """
            rows:
              - name: x-road-refuses
                when: {header: {name: X-Road-Error, is: [Server.ServerProxy.AccessDenied, Client]}}
                outcome: deferred
                needs-a-person: true
                wait: PT5M
                problem: {what: A security server refuses us., cure: Ask who runs it.}
              - name: x-road-failed
                when: {header: {name: X-Road-Error, filled: true}}
                outcome: unclear
                trouble: true
                problem: {what: A security server failed., cure: It goes again.}
              - name: elsewhere
                when: {status: 300-399}
                outcome: unclear
                trouble: true
                problem: {what: They send us elsewhere., cure: Ask them.}
              - name: provider-failed
                when: {status: 500, header: {name: X-Road-Error, blank: true}, body: json}
                outcome: rejected
                problem: {what: The provider refuses the record., cure: Correct it.}
            """;

    @TempDir
    Path home;

    private final List<RawServer.Request> requests = new ArrayList<>();

    private Bed bed(String steps) throws IOException {
        StepsInFront.write(home, steps);
        Path kamelet = home.resolve("echo/echo-sink.kamelet.yaml");
        Files.writeString(
                kamelet,
                Files.readString(kamelet)
                        .replace("idempotencyHeader: Idempotency-Key", "paths: \"echo=/ho-so?loai=1\"")
                        .replace(
                                "    properties:\n",
                                "    properties:\n      issue: {title: T, description: D, type: string, default: ''}\n"));
        Path outcomes = home.resolve("echo/outcomes.yaml");
        Files.writeString(outcomes, Files.readString(outcomes).replace("rows:\n", ROWS));
        return new Bed(home);
    }

    /** Sends a message, twice under one key, and reads what comes back; in the answer, ID stands for the id of the request. */
    private Reading read(String steps, String status, String body) throws IOException {
        Sample sample = Sample.of("echo");
        try (Bed bed = bed(steps);
                RawServer server = new RawServer((request, socket, end) -> {
                    String id = request.head().contains("X-Road-Id") ? TokenIT.header(request, "X-Road-Id") : "";
                    Weather.answer(socket.getOutputStream(), status.replace("ID", id), "application/json", body);
                    return true;
                })) {
            Connector connector = StepsInFront.open(bed, server);
            sample.send(connector);
            Conversation said = sample.send(connector);
            requests.addAll(server.requests);
            return sample.read(connector, said);
        }
    }

    private Reading read(String status, String body) throws IOException {
        return read(REST, status, body);
    }

    @Test
    void whoAsksWhomIsSaidInThePathAndInHeaders() throws IOException {
        assertThat(read(
                                "200 OK\r\nX-Road-Id: ID\r\nX-Road-Service: VN/GOV/000.00.00.G22/vpcp/ho%20so"
                                        + "\r\nX-Road-Request-Hash: aGFzaA==",
                                "{\"dossier\":\"D-1\"}")
                        .outcome())
                .isInstanceOf(Outcome.Delivered.class);
        RawServer.Request request = requests.get(0);
        assertThat(request.path()).isEqualTo("/r1/VN/GOV/000.00.00.G22/vpcp/ho%20so/messages/ho-so?loai=1");
        assertThat(TokenIT.header(request, "X-Road-Client"))
                .isEqualTo("VN/GOV/000.00.00.H08/m%E1%BB%99t%20c%E1%BB%ADa");
        assertThat(TokenIT.header(request, "X-Road-UserId")).isEqualTo("VN000190000001");
        assertThat(request.head()).doesNotContain("X-Road-Issue", "X-Road-Request-Hash");
        assertThat(TokenIT.header(request, "X-Road-Id")).matches("[0-9a-f-]{36}");
    }

    @Test
    void aRepetitionHasTheSameIdAndAnotherMessageAnother() throws IOException {
        Sample sample = Sample.of("echo");
        try (Bed bed = bed(REST);
                RawServer server = new RawServer((request, socket, end) -> {
                    sample.answer(request, socket);
                    return true;
                })) {
            Connector connector = StepsInFront.open(bed, server);
            for (String key : List.of("a", "a", "b")) {
                connector.call("echo", sample.message().body(), () -> key);
            }
            assertThat(server.requests.get(0).raw())
                    .isEqualTo(server.requests.get(1).raw());
            assertThat(TokenIT.header(server.requests.get(2), "X-Road-Id"))
                    .isNotEqualTo(TokenIT.header(server.requests.get(0), "X-Road-Id"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 X\\r\\nX-Road-Error: Server.ServerProxy.ServiceFailed.HttpError | x-road-failed",
                "500 X\\r\\nX-Road-Error: Server.ClientProxy.NetworkError            | x-road-failed",
                "500 X\\r\\nX-Road-Error: Server.ServerProxy.AccessDenied            | x-road-refuses",
                "400 X\\r\\nX-Road-Error: Client.InvalidRequest                      | x-road-refuses",
                "200 X\\r\\nX-Road-Error: Server.ServerProxy.DatabaseError           | x-road-failed",
                "500 X                                                               | provider-failed",
                "302 X\\r\\nLocation: /elsewhere                                     | elsewhere",
            })
    void whoFailedIsSaidByAHeaderAndNobodyIsFollowed(String status, String row) throws IOException {
        Reading reading = read(status.replace("\\r\\n", "\r\n"), "{\"type\":\"T\",\"message\":\"M\",\"detail\":\"D\"}");
        assertThat(reading.row()).isEqualTo(row);
        assertThat(requests).extracting(RawServer.Request::path).noneMatch(path -> path.contains("elsewhere"));
        if (status.contains("X-Road-Error: ") && !row.isEmpty()) {
            assertThat(problem(reading))
                    .contains(
                            "X-Road-Error " + status.split("X-Road-Error: ")[1].split("\\.")[0]);
        }
    }

    private static String problem(Reading reading) {
        return String.valueOf(reading.outcome().problem());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 OK                                                            | does not say which message it answers",
                "200 OK\\r\\nX-Road-Id: 11111111-1111-1111-1111-111111111111       | X-Road-Id",
                "200 OK\\r\\nX-Road-Id: ID\\r\\nX-Road-Service: VN/GOV/000.00.00.G22/vpcp/khac | X-Road-Service",
            })
    void anAnswerToAnotherMessageIsNoAnswerToOurs(String status, String what) throws IOException {
        Reading reading = read(status.replace("\\r\\n", "\r\n"), "{\"dossier\":\"D-1\"}");
        assertThat(reading.outcome())
                .isInstanceOfSatisfying(Outcome.Unclear.class, unclear -> assertThat(unclear.trouble())
                        .isTrue());
        assertThat(problem(reading)).contains("foreign-answer", what);
    }

    @Test
    void withoutAClientNothingIsSent() throws IOException {
        Reading reading = read(REST.replace("VN/GOV/000.00.00.H08/một cửa", "{{issue}}"), "200 OK", "{}");
        assertThat(requests).isEmpty();
        assertThat(problem(reading)).contains("not-sent", "the client");
    }

    @Test
    void theAdapterIsToldInHeadersWhereToForward() throws IOException {
        read(ROUTE, "200 OK", "{}");
        assertThat(TokenIT.header(requests.get(0), "dstcode")).isEqualTo("VN:GOV:000.00.00.G22:vpcpdvcprovider");
        assertThat(TokenIT.header(requests.get(0), "providerurl")).isEqualTo("https%3A%2F%2Fprovider.example%2Fbase");
        assertThat(requests.get(0).path()).isEqualTo("/messages/ho-so?loai=1");
    }

    @Test
    void orInTheQueryWithNamesAndPercentEncodedColons() throws IOException {
        read(ROUTE.replace("as: header", "as: query"), "200 OK", "{}");
        assertThat(requests.get(0).path())
                .isEqualTo("/messages/ho-so?loai=1&dstcode=VN%3AGOV%3A000.00.00.G22%3Avpcpdvcprovider"
                        + "&providerurl=https%3A%2F%2Fprovider.example%2Fbase");
        assertThat(requests.get(0).head()).doesNotContain("dstcode:");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '~',
            value = {
                "as: rest                                ~ as: grpc                   ~ a form that it does not know",
                "VN/GOV/000.00.00.H08/một cửa            ~ VN:GOV:H08                 ~ parts between slashes",
                "VN/GOV/000.00.00.G22/vpcp/ho so         ~ VN/GOV/H08                 ~ X-Road's name of a service",
                "VN:GOV:000.00.00.G22:vpcpdvcprovider    ~ VN/GOV/x                   ~ vdxp-route is told what it cannot send",
            })
    void whatItIsToldIsLookedAtBeforeAnythingIsSent(String from, String to, String words) throws IOException {
        String steps = REST + ROUTE;
        assertThat(steps).contains(from);
        try (Bed bed = bed(steps.replace(from, to))) {
            assertThatThrownBy(() -> bed.open("echo", "http://127.0.0.1:1", Map.copyOf(StepsInFront.CREDENTIALS)))
                    .hasStackTraceContaining(words);
        }
    }

    @Test
    void noHeaderOfTheirsIsGivenTwice() throws IOException {
        String twice =
                """
                - to:
                    uri: "step:header"
                    parameters:
                      header: x-road-client
                      value: "VN/GOV/x"
                """;
        assertThat(Connectors.load(StepsInFront.write(home, REST + twice)).check())
                .anyMatch(violation -> violation.what().contains("same header"));
    }
}
