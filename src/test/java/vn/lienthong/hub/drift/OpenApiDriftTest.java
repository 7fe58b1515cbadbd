package vn.lienthong.hub.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A catalogue of what may change in an OpenAPI document, each change judged by what {@code echo} sends and reads: its mapping, its rows. */
class OpenApiDriftTest {
    private static final String DOCUMENT =
            """
            openapi: 3.0.3
            info: {title: Nhận hồ sơ, version: "1"}
            servers: [{url: https://echo.example}]
            paths:
              /messages:
                post:
                  operationId: echo
                  parameters:
                    - {name: Idempotency-Key, in: header, required: true, schema: {type: string}}
                  requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Message"}}}}
                  responses:
                    "200": {description: taken, content: {application/json: {schema: {$ref: "#/components/schemas/Taken"}}}}
                    "422": {description: refused}
              /others:
                get: {operationId: others, responses: {"200": {description: all}}}
            components:
              schemas:
                Message:
                  type: object
                  required: [dossier]
                  properties:
                    dossier: {type: string, maxLength: 50}
                    revision: {type: integer}
                    unit: {type: string, maxLength: 500}
                    procedure: {type: string}
                    status: {type: string, enum: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"]}
                    receivedAt: {type: string}
                    summary: {type: string}
                    steps: {type: integer}
                    note: {type: string}
                Taken:
                  type: object
                  required: [dossier]
                  properties:
                    dossier: {type: string}
                    number: {type: string}
                    kind: {type: string, enum: [NEW, OLD]}
                    when: {type: string, format: date-time}
            """;

    @TempDir
    Path folder;

    private DriftBed bed() throws Exception {
        DriftBed bed = new DriftBed(folder, "echo", "dossier-to-echo", "");
        Files.writeString(
                bed.contract().resolve("openapi.yaml"),
                DOCUMENT + "  securitySchemes:\n    key: {type: apiKey, in: header, name: X-Key}\n");
        return bed;
    }

    static List<Row> changes() {
        return Stream.of("openapi-changes", "openapi-more-changes")
                .flatMap(catalogue -> Row.of(catalogue).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void eachChangeIsJudgedByWhatIsSentAndRead(Row row) throws Exception {
        DriftBed bed = bed();
        DriftBed.edit(bed.contract(), row.before());
        List<Change> changes = bed.changes(bed.published(folder.resolve("theirs"), row.now()));

        assertThat(changes).as("%s", changes).anyMatch(row::is);
        assertThat(changes.get(0).level()).as("the worst of %s", changes).isEqualTo(row.level());
        assertThat(changes.get(0).operations())
                .isEqualTo(row.told("endpoint").startsWith("GET") ? Set.of() : Set.of("echo"));
    }

    static List<Row> same() {
        return Row.of("openapi-same");
    }

    @ParameterizedTest
    @MethodSource("same")
    void theSameContractWrittenOtherwiseIsNoDifference(Row row) throws Exception {
        DriftBed bed = bed();
        DriftBed.edit(bed.contract(), row.before());
        assertThat(bed.changes(bed.published(folder.resolve("theirs"), row.now())))
                .isEmpty();
    }

    @Test
    void aDocumentThatHoldsItselfIsToldAndThrowsNothing() throws Exception {
        DriftBed bed = bed();
        Path published = bed.published(
                folder.resolve("theirs"),
                Map.of("note: {type: string}", "note: &a {type: object, properties: {x: *a}}"));
        assertThat(bed.theirs(published).problem().orElseThrow().code()).isEqualTo("contract-unreadable");
    }
}
