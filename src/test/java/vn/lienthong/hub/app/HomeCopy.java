package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The hub's folders in another place, changed for a test. */
final class HomeCopy {

    private HomeCopy() {}

    /** Only these connectors, with their flows. */
    static Path of(Path home, Set<String> connectors) throws IOException {
        for (String folder : List.of("connectors", "mappings", "routes")) {
            try (Stream<Path> all = Files.walk(Path.of(folder))) {
                for (Path path : all.toList()) {
                    if (belongs(path, connectors)) {
                        Path copy = home.resolve(path.toString());
                        if (Files.isDirectory(path)) {
                            Files.createDirectories(copy);
                        } else {
                            Files.copy(path, copy);
                        }
                    }
                }
            }
        }
        return home;
    }

    /** Of the mappings only these, and no flow that names another. */
    static void keepMappings(Path home, Set<String> mappings) throws IOException {
        try (Stream<Path> all = Files.walk(home.resolve("mappings"))) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Path own = home.resolve("mappings").relativize(file);
                boolean shared = own.startsWith("tables")
                        || own.toString().isEmpty()
                        || Files.isRegularFile(file) && own.getNameCount() == 1;
                if (!shared && !mappings.contains(own.getName(0).toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    private static boolean belongs(Path path, Set<String> connectors) throws IOException {
        if (path.startsWith("connectors") && path.getNameCount() > 1) {
            return connectors.contains(path.getName(1).toString()) || path.endsWith("connectors/README.md");
        }
        if (path.toString().endsWith(".camel.yaml")) {
            String flow = Files.readString(path);
            return connectors.stream().anyMatch(name -> flow.contains("hub:lane/" + name + "\n"));
        }
        return true;
    }

    /** The flow to a destination sees to the files. */
    static void files(Path home, String flow, String what) throws IOException {
        Path file = home.resolve("routes/" + flow + ".camel.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("      steps:\n", "      steps:\n        - to: hub:files/" + what + "\n"));
    }

    /** The connector echo uploads the files of a dossier before its message goes. */
    static void echoUploads(Path home) throws IOException {
        Path echo = home.resolve("connectors/echo");
        change(
                echo.resolve("echo-sink.kamelet.yaml"),
                "      steps:\n",
                """
                      steps:
                        - to:
                            uri: "step:upload"
                            parameters:
                              url: "{{address}}/upload"
                              field: TepTin
                              takes: "IdTepTin=/id|HashTepTin=hash"
                              hashPart: hash
                              hashAt: /hash
                              concurrency: "{{concurrency}}"
                              connectTimeout: "{{connectTimeout}}"
                              answerTimeout: "{{answerTimeout}}"
                """);
        change(
                echo.resolve("outcomes.yaml"),
                "rows:\n",
                """
                rows:
                  - name: file-not-held
                    when: {failure: file-not-held}
                    outcome: rejected
                    problem: {what: A file is missing., cure: Put it in.}
                  - name: uploaded
                    when: {operation: upload, status: 200, json: {pointer: /id, filled: true}}
                    outcome: delivered
                """);
        change(echo.resolve("README.md"), "## Limits", "`file-not-held` `uploaded`\n\n## Limits");
        Map<String, String> outcomes = Map.of("file-not-held", "rejected", "uploaded", "delivered");
        for (String row : outcomes.keySet()) {
            Path situation = Files.createDirectories(echo.resolve("cases/" + row));
            for (String file : List.of("record.json", "sent.http", "stub.json")) {
                Files.copy(echo.resolve("cases/refused/" + file), situation.resolve(file));
            }
            Files.writeString(
                    situation.resolve("expected.yaml"),
                    "readings:\n  - row: " + row + "\n    outcome: " + outcomes.get(row) + "\n");
        }
        echoMapsFiles(home.resolve("mappings/dossier-to-echo"));
    }

    private static void echoMapsFiles(Path mapping) throws IOException {
        change(
                mapping.resolve("mapping.jslt"),
                "size($record.steps) else 0\n",
                """
                size($record.steps) else 0,
                      "files": if ($record.attachments) [for ($record.attachments) {"TepTin": {
                        "sha256": .sha256, "name": .name, "mediaType": "application/pdf", "form": {"dossier": $record.dossierCode}}}] else []
                """);
        Path schema = mapping.resolve("output.schema.json");
        change(schema, "\"summary\", \"steps\"]", "\"summary\", \"files\", \"steps\"]");
        change(
                schema,
                "              \"steps\": {",
                """
                              "files": {"type": "array", "items": {
                                "type": "object", "additionalProperties": false, "required": ["TepTin"],
                                "properties": {"TepTin": {
                                  "type": "object", "additionalProperties": false, "required": ["sha256", "name", "mediaType", "form"],
                                  "properties": {
                                    "sha256": {"type": "string"}, "name": {"type": "string"}, "mediaType": {"type": "string"},
                                    "form": {"type": "object", "additionalProperties": false, "required": ["dossier"], "properties": {"dossier": {"type": "string"}}}
                                  }}}}},
                              "steps": {""");
        try (Stream<Path> cases = Files.list(mapping.resolve("cases"))) {
            for (Path situation : cases.toList()) {
                Path expected = situation.resolve("expected.json");
                if (Files.exists(expected)) {
                    ObjectNode made = (ObjectNode) Json.MAPPER.readTree(expected.toFile());
                    ((ObjectNode) made.at("/messages/0/body")).putArray("files");
                    Files.writeString(expected, made.toString());
                }
            }
        }
    }

    private static void change(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(from)) {
            throw new AssertionError("nothing to change in " + file + ": " + from);
        }
        Files.writeString(file, text.replace(from, to));
    }
}
