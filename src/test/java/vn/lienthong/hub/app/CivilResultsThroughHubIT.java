package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the civil registry registered on two days, through the whole hub to the city; the registry is told nothing. */
@Timeout(180)
class CivilResultsThroughHubIT {

    private static final AtomicLong NUMBER = new AtomicLong(700_000);

    @TempDir
    static Path data;

    private static FakeRegistry registry;
    private static StartedHub hub;

    @BeforeAll
    static void start() {
        registry = new FakeRegistry();
        hub = new StartedHub(data, registry.settings());
    }

    @AfterAll
    static void stop() {
        hub.close();
        registry.close();
    }

    private static void await(String what, Callable<Boolean> until) {
        Awaitility.await(what).atMost(Duration.ofSeconds(30)).until(until);
    }

    private static void awaitRounds() {
        int before = registry.asked.size();
        await("two more rounds", () -> registry.asked.size() > before + 20);
    }

    /** A code that nobody used before, also by the hub before a restart. Made up. */
    private static String newDossier() {
        return "000.00.ZZ.H08-191216-%04d".formatted(NUMBER.incrementAndGet() - 700_000);
    }

    private static long registered(int daysAgo, String dossier) {
        long id = NUMBER.incrementAndGet();
        registry.registers(id, dossier, "12/2026-MAU");
        registry.lists(daysAgo, id);
        return id;
    }

    /** The same with an answer of its own, which is there before the list: what is listed is asked for at once. */
    private static long listed(int daysAgo, JsonNode answer) {
        long id = NUMBER.incrementAndGet();
        registry.says(id, answer);
        registry.lists(daysAgo, id);
        return id;
    }

    private static JsonNode explained(String code) throws Exception {
        return StartedHub.json(hub.get("/v1/dossiers/" + code));
    }

    @Test
    void resultsOfTwoDaysReachTheCityOnceThoughTheyAreListedAgainAndAgain() throws Exception {
        LocalDate day = FakeRegistry.day(0);
        String today = newDossier();
        String yesterday = newDossier();
        long id = registered(0, today);
        registered(1, yesterday);
        await(
                "both results",
                () -> !registry.told(today).isEmpty()
                        && !registry.told(yesterday).isEmpty());
        await("it was fetched again", () -> registry.askedFor(id) >= 3);

        assertThat(registry.told(today)).singleElement().satisfies(body -> {
            assertThat(body.at("/state/status").asText()).isEqualTo("FINISHED");
            assertThat(body.at("/results/0/name").asText()).isEqualTo("Giấy khai sinh");
            assertThat(body.at("/results/0/number").asText()).isEqualTo("12/2026-MAU");
            assertThat(body.path("steps").toString()).contains("số 12/2026-MAU", "trang 6");
            assertThat(body.toString()).doesNotContain("Bé Mẫu");
        });
        assertThat(registry.told(yesterday)).hasSize(1);
        assertThat(registry.asked)
                .contains("dsHoSoDangKy KS " + day, "dsHoSoDangKy KT " + day.minusDays(3), "traHoSo " + id)
                .doesNotContain("traHoSo no number", "dsHoSoDangKy KS " + FakeRegistry.day(-1));
        JsonNode came = explained(today).at("/paths/0/came");
        assertThat(came).hasSize(1);
        assertThat(came.at("/0/pulled/0/message").asText()).isEqualTo(Long.toString(id));
        assertThat(came.at("/0/pulled/0/acknowledged").asText()).isEqualTo("untold");
        assertThat(came.toString()).doesNotContain("bi-mat-khong-ai-duoc-thay-66");
    }

    @Test
    void whatIsNotCompleteYetIsLeftForLaterAndComesWhenItIs() throws Exception {
        String late = newDossier();
        String sound = newDossier();
        long id = listed(1, FakeRegistry.notComplete());
        registered(0, sound);
        await("the other result", () -> !registry.told(sound).isEmpty());
        await("it is asked for in each round", () -> registry.askedFor(id) >= 2);
        assertThat(registry.told(late)).isEmpty();
        registry.registers(id, late, "13/2026-MAU");
        await("now it is there", () -> !registry.told(late).isEmpty());

        assertThat(explained(late).at("/paths/0/came")).hasSize(1);
    }

    @Test
    void aCorrectedEntryIsTheNextRevision() throws Exception {
        String dossier = newDossier();
        long id = registered(0, dossier);
        await("the result", () -> registry.told(dossier).size() == 1);
        registry.registers(id, dossier, "14/2026-MAU");
        await("the corrected one", () -> registry.told(dossier).size() == 2);

        assertThat(registry.told(dossier).get(1).at("/results/0/number").asText())
                .isEqualTo("14/2026-MAU");
        assertThat(explained(dossier).at("/paths/0/came"))
                .extracting(came -> came.path("revision").asInt())
                .containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void aResultAmongTheErrorsIsTakenAndOneThatIsNotThereIsKept() throws Exception {
        String dossier = newDossier();
        listed(
                0,
                Json.MAPPER.readTree(
                        "{\"List_Suss\":[],\"List_ERR\":[{\"maHoSo\":\"" + dossier
                                + "\",\"trangThai\":4,\"data\":\"<hotich><hoso><so>15/2026-MAU</so><ngayDangKy>05/01/2026</ngayDangKy></hoso></hotich>\"}]}"));
        long nowhere = NUMBER.incrementAndGet();
        registry.lists(1, nowhere);
        await("the result", () -> !registry.told(dossier).isEmpty());
        assertThat(registry.told(dossier).get(0).at("/results/0/number").asText())
                .isEqualTo("15/2026-MAU");

        await("it is kept", () -> hub.get("/v1/dossiers/" + nowhere).body().contains("not-found"));
    }

    @Test
    void ofOtherUnitsNothingIsEverFetched() {
        long id = NUMBER.incrementAndGet();
        registry.registers(id, newDossier(), "16/2026-MAU");
        registry.lists(0, id, 900099);
        awaitRounds();

        assertThat(registry.askedFor(id)).isZero();
    }

    @Test
    void aRestartBetweenListAndJournalLosesNothingAndDoublesNothing() throws Exception {
        String before = newDossier();
        String between = newDossier();
        registered(0, before);
        await("the result", () -> registry.told(before).size() == 1);
        registry.meanwhile = () -> {
            throw new IllegalStateException("cut off, as the test wants it");
        };
        long id = registered(1, between);
        await("it was listed and did not come", () -> registry.askedFor(id) >= 1);
        hub.close();
        assertThat(registry.told(between)).isEmpty();
        registry.meanwhile = () -> {};
        hub = new StartedHub(data, registry.settings());
        await("the result", () -> registry.told(between).size() == 1);
        awaitRounds();

        assertThat(registry.told(before)).hasSize(1);
        assertThat(registry.told(between)).hasSize(1);
        assertThat(explained(before).at("/paths/0/came")).hasSize(1);
    }
}
