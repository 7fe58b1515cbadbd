package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.Mappings;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.reference.Reference;

/** Records of made-up people as sources of the tests hold them, and mappings that take them out of a message. */
final class PulledRecords {
    static final Path MAPPINGS = Path.of("mappings");
    static final Reference REFERENCE = Reference.load(MAPPINGS.resolve("tables"));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OUTPUT =
            """
            {"type": "object", "additionalProperties": false, "required": ["messages"], "properties": {"messages": {"type": "array", "items":
              {"type": "object", "additionalProperties": false, "required": ["operation", "body", "confirmsExistence", "confirmsSteps", "enquiry"],
               "properties": {"operation": {"const": "accept"}, "body": {"$ref": "../dossier-record.schema.json"},
                              "confirmsExistence": {"const": false}, "confirmsSteps": {"type": "array"}, "enquiry": {"const": false}}}}}}
            """;

    /** Takes the record out of a message, and the files that were fetched for it. */
    static final String WITH_FILES =
            """
            let files = if (.files) [for (.files) {"id": "f" + .id, "sha256": .sha256, "size": .size}] else []
            { "messages": [ { "operation": "accept", "body": .message.record | {"attachments": $files, * : .}, "confirmsExistence": false, "confirmsSteps": [], "enquiry": false } ] }
            """;

    private PulledRecords() {}

    static ObjectNode record(String code, String name) {
        ObjectNode record = JSON.createObjectNode().put("dossierCode", code);
        record.put("revision", 1).put("procedureCode", "1.001193").put("unit", "21583");
        record.put("status", "NEW").put("receivedAt", "2026-01-05T07:30:00+07:00");
        record.putObject("applicant").put("kind", "CITIZEN").put("name", name);
        return record;
    }

    /** A mapping in a home of its own. */
    static Mapping mapping(Path home, String jslt) throws IOException {
        Path folder = Files.createDirectories(home.resolve("mappings/test-to-dossier"));
        Files.copy(
                MAPPINGS.resolve(RecordSchema.FILE),
                home.resolve("mappings/" + RecordSchema.FILE),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(folder.resolve("mapping.jslt"), jslt);
        Files.writeString(folder.resolve("input.schema.json"), "{}");
        Files.writeString(folder.resolve("output.schema.json"), OUTPUT);
        return Mappings.load(home.resolve("mappings"), REFERENCE)
                .named("test-to-dossier")
                .orElseThrow();
    }
}
