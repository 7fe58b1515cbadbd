package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.testkit.Waiting;

/** Both directions of a platform that keeps profiles for whoever asks: the whole hub between it and the city, and no ring. */
@Timeout(180)
class LgspProfileThroughHubIT {

    private static final String SECRET = "bi-mat-khong-ai-duoc-thay-88";

    private static ProfilePlatform platform;
    private static StartedHub hub;

    @BeforeAll
    static void start(@TempDir Path data) {
        platform = new ProfilePlatform();
        Map<String, String> settings = platform.settings(SECRET);
        settings.put("hub.destinations.lgsp-profile-rest.retry.first", "PT0.2S");
        settings.put("hub.intake.owed-to", "lgsp-profile-rest");
        hub = new StartedHub(data, settings);
    }

    @AfterAll
    static void stop() {
        hub.close();
        platform.close();
    }

    @BeforeEach
    void fresh() {
        platform.isWell();
    }

    /** What was said to the platform, without the log-in and the question what there is. */
    private static List<String> heard() {
        List<String> all = platform.heard();
        all.removeIf(path -> path.equals("token") || path.startsWith("getListDossier"));
        return all;
    }

    private static void await(String what, java.util.function.BooleanSupplier holds) {
        Waiting.until(what, holds);
    }

    @Test
    void aDossierGoesAsAProfileAndItsStatesAfterIt() throws Exception {
        String dossier = hub.newDossier();
        HttpResponse<String> answer =
                hub.post("/v1/dossiers", StartedHub.record(dossier, 1, StartedHub.KNOWN_PROCEDURE));
        hub.awaitTransfer(StartedHub.json(answer).at("/transfers/0/id").asText(), "DELIVERED");
        // What another test had the platform hold may still be asked for and told once more.
        assertThat(heard().stream().filter(path -> !path.startsWith("update") && !path.startsWith("getDetail")))
                .containsExactly("syncDossier", "sendStatusProfile");
        JsonNode profile = body("syncDossier");
        assertThat(profile.path("source_id").asText()).isEqualTo(dossier);
        assertThat(profile.path("to_unit_code")).hasSize(1);
        assertThat(profile.path("is_update").isTextual()).isTrue();
        assertThat(body("sendStatusProfile").path("time_of_process").asText()).isEqualTo("2019/12/16 08:01:00");
        assertThat(hub.get("/v1/dossiers/" + dossier).body()).doesNotContain(SECRET, "the-bai-1");
    }

    private static JsonNode body(String operation) throws Exception {
        for (var event : platform.side.getAllServeEvents()) {
            if (event.getRequest().getUrl().equals("/profile/" + operation)) {
                return Json.MAPPER.readTree(event.getRequest().getBody());
            }
        }
        throw new AssertionError("nothing came to " + operation);
    }

    @Test
    void aProfileComesToTheCityIsToldDoneAndNeverGoesBack() throws Exception {
        String code = hub.newDossier();
        platform.cityTakes(code);
        platform.holds(ProfilePlatform.profile(code, ProfilePlatform.THEIRS));
        await("the city has it", () -> !platform.city.getAllServeEvents().isEmpty());
        await("the platform was told", () -> heard().contains("updateStatusReceiver?profile_id=1&status=done"));
        JsonNode filing = Json.MAPPER.readTree(
                platform.city.getAllServeEvents().get(0).getRequest().getBody());
        assertThat(filing.at("/record/dossierCode").asText()).isEqualTo(code);
        assertThat(heard()).doesNotContain("syncDossier");
    }

    @Test
    void whatCannotBeTakenIsToldFailAndWhatWeSentOurselvesMakesNothing() throws Exception {
        ObjectNode unknown = ProfilePlatform.profile(hub.newDossier(), ProfilePlatform.THEIRS)
                .put("status", "THUHOI");
        platform.holds(unknown, ProfilePlatform.profile(hub.newDossier(), "000.03.ZZ.H08"));
        await("both were told", () -> heard().containsAll(List.of(
                "updateStatusReceiver?profile_id=1&status=fail", "updateStatusReceiver?profile_id=2&status=done")));
        assertThat(platform.city.getAllServeEvents()).isEmpty();
        JsonNode kept = hub.await("/v1/dossiers/2", path -> path.at("/paths/0/came/0/pulled/0/acknowledged")
                .asText()
                .equals("done"));
        assertThat(kept.at("/paths/0/came/0/cause").asText()).isEqualTo("no-record-in-message");
        assertThat(kept.at("/paths/0/standing/actor").asText()).isEqualTo("nobody");
    }
}
