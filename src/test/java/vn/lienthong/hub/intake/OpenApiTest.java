package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.FeedItem;

class OpenApiTest {
    private static final Pattern SPRING = Pattern.compile("@(Get|Post|Put|Delete|Patch)Mapping\\(\"(/v1/[^\"]+)\"\\)");

    /** Asks that sources may not make. */
    private static final Set<String> FOR_OPERATORS = Set.of(
            "findTransfers",
            "getHolds",
            "getUnmappedCodes",
            "beginVerification",
            "getVerification",
            "auditDossier",
            "getRetention",
            "getLiveRecording",
            "getPullDays",
            "getContractDrift",
            "getSwitchovers",
            "getSwitchover",
            "getHeldOfSwitchover",
            "getSwitchoverSteps",
            "getTimeliness",
            "getTimelinessReport",
            "getRehearsals",
            "getRehearsal",
            "getReadinessReport",
            "streamLastKnown",
            "getReconciliations",
            "getSwitchoverPlan",
            "getSwitchoverWaves",
            "getHistoryLoads",
            "getUnit",
            "traceUnit",
            "getUnitReform",
            "getHistoryLoad");

    @Test
    void namesEveryCallThatIsServedAndNoOther() throws IOException {
        Set<String> served = new TreeSet<>(Set.of(
                "post /v1/dossiers",
                "post /v1/dossiers/batch",
                "put /v1/attachments/{sha256}",
                "head /v1/attachments/{sha256}",
                "post /v1/ward-books"));
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/vn/lienthong/hub/app"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Matcher mapping = SPRING.matcher(Files.readString(source));
                while (mapping.find()) {
                    served.add(mapping.group(1).toLowerCase(Locale.ROOT) + " " + mapping.group(2));
                }
            }
        }

        assertThat(calls()).isEqualTo(served);
    }

    @Test
    void leadsToSomethingWithEveryReference() {
        List<String> references = OpenApi.DOCUMENT.findValuesAsText("$ref");

        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        OpenApi.DOCUMENT.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void showsARecordThatTheHubTakes() {
        JsonNode example = OpenApi.DOCUMENT.at("/components/requestBodies/Record/content/application~1json/example");

        assertThat(Readers.READER.read(example.toString().getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(RecordReader.Read.class, read -> assertThat(read.notes())
                        .isEmpty());
    }

    @Test
    void asksForWhatTheSchemaAsksFor() throws IOException {
        JsonNode schema = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(Path.of("mappings/dossier-record.schema.json").toFile());

        assertThat(OpenApi.DOCUMENT.at("/components/schemas/DossierRecord/required"))
                .isEqualTo(schema.path("required"));
        assertThat(OpenApi.DOCUMENT.at("/components/schemas/DossierRecord/properties/status/enum"))
                .isEqualTo(schema.at("/$defs/status/enum"));
    }

    @Test
    void namesWhatMayBecomeOfARecord() {
        List<String> written = new ArrayList<>();
        OpenApi.DOCUMENT
                .at("/components/schemas/Outcome/properties/outcome/enum")
                .forEach(kind -> written.add(kind.asText()));

        assertThat(written).isEqualTo(FeedItem.KINDS);
    }

    @Test
    void saysOfEveryCallWhoseItIsAndWhatAStrangerHears() {
        Set<String> tags = new TreeSet<>(OpenApi.DOCUMENT.path("tags").findValuesAsText("name"));
        OpenApi.DOCUMENT.path("paths").forEach(path -> path.properties().forEach(call -> {
            if (!call.getKey().equals("parameters")) {
                String name = call.getValue().path("operationId").asText();
                assertThat(call.getValue().path("tags"))
                        .as(name)
                        .singleElement()
                        .satisfies(tag -> assertThat(tag.asText()).isIn(tags));
                boolean act = call.getValue().path("tags").path(0).asText().equals("act");
                // Whoever has the address may have the file, and the address proves itself.
                boolean proven = call.getValue().path("tags").path(0).asText().equals("fetch");
                JsonNode answers = call.getValue().path("responses");
                assertThat(answers.has("401") || proven || name.equals("headAttachment"))
                        .as(name)
                        .isTrue();
                assertThat(answers.has("403")).as(name).isEqualTo(act || proven || FOR_OPERATORS.contains(name));
            }
        }));
    }

    private static Set<String> calls() {
        Set<String> calls = new TreeSet<>();
        OpenApi.DOCUMENT.path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> {
                    if (!method.equals("parameters")) {
                        calls.add(method + " " + path.getKey());
                    }
                }));
        return calls;
    }
}
