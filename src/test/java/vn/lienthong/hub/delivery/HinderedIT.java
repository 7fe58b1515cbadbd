package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.FetchRules;
import vn.lienthong.hub.connector.ShelfInMemory;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.kit.SettableClock;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.mapping.Mappings;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.replay.FakePopulation;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/** After a crash it is not known what arrived; a record whose file or lookup is missing is held back all the same, whether its mapping can ask or not. */
@Timeout(120)
class HinderedIT {
    private static final Mappings MAPPINGS =
            Mappings.load(Path.of("mappings"), Reference.load(Path.of("mappings/tables")));

    private final SettableClock clock = SettableClock.onTheSampleDay();
    private final StubbedProvince province = new StubbedProvince().as("accepted");
    private final FakePopulation register = FakePopulation.start();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<Lookup> opened = new ArrayList<>();
    private Lookup required;
    private RecordFiles files;

    @BeforeEach
    void start(@TempDir Path folder) {
        camel.start();
        register.failing(true);
        required = lookup(mappings());
        files = new RecordFiles(
                new ShelfInMemory(),
                new FetchRules(List.of(), Set.of(), Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000, 2),
                new FileLinks("https://hub.example", FileLinkKeys.at(folder.resolve("files.key"))));
    }

    private static Lookup.Mappings mappings() {
        return new Lookup.Mappings(
                () -> MAPPINGS.named("record-to-population-lookup").orElse(null),
                () -> MAPPINGS.named("population-lookup-to-finding").orElse(null));
    }

    private Lookup lookup(Lookup.Mappings mappings) {
        Map<String, String> settings = new HashMap<>(register.settings());
        settings.putAll(Map.of("policy", "required", "patience", "PT20S"));
        Lookup lookup = new Lookup(
                LookupSettings.read("population-lookup-soap", settings),
                mappings,
                Connectors.load(Path.of("connectors")).open("population-lookup-soap", settings, camel, clock),
                clock,
                new Random(5));
        opened.add(lookup);
        return lookup;
    }

    @AfterEach
    void stop() {
        opened.forEach(Lookup::close);
        files.close();
        camel.stop();
        register.close();
        province.close();
    }

    private static Flight withoutItsFile() {
        return unclear(
                "{\"attachments\":[{\"id\":\"f1\",\"name\":\"to-khai.pdf\",\"sha256\":\"" + "ab".repeat(32) + "\"}],");
    }

    private static Flight withoutFiles() {
        return unclear("{");
    }

    private static Flight unclear(String begins) {
        Flight like = Flights.first();
        String content = new String(like.content(), StandardCharsets.UTF_8)
                .replaceFirst("\\{", begins)
                .replace("052190999901", "000190000001")
                .replace("\"kind\":", "\"bornOn\":\"1989-06-03\",\"kind\":");
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
                true,
                Held.NOTHING,
                like.acceptedAt(),
                null,
                0);
    }

    /** That of the province, as it would be for a destination that cannot be asked. */
    private static Mapping neverAsks() {
        Mapping real = MAPPINGS.named("dossier-to-province-rest").orElseThrow();
        return new Mapping() {
            @Override
            public String name() {
                return real.name();
            }

            @Override
            public MappingResult apply(JsonNode input) {
                ObjectNode told = input.deepCopy();
                return real.apply(told.put("enquiry", false));
            }
        };
    }

    @Test
    void whatCannotAskDoesNotGoWithoutItsFile() {
        Attempt attempt = province.fly(withoutItsFile(), neverAsks(), one -> one.files(files, false));

        assertThat(province.messages()).isEmpty();
        assertThat(attempt.row()).isEqualTo("file-not-held");
        assertThat(attempt.outcome()).isInstanceOf(Outcome.Deferred.class);
        assertThat(attempt.forGate().trouble()).isNull();
    }

    @Test
    void whatCannotAskDoesNotGoWithoutARequiredLookup() {
        Attempt attempt = province.fly(withoutFiles(), neverAsks(), one -> one.enrich(required));

        assertThat(province.messages()).isEmpty();
        assertThat(attempt.row()).isEqualTo("lookup-unavailable");
        assertThat(attempt.awaitsLookup()).isTrue();
    }

    @Test
    void whatCanAskAsksFirstAndThenWaitsForItsFileAndItsLookup() {
        province.as("enquiry-finds-nothing");
        Mapping asks = MAPPINGS.named("dossier-to-province-rest").orElseThrow();

        Attempt attempt = province.fly(withoutItsFile(), asks, one -> one.files(files, false));
        assertThat(province.kinds()).containsExactly("enquiry");
        assertThat(attempt.row()).isEqualTo("file-not-held");

        Attempt other = province.fly(withoutFiles(), asks, one -> one.enrich(required));
        assertThat(province.kinds()).containsExactly("enquiry", "enquiry");
        assertThat(other.row()).isEqualTo("lookup-unavailable");
    }

    @Test
    void aDestinationThatDoesNotAnswerTheQuestionIsToBlameAndNotTheFile() {
        province.answering("TraCuuHoSo", 503, "");
        Attempt attempt = province.fly(
                withoutItsFile(),
                MAPPINGS.named("dossier-to-province-rest").orElseThrow(),
                one -> one.files(files, false));

        assertThat(attempt.row()).isNotEqualTo("file-not-held");
        assertThat(attempt.forGate().trouble()).isNotNull();
        assertThat(attempt.isFetching()).isFalse();
    }

    private void assertParked(Lookup lookup, String found) {
        Attempt attempt = province.fly(
                withoutFiles(), MAPPINGS.named("dossier-to-province-rest").orElseThrow(), one -> one.enrich(lookup));
        assertThat(attempt.row()).isEqualTo("lookup-unusable");
        assertThat(attempt.outcome()).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> assertThat(
                        rejected.problem().message())
                .contains(found)
                .doesNotContain("Mẫu"));
        assertThat(province.kinds()).containsOnly("enquiry");
        assertThat(attempt.forGate().trouble()).isNull();
    }

    private static Mapping refusing() {
        return new Mapping() {
            @Override
            public String name() {
                return "refusing";
            }

            @Override
            public MappingResult apply(JsonNode input) {
                return new MappingResult.Refused(new Problem("odd-record", "It is odd.", "Mẫu", "Correct it."), null);
            }
        };
    }

    @Test
    void whatIsRequiredAndNeverCanBeHadForThisRecordParksIt() {
        province.as("enquiry-finds-nothing");
        register.failing(false);
        Lookup.Mappings real = mappings();
        assertParked(
                lookup(new Lookup.Mappings(HinderedIT::refusing, real.reads())), "no question can be made: odd-record");
        assertParked(
                lookup(new Lookup.Mappings(real.asks(), HinderedIT::refusing)),
                "its answer cannot be compared: odd-record");
        register.faulting("Client", "Nguyễn Thị Mẫu: sai định dạng");
        Lookup lookup = lookup(real);
        assertParked(lookup, "it does not take the question: row fault-of-ours");
        assertThat(lookup.trouble()).isEmpty();
    }

    @Test
    void aMappingThatIsGoneLetsTheRecordWait() {
        Attempt attempt = province.fly(
                withoutFiles(), neverAsks(), one -> one.enrich(lookup(new Lookup.Mappings(() -> null, () -> null))));
        assertThat(attempt.row()).isEqualTo("lookup-unavailable");
    }
}
