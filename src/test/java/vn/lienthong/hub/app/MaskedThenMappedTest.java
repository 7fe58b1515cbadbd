package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.mapping.Message;
import vn.lienthong.hub.recording.HttpBytes;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.About;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;
import vn.lienthong.hub.recording.Recorder;
import vn.lienthong.hub.recording.RecordingSet;
import vn.lienthong.hub.testkit.MappingInputs;

/** What a hub makes of a masked record is what was masked of what it made of the record: else every replay would differ. */
class MaskedThenMappedTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OUT = "dossier-to-";
    private static final Hub HUB = Hub.at(Path.of(""));

    /** Differences that are no mistake of masking, by mapping, case and place, and why. */
    private static final Map<Pattern, String> KNOWN = Stream.of(
                    Map.entry("national-portal-rest .*/MaHoSo", "the portal gave it; the case gives it unmasked"),
                    Map.entry(
                            "land-registry-rest (supplement-with-its-file|two-supplements) .*",
                            "held before, by an unmasked sum"),
                    Map.entry("city-rest \\S+ /(files|state|steps)", "held before, by an unmasked key"),
                    Map.entry("city-rest \\S+ /steps/\\d+/key", "a sum of the step as it was"),
                    Map.entry(
                            "gateway-soap (later-revision-sends-only-what-is-new|nothing-new-says-its-status|resend-after-twenty-steps) .*",
                            "held before, by an unmasked key"),
                    Map.entry("gateway-soap edxml-namespace-from-settings .*", "an address, which may be a real one"),
                    Map.entry("gateway-soap born-on-a-day-that-never-was .*", "its year, moved, may have that day"),
                    Map.entry("civil-registry-rest markup-in-json-text .*", "signs within a name that is taken apart"))
            .collect(Collectors.toMap(known -> Pattern.compile(known.getKey()), Map.Entry::getValue));

    @TempDir
    private static Path data;

    private static Recorder recorder;

    @BeforeAll
    static void open() {
        recorder = RecordingSet.open(data, "tests").recorder(name -> HarmlessWords.of(HUB, name));
    }

    @Test
    void everyMessageOfTheCasesIsTheSameEitherWay() throws IOException {
        Map<String, String> wrong = new TreeMap<>();
        int compared = 0;
        for (String name : HUB.mappings().names()) {
            Mapping mapping = HUB.mappings().named(name).orElseThrow();
            for (Path input : name.startsWith(OUT) ? MappingInputs.of(name) : List.<Path>of()) {
                ObjectNode asked = (ObjectNode) JSON.readTree(input.toFile());
                if (mapping.apply(asked) instanceof MappingResult.Mapped made) {
                    compared++;
                    String connector = name.substring(OUT.length());
                    String situation = connector + ' ' + input.getName(input.getNameCount() - 2) + ' ';
                    differences(mapping, connector, asked, made).forEach((at, how) -> wrong.put(situation + at, how));
                }
            }
        }
        assertThat(compared).isGreaterThan(400);
        wrong.keySet().removeIf(at -> KNOWN.keySet().stream()
                .anyMatch(known -> known.asMatchPredicate().test(at)));
        assertThat(wrong).isEmpty();
    }

    private static Map<String, String> differences(
            Mapping mapping, String connector, ObjectNode asked, MappingResult.Mapped made) throws IOException {
        RecordedExchange masked = recorder.masked(exchange(connector, asked.get("record"), made));
        ObjectNode again = asked.deepCopy();
        again.set("record", JSON.readTree(masked.record()));
        if (!(mapping.apply(again) instanceof MappingResult.Mapped anew)) {
            return Map.of("", "the masked record is refused");
        }
        Map<String, String> differences = new TreeMap<>();
        for (int i = 0; i < made.messages().size(); i++) {
            JsonNode recorded = JSON.readTree(
                    HttpBytes.parse(masked.legs().get(i).request()).body());
            JsonNode sent = JSON.readTree(anew.messages().get(i).body().toString());
            differences("", recorded, sent, differences);
        }
        return differences;
    }

    private static void differences(String at, JsonNode recorded, JsonNode sent, Map<String, String> found) {
        if (recorded.isContainerNode() && recorded.size() == sent.size()) {
            if (recorded.isObject()) {
                recorded.fieldNames()
                        .forEachRemaining(
                                name -> differences(at + '/' + name, recorded.path(name), sent.path(name), found));
            } else {
                for (int i = 0; i < recorded.size(); i++) {
                    differences(at + '/' + i, recorded.path(i), sent.path(i), found);
                }
            }
        } else if (!recorded.equals(sent)) {
            found.put(at, "recorded " + recorded + ", sent anew " + sent);
        }
    }

    private static RecordedExchange exchange(String connector, JsonNode record, MappingResult.Mapped made) {
        Instant at = Instant.parse("2019-12-16T01:05:00Z");
        About about = new About(
                record.path("dossierCode").asText(),
                record.path("revision").asInt(1),
                "0000000000001",
                "21556",
                connector,
                connector,
                Map.of(),
                "DELIVERED",
                "accepted",
                null,
                at,
                new Recorded(at, "An", "a test", "journal", null, null));
        List<Leg> legs = new ArrayList<>();
        for (Message message : made.messages()) {
            String request = "POST / HTTP/1.1\r\nContent-Type: application/json\r\n\r\n" + message.body();
            legs.add(new Leg(
                    message.operation(), request.getBytes(StandardCharsets.UTF_8), null, "TIMEOUT", 1, true, false));
        }
        return new RecordedExchange(
                about, record.toString().getBytes(StandardCharsets.UTF_8), legs, List.of(), List.of());
    }
}
