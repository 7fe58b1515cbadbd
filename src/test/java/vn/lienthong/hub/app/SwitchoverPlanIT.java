package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.journal.EmbeddedDatabase;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.replay.Misbehaviour;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** Waves and their gates by command and over HTTP, with a hub at work on the evening of the first wave. */
class SwitchoverPlanIT {
    private static final Instant EVENING = Instant.parse("2019-12-17T10:31:00Z");

    private static final String PLAN =
            """
            name: made up
            destination: province-rest
            gates:
              HOLDING: { rehearsal-failures: none, unmapped-procedures: none }
              PROVINCE: { backfill-left: none }
            waves:
              - { name: first, date: 2019-12-17, start: "17:30", units: ["21556", "21562"] }
              - { name: short, date: 2019-12-18, start: "17:30", units: ["21589"] }
              - { name: halves, date: 2019-12-19, start: "17:30", units: ["21592", "21595"] }
              - { name: busy, date: 2019-12-20, start: "17:30", units: ["21598"], gates: { REHEARSAL: { probe-failures: 0, oldest-unreported-minutes: 240 } } }
              - { name: strict, date: 2019-12-24, start: "17:30", units: ["21565"], gates: { HOLDING: { rehearsal-failures: 0, unmapped-procedures: 0, backfill-left: 0 } } }
              - { name: back-again, date: 2020-01-07, start: "18:00", window: PT2H, units: ["21577", "21583"] }
              - { name: after-the-merger, date: 2025-06-24, start: "17:30", units: ["21559"] }
            """;

    @TempDir
    private static Path place;

    private static final Instant END = Instant.parse("2019-12-17T14:30:00Z");

    private static final DemoClock CLOCK = new DemoClock(EVENING);

    private static EmbeddedDatabase database;
    private static StartedHub hub;

    @BeforeAll
    static void start() throws Exception {
        Path plan = Files.writeString(place.resolve("plan.yaml"), PLAN);
        database = EmbeddedDatabase.start(place.resolve("database"));
        Map<String, String> settings = Map.of(
                "hub.switchover.plan",
                plan.toString(),
                "hub.switchover.destinations",
                "province-rest",
                "hub.switchover.initial",
                "CITY",
                "hub.journal.url",
                database.url("journal"),
                "hub.journal.username",
                "hub",
                "hub.journal.password",
                database.password());
        hub = new StartedHub(Path.of(""), place.resolve("data"), settings, CLOCK);
    }

    @AfterAll
    static void stop() {
        hub.close();
        database.close();
    }

    @Test
    void tellsThePlanThatItHas() throws Exception {
        JsonNode plan = StartedHub.json(hub.get("/v1/switchover-plan"));

        assertThat(plan.at("/waves/5/units/1/name").asText()).isEqualTo("Phường Lê Lợi");
        assertThat(plan.path("collisions"))
                .as("of the wave whose unit ends")
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.toString()).contains("21559"));
        assertThat(hub.get("/v1/switchover-waves/secnd").statusCode()).isEqualTo(404);
    }

    @Test
    void aRunningHubTellsWhoseRecordsGoThroughAConnectorWhoseContractMayHaveChanged() throws Exception {
        hub.province.serveSoap(Path.of("connectors/province-soap/contract/exchange.wsdl"));
        JsonNode told = StartedHub.json(hub.get("/v1/contract-drift?connector=province-rest"))
                .at("/connectors/0");

        assertThat(told.path("verdict").asText()).as("%s", told).isEqualTo("same");
        assertThat(told.path("comparedWith").asText()).isEqualTo(hub.province.address() + "/v3/api-docs");
        assertThat(told.path("assumption").asText()).contains("publishes no API");
        assertThat(told.at("/touches/0/as").asText()).isEqualTo("destination");
        assertThat(told.at("/touches/0/units")).anySatisfy(unit -> {
            assertThat(unit.path("code").asText()).isEqualTo("21556");
            assertThat(unit.path("wave").asText()).isEqualTo("first");
            assertThat(unit.path("state").asText()).isNotEmpty();
        });
        assertThat(hub.get("/v1/contract-drift?connector=province-soap").statusCode())
                .as("without settings nobody is asked")
                .isEqualTo(404);
        assertThat(hub.get("/v1/contract-drift?against=http://127.0.0.1:1/").statusCode())
                .as("nobody has the hub fetch something else")
                .isEqualTo(400);
    }

    @Test
    void aBackfillInItsWindowStaysWhileAGateFailsAndGoesOnByItselfWhenItPasses() throws Exception {
        advance(0, "first");
        Ran dry = advance(0, "first", "--dry-run");
        assertThat(dry.out())
                .contains("21556 Phường Đống Đa  REHEARSAL could go to HOLDING  returns by itself at 2019-12-17T21:30");
        assertThat(state("21556")).isEqualTo(SwitchoverState.REHEARSAL);
        ObjectNode record = StartedHub.record(hub.newDossier(), 1, StartedHub.UNKNOWN_PROCEDURE);
        String id = hub.push(record);
        advance(0, "first");
        assertThat(switchovers().of("21556").until()).isEqualTo(END);

        assertThat(advance(0, "first").out())
                .contains("21556 Phường Đống Đa  HOLDING -> BACKFILL  returns by itself at 2019-12-17T21:30");
        hub.awaitTransfer(id, "PARKED");
        hub.await("/v1/switchovers/21562", unit -> unit.path("state").asText().equals("PROVINCE"));

        String why = "parked 1, limit 0: " + record.path("dossierCode").asText();
        JsonNode stays = hub.await("/v1/switchovers/21556", unit -> unit.has("stays"));
        assertThat(stays.path("state").asText()).isEqualTo("BACKFILL");
        assertThat(stays.at("/stays/words").asText()).isEqualTo(why);
        assertThat(run("switchover", "status", "21556").out()).contains("does not go on, gates that fail: " + why);
        assertThat(run("switchover", "history", "21556").out())
                .contains("stay", "Gates that fail: parked.", "probe-failures 0, limit 0; " + why);
        assertThat(advance(1, "first").out())
                .contains("21556 Phường Đống Đa  BACKFILL stays: Gates that fail: parked.")
                .contains("  FAILS   " + why)
                .contains("  passes  probe-failures 0, limit 0")
                .contains("21562 Phường Hải Cảng  PROVINCE already\n")
                .endsWith("first to PROVINCE: gone 0, refused 1.\n");

        assertThat(run("cancel", id, "--by", "An", "--why", "made up").code()).isZero();
        hub.await("/v1/switchovers/21556", unit -> unit.path("state").asText().equals("PROVINCE"));
        assertThat(switchovers().history("21556", null, 1)).singleElement().satisfies(step -> {
            assertThat(step.by().who()).isEqualTo("hub");
            assertThat(step.figures()).contains("parked 0, limit 0", "probe-failures 0");
        });
    }

    @Test
    void aBackfillWhoseGateFailsToTheEndOfItsWindowReturnsAndExplainTellsWhy() throws Exception {
        advance(0, "21589");
        ObjectNode record = StartedHub.record(hub.newDossier(), 1, StartedHub.UNKNOWN_PROCEDURE)
                .put("unit", "21589");
        hub.push(record);
        advance(0, "21589");
        assertThat(advance(0, "21589", "--to", "BACKFILL", "--within", "10m").out())
                .contains("HOLDING -> BACKFILL  returns by itself");
        hub.await("/v1/switchovers/21589", unit -> unit.has("stays"));
        CLOCK.jump(CLOCK.instant().plus(Duration.ofMinutes(11)));

        String why = "parked 1, limit 0: " + record.path("dossierCode").asText();
        JsonNode back = hub.await(
                "/v1/switchovers/21589", unit -> unit.path("state").asText().equals("HOLDING"));
        assertThat(back.path("by").asText()).isEqualTo("hub");
        assertThat(back.path("why").asText()).isEqualTo("Its window was over. Gates that failed: " + why + ".");
        assertThat(run("switchover", "history", "21589").out()).contains("return", why);
        String dossier = hub.newDossier();
        hub.push(StartedHub.record(dossier, 1, StartedHub.KNOWN_PROCEDURE).put("unit", "21589"));
        assertThat(run("explain", dossier).out()).contains("Gates that failed: " + why);
    }

    @Test
    void aUnitThatCannotKeepsTheOthersOfItsWaveUnlessSomebodySaysOtherwise() {
        advance(0, "21595");

        assertThat(advance(1, "halves", "--to", "HOLDING").out())
                .contains("21592 Phường Nguyễn Văn Cừ  CITY stays: It is in CITY, and HOLDING does not follow.")
                .contains(
                        "21595 Phường Ghềnh Ráng  REHEARSAL stays: It could, and stays: another unit of the wave cannot.")
                .contains("  passes  agency-codes-absent 0, limit 0")
                .endsWith("halves to HOLDING: gone 0, refused 2.\n");
        assertThat(advance(1, "halves", "--to", "HOLDING", "--those-that-can").out())
                .endsWith("halves to HOLDING: gone 1, refused 1.\n");
        assertThat(state("21595")).isEqualTo(SwitchoverState.HOLDING);
    }

    @Test
    void aGateWhoseNumberCannotBeHadRefusesAndSaysWhatToDo() throws Exception {
        hub.province.misbehave(List.of(Misbehaviour.parse("down")));
        assertThat(advance(1, "21598").out()).contains("  FAILS   probe-failures 1, limit 0: province-rest: ");
        hub.province.misbehave(List.of());

        HubLifecycle figures = hub.server().part(HubLifecycle.class);
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE owed_later RENAME TO out_of_the_way");
            try {
                assertThat(advance(1, "21598").out())
                        .contains("  passes  probe-failures 0, limit 0")
                        .contains("  FAILS   oldest-unreported-minutes: not known, limit 240. It could not be counted."
                                + " Found: IllegalStateException for 21598, which the log of the hub tells in full."
                                + " Mend that, and ask again.");
                figures.count();
            } finally {
                statement.execute("ALTER TABLE out_of_the_way RENAME TO owed_later");
            }
            String metrics = hub.get("/actuator/prometheus").body();
            assertThat(metrics)
                    .as("one figure that fails stops no other")
                    .containsPattern("hub_counting_failures_total\\{what=\"ages\"} [1-9]")
                    .doesNotContain("what=\"switchovers\"", "what=\"forecasts\"", "what=\"holds\"");
        }
        assertThat(state("21598")).isEqualTo(SwitchoverState.CITY);
        assertThat(advance(0, "21598").out()).contains("CITY -> REHEARSAL");
    }

    @Test
    void daysWithoutAnAgencyCodeCountUntilTheUnitIsSettled() {
        assertThat(advance(1, "after-the-merger").out())
                .contains("  FAILS   agency-codes-absent 8, limit 0: 21559 on 2025-07-01, 21559 on 2025-07-02");
    }

    @Test
    void whatIsOverItsLimitOrNobodyCanTellDoesNotPass() throws Exception {
        advance(0, "strict");
        String owed = hub.newDossier();
        hub.push(StartedHub.record(owed, 1, StartedHub.KNOWN_PROCEDURE).put("unit", "21565"));

        Ran failed = advance(1, "strict");
        assertThat(failed.out())
                .contains("  FAILS   backfill-left 1, limit 0: " + owed)
                .contains(
                        "  FAILS   rehearsal-failures: not known, limit 0. Nothing of 21565 was rehearsed to its end on this node.")
                .contains("  FAILS   unmapped-procedures: not known, limit 0. No record of 21565 was mapped yet")
                .contains("  passes  agency-codes-absent 0, limit 0");
        assertThat(state("21565")).isEqualTo(SwitchoverState.REHEARSAL);
        assertThat(StartedHub.json(hub.get("/v1/switchover-waves"))
                        .at("/waves/4/units/0/gates/0/number")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void goesBackAsAWhole() throws Exception {
        advance(0, "back-again");
        advance(0, "back-again", "--to", "holding");
        assertThat(switchovers().of("21583").until()).isBetween(EVENING.plusSeconds(7200), EVENING.plusSeconds(9000));

        assertThat(run("switchover", "back", "back-again", "--by", "An", "--why", "made up", "--dry-run")
                        .out())
                .contains("21583 Phường Lê Lợi  HOLDING could go to CITY");
        assertThat(run("switchover", "back", "back-again", "--by", "An", "--why", "made up")
                        .code())
                .isZero();
        assertThat(state("21577")).isEqualTo(SwitchoverState.CITY);
        assertThat(state("21583")).isEqualTo(SwitchoverState.CITY);
        assertThat(advance(1, "back-again", "--to", "PROVINCE").out())
                .contains("21577 Phường Ngô Mây  CITY stays: It is in CITY, and PROVINCE does not follow.");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(advance(1, "nobody").err())
                .contains("The plan has no wave of this name.", "first, short, halves, busy, strict, back-again");
        assertThat(advance(2, "strict", "--to", "HELD").err()).contains("There is no such state to step into.");
    }

    private static Ran advance(int code, String... more) {
        String[] all = new String[more.length + 6];
        all[0] = "switchover";
        all[1] = "advance";
        System.arraycopy(more, 0, all, 2, more.length);
        all[more.length + 2] = "--by";
        all[more.length + 3] = "An";
        all[more.length + 4] = "--why";
        all[more.length + 5] = "made up";
        Ran ran = run(all);
        assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(code);
        return ran;
    }

    private static Ran run(String... args) {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--hub";
        all[args.length + 1] = hub.address();
        return Ran.command(all);
    }

    private static SwitchoverState state(String unit) {
        return switchovers().of(unit).state();
    }

    private static Switchovers switchovers() {
        return hub.server().part(Journal.class).switchovers();
    }
}
