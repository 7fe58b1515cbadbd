package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A day that a registry will never give whole, closed by a person: by command and over HTTP, with a hub at work. */
@Timeout(180)
class PullDayApiIT {
    private static final String SOURCE = "civil-registry-results-rest";
    private static final long NEVER = 800_001;

    @TempDir
    private Path data;

    private final FakeRegistry registry = new FakeRegistry();
    private StartedHub hub;

    @AfterEach
    void stop() {
        hub.close();
        registry.close();
    }

    /** Long ago as this hub sees it, a message that is listed and not given; everything else is well. */
    private void startsWithADayThatStaysOpen() {
        registry.isNotComplete(NEVER);
        registry.lists(4, NEVER);
        hub = new StartedHub(data, settings("P5D"));
        awaitRounds();
        hub.close();
        hub = new StartedHub(data, settings("P1D"));
        awaitRounds();
    }

    private Map<String, String> settings(String lookBack) {
        Map<String, String> settings = new HashMap<>(registry.settings());
        settings.put("hub.pulls." + SOURCE + ".look-back", lookBack);
        return settings;
    }

    private void awaitRounds() {
        long before = lists(0);
        Awaitility.await("three rounds").atMost(Duration.ofSeconds(30)).until(() -> lists(0) >= before + 3);
    }

    private long lists(int ago) {
        return registry.asked.stream()
                .filter(("dsHoSoDangKy KS " + FakeRegistry.day(ago))::equals)
                .count();
    }

    private Ran run(String... args) {
        return Ran.command(Stream.concat(Arrays.stream(args), Stream.of("--hub", hub.address()))
                .toArray(String[]::new));
    }

    private List<String> missing() throws Exception {
        JsonNode days = StartedHub.json(hub.get("/v1/pull-days"));
        return StreamSupport.stream(days.path("open").spliterator(), false)
                .filter(day -> day.path("because").asText().equals("missing"))
                .map(day -> day.path("place").asText() + " " + day.path("day").asText())
                .toList();
    }

    @Test
    void aPersonClosesADayThatWillNeverBeHadAndItIsAskedForNoMore() throws Exception {
        startsWithADayThatStaysOpen();
        String day = FakeRegistry.day(4).toString();
        assertThat(missing()).containsExactly("KS " + day);
        assertThat(run("pull", "days", SOURCE).out().lines().filter(line -> line.contains(day)))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(SOURCE, "KS", "a message of it is missing"));

        Ran dry = run("pull", "close-day", SOURCE, day, "--by", "An", "--why", "gone", "--dry-run");
        assertThat(dry.out()).isEqualTo(SOURCE + ": " + day + " of KS would not be asked for any more.\n");
        assertThat(missing()).containsExactly("KS " + day);
        Ran closed = run("pull", "close-day", SOURCE, day, "--by", "An", "--why", "Sở Tư pháp: đã hủy");
        assertThat(closed.out()).isEqualTo(SOURCE + ": " + day + " of KS is not asked for any more.\n");
        assertThat(closed.code()).isZero();

        awaitRounds();
        long asked = lists(4);
        awaitRounds();
        assertThat(lists(4)).isEqualTo(asked);
        assertThat(missing()).isEmpty();
        assertThat(StartedHub.json(hub.get("/v1/pull-days?source=" + SOURCE)).path("closed"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.path("day").asText()).isEqualTo(day);
                    assertThat(one.path("place").asText()).isEqualTo("KS");
                    assertThat(one.path("by").asText()).isEqualTo("An");
                    assertThat(one.path("why").asText()).isEqualTo("Sở Tư pháp: đã hủy");
                });
        assertThat(run("pull", "days").out()).contains("Sở Tư pháp: đã hủy");
        assertThat(run("audit", "verify").out()).startsWith("Everything is what was written down");
        Ran again = run("pull", "close-day", SOURCE, day, "--by", "An", "--why", "twice");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("This day is not asked for.");
    }

    @Test
    void whatIsAskedForByItselfIsNotClosedAndWhatIsNotThereIsNamed() throws Exception {
        startsWithADayThatStaysOpen();
        String day = FakeRegistry.day(4).toString();

        assertThat(refused(409, act(SOURCE, FakeRegistry.day(1).toString())))
                .contains("day-within-look-back", FakeRegistry.day(-1).toString());
        assertThat(refused(404, act(SOURCE, day).put("place", "KT"))).contains("day-not-open");
        assertThat(refused(404, act("province-soap-inbox", day))).contains("unknown-source", SOURCE);
        assertThat(refused(422, act(SOURCE, "02/03/2026"))).contains("invalid-act", "2026-03-02");
        ObjectNode nobody = act(SOURCE, day);
        nobody.remove("by");
        assertThat(refused(422, nobody)).contains("the person who decides");
        assertThat(missing()).containsExactly("KS " + day);
    }

    private static ObjectNode act(String source, String day) {
        return Json.object()
                .put("source", source)
                .put("day", day)
                .put("by", "An")
                .put("why", "made up");
    }

    private String refused(int status, ObjectNode act) throws Exception {
        for (boolean dryRun : new boolean[] {true, false}) {
            HttpResponse<String> answer = hub.post("/v1/pull-days/close", act.put("dryRun", dryRun));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        }
        return hub.post("/v1/pull-days/close", act).body();
    }
}
