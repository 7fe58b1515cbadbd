package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.vocabulary.SwitchoverState.BACKFILL;
import static vn.lienthong.hub.vocabulary.SwitchoverState.CITY;
import static vn.lienthong.hub.vocabulary.SwitchoverState.HOLDING;
import static vn.lienthong.hub.vocabulary.SwitchoverState.PROVINCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.SwitchoverState;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * One hub through both reforms: 21583 is Lê Lợi, then Thị Nại, then Quy Nhơn. Dossiers, people and agency codes are made up; codes, names and days of
 * the units are not.
 */
class SwitchoverReformIT {
    private static final String OF_LE_LOI = "000.12.ZZ.H08-241120-0001";
    private static final String OF_OLD_THI_NAI = "000.07.ZZ.H08-241120-0001";
    private static final String OF_TRAN_HUNG_DAO = "000.09.ZZ.H08-241120-0001";
    private static final String OF_DONG_DA = "000.03.ZZ.H08-241120-0001";
    private static final String OF_THI_NAI = "000.32.ZZ.H08-241210-0001";
    private static final String OF_QUY_NHON = "H21.ZZ.01-250710-0001";

    private static final DemoClock CLOCK = new DemoClock(Instant.parse("2024-11-20T03:00:00Z"));

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path place;

    private static StartedHub hub;

    @BeforeAll
    static void start() {
        hub = new StartedHub(
                Path.of(""),
                place.resolve("data"),
                Map.of("hub.switchover.destinations", "province-rest", "hub.switchover.initial", "CITY"),
                CLOCK);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void theUnitsOfTwoReformsKeepTheirDossiersApartAndGoOnWithTheirHeirs() throws Exception {
        beforeTheFirstReformOneWardIsAtTheProvinceAndTwoAreNot();
        afterItTheCodeMeansAnotherUnitThatIsAsFarAsTheOneFurthestBehind();
        itsFirstStepTakesAlongWhatItWasFormedFrom();
        afterTheSecondReformTheHeirOfAllIsThereAtOnce();
        goingBackTakesEveryoneOfThemBackAndForwardsAgainNothingIsSentTwice();
        operatorsSeeWhichUnitItWasAndWhy();
        everyDossierIsCountedForTheUnitThatReceivedIt();
    }

    private static void beforeTheFirstReformOneWardIsAtTheProvinceAndTwoAreNot() throws Exception {
        reach("21583", PROVINCE);
        push(OF_LE_LOI, 1, "21583", "2024-11-20T09:00:00+07:00");
        String kept = push(OF_OLD_THI_NAI, 1, "21568", "2024-11-20T09:05:00+07:00");
        push(OF_TRAN_HUNG_DAO, 1, "21574", "2024-11-20T09:10:00+07:00");
        String ofDongDa = push(OF_DONG_DA, 1, "21556", "2024-11-20T09:15:00+07:00");
        owedLater(kept);
        owedLater(ofDongDa);

        delivered(OF_LE_LOI, 1);
        assertThat(sent(OF_LE_LOI)).containsExactly("000.12.ZZ.H08");
        assertThat(hub.province.holding(OF_OLD_THI_NAI)).isEmpty();
        assertThat(run("unit", "reform", "2024-12-01").out())
                .containsPattern("21583 +Phường Thị Nại +CITY +yes")
                .containsPattern("21607 +Xã Nhơn Châu +CITY +no");
    }

    private static void afterItTheCodeMeansAnotherUnitThatIsAsFarAsTheOneFurthestBehind() throws Exception {
        CLOCK.jump(Instant.parse("2024-12-10T03:00:00Z"));
        push(OF_LE_LOI, 2, "21583", "2024-11-20T09:00:00+07:00", "2024-12-09T09:00:00+07:00");
        owedLater(push(OF_THI_NAI, 1, "21583", "2024-12-10T09:00:00+07:00"));

        delivered(OF_LE_LOI, 2);
        assertThat(sent(OF_LE_LOI)).containsExactly("000.12.ZZ.H08", "000.32.ZZ.H08");
        assertThat(hub.province.holding(OF_THI_NAI)).isEmpty();
        assertThat(of("21583").state()).isEqualTo(CITY);
        assertThat(of("21583").reach().inherited()).isTrue();
        assertThat(of("21583").counts().later()).isEqualTo(1);
        assertThat(run("switchover", "status").out()).contains("21583", "no step of its own yet");
    }

    private static void itsFirstStepTakesAlongWhatItWasFormedFrom() throws Exception {
        assertThat(advance("21583").out()).contains("CITY -> REHEARSAL");
        assertThat(of("21583").reach().codes()).containsExactly("21568", "21574", "21583");
        assertThat(advance("21568").err() + advance("21568").out()).contains("taken over by 21583 (since 2024-12-01)");
        push(OF_LE_LOI, 3, "21583", "2024-11-20T09:00:00+07:00", "2024-12-10T09:30:00+07:00");
        assertThat(of("21583").counts().later()).isEqualTo(4);

        reach("21583", HOLDING);
        owedLater(push(OF_OLD_THI_NAI, 2, "21568", "2024-11-20T09:05:00+07:00", "2024-12-10T09:40:00+07:00"));
        assertThat(hub.province.holding(OF_OLD_THI_NAI)).isEmpty();
        reach("21583", PROVINCE);
        delivered(OF_LE_LOI, 3);
        delivered(OF_OLD_THI_NAI, 2);
        delivered(OF_TRAN_HUNG_DAO, 1);
        delivered(OF_THI_NAI, 1);
        assertThat(sent(OF_OLD_THI_NAI)).containsExactly("000.07.ZZ.H08", "000.32.ZZ.H08");
        assertThat(sent(OF_THI_NAI)).containsExactly("000.32.ZZ.H08");
        assertThat(hub.province.holding(OF_DONG_DA)).isEmpty();
        assertThat(run("switchover", "history", "21574").out()).contains("with 21583 (since 2024-12-01)");
    }

    private static void afterTheSecondReformTheHeirOfAllIsThereAtOnce() throws Exception {
        for (String ward : List.of("21556", "21562", "21580")) {
            reach(ward, PROVINCE);
        }
        delivered(OF_DONG_DA, 1);
        CLOCK.jump(Instant.parse("2025-07-10T03:00:00Z"));
        push(OF_QUY_NHON, 1, "21583", "2025-07-10T09:00:00+07:00");
        push(OF_LE_LOI, 4, "21583", "2024-11-20T09:00:00+07:00", "2025-07-10T09:30:00+07:00");
        push(OF_DONG_DA, 2, "21556", "2024-11-20T09:15:00+07:00", "2025-07-10T09:40:00+07:00");

        delivered(OF_QUY_NHON, 1);
        delivered(OF_LE_LOI, 4);
        delivered(OF_DONG_DA, 2);
        assertThat(sent(OF_QUY_NHON)).containsExactly("H21.ZZ.01");
        assertThat(sent(OF_LE_LOI)).containsExactly("000.12.ZZ.H08", "000.32.ZZ.H08", "000.32.ZZ.H08", "H21.ZZ.01");
        assertThat(sent(OF_DONG_DA)).containsExactly("000.03.ZZ.H08", "H21.ZZ.01");
        assertThat(of("21583").reach().inherited()).isTrue();
        assertThat(run("switchover", "status").out())
                .containsPattern("21583 before 2025-07-01 +Phường Thị Nại +PROVINCE")
                .containsPattern("21583 +Phường Quy Nhơn +PROVINCE");
    }

    private static void goingBackTakesEveryoneOfThemBackAndForwardsAgainNothingIsSentTwice() throws Exception {
        assertThat(act("switchover", "back", "21583").out()).contains("PROVINCE -> CITY");
        push(OF_DONG_DA, 3, "21556", "2024-11-20T09:15:00+07:00", "2025-07-10T09:50:00+07:00");
        push(OF_QUY_NHON, 2, "21583", "2025-07-10T09:00:00+07:00", "2025-07-10T09:55:00+07:00");
        assertThat(of("21583").counts().later()).isEqualTo(2);
        assertThat(of("21580").state()).isEqualTo(CITY);
        assertThat(of("21592").state()).isEqualTo(CITY);

        reach("21583", BACKFILL);
        delivered(OF_DONG_DA, 3);
        delivered(OF_QUY_NHON, 2);
        reach("21583", PROVINCE);
        assertThat(hub.province.report().repeatedSteps()).isZero();
        assertThat(hub.province.report().orderBreaks()).isZero();
        assertThat(hub.province.holding(OF_LE_LOI).orElseThrow().contents()).isEqualTo(4);
        assertThat(StartedHub.json(hub.get("/v1/balance")).path("closes").asBoolean())
                .isTrue();
    }

    private static void operatorsSeeWhichUnitItWasAndWhy() {
        assertThat(run("unit", "show", "21583", "--on", "2024-12-01").out())
                .contains("21583 Phường Thị Nại, 2024-12-01 to 2025-06-30", "540, 52", "000.32.ZZ.H08")
                .contains("21568 Phường Thị Nại; 21574 Phường Trần Hưng Đạo; 21583 Phường Lê Lợi")
                .contains("became               21583 Phường Quy Nhơn")
                .contains("PROVINCE, with 21583 (since 2025-07-01)");
        assertThat(run("unit", "show", "21583").out()).contains("Phường Quy Nhơn, 2025-07-01 to today", "none, 52");
        assertThat(run("unit", "trace", "21568", "--received", "2024-11-20")
                        .out()
                        .lines())
                .containsExactly(
                        "It was received by 21568 Phường Thị Nại, and keeps its dossier code and this unit.",
                        "On 2024-12-01 21583 Phường Thị Nại took 21568 Phường Thị Nại over.",
                        "On 2025-07-01 21583 Phường Quy Nhơn took 21583 Phường Thị Nại over, and its code.",
                        "Its progress is that of 21583 Phường Quy Nhơn, and goes under its agency code H21.ZZ.01.",
                        "Its records go to province-rest: its switchover goes with 21583 (since 2025-07-01), which took it over and is"
                                + " in PROVINCE.");
        Ran never = run("unit", "trace", "21568", "--received", "2025-07-10");
        assertThat(never.code()).isEqualTo(1);
        assertThat(never.err()).contains("means nothing on that day", "Phường Thị Nại the beginning to 2024-11-30");
        assertThat(run("unit", "trace", "21568", "--received", "2024-11-20", "--progress", "2024-11-19")
                        .err())
                .contains("before the receipt");
    }

    private static void everyDossierIsCountedForTheUnitThatReceivedIt() throws Exception {
        CLOCK.jump(Instant.parse("2025-07-11T03:00:00Z"));
        JsonNode report = StartedHub.json(hub.get("/v1/timeliness/report?from=2024-11-01&to=2025-08-01&unit=21583"));
        List<String> counted = new ArrayList<>();
        report.path("rows")
                .forEach(row -> counted.add(row.path("name").asText() + " -> "
                        + row.path("successor").asText("itself") + " "
                        + row.path("all").asLong()));
        assertThat(counted)
                .as(report.toString())
                .containsExactlyInAnyOrder(
                        "Phường Lê Lợi -> 21583 Phường Quy Nhơn 1",
                        "Phường Thị Nại -> 21583 Phường Quy Nhơn 1",
                        "Phường Quy Nhơn -> itself 1");
    }

    // ---- hands ------------------------------------------------------------------------------------------------------

    /** A dossier with its steps so far: received, and what happened at the times given. Gives the id of its transfer, whenever there is one. */
    private static String push(String dossier, int revision, String unit, String received, String... steps)
            throws Exception {
        ObjectNode record = StartedHub.record(dossier, revision, StartedHub.KNOWN_PROCEDURE)
                .put("unit", unit)
                .put("receivedAt", received)
                .put("dueAt", received.replace("T09", "T16"));
        record.putArray("steps");
        step(record, received, "RECEIVED");
        for (String at : steps) {
            step(record, at, "PROCESSING");
        }
        ObjectNode address =
                ((ObjectNode) record.path("applicant")).putObject("address").put("ward", unit);
        if (!received.startsWith("2025-07")) {
            address.put("district", "540");
        }
        address.put("province", "52");
        return hub.push(record);
    }

    private static long number(String id) {
        return Ids.parse(id).orElseThrow();
    }

    /** It is kept, and no transfer: nothing can send it. */
    private static void owedLater(String id) {
        assertThat(journal().transfer(number(id))).isEmpty();
    }

    private static void step(ObjectNode record, String at, String status) {
        record.withArray("steps")
                .addObject()
                .put("at", at)
                .put("by", "TRẦN THỊ MẪU")
                .put("status", status);
    }

    private static void delivered(String dossier, int records) {
        TransferFilter filter = new TransferFilter(null, dossier, null, null, Set.of(TransferState.DELIVERED), null);
        Awaitility.await(dossier + " delivered")
                .atMost(PATIENCE)
                .until(() -> journal().transfers(filter, null, 10).size() == records);
    }

    /** The agency codes under which the contents of a dossier went, in their order; each names the dossier by its own code. */
    private static List<String> sent(String dossier) throws Exception {
        List<String> agencies = new ArrayList<>();
        for (JsonNode transfer :
                StartedHub.json(hub.get("/v1/dossiers/" + dossier)).at("/paths/0/transfers")) {
            for (JsonNode exchange : transfer.at("/events/0/exchanges")) {
                if (exchange.path("operation").asText().equals("DongBoHoSoMC")) {
                    JsonNode body = Json.MAPPER.readTree(exchange.path("sent").asText());
                    assertThat(body.at("/data/0/MaHoSo").asText()).isEqualTo(dossier);
                    agencies.add(body.path("madonvi").asText());
                }
            }
        }
        return agencies;
    }

    private static void reach(String unit, SwitchoverState to) {
        while (of(unit).state() != to) {
            Awaitility.await(unit + " to " + to)
                    .atMost(PATIENCE)
                    .until(() -> of(unit).complete()
                            && (of(unit).state() != BACKFILL
                                    || of(unit).counts().through()));
            assertThat(advance(unit).code()).isZero();
        }
    }

    private static Ran advance(String unit) {
        return act("switchover", "advance", unit);
    }

    private static Ran act(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--by", "Mai", "--why", "a test"));
        return run(all.toArray(String[]::new));
    }

    private static Ran run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--hub=" + hub.address());
        return Ran.command(all.toArray(String[]::new));
    }

    private static Switchovers.Unit of(String unit) {
        return journal().switchovers().of(unit);
    }

    private static Journal journal() {
        return hub.server().part(Journal.class);
    }
}
