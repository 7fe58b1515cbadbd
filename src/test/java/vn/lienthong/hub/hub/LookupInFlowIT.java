package vn.lienthong.hub.hub;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.hub.HubOnRealParts.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.check.Violation;
import vn.lienthong.hub.journal.DossierHistory;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.replay.FakePopulation;

/** A lookup added to a flow by files alone, in the whole hub on real parts. */
class LookupInFlowIT {
    private static final String LOOKUP = "population-lookup-soap";
    private static final String CODE = "000.00.01.H08-191216-0001";

    @RegisterExtension
    final TestJournal journals = TestJournal.with(Clock.systemUTC(), settings -> settings);

    @TempDir
    Path home;

    private final FakePopulation register = FakePopulation.start().knows("000190000001", "Nguyễn Thị Mẫu", "19890603");
    private final WireMockServer echo =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private @Nullable HubOnRealParts started;

    @BeforeEach
    void writeTheFiles() throws IOException {
        echo.start();
        echo.stubFor(post("/messages").willReturn(aResponse().withBody("{\"dossier\":\"D-1\"}")));
        for (String folder : List.of("routes", "mappings", "connectors")) {
            copy(Path.of(folder));
        }
        change(
                "routes/dossiers-to-echo.camel.yaml",
                "- to: hub:map/",
                "- to: hub:enrich/" + LOOKUP + "\n        - to: hub:map/");
        change(
                "mappings/dossier-to-echo/mapping.jslt",
                "cut($record.summary, 200, \"summary\")",
                "\"applicant: \" + fallback(.lookups.\"" + LOOKUP + "\".verdict, \"nobody asked\")");
        for (String situation : List.of("birth-registration", "enquiry")) {
            change(
                    "mappings/dossier-to-echo/cases/" + situation + "/expected.json",
                    "Đăng ký khai sinh cho trẻ Thử Nghiệm (dữ liệu mẫu)",
                    "applicant: nobody asked");
        }
        started = new HubOnRealParts(journals.journal()).at(home);
    }

    private void copy(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve(file.toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(file, copy);
            }
        }
    }

    private void change(String file, String from, String to) throws IOException {
        String text = Files.readString(home.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(home.resolve(file), text.replace(from, to));
    }

    @AfterEach
    void stop() {
        assertThat(hub().sums().closes()).isTrue();
        hub().close();
        echo.stop();
        register.close();
    }

    private HubOnRealParts hub() {
        return Objects.requireNonNull(started);
    }

    private String delivered(Map<String, String> lookup) {
        if (!lookup.isEmpty()) {
            hub().asking(LOOKUP, lookup);
        }
        hub().and("echo", Map.of("address", echo.baseUrl())).start();
        String record = HubOnRealParts.record(CODE, 1, 1)
                .replace("052190999901", "000190000001")
                .replace("\"name\":\"Nguyễn Thử Nghiệm\"", "\"name\":\"Nguyễn Thị Mẫu\",\"bornOn\":\"1989-06-03\"");
        hub().push(CODE, List.of("echo"), record).join();
        await("delivered", () -> hub().sums().delivered() == 1);
        return echo.getAllServeEvents().get(0).getRequest().getBodyAsString();
    }

    private List<KeptExchange> kept() {
        return journals.journal().dossier(CODE).stream()
                .flatMap(history -> history.events().stream())
                .map(DossierHistory.Event::exchanges)
                .flatMap(List::stream)
                .toList();
    }

    private Map<String, String> asking(String... more) {
        Map<String, String> settings = new HashMap<>(register.settings());
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    @Test
    void theFilesAreSound() {
        assertThat(Hub.at(home).check().stream().map(Violation::message)).isEmpty();
    }

    @Test
    void whatWasFoundIsSeenByTheMappingAndKeptWithoutThePerson() {
        assertThat(delivered(asking("patience", "PT20S"))).contains("\"summary\":\"applicant: SAME\"");
        assertThat(kept()).hasSize(2);
        KeptExchange lookup = kept().get(0);
        assertThat(lookup.operation()).isEqualTo("lookup/" + LOOKUP);
        assertThat(new String(lookup.answered(), StandardCharsets.UTF_8))
                .isEqualTo("{\"verdict\":\"SAME\",\"accepted\":true,\"differences\":\"\",\"how\":\"asked\"}");
    }

    @Test
    void aRerunTakesTheFindingThatWasKeptAndSaysWhereThatIsNotAll() throws IOException {
        delivered(asking("patience", "PT20S"));
        RerunTotals same = rerun();
        assertThat(same.counts()).containsEntry(RerunTotals.Verdict.SAME, 1L);
        assertThat(same.hints()).isEmpty();

        change("mappings/dossier-to-echo/mapping.jslt", ".verdict, \"nobody", ".registerName, \"nobody");
        RerunTotals differs = rerun();
        assertThat(differs.counts()).containsEntry(RerunTotals.Verdict.DIFFERENT, 1L);
        assertThat(differs.hints())
                .singleElement()
                .extracting(RerunTotals.Group::words)
                .asString()
                .startsWith("its flow asked " + LOOKUP + ", and verdict and differences alone were kept");
    }

    private RerunTotals rerun() {
        return new Rerun(Hub.at(home), journals.journal(), Map.of("echo", Map.of()), null).run(TransferFilter.ANY);
    }

    @Test
    void aRegisterThatIsDownHoldsNothingUp() {
        register.failing(true);
        assertThat(delivered(asking())).contains("\"summary\":\"applicant: UNAVAILABLE\"");
    }

    @Test
    void withoutSettingsTheFlowWorksAsBefore() {
        assertThat(delivered(Map.of())).contains("\"summary\":\"applicant: nobody asked\"");
        assertThat(register.questions).isEmpty();
        assertThat(kept()).hasSize(1);
    }

    @Test
    void aRecordThatWaitsForARequiredRegisterGoesWhenItAnswers() {
        register.failing(true);
        hub().asking(LOOKUP, asking("policy", "required", "patience", "PT20S", "rest", "PT1S"));
        hub().and("echo", Map.of("address", echo.baseUrl(), "retry.first", "PT0.1S", "retry.cap", "PT0.5S"))
                .start();
        hub().push(
                        CODE,
                        List.of("echo"),
                        HubOnRealParts.record(CODE, 1, 1)
                                .replace("052190999901", "000190000001")
                                .replace(
                                        "\"name\":\"Nguyễn Thử Nghiệm\"",
                                        "\"name\":\"Nguyễn Thị Mẫu\",\"bornOn\":\"1989-06-03\""))
                .join();
        await("asked", () -> register.questions.size() > 2);
        assertThat(hub().sums().waiting()).isEqualTo(1);
        assertThat(hub().running().delivery().destination("echo")).get().matches(state -> !state.isClosed());
        register.failing(false);
        await("delivered", () -> hub().sums().delivered() == 1);
    }

    @Test
    void aFlowThatAsksTooLateOrAnUnknownRegisterIsNamed() throws IOException {
        change(
                "routes/dossiers-to-echo.camel.yaml",
                "- to: hub:deliver/echo",
                "- to: hub:enrich/" + LOOKUP + "\n        - to: hub:enrich/echo\n        - to: hub:deliver/echo");
        change(
                "connectors/" + LOOKUP + "/lookup.yaml",
                "asks: record-to-population-lookup ",
                "asks: record-to-nobody ");
        change("routes/dossiers-to-province-soap.camel.yaml", "hub:deliver/province-soap", "hub:deliver/" + LOOKUP);
        assertThat(Hub.at(home).check().stream().map(Violation::message))
                .anyMatch(message -> message.contains("A flow asks a register when the record is mapped already."))
                .anyMatch(message -> message.contains("hub:enrich/echo. Use one of: " + LOOKUP))
                .anyMatch(message ->
                        message.contains("A lookup names a mapping that does not exist. Found: record-to-nobody"))
                .anyMatch(message -> message.contains("does not exist. Found: hub:deliver/" + LOOKUP));
    }
}
