package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.reconciliation.KeptReports;

/** Lists of city and province against a hub at work: found, confirmed, mended, and found no more. */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReconcileIT {
    private static final String HEAD = "dossier-code,unit,status,received-at,due-at\n";

    @TempDir
    private static Path folder;

    private static StartedHub hub;
    private static final List<String> CODES = new ArrayList<>();
    private static String notPushed;
    private static String parked;

    @BeforeAll
    static void start() throws Exception {
        hub = new StartedHub(folder.resolve("data"));
        for (int i = 0; i < 6; i++) {
            CODES.add(hub.newDossier());
            hub.awaitTransfer(hub.push(CODES.get(i), 1, StartedHub.KNOWN_PROCEDURE), "DELIVERED");
        }
        parked = hub.newDossier();
        hub.awaitTransfer(hub.push(parked, 1, StartedHub.UNKNOWN_PROCEDURE), "PARKED");
        notPushed = hub.newDossier();
        list("city.csv", all(), "");
        list("province.csv", CODES.subList(1, 6), CODES.get(3));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static List<String> all() {
        return Stream.concat(CODES.stream(), Stream.of(parked, notPushed)).toList();
    }

    private static Path list(String name, List<String> codes, String other) throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        for (String code : codes) {
            text.append(code)
                    .append(",21556,")
                    .append(code.equals(other) ? "NEW" : "Được tiếp nhận")
                    .append(",2019-12-16 08:05,16/12/2019 17:00\n");
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private static Ran run(String... args) {
        return Ran.command(Stream.concat(Arrays.stream(args), Stream.of("--hub", hub.address()))
                .toArray(String[]::new));
    }

    private static Ran reconcile(String... more) {
        List<String> args = new ArrayList<>(List.of("reconcile", "--destination", "province-rest"));
        args.addAll(List.of("--city", at("city.csv"), "--province", at("province.csv")));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    private static String at(String name) {
        return folder.resolve(name).toString();
    }

    private static Ran apply(String... more) {
        List<String> args = new ArrayList<>(List.of("reconcile", "apply", at("plan.json"), "--by", "An", "--why"));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    private static KeptReports.Found kept() {
        return KeptReports.in(folder.resolve("data/reconciliations"))
                .differences("21556", "province-rest")
                .orElseThrow();
    }

    @Test
    @Order(1)
    void findsWhatDiffersAndSendsNothing() throws Exception {
        Ran found = reconcile(
                "--plan",
                at("plan.json"),
                "--csv",
                at("r.csv"),
                "--html",
                at("r.html"),
                "--json",
                at("r.json"),
                "--no-keep");

        assertThat(found.code()).as(found.err()).isEqualTo(1);
        assertThat(found.out())
                .contains(
                        "4 dossiers differ, 0 differ only by what is on its way.",
                        "3 missing at the province",
                        "1 different status");
        JsonNode json = Json.MAPPER.readTree(Files.readAllBytes(folder.resolve("r.json")));
        assertThat(json.path("dossiers"))
                .extracting(one -> one.path("dossierCode").asText() + " "
                        + one.path("cause").asText())
                .containsExactlyInAnyOrder(
                        CODES.get(0) + " lost-after-delivery",
                        CODES.get(3) + " changed-at-province",
                        parked + " parked",
                        notPushed + " never-pushed");
        assertThat(json.at("/units/0/differences").asLong()).isEqualTo(4);
        assertThat(Files.readString(folder.resolve("r.csv"))).contains(notPushed + ",21556,2019-12-16,");
        assertThat(Files.readString(folder.resolve("r.html")))
                .contains("<strong>4 dossiers differ</strong>", notPushed);
        assertThat(Files.readString(folder.resolve("r.json"))).doesNotContain("MẪU");
        assertThat(Json.MAPPER.readTree(folder.resolve("plan.json").toFile()).path("lines"))
                .extracting(line -> line.path("act").asText())
                .containsExactlyInAnyOrder("resend", "resend", "release");
        assertThat(run("reconcile", "kept").out()).isEqualTo("None is kept.\n");
    }

    @Test
    @Order(2)
    void asksTheProvinceItselfWhatItsListMisses() {
        Ran asked = reconcile("--ask");

        assertThat(asked.out())
                .as(asked.err())
                .contains("Asked province-rest about 1: 1 are there, 0 are not", "says, when it is asked");
        assertThat(kept().differences()).isEqualTo(4);
        assertThat(kept().dossiers()).isEqualTo(8);
        assertThat(kept().first()).contains(notPushed);
        assertThat(run("reconcile", "kept").out()).contains("province-rest", "rec-");
    }

    @Test
    @Order(3)
    void aPlanIsAppliedOnceByAPersonWhoseNameIsKept() throws Exception {
        Ran dry = apply("table mended", "--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("Would apply 3 lines, refused 0.");
        assertThat(hub.province.holding(CODES.get(0)).orElseThrow().contents()).isEqualTo(1);

        Ran done = apply("table mended");
        assertThat(done.out()).contains("Applied 3 lines, refused 0.", "again as ");
        hub.await("/v1/balance", balance -> balance.toString().contains("\"delivered\":8"));
        assertThat(hub.province.holding(CODES.get(0)).orElseThrow().contents()).isEqualTo(2);
        assertThat(run("audit", "show", CODES.get(0)).out()).contains("resent", "An", "table mended [plan-rec-");
        assertThat(run("explain", CODES.get(3)).out()).contains("table mended [plan-rec-");

        hub.awaitTransfer(transfer(parked), "PARKED");
        Ran again = apply("another reason");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.out()).contains("Applied 0 lines, refused 3.", "It was applied already, by An on ");
        assertThat(hub.province.holding(CODES.get(0)).orElseThrow().contents()).isEqualTo(2);
    }

    private static String transfer(String code) throws Exception {
        return StartedHub.json(hub.get("/v1/transfers?dossier=" + code))
                .at("/transfers/0/id")
                .asText();
    }

    @Test
    @Order(4)
    void aLineWhoseDossierHasMovedOnIsRefusedAndAPlanThatWasChangedToo() throws Exception {
        list("province.csv", CODES.subList(0, 6), CODES.get(4));
        reconcile("--plan", at("plan.json"), "--no-keep");
        hub.awaitTransfer(hub.push(CODES.get(4), 2, StartedHub.KNOWN_PROCEDURE), "DELIVERED");

        assertThat(apply("late").out()).contains("came since the plan was made: reconcile again.");

        Path plan = folder.resolve("plan.json");
        Files.writeString(plan, Files.readString(plan).replace("\"resend\"", "\"release\""));
        Ran changed = apply("changed");
        assertThat(changed.code()).isEqualTo(2);
        assertThat(changed.err()).contains("The plan is not as it was made.");
    }

    @Test
    @Order(5)
    void theSecondComparisonFindsNothing() throws Exception {
        hub.awaitTransfer(hub.push(notPushed, 1, StartedHub.KNOWN_PROCEDURE), "DELIVERED");
        assertThat(run("cancel", transfer(parked), "--by", "An", "--why", "no such procedure")
                        .code())
                .isZero();
        List<String> whole = Stream.concat(CODES.stream(), Stream.of(notPushed)).toList();
        list("city.csv", whole, "");
        list("province.csv", whole, "");

        Ran found = reconcile("--city-column", "dossier-code=dossier-code", "--status", "Bla=NEW");

        // What was given up is still in the hub, and in no list.
        assertThat(found.out()).as(found.err()).contains("1 dossier differs", "not in the city's list");
        Ran unit = reconcile("--from", "2019-12-17");
        assertThat(unit.code()).as(unit.out()).isZero();
        assertThat(unit.out()).contains("0 dossiers differ");
        assertThat(kept().differences())
                .as("days alone are no proof of the whole unit")
                .isEqualTo(1);

        hub.awaitTransfer(hub.push(parked, 2, StartedHub.KNOWN_PROCEDURE), "DELIVERED");
        list("city.csv", all(), "");
        list("province.csv", heldByTheProvince(), "");
        Ran second = reconcile();
        assertThat(second.code()).as(second.out() + second.err()).isZero();
        assertThat(second.out()).contains("0 dossiers differ, 0 differ only by what is on its way.");
        assertThat(kept().differences()).as("of the whole unit").isZero();
        assertThat(kept().dossiers()).isEqualTo(all().size());
    }

    /** Of all that was pushed, what the province really has by now. */
    private static List<String> heldByTheProvince() {
        return all().stream()
                .filter(code -> hub.province.holding(code).isPresent())
                .toList();
    }

    @Test
    @Order(6)
    void attachmentsThatOneSideHasAndTheOtherDoesNotAreNamed() throws Exception {
        StringBuilder province = new StringBuilder(HEAD.replace("\n", ",attachments\n"));
        for (String code : all()) {
            province.append(code)
                    .append(",21556,Được tiếp nhận,2019-12-16 08:05,16/12/2019 17:00,")
                    .append(code.equals(CODES.get(2)) ? "1\n" : "0\n");
        }
        Files.writeString(folder.resolve("province.csv"), province);

        Ran found = reconcile("--json", at("files.json"), "--no-keep");

        assertThat(found.out()).as(found.err()).contains("1 dossier differs", "1 different attachments");
        assertThat(Json.MAPPER
                        .readTree(folder.resolve("files.json").toFile())
                        .path("dossiers")
                        .findValuesAsText("dossierCode"))
                .containsExactly(CODES.get(2));
    }

    @Test
    @Order(7)
    void badListsAndCallsAreToldInThreeParts() throws Exception {
        Files.writeString(folder.resolve("bad.csv"), HEAD + "A-1,21556,Lạ lùng,,\n");
        Ran bad = run("reconcile", "--destination", "province-rest", "--city", at("bad.csv"));
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.err())
                .contains("A status is none that the hub knows.", "'Lạ lùng' in line 2 of bad.csv", "--status");
        assertThat(run("reconcile", "--city", at("none.csv")).code()).isEqualTo(2);
        assertThat(run("reconcile", "--destination", "province-rest").err()).contains("There is nothing to compare");
        assertThat(hub.get("/v1/last-known?destination=nowhere").statusCode()).isEqualTo(400);
        ObjectNode act = Json.object()
                .put("by", "An")
                .put("why", "no lines")
                .put("plan", "plan-rec-1")
                .put("destination", "province-rest");
        HttpResponse<String> refused = hub.post("/v1/reconciliations/apply", act);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        act = Json.object().put("by", "An");
        act.putObject("report").put("id", "../../x");
        assertThat(hub.post("/v1/reconciliations", act).statusCode()).isEqualTo(422);
    }
}
