package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A day that a registry will never give whole, closed by a person: by command and over HTTP, with a hub at work. */
@Timeout(300)
class PullDayApiIT {
    private static final String SOURCE = "civil-registry-results-rest";
    private static final long NEVER = 800_001;
    /** Long ago as this hub sees it: a message is listed there, and not given; everything else is well. */
    private static final int[] OPEN = {4, 5};

    @TempDir
    private static Path data;

    /** Kept: midnight may pass meanwhile. */
    private static final LocalDate TODAY = FakeRegistry.day(0);

    private static FakeRegistry registry;
    private static StartedHub hub;

    @BeforeAll
    static void start() {
        registry = new FakeRegistry();
        for (int ago : OPEN) {
            registry.says(NEVER + ago, FakeRegistry.notComplete());
            registry.lists(ago, NEVER + ago);
        }
        hub = new StartedHub(data, settings("P6D"));
        awaitRounds();
        hub.close();
        hub = new StartedHub(data, settings("P1D"));
        awaitRounds();
    }

    @AfterAll
    static void stop() {
        hub.close();
        registry.close();
    }

    private static Map<String, String> settings(String lookBack) {
        Map<String, String> settings = new HashMap<>(registry.settings());
        settings.put("hub.pulls." + SOURCE + ".look-back", lookBack);
        return settings;
    }

    private static void awaitRounds() {
        long before = rounds();
        Awaitility.await("three rounds").atMost(Duration.ofSeconds(30)).until(() -> rounds() >= before + 3);
    }

    private static long rounds() {
        return lists(TODAY) + lists(TODAY.plusDays(1));
    }

    private static long lists(LocalDate day) {
        return registry.asked.stream()
                .filter(("dsHoSoDangKy KS " + day)::equals)
                .count();
    }

    private static Ran run(String... args) {
        return Ran.command(Stream.concat(Arrays.stream(args), Stream.of("--hub", hub.address()))
                .toArray(String[]::new));
    }

    private static List<String> missing() throws Exception {
        JsonNode days = StartedHub.json(hub.get("/v1/pull-days"));
        return StreamSupport.stream(days.path("open").spliterator(), false)
                .filter(day -> day.path("because").asText().equals("missing"))
                .map(day -> day.path("place").asText() + " " + day.path("day").asText())
                .toList();
    }

    @Test
    void aPersonClosesADayThatWillNeverBeHadAndItIsAskedForNoMore() throws Exception {
        LocalDate closing = TODAY.minusDays(4);
        String day = closing.toString();
        assertThat(missing()).contains("KS " + day);
        assertThat(run("pull", "days", SOURCE).out().lines().filter(line -> line.contains(day)))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(SOURCE, "KS", "a message of it is missing"));

        Ran dry = run("pull", "close-day", SOURCE, day, "--by", "An", "--why", "gone", "--dry-run");
        assertThat(dry.out()).isEqualTo(SOURCE + ": " + day + " of KS would not be asked for any more.\n");
        assertThat(missing()).contains("KS " + day);
        Ran closed = run("pull", "close-day", SOURCE, day, "--by", "An", "--why", "Sở Tư pháp: đã hủy");
        assertThat(closed.out()).isEqualTo(SOURCE + ": " + day + " of KS is not asked for any more.\n");
        assertThat(closed.code()).isZero();

        awaitRounds();
        long asked = lists(closing);
        awaitRounds();
        assertThat(lists(closing)).isEqualTo(asked);
        assertThat(missing()).doesNotContain("KS " + day);
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
        String day = TODAY.minusDays(5).toString();

        assertThat(refused(409, act(SOURCE, FakeRegistry.day(1).toString())))
                .contains("day-within-look-back", FakeRegistry.day(-1).toString());
        assertThat(refused(404, act(SOURCE, day).put("place", "KT"))).contains("day-not-open");
        assertThat(refused(404, act("province-soap-inbox", day))).contains("unknown-source", SOURCE);
        assertThat(refused(422, act(SOURCE, "02/03/2026"))).contains("invalid-act", "2026-03-02");
        ObjectNode nobody = act(SOURCE, day);
        nobody.remove("by");
        assertThat(refused(422, nobody)).contains("the person who decides");
        assertThat(missing()).contains("KS " + day);
    }

    private static ObjectNode act(String source, String day) {
        return Json.object()
                .put("source", source)
                .put("day", day)
                .put("by", "An")
                .put("why", "made up");
    }

    private static String refused(int status, ObjectNode act) throws Exception {
        for (boolean dryRun : new boolean[] {true, false}) {
            HttpResponse<String> answer = hub.post("/v1/pull-days/close", act.put("dryRun", dryRun));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        }
        return hub.post("/v1/pull-days/close", act).body();
    }
}
