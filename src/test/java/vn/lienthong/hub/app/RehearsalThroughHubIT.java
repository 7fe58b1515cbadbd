package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.app.StartedHub.KNOWN_PROCEDURE;
import static vn.lienthong.hub.app.StartedHub.UNKNOWN_PROCEDURE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.switchover.Gates;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** A ward in rehearsal at a real hub, with a test system of the province that takes three dossiers and refuses the rest. */
class RehearsalThroughHubIT {
    private static final String WARD = "21556";

    @TempDir
    private static Path data;

    private static FakeProvince testSystem;
    private static StartedHub hub;

    @BeforeAll
    static void start() {
        testSystem = FakeProvince.start(
                new FakeProvince.Settings(
                        0,
                        1,
                        Duration.ZERO,
                        "test",
                        "test-password",
                        Duration.ofMinutes(30),
                        Duration.ofSeconds(3),
                        Duration.ofMinutes(2),
                        3,
                        List.of()),
                Clock.systemUTC());
        String own = "hub.rehearsal.addresses.province-rest.";
        hub = new StartedHub(
                data,
                Map.of(
                        own + "address",
                        testSystem.address().toString(),
                        own + "username",
                        "test",
                        own + "password",
                        "test-password",
                        "hub.rehearsal.every",
                        "300ms"));
        Switchovers switchovers = hub.server().part(Journal.class).switchovers();
        switchovers.govern(new Switchovers.Rules(Set.of("province-rest"), SwitchoverState.CITY, 500));
        switchovers.advance(
                new Switchovers.Wanted(WARD, null, SwitchoverState.REHEARSAL, null, "none", false),
                new Journal.By("Nguyen An", "test"));
    }

    @AfterAll
    static void stop() {
        hub.close();
        testSystem.close();
    }

    @Test
    void liveRecordsAreRehearsedAtTheTestSystemAndTheRealOneGetsNothing() throws Exception {
        for (int i = 0; i < 5; i++) {
            push(StartedHub.record(hub.newDossier(), 1, KNOWN_PROCEDURE));
        }
        ObjectNode unknown = StartedHub.record(hub.newDossier(), 1, UNKNOWN_PROCEDURE);
        unknown.putObject("extra").put("procedureName", "đăng ký kết hôn");
        push(unknown);

        JsonNode found = hub.await(
                "/v1/rehearsals/" + WARD, look -> look.at("/live/records").asLong() == 6);
        JsonNode live = found.path("live");
        assertThat(live.path("ready").asLong()).isEqualTo(3);
        assertThat(live.path("failures").asLong()).isEqualTo(3);
        assertThat(count(live, "UNKNOWN_PROCEDURE")).isEqualTo(1);
        assertThat(count(live, "REFUSED_BY_TEST") + count(live, "NO_ANSWER")).isEqualTo(2);
        assertThat(live.path("causes"))
                .filteredOn(cause -> cause.path("kind").asText().equals("UNKNOWN_PROCEDURE"))
                .singleElement()
                .satisfies(cause -> assertThat(
                                cause.at("/proposals/0/nationalCode").asText())
                        .isEqualTo("1.000894"));
        assertThat(testSystem.report().creates()).isEqualTo(3);
        assertThat(hub.province.report().requests()).isZero();
        assertThat(hub.server().part(Journal.class).balance())
                .as("kept until the ward goes over, and owed to nobody before")
                .contains(new Journal.BalanceRow("province-rest", WARD, 0, 0, 0, 0, 0, 0, 6));

        Ran again =
                Ran.command("rehearse", WARD, "--by", "Nguyen An", "--why", "tables mended", "--hub", hub.address());
        assertThat(again.err()).isEmpty();
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.out())
                .contains("83.3 % ready. 6 records, 1 failed")
                .contains("1 x Unknown procedure: procedure:" + UNKNOWN_PROCEDURE)
                .contains("perhaps 1.000894 Thủ tục đăng ký kết hôn (1.00)")
                .doesNotContain("MẪU");
        HttpResponse<String> page = hub.get("/v1/rehearsals/" + WARD + "/report");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(page.body()).contains("83.3 %").contains("Phường Đống Đa").doesNotContain("MẪU");
        Gates.Numbers gates = hub.server().part(GateSources.class).towards("province-rest", unit -> LocalDate.MIN);
        assertThat(gates.of(Gates.Kind.REHEARSAL_FAILURES, WARD)).isInstanceOfSatisfying(Gates.Known.class, known -> {
            assertThat(known.number()).isEqualTo(1);
            assertThat(known.offenders().get(0)).contains("procedure:" + UNKNOWN_PROCEDURE);
        });
        assertThat(gates.of(Gates.Kind.UNMAPPED_PROCEDURES, WARD))
                .isEqualTo(new Gates.Known(1, List.of(UNKNOWN_PROCEDURE)));
        assertThat(gates.of(Gates.Kind.REHEARSAL_FAILURES, "21550")).isInstanceOf(Gates.Unknown.class);
        Ran list = Ran.command("rehearsals", "--hub", hub.address());
        assertThat(list.out()).contains(WARD).contains("83.3");

        assertThat(hub.province.report().requests()).isZero();
    }

    @Test
    void whatATestSystemHasAlreadyIsSentAsAnUpdateToIt() throws Exception {
        Path folder = Files.createDirectories(data.resolve("history"));
        String line = StartedHub.record("000.00.ZZ.H08-191216-9000", 1, KNOWN_PROCEDURE) + "\n";
        Files.writeString(folder.resolve("twice.ndjson"), line);
        FakeProvince.Settings roomy = FakeProvince.Settings.defaults().withLogin("test", "test-password");
        try (FakeProvince other = FakeProvince.start(roomy, Clock.systemUTC())) {
            for (int time = 0; time < 2; time++) {
                Ran ran = rehearse(
                        "--history",
                        "twice.ndjson",
                        "--send-to",
                        other.address().toString(),
                        "--json");
                JsonNode report = Json.MAPPER.readTree(ran.out());
                assertThat(report.path("ready").asLong())
                        .as(report.path("causes").toString())
                        .isEqualTo(1);
                assertThat(report.path("sentTo").asText())
                        .isEqualTo(other.address().toString());
                assertThat(report.at("/backfill/paceFrom").asText())
                        .isEqualTo("by the answer times of the address for tests");
            }
            assertThat(other.report().creates()).isEqualTo(1);
            assertThat(other.report().enquiries()).isEqualTo(2);
        }
        assertThat(hub.province.report().requests()).isZero();
    }

    @Test
    void theRealAddressAndWhatCannotBeMeantIsRefusedInThreeParts() throws Exception {
        Ran real = rehearse("--send-to", hub.province.address().toString());
        assertThat(real.code()).isEqualTo(2);
        assertThat(real.err())
                .contains("must not be the real address")
                .contains(hub.province.address().toString())
                .contains("Give the address of a test system");
        assertThat(rehearse("--history", "../payload.key").err()).contains("no such file of records");
        Ran backwards = rehearse("--from", "2027-01-01", "--to", "2026-01-01");
        assertThat(backwards.code()).isEqualTo(2);
        assertThat(backwards.err())
                .contains("The time ends before it begins.")
                .contains("from 2027-01-01 to 2026-01-01")
                .contains("Give an earlier from, or a later to.");
        assertThat(rehearse("--destination", "nowhere").err()).contains("A rehearsal is towards one destination.");
        assertThat(Ran.command("rehearse", "99999", "--by", "An", "--why", "test", "--hub", hub.address())
                        .code())
                .isEqualTo(1);
        assertThat(Ran.command("rehearse", WARD, "--cancel", "--by", "An", "--why", "test", "--hub", hub.address())
                        .err())
                .contains("No rehearsal of this unit is under way.");
    }

    @Test
    void aFileInTheFolderIsRehearsedByItsName() throws Exception {
        Path folder = Files.createDirectories(data.resolve("history"));
        String lines = StartedHub.record("000.00.ZZ.H08-191216-9001", 1, KNOWN_PROCEDURE)
                        .put("unit", "21583") + "\nno record\n";
        Files.writeString(folder.resolve("phường cũ.ndjson"), lines);
        Ran ran = Ran.command(
                "rehearse",
                "21583",
                "--history",
                "phường cũ.ndjson",
                "--by",
                "An",
                "--why",
                "t",
                "--hub",
                hub.address());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("1 records, 1 failed, 1 lines not read").contains("Record not accepted");
        assertThat(ran.code()).isEqualTo(1);
    }

    private static Ran rehearse(String... more) {
        String[] all = new String[more.length + 8];
        System.arraycopy(
                new String[] {"rehearse", WARD, "--by", "An", "--why", "test", "--hub", hub.address()}, 0, all, 0, 8);
        System.arraycopy(more, 0, all, 8, more.length);
        return Ran.command(all);
    }

    private static long count(JsonNode report, String kind) {
        long count = 0;
        for (JsonNode cause : report.path("causes")) {
            count += cause.path("kind").asText().equals(kind)
                    ? cause.path("count").asLong()
                    : 0;
        }
        return count;
    }

    private static void push(ObjectNode record) throws Exception {
        HttpResponse<String> answer = hub.post("/v1/dossiers", record);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }
}
