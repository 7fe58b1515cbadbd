package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.recording.ExchangeFolder;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.replay.Misbehaviour;

/** What one real hub said over REST and SOAP becomes recorded exchanges, masked, scanned, exported and imported. All people are made up. */
class RecordIT {
    private static final String PERSON = "LƯƠNG THỊ NGỌC ĐIỂM";
    private static final List<String> ORIGINALS =
            List.of(PERSON, "Lương Thị Ngọc Điểm", "052189001234", "Lê Hồng Lam", "Phan Bích Loan");

    @TempDir
    private static Path place;

    private static FakeProvince soap;
    private static StartedHub hub;
    private static String delivered;
    private static String failed;

    @BeforeAll
    static void aDossierIsDeliveredAndAnotherFails() throws Exception {
        soap = FakeProvince.start(FakeProvince.Settings.defaults(), Clock.systemUTC());
        soap.serveSoap(Path.of("connectors/province-soap/contract/exchange.wsdl"));
        hub = new StartedHub(
                place.resolve("data"),
                Map.of(
                        "hub.intake.owed-to", "province-rest,province-soap",
                        "hub.destinations.province-soap.address", soap.address() + FakeProvince.SOAP_PATH,
                        "hub.destinations.province-soap.username", "demo",
                        "hub.destinations.province-soap.password", "demo",
                        "hub.destinations.province-soap.unit-code", "000.00.01.H08",
                        "hub.destinations.province-rest.record", "all"));
        delivered = hub.newDossier();
        push(delivered);
        hub.province.misbehave(List.of(Misbehaviour.parse("broken")));
        soap.misbehave(List.of(Misbehaviour.parse("fault")));
        failed = hub.newDossier();
        // And stays so: what the hub says of it is recorded as well.
        push(failed, "attempts", 1);
    }

    @AfterAll
    static void stop() {
        hub.close();
        soap.close();
    }

    private static void push(String dossier) throws Exception {
        for (JsonNode transfer : pushed(dossier)) {
            hub.awaitTransfer(transfer.path("id").asText(), "DELIVERED");
        }
    }

    /** Until each of its transfers was tried. */
    private static void push(String dossier, String counter, int least) throws Exception {
        for (JsonNode transfer : pushed(dossier)) {
            hub.await(
                    "/v1/transfers/" + transfer.path("id").asText(),
                    view -> view.path(counter).asInt() + view.path("troubles").asInt() >= least);
        }
    }

    private static JsonNode pushed(String dossier) throws Exception {
        ObjectNode record = StartedHub.record(dossier, 1, StartedHub.KNOWN_PROCEDURE)
                .put("summary", "Khai sinh cho con của Lương Thị Ngọc Điểm");
        ObjectNode applicant = (ObjectNode) record.get("applicant");
        applicant
                .put("name", PERSON)
                .put("bornOn", "1989-06-03")
                .put("sex", "FEMALE")
                .put("phone", "0914123456");
        ((ObjectNode) applicant.get("identity")).put("number", "052189001234");
        applicant
                .putObject("address")
                .put("line", "12/5 đường Lê Hồng Lam")
                .put("ward", "21556")
                .put("province", "52");
        ((ObjectNode) record.at("/steps/0")).put("by", "Phan Bích Loan").put("note", "Tiếp nhận hồ sơ của bà Điểm");
        JsonNode answer = StartedHub.json(hub.post("/v1/dossiers", record));
        assertThat(answer.path("transfers")).as("%s", answer).hasSize(2);
        return answer.path("transfers");
    }

    private static Ran record(Path to, String... which) {
        List<String> all = Stream.concat(
                        Stream.of(
                                "record",
                                "--to",
                                to.toString(),
                                "--by",
                                "An",
                                "--why",
                                "a case",
                                "--hub",
                                hub.address()),
                        Stream.of(which))
                .toList();
        return Ran.command(all.toArray(String[]::new));
    }

    private static Ran local(String... args) {
        return Ran.command(Stream.concat(Stream.of(args), Stream.of("--set", "hub.data=" + place.resolve("data")))
                .toArray(String[]::new));
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    @Test
    void whatWasDeliveredAndWhatFailedBecomesFoldersWithoutAnybodyInThem() throws Exception {
        Path to = place.resolve("both");
        Ran dry = Ran.command(
                "record", "--dossier", delivered, "--dry-run", "--by", "An", "--why", "a case", "--hub", hub.address());
        assertThat(dry.out()).startsWith("2 exchanges would be recorded");
        Ran ran = record(to, "--dossier", delivered);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("2 exchanges recorded, ").contains(", masked, in ");
        assertThat(record(to, "--dossier", failed).code()).isZero();

        Map<String, String> files = files(to);
        assertThat(files.keySet())
                .anyMatch(name -> name.matches("province-rest_.*/01-request\\.http"))
                .anyMatch(name -> name.matches("province-soap_.*/01-answer\\.http"))
                .anyMatch(name -> name.endsWith("/record.json"));
        assertThat(files.values()).allSatisfy(text -> assertThat(text).doesNotContain(ORIGINALS));
        assertThat(files.values())
                .anyMatch(text -> text.contains("\"service\":\"DongBoHoSoMC\""))
                .anyMatch(text -> text.contains("pushDocument"))
                .anyMatch(text -> text.contains("state: DELIVERED"))
                .anyMatch(text -> text.startsWith("HTTP/1.1 500"))
                .anyMatch(text -> text.contains(
                        "The province failed while it worked on the message; it may hold it or not. Found: HTTP 500"));

        Ran clean = local("record", "scan", to.toString());
        assertThat(clean.out()).isEqualTo("4 exchanges scanned: no original value is left\n");
        assertThat(clean.code()).isZero();
        assertThat(record(to, "--dossier", delivered).err()).contains("recorded there already");
    }

    @Test
    void aPlantedOriginalIsFoundAndNothingIsExported() throws Exception {
        Path to = place.resolve("planted");
        assertThat(record(to, "--dossier", delivered).code()).isZero();
        String name = files(to).keySet().stream()
                .filter(file -> file.endsWith("01-request.http"))
                .findFirst()
                .orElseThrow();
        Path request = to.resolve(name);
        Files.writeString(request, Files.readString(request) + "<!-- luong thi ngoc diem -->");

        Ran scan = local("record", "scan", to.toString(), "--json");
        assertThat(scan.code()).isEqualTo(1);
        assertThat(Json.MAPPER.readTree(scan.out()).path("left")).isNotEmpty();
        assertThat(scan.out()).doesNotContain("diem");
        Path har = place.resolve("planted.har");
        Ran export = local("record", "export", to.toString(), "--har", har.toString());
        assertThat(export.code()).isEqualTo(1);
        assertThat(export.err()).contains("original values are left");
        assertThat(har).doesNotExist();
    }

    @Test
    void aRecordingGoesToHarAndToWireMockAndComesBack() throws Exception {
        Path to = place.resolve("round");
        assertThat(record(to, "--dossier", delivered, "--destination", "province-rest")
                        .code())
                .isZero();
        Path har = place.resolve("round.har");
        assertThat(local("record", "export", to.toString(), "--har", har.toString())
                        .err())
                .isEmpty();
        String wm = place.resolve("wm").toString();
        assertThat(local("record", "export", to.toString(), "--wiremock", wm).err())
                .isEmpty();
        JsonNode log = Json.MAPPER.readTree(har.toFile()).path("log");
        assertThat(log.path("version").asText()).isEqualTo("1.2");
        assertThat(log.at("/entries/0/request/postData/mimeType").asText()).startsWith("application/json");

        Map<String, String> before = legs(to);
        assertThat(before).isNotEmpty();
        for (String form : List.of("har", "wiremock")) {
            Path back = place.resolve("back-" + form);
            String[] whence = {
                "record",
                "import",
                "--" + form,
                form.equals("har") ? har.toString() : wm,
                "--connector",
                "province-rest",
                "--to",
                back.toString(),
                "--by",
                "An",
                "--why",
                "round trip",
                "--recording",
                RecordApi.DEFAULT_SET
            };
            Ran own = local(whence);
            assertThat(own.code()).isEqualTo(2);
            assertThat(own.err()).contains("exported from the recording set", "--recording again");
            assertThat(back).doesNotExist();
            whence[whence.length - 1] = "again";
            Ran ran = local(whence);
            assertThat(ran.err()).isEmpty();
            assertThat(legs(back).keySet()).isEqualTo(before.keySet());
            assertThat(local("record", "scan", back.toString()).code()).isZero();
        }
        answersLikeTheProvince(before);
    }

    /** A WireMock that has the mappings answers the recorded request with the recorded answer. */
    private static void answersLikeTheProvince(Map<String, String> legs) throws Exception {
        WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .usingFilesUnderDirectory(place.resolve("wm").toString()));
        server.start();
        try {
            String asked = body(legs, "01-request.http");
            String answered = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.baseUrl() + "/mapi/g"))
                                    .POST(HttpRequest.BodyPublishers.ofString(asked))
                                    .build(),
                            BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body();
            assertThat(answered).isEqualTo(body(legs, "01-answer.http"));
        } finally {
            server.stop();
        }
    }

    private static String body(Map<String, String> legs, String name) {
        return Objects.requireNonNull(legs.get(name)).split("\r\n\r\n", 2)[1];
    }

    private static Map<String, String> legs(Path recording) throws IOException {
        Map<String, String> legs = new TreeMap<>();
        files(recording).forEach((name, text) -> {
            if (name.endsWith(".http")) {
                legs.put(Path.of(name).getFileName().toString(), text);
            }
        });
        return legs;
    }

    @Test
    void whileItHappensTheSameIsRecordedAsAfterwards() throws Exception {
        Path live = place.resolve("data/live-recordings/province-rest");
        Path after = place.resolve("after");
        assertThat(record(after, "--dossier", delivered, "--destination", "province-rest")
                        .code())
                .isZero();
        hub.await("/v1/record/live", view -> view.at("/destinations/0/recorded").asInt() >= 2);
        Path folder = ExchangeFolder.in(after).get(0);
        // The queue goes by the order of landings, so what was delivered first is there.
        RecordedExchange kept = ExchangeFolder.read(live.resolve(folder.getFileName()));
        RecordedExchange asked = ExchangeFolder.read(folder);
        assertThat(kept.about().recorded().by()).isEqualTo("the hub, by its settings");
        assertThat(kept.about().versions()).isEqualTo(asked.about().versions());
        assertThat(kept.about().row()).isEqualTo(asked.about().row());
        assertThat(kept.record()).isEqualTo(asked.record());
        assertThat(legs(live.resolve(folder.getFileName())))
                .isEqualTo(legs(folder))
                .isNotEmpty();
        assertThat(files(live).values())
                .allSatisfy(text -> assertThat(text).doesNotContain(ORIGINALS))
                .anyMatch(text -> text.contains("live recording of province-rest, share all"));
        assertThat(local("record", "scan", live.toString()).code()).isZero();
    }

    @Test
    void aTesterSwitchesItForATime() throws Exception {
        String[] who = {"--by", "An", "--why", "a look", "--hub", hub.address()};
        Ran dry = Ran.command(Stream.concat(Stream.of("record", "on", "province-soap", "--dry-run"), Stream.of(who))
                .toArray(String[]::new));
        assertThat(dry.out()).startsWith("province-soap: off; would be all (dry run); 0 exchanges kept in ");
        Ran on = Ran.command(Stream.concat(
                        Stream.of("record", "on", "province-soap", "--share", "1", "--for", "10m"), Stream.of(who))
                .toArray(String[]::new));
        assertThat(on.err()).isEmpty();
        assertThat(on.out()).startsWith("province-soap: all until ").contains(", by An (a look); ");
        pushed(hub.newDossier());
        hub.await("/v1/record/live", view -> view.at("/destinations/1/recorded").asInt() >= 1);
        Ran live = Ran.command("record", "live", "--hub", hub.address());
        assertThat(live.code()).isZero();
        assertThat(live.out().lines()).hasSize(2).allMatch(line -> line.contains(", dropped 0"));
        String health = hub.get("/actuator/health").body();
        assertThat(health).contains("liveRecording", "all until ");
        assertThat(hub.get("/actuator/prometheus").body())
                .contains("hub_record_live_recorded_total{destination=\"province-soap\"");

        Ran off = Ran.command(Stream.concat(Stream.of("record", "off", "province-soap"), Stream.of(who))
                .toArray(String[]::new));
        assertThat(off.out()).startsWith("province-soap: off; ");
        assertThat(Ran.command(Stream.concat(Stream.of("record", "on", "nobody"), Stream.of(who))
                                .toArray(String[]::new))
                        .err())
                .contains("There is no destination of that name here.", "province-rest, province-soap");
        assertThat(Ran.command(Stream.concat(Stream.of("record", "on", "province-soap", "--share", "2"), Stream.of(who))
                                .toArray(String[]::new))
                        .err())
                .contains("a share between 0 and 1");
    }

    @Test
    void whatAnotherToolHasIsToldByItsContent() {
        Path samples = Path.of("src/test/resources/vn/lienthong/hub/recording");
        Ran ran = local(
                "record",
                "import",
                "--from",
                samples.resolve("project.soapui.xml").toString(),
                "--connector",
                "province-soap",
                "--to",
                place.resolve("soapui").toString(),
                "--by",
                "An",
                "--why",
                "x");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith("4 exchanges imported, masked");
        assertThat(local("record", "scan", place.resolve("soapui").toString()).code())
                .isZero();
        Ran not = local(
                "record",
                "import",
                "--from",
                "README.md",
                "--connector",
                "province-soap",
                "--to",
                place.resolve("not").toString(),
                "--by",
                "An",
                "--why",
                "x");
        assertThat(not.code()).isEqualTo(2);
        assertThat(not.err()).contains("no form that can be imported", "neither XML nor JSON", "Known are HAR 1.2");
    }

    @Test
    void whatIsNotMaskedIsGivenOutOnlyWhereOperatorsMaySeeIt() {
        Ran raw = record(place.resolve("raw"), "--dossier", delivered, "--raw");
        assertThat(raw.code()).isEqualTo(2);
        assertThat(raw.err()).contains("hub.explain.personal-data");
        assertThat(place.resolve("raw")).doesNotExist();
    }

    @Test
    void saysWhatIsWrongWithTheCall() {
        assertThat(record(place.resolve("nothing")).err()).contains("either a filter or --all");
        assertThat(Ran.command("record", "--all", "--by", "An", "--why", "x").err())
                .contains("no --to");
        assertThat(record(place.resolve("odd"), "--all", "--recording", "../x").err())
                .contains("no name of a recording set");
        Ran unknown = record(place.resolve("unknown"), "--dossier", "000.00.ZZ.H08-191216-9999");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.out()).startsWith("0 exchanges recorded");
        assertThat(local("record", "scan", place.resolve("nowhere").toString()).err())
                .contains("There is no recorded exchange");
    }
}
