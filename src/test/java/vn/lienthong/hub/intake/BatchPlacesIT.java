package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.journal.TestJournal;

/** A source that drips its batches cannot keep the others out. */
class BatchPlacesIT {
    private static final String PATH = "/v1/dossiers/batch";
    private static final String DRIPPING = "city-secret-of-a-test";
    private static final String OTHER = "ward-secret-of-a-test";

    @RegisterExtension
    final TestJournal test = TestJournal.with(Clock.systemUTC(), settings -> settings);

    @Test
    void oneThatDripsAllItsBatchesLeavesAPlaceForTheOther() throws IOException {
        IntakeSettings settings = IntakeSettings.owedTo(List.of("province-rest"));
        Sources sources = Sources.of(Map.of("city", hash(DRIPPING), "ward", hash(OTHER)));
        List<RawCall> dripping = new ArrayList<>();
        try (RunningIntake running = RunningIntake.start(test.journal(), sources, settings, Clock.systemUTC())) {
            String status = "";
            while (dripping.size() <= settings.batches() && !status.contains(" 503 ")) {
                RawCall call = RawCall.to(running.port());
                dripping.add(call);
                call.send("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + DRIPPING
                        + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");
                status = call.statusLine();
            }
            assertThat(dripping).as("the last one is turned away").hasSize(settings.batches());
            assertThat(dripping.get(dripping.size() - 1).line() + status).contains(" 503 ");

            HttpResponse<String> answer = running.send(running.request(PATH)
                    .header("Authorization", "Bearer " + OTHER)
                    .header("Content-Type", RunningIntake.NDJSON)
                    .POST(HttpRequest.BodyPublishers.ofString("{}\n"))
                    .build());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"line\":1");
        } finally {
            for (RawCall call : dripping) {
                call.close();
            }
        }
    }

    private static String hash(String secret) {
        return HexFormat.of().formatHex(CanonicalJson.fingerprint(secret.getBytes(StandardCharsets.UTF_8)));
    }
}
