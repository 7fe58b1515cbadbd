package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.kit.SettableClock;
import vn.lienthong.hub.mapping.Mappings;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.replay.FakePopulation;
import vn.lienthong.hub.testkit.Waiting;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;

/** The lookup of the population database with its real connector and mappings, towards a service of CXF by the same WSDL. */
@Timeout(120)
class LookupIT {
    private static final String NAME = "population-lookup-soap";
    private static final String NUMBER = "000190000001";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Mappings MAPPINGS =
            Mappings.load(Path.of("mappings"), Reference.load(Path.of("mappings/tables")));

    private final SettableClock clock = SettableClock.onTheSampleDay();
    private final FakePopulation register = FakePopulation.start().knows(NUMBER, "Nguyễn Thị Mẫu", "19890603");
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<Lookup> opened = new ArrayList<>();

    @BeforeEach
    void start() {
        camel.start();
    }

    @AfterEach
    void stop() {
        opened.forEach(Lookup::close);
        camel.stop();
        register.close();
    }

    private Lookup lookup(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(register.settings());
        settings.put("patience", "PT20S");
        settings.putAll(more);
        Lookup lookup = new Lookup(
                LookupSettings.read(NAME, settings),
                new Lookup.Mappings(
                        () -> MAPPINGS.named("record-to-population-lookup").orElse(null),
                        () -> MAPPINGS.named("population-lookup-to-finding").orElse(null)),
                Connectors.load(Path.of("connectors")).open(NAME, settings, camel, clock),
                clock,
                new Random(5));
        opened.add(lookup);
        return lookup;
    }

    private static String text(String number, String name) {
        return """
                {"applicant":{"identity":{"number":"%s","type":"CCCD"},"kind":"CITIZEN","name":"%s","bornOn":"1989-06-03"},\
                "dossierCode":"000.00.01.H08-191216-0001","procedureCode":"1.001193.000.00.00.H08","receivedAt":"2019-12-16T08:05:00+07:00",\
                "revision":1,"status":"PROCESSING","summary":"Đăng ký khai sinh (dữ liệu giả)","unit":"21556"}"""
                .formatted(number, name);
    }

    private static JsonNode record(String number, String name) {
        try {
            return JSON.readTree(text(number, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode known() {
        return record(NUMBER, "Nguyễn Thị Mẫu");
    }

    private static JsonNode person(int number) {
        return record("000190001%03d".formatted(number), "Nguyễn Thị Mẫu");
    }

    @Test
    void aHundredThatWaitForOnePersonAskOnce() throws Exception {
        Lookup lookup = lookup(Map.of());
        register.holdBack();
        ExecutorService senders = Executors.newFixedThreadPool(100);
        List<Future<Looked>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(senders.submit(() -> lookup.look(known())));
        }
        Waiting.until(() -> "asked", Duration.ofSeconds(30), () -> !register.questions.isEmpty());
        register.letGo();
        for (Future<Looked> one : waiting) {
            assertThat(one.get().verdict()).isEqualTo("SAME");
        }
        senders.shutdown();
        assertThat(register.questions).hasSize(1);
    }

    @Test
    void anAnswerIsRememberedAWhileAndThatNobodyIsKnownForLess() {
        Lookup lookup = lookup(Map.of("keep", "PT1H", "keep-not-found", "PT1M"));
        assertThat(lookup.look(known()).how()).isEqualTo("asked");
        assertThat(lookup.look(person(1)).verdict()).isEqualTo("NOT_FOUND");
        clock.advance(Duration.ofMinutes(2));
        assertThat(lookup.look(known()).how()).isEqualTo("remembered");
        assertThat(lookup.look(person(1)).how()).isEqualTo("asked");
        clock.advance(Duration.ofHours(1));
        assertThat(lookup.look(known()).how()).isEqualTo("asked");
        assertThat(register.questions).hasSize(4);
    }

    @Test
    void eachQuestionHasANumberOfItsOwnThatTellsNothingOfThePerson() {
        Lookup lookup = lookup(Map.of("keep", "PT1M"));
        lookup.look(known());
        clock.advance(Duration.ofMinutes(2));
        lookup.look(known());
        assertThat(register.questions)
                .extracting(question -> question.replaceAll("(?s).*MaYeuCau[^>]*>([0-9a-f-]{36})<.*", "$1"))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f-]{36}"));
    }

    @Test
    void noMoreIsRememberedThanAllowed() {
        Lookup lookup = lookup(Map.of("entries", "5"));
        for (int i = 0; i < 40; i++) {
            lookup.look(person(i));
        }
        int remembered = 0;
        for (int i = 0; i < 40; i++) {
            remembered += lookup.look(person(i)).how().equals("remembered") ? 1 : 0;
        }
        assertThat(remembered).isLessThanOrEqualTo(5);
    }

    @Test
    void whoIsSlowHoldsNobodyLongerThanItsPatienceAndServesTheNext() {
        Lookup lookup = lookup(Map.of("patience", "PT0.2S"));
        register.holdBack();
        long began = System.nanoTime();
        Looked looked = lookup.look(known());
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(looked.isUnavailable()).isTrue();
        assertThat(looked.why()).isEqualTo("no answer within 200 ms");
        register.letGo();
        Waiting.until(() -> "heard", Duration.ofSeconds(30), () -> !lookup.look(known())
                .isUnavailable());
        assertThat(register.questions).hasSize(1);
    }

    @Test
    void whoIsInTroubleIsLeftAloneAndAskedAgainByOne() {
        Lookup lookup = lookup(Map.of("rest", "PT30S"));
        register.failing(true);
        for (int i = 0; i < 25; i++) {
            assertThat(lookup.look(person(i)).isUnavailable()).isTrue();
        }
        assertThat(register.questions).hasSize(10);
        assertThat(lookup.trouble()).get().asString().contains("it is left alone until", "row out-of-service");
        assertThat(lookup.look(person(30)).why()).contains("left alone");
        clock.advance(Duration.ofSeconds(31));
        register.failing(false);
        assertThat(lookup.look(known()).verdict()).isEqualTo("SAME");
        assertThat(lookup.trouble()).isEmpty();
    }

    @Test
    void whoNeverAnswersIsLeftAloneWhenTenHaveWaitedInVain() {
        Lookup lookup = lookup(Map.of("patience", "PT0.1S"));
        register.holdBack();
        for (int i = 0; i < 10; i++) {
            assertThat(lookup.trouble()).isEmpty();
            assertThat(lookup.look(person(i)).isUnavailable()).isTrue();
        }
        assertThat(lookup.trouble()).get().asString().contains("no answer within 100 ms");
        assertThat(lookup.look(person(11)).why()).contains("left alone");
        register.letGo();
        // A busy machine may not answer the first of them in a tenth of a second: then it is left alone once more.
        Waiting.until(() -> "back", Duration.ofSeconds(30), () -> {
            clock.advance(Duration.ofSeconds(61));
            return !lookup.look(known()).isUnavailable();
        });
        assertThat(register.questions)
                .filteredOn(question -> question.contains(">000190001"))
                .as("of those that waited in vain those that were under way")
                .hasSizeBetween(1, 4);
    }

    @Test
    void whoAnswersSlowlyIsLeftAloneAsWell() {
        Lookup lookup = lookup(Map.of("patience", "PT0.001S"));
        for (int i = 0; i < 10; i++) {
            lookup.look(person(i));
        }
        Waiting.until(() -> "left alone", Duration.ofSeconds(30), () -> lookup.trouble()
                .isPresent());
        assertThat(lookup.trouble()).get().asString().containsAnyOf("it answers, after", "no answer within 1 ms");
    }

    @Test
    void adviceIsNotWaitedForBehindMoreThanPatienceAllows() {
        register.holdBack();
        for (String policy : List.of("advisory", "required")) {
            Lookup lookup = lookup(Map.of("patience", "PT0.3S", "concurrency", "1", "policy", policy));
            Looked last = lookup.look(person(0));
            for (int i = 1; i < 7; i++) {
                last = lookup.look(person(i));
            }
            assertThat(last.why())
                    .isEqualTo(
                            policy.equals("advisory") ? "too many questions wait for it" : "no answer within 300 ms");
        }
    }

    @Test
    void whereThereIsNobodyToAskAboutNobodyIsAsked() {
        Lookup lookup = lookup(Map.of("policy", "required"));
        Looked looked = lookup.look(record("B0000001", "Nguyễn Thị Mẫu"));
        assertThat(looked.verdict()).isEqualTo("NOT_ASKED");
        assertThat(lookup.ends(looked)).isNull();
        assertThat(register.questions).isEmpty();
    }

    private static Attempt flown(Lookup lookup, String name) {
        try (StubbedProvince province = new StubbedProvince().as("accepted")) {
            return province.fly(flight(text(NUMBER, name)), lookup);
        }
    }

    private static Flight flight(String content) {
        Flight like = Flights.first();
        return new Flight(
                like.transferId(),
                like.submissionId(),
                like.source(),
                like.destination(),
                like.unit(),
                like.dossierCode(),
                like.revision(),
                content.getBytes(StandardCharsets.UTF_8),
                0,
                0,
                false,
                Held.NOTHING,
                like.acceptedAt(),
                null,
                0);
    }

    @Test
    void adviceStopsNobodyAndIsKeptInCodesOnly() {
        Attempt attempt = flown(lookup(Map.of()), "Trần Thị Thử");
        assertThat(attempt.outcome()).isInstanceOf(Outcome.Delivered.class);
        KeptExchange kept = attempt.kept().get(0);
        assertThat(kept.operation()).isEqualTo("lookup/" + NAME);
        assertThat(new String(kept.answered(), StandardCharsets.UTF_8))
                .isEqualTo("{\"verdict\":\"DIFFERS\",\"accepted\":false,\"differences\":\"name\",\"how\":\"asked\"}");
        assertThat(attempt.exchanges()).hasSize(attempt.kept().size() - 1);
    }

    @Test
    void adviceThatCannotBeHadStopsNobodyEither() {
        register.failing(true);
        Attempt attempt = flown(lookup(Map.of()), "Nguyễn Thị Mẫu");
        assertThat(attempt.outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(new String(attempt.kept().get(0).answered(), StandardCharsets.UTF_8))
                .contains("\"verdict\":\"UNAVAILABLE\"", "row out-of-service");
    }

    @Test
    void theWordsOfTheRegisterAreKeptNowhere() {
        register.faulting("Server", "Nguyễn Thị Mẫu: lỗi");
        Lookup lookup = lookup(Map.of());
        KeptExchange kept = flown(lookup, "Nguyễn Thị Mẫu").kept().get(0);
        assertThat(new String(kept.answered(), StandardCharsets.UTF_8))
                .contains("row fault-of-theirs")
                .doesNotContain("Mẫu");
        for (int i = 0; i < 10; i++) {
            lookup.look(person(i));
        }
        assertThat(lookup.trouble())
                .get()
                .asString()
                .contains("row fault-of-theirs")
                .doesNotContain("Mẫu");
    }

    @Test
    void whatIsRequiredParksTheRecordWhenItIsNotAccepted() {
        Attempt attempt = flown(lookup(Map.of("policy", "required")), "Trần Thị Thử");
        assertThat(attempt.row()).isEqualTo("mapping/lookup-" + NAME);
        assertThat(attempt.outcome()).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> assertThat(
                        rejected.problem().message())
                .contains("DIFFERS: name")
                .doesNotContain("Trần", NUMBER));
        assertThat(attempt.exchanges()).isEmpty();
    }

    @Test
    void whatIsRequiredAndCannotBeHadLetsTheRecordWaitAndBlamesNoDestination() {
        register.failing(true);
        Attempt attempt = flown(lookup(Map.of("policy", "required")), "Nguyễn Thị Mẫu");
        assertThat(attempt.row()).isEqualTo("lookup-unavailable");
        assertThat(attempt.outcome())
                .isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> assertThat(deferred.trouble())
                        .isTrue());
        assertThat(attempt.forGate().trouble()).isNull();
        assertThat(attempt.forGate().spoke()).isFalse();
        assertThat(Symptom.of(attempt.kept())).isEqualTo(Symptom.NONE);
    }

    @Test
    void whatIsSwitchedOffAsksNobody() {
        Attempt attempt = flown(lookup(Map.of("policy", "off")), "Nguyễn Thị Mẫu");
        assertThat(attempt.outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(register.questions).isEmpty();
    }

    @Test
    void aPolicyThatNobodyKnowsIsToldWithItsKey() {
        assertThatThrownBy(() -> LookupSettings.read(NAME, Map.of("policy", "perhaps")))
                .hasMessage("Setting hub.lookups." + NAME
                        + ".policy must be advisory, required or off. Found: perhaps. Example: advisory.");
        assertThatThrownBy(() -> LookupSettings.read(NAME, Map.of("patience", "soon")))
                .hasMessageContaining("Setting hub.lookups." + NAME + ".patience must be an ISO 8601 duration");
    }
}
