package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Switchovers;
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
              - { name: strict, date: 2019-12-24, start: "17:30", units: ["21565"], gates: { HOLDING: { rehearsal-failures: 0, unmapped-procedures: 0 } } }
              - { name: back-again, date: 2020-01-07, start: "18:00", window: PT2H, units: ["21577", "21583"] }
            """;

    @TempDir
    private static Path place;

    private static StartedHub hub;

    @BeforeAll
    static void start() throws Exception {
        Path plan = Files.writeString(place.resolve("plan.yaml"), PLAN);
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), EVENING));
        hub = new StartedHub(Path.of(""), place.resolve("data"), Map.of("hub.switchover.plan", plan.toString()), clock);
        switchovers().govern(new Switchovers.Rules(Set.of(), SwitchoverState.CITY, 500));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void tellsThePlanThatItHas() throws Exception {
        JsonNode plan = StartedHub.json(hub.get("/v1/switchover-plan"));

        assertThat(plan.at("/waves/2/units/1/name").asText()).isEqualTo("Phường Lê Lợi");
        assertThat(plan.path("collisions")).isEmpty();
        assertThat(hub.get("/v1/switchover-waves/secnd").statusCode()).isEqualTo(404);
    }

    @Test
    void aGateThatFailsMovesNobodyUntilItPasses() throws Exception {
        advance(0, "first");
        Ran dry = advance(0, "first", "--dry-run");
        assertThat(dry.out())
                .contains("21556 Phường Đống Đa  REHEARSAL could go to HOLDING  returns by itself at 2019-12-17T21:30");
        assertThat(state("21556")).isEqualTo(SwitchoverState.REHEARSAL);
        advance(0, "first");
        assertThat(switchovers().of("21556").until()).isEqualTo(Instant.parse("2019-12-17T14:30:00Z"));
        advance(0, "first");

        ObjectNode record = StartedHub.record(hub.newDossier(), 1, StartedHub.UNKNOWN_PROCEDURE);
        String id = hub.push(record);
        hub.awaitTransfer(id, "PARKED");
        Ran failed = advance(1, "first");
        assertThat(failed.out())
                .contains("21556 Phường Đống Đa  BACKFILL stays: Gates that fail: parked.")
                .contains("  FAILS   parked 1, limit 0: "
                        + record.path("dossierCode").asText())
                .contains(
                        "21562 Phường Hải Cảng  BACKFILL stays: It could, and stays: another unit of the wave cannot.")
                .contains("  passes  probe-failures 0, limit 0")
                .endsWith("first to PROVINCE: gone 0, refused 2.\n");
        assertThat(state("21562")).isEqualTo(SwitchoverState.BACKFILL);

        assertThat(advance(1, "first", "--those-that-can").out()).endsWith("first to PROVINCE: gone 1, refused 1.\n");
        assertThat(state("21556")).isEqualTo(SwitchoverState.BACKFILL);
        assertThat(state("21562")).isEqualTo(SwitchoverState.PROVINCE);

        assertThat(run("cancel", id, "--by", "An", "--why", "made up").code()).isZero();
        assertThat(advance(0, "first").out())
                .contains("21556 Phường Đống Đa  BACKFILL -> PROVINCE\n")
                .contains("21562 Phường Hải Cảng  PROVINCE already\n")
                .endsWith("first to PROVINCE: gone 1, refused 0.\n");
        assertThat(switchovers().history("21556", null, 1)).singleElement().satisfies(step -> assertThat(step.figures())
                .contains("parked 0, limit 0", "probe-failures 0"));
    }

    @Test
    void whatNobodyCanTellDoesNotPass() throws Exception {
        advance(0, "strict");

        Ran failed = advance(1, "strict");
        assertThat(failed.out())
                .contains(
                        "  FAILS   rehearsal-failures: not known, limit 0. Nothing of 21565 was rehearsed to its end on this node.")
                .contains("  FAILS   unmapped-procedures: not known, limit 0. No record of 21565 was mapped yet")
                .contains("  passes  agency-codes-absent 0, limit 0");
        assertThat(state("21565")).isEqualTo(SwitchoverState.REHEARSAL);
        assertThat(StartedHub.json(hub.get("/v1/switchover-waves"))
                        .at("/waves/1/units/0/gates/0/number")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void goesBackAsAWhole() throws Exception {
        advance(0, "back-again");
        advance(0, "back-again", "--to", "holding");
        assertThat(switchovers().of("21583").until()).isBetween(EVENING.plusSeconds(7200), EVENING.plusSeconds(7500));

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
                .contains("The plan has no wave of this name.", "first, strict, back-again");
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
