package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.recording.ExchangeFolder;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.replay.Misbehaviour;

/** What one hub said over REST and SOAP, some of it not at the first go, is recorded, masked, and played again in every way. All people are made up. */
class ReplayIT {
    private static final DemoClock CLOCK = new DemoClock(Instant.parse("2026-03-02T01:00:00Z"));

    /** Held by the hub that was recorded; the one that plays it has never seen it. */
    private static final byte[] FILE = "giấy chứng sinh mẫu".repeat(50).getBytes(StandardCharsets.UTF_8);

    @TempDir
    private static Path place;

    private static FakeProvince soap;
    private static StartedHub hub;
    private static Path recording;

    @BeforeAll
    static void record() throws Exception {
        soap = FakeProvince.start(FakeProvince.Settings.defaults(), Clock.systemUTC());
        soap.serveSoap(Path.of("connectors/province-soap/contract/exchange.wsdl"));
        hub = new StartedHub(
                Path.of(""),
                place.resolve("data"),
                Map.of(
                        "hub.intake.owed-to", "province-rest,province-soap",
                        "hub.destinations.province-soap.address", soap.address() + FakeProvince.SOAP_PATH,
                        "hub.destinations.province-soap.username", "demo",
                        "hub.destinations.province-soap.password", "demo",
                        "hub.destinations.province-soap.unit-code", "000.00.01.H08"),
                CLOCK);
        hub.hold(FILE);
        for (String trouble : List.of("", "error-inside-200", "half-a-body")) {
            String dossier = hub.newDossier();
            push(dossier, 1, trouble);
            push(dossier, 2, "");
        }
        recording = place.resolve("recording");
        Ran ran = Ran.command(
                "record",
                "--all",
                "--to",
                recording.toString(),
                "--by",
                "An",
                "--why",
                "a test",
                "--hub",
                hub.address());
        assertThat(ran.err()).isEmpty();
        // The fake province writes its codes as the real one does: as a number or as a text, with one zero or two.
        for (Path exchange : ExchangeFolder.in(recording)) {
            Path file = exchange.resolve("exchange.yaml");
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace(
                                    "ignore: []",
                                    "ignore:\n- {where: 'answer:/error_code#any', why: written in several ways}"));
        }
    }

    /** @param trouble at first; empty for none */
    private static void push(String dossier, int revision, String trouble) throws Exception {
        ObjectNode record = StartedHub.record(dossier, revision, StartedHub.KNOWN_PROCEDURE)
                .put("summary", "Khai sinh cho con của Lương Thị Ngọc Điểm, lần " + revision);
        ObjectNode applicant = (ObjectNode) record.get("applicant");
        applicant.put("name", "LƯƠNG THỊ NGỌC ĐIỂM").put("phone", "0914123456");
        StartedHub.attach(record, FILE);
        ((ObjectNode) record.at("/attachments/0")).put("url", "https://mot-cua.example/tep/" + StartedHub.sha256(FILE));
        record.putArray("papers")
                .addObject()
                .put("name", "Giấy chứng sinh")
                .putArray("attachments")
                .add("a0");
        misbehave(trouble);
        JsonNode answer = StartedHub.json(hub.post("/v1/dossiers", record));
        assertThat(answer.path("transfers")).as("%s", answer).hasSize(2);
        for (JsonNode transfer : answer.path("transfers")) {
            String path = "/v1/transfers/" + transfer.path("id").asText();
            hub.await(path, view -> trouble.isEmpty() || view.path("troubles").asInt() > 0);
        }
        misbehave("");
        for (JsonNode transfer : answer.path("transfers")) {
            hub.await("/v1/transfers/" + transfer.path("id").asText(), view -> {
                CLOCK.jump(CLOCK.instant().plusSeconds(30));
                return view.path("state").asText().equals("DELIVERED");
            });
        }
    }

    private static void misbehave(String trouble) {
        List<Misbehaviour> how = trouble.isEmpty() ? List.of() : List.of(Misbehaviour.parse(trouble));
        hub.province.misbehave(how);
        soap.misbehave(how);
    }

    @AfterAll
    static void stop() {
        hub.close();
        soap.close();
    }

    private static Ran replay(String... args) {
        return Ran.command(Stream.concat(
                        Stream.of(
                                "replay",
                                recording.toString(),
                                "--set",
                                "hub.destinations.province-soap.unit-code=000.00.01.H08"),
                        Stream.of(args))
                .toArray(String[]::new));
    }

    @Test
    void throughAHubWithTheRecordedAnswersNothingDiffers() {
        Ran ran = replay("--hub", "--data", place.toString());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("12 exchanges replayed in ").endsWith(": 12 the same, 0 different\n");
        assertThat(ran.code()).isZero();
    }

    @Test
    void aChangedMappingIsFoundAndSaysWhere() throws Exception {
        Path home = HomeCopy.of(place.resolve("home"), Set.of("province-rest"));
        HomeCopy.keepMappings(home, Set.of("dossier-to-province-rest"));
        Path mapping = home.resolve("mappings/dossier-to-province-rest/mapping.jslt");
        Files.writeString(
                mapping,
                Files.readString(mapping)
                        .replace("\"NoiDungXuLy\": text($step.note)", "\"NoiDungXuLy\": text($step.by)"));
        // Who changes it changes its cases; a hub with cases that fail does not start.
        for (Path one : cases(home.resolve("mappings/dossier-to-province-rest/cases"))) {
            Ran accepted = Ran.command(
                    "check",
                    "mapping",
                    "dossier-to-province-rest",
                    "--accept",
                    one.getFileName().toString(),
                    "--home",
                    home.toString());
            assertThat(accepted.out()).as("%s", one).isNotEmpty();
        }
        Ran ran = replay(
                "--hub",
                "--destination",
                "province-rest",
                "--home",
                home.toString(),
                "--data",
                place.toString(),
                "--json");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(1);
        JsonNode found = Json.MAPPER.readTree(ran.out());
        assertThat(found.path("replayed").asInt()).isEqualTo(6);
        assertThat(found.path("notAsked")).isEmpty();
        assertThat(found.path("differences")).isNotEmpty().allSatisfy(one -> {
            assertThat(one.path("path").asText()).endsWith("/NoiDungXuLy");
            assertThat(one.path("side").asText()).isEqualTo("request");
        });
    }

    private static List<Path> cases(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    @Test
    void atTheFakeProvinceDiffersWhatHadGoneWrong() throws Exception {
        Path page = place.resolve("differences.html");
        Path cases = place.resolve("differences.xml");
        Ran ran = replay("--fake", "--json", "--html", page.toString(), "--junit", cases.toString());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(1);
        JsonNode found = Json.MAPPER.readTree(ran.out());
        // Two revisions met a trouble at each of the two.
        assertThat(found.path("different").asInt()).isEqualTo(4);
        assertThat(found.path("same").asInt()).isEqualTo(8);
        assertThat(cases).content().contains("tests=\"12\"", "failures=\"4\"");
        // What it counts is drawn in a browser; what it counts from is there.
        List<String> names = ExchangeFolder.in(recording).stream()
                .map(exchange -> "[\"" + exchange.getFileName() + "\",")
                .toList();
        assertThat(page).content().contains(names);
    }

    @Test
    void anAddressOfThisMachineIsAskedAndNoOtherWithoutAWord() throws Exception {
        String[] configured = {
            "--destination", "province-rest",
            "--set", "hub.destinations.province-rest.address=https://province.example",
            "--set", "hub.rehearsal.addresses.province-rest.address=https://test.example",
            "--set", "hub.rehearsal.addresses.province-rest.username=demo",
            "--set", "hub.rehearsal.addresses.province-rest.password=demo",
            "--json"
        };
        try (FakeProvince there = FakeProvince.start(FakeProvince.Settings.defaults(), Clock.systemUTC())) {
            Ran ran = replay(with(configured, "--live", there.address().toString()));
            assertThat(ran.err()).isEmpty();
            assertThat(Json.MAPPER.readTree(ran.out()).path("same").asInt()).isEqualTo(4);
            assertThat(there.report().creates()).isEqualTo(3);
        }
        Ran silent = replay(with(configured, "--live", "https://test.example"));
        assertThat(silent.code()).isEqualTo(2);
        assertThat(silent.err()).contains("unless somebody knows what stands there");
        Ran real = replay(with(
                configured,
                "--live",
                "https://province.example",
                "--i-know",
                "test-system",
                "--by",
                "An",
                "--why",
                "x"));
        assertThat(real.code()).isEqualTo(2);
        assertThat(real.err()).contains("the real address of the destination");
    }

    @Test
    void theFakeProvinceAnswersAllOfItAsItWasRecorded() throws Exception {
        try (FakeProvince there = FakeProvince.start(FakeProvince.Settings.defaults(), Clock.systemUTC())) {
            StringWriter told = new StringWriter();
            new RecordedProvinceSetup(recording, SettingsFiles.read(Map.of())).serve(there, new PrintWriter(told));
            assertThat(told.toString())
                    .contains("As recorded: province-soap at " + there.recordedAddress("province-soap"));
            for (String name : List.of("province-rest", "province-soap")) {
                String rehearsal = "hub.rehearsal.addresses." + name + ".";
                Ran ran = replay(
                        "--live",
                        there.recordedAddress(name).toString(),
                        "--destination",
                        name,
                        "--set",
                        "hub.destinations." + name + ".address=https://province.example",
                        "--set",
                        rehearsal + "address=https://test.example",
                        "--set",
                        rehearsal + "username=demo",
                        "--set",
                        rehearsal + "password=demo",
                        "--json");
                assertThat(ran.err()).isEmpty();
                assertThat(Json.MAPPER.readTree(ran.out()).path("same").asInt())
                        .as("%s", ran.out())
                        .isEqualTo(6);
            }
            assertThat(there.report().unrecorded()).isEmpty();
            assertThat(there.report().recorded())
                    .containsKeys("province-rest: TraCuuHoSo", "province-soap: pushDocument");
            assertThat(there.report().creates()).as("of what it holds itself").isZero();
        }
    }

    private static String[] with(String[] configured, String... more) {
        return Stream.concat(Stream.of(configured), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void whatCannotBeAskedIsNamed() throws Exception {
        Path some = place.resolve("some");
        Files.createDirectories(some);
        for (Path exchange : ExchangeFolder.in(recording).subList(0, 2)) {
            RecordedExchange whole = ExchangeFolder.read(exchange);
            ExchangeFolder.write(
                    some, new RecordedExchange(whole.about(), null, whole.legs(), whole.ignore(), whole.notes()));
        }
        Ran ran = Ran.command("replay", some.toString(), "--hub", "--data", place.toString());
        assertThat(ran.out())
                .contains("0 exchanges replayed")
                .contains("not asked: 2, the recording has no record, so nothing can go in through intake:"
                        + " province-rest_");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void aRecordedExchangeBecomesACaseThatIsRedUntilTheRowIsThere() throws Exception {
        Path home = HomeCopy.of(place.resolve("cases"), Set.of("province-rest", "province-soap"));
        for (String connector : List.of("province-rest", "province-soap")) {
            Path exchange = ExchangeFolder.in(recording).stream()
                    .filter(one -> one.getFileName().toString().startsWith(connector + "_"))
                    .filter(one -> Files.exists(one.resolve("02-request.http")))
                    .findFirst()
                    .orElseThrow();
            String[] of = {
                "record",
                "case",
                exchange.toString(),
                "--home",
                home.toString(),
                "--set",
                "hub.data=" + place.resolve("data")
            };
            Ran green = Ran.command(with(of, "--name", "recorded-once"));
            assertThat(green.err()).isEmpty();
            assertThat(green.code()).isZero();
            Ran red = Ran.command(with(of, "--name", "recorded-twice", "--expect", "a-row-to-be-written"));
            assertThat(red.code()).isEqualTo(1);
            assertThat(red.out()).contains("the case is red: it expects row 'a-row-to-be-written'");
            Path made = home.resolve("connectors").resolve(connector).resolve("cases/recorded-once");
            assertThat(made.resolve("sent.http"))
                    .content()
                    .contains("tai-khoan-thu")
                    .contains("Content-Type: ");
            Ran checked = Ran.command("check", "connector", connector, "--home", home.toString());
            assertThat(checked.out() + checked.err())
                    .contains("recorded-twice/expected.yaml")
                    .doesNotContain("recorded-once");
        }
    }
}
