package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One folder in a connector's cases/. Reading a file of it fails where the file is not as {@code check} wants it. */
record ConnectorCase(String connector, Path folder) {

    static final ObjectMapper JSON = new ObjectMapper();

    record Message(String operation, JsonNode body) {}

    static List<ConnectorCase> all(Path connectors, String connector) {
        return new ConnectorFolder(connectors.resolve(connector))
                .cases().stream()
                        .map(path -> new ConnectorCase(connector, path))
                        .toList();
    }

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Message> messages() {
        return read(folder.resolve("record.json")).path("messages").findParents("operation").stream()
                .map(m -> new Message(m.path("operation").asText(), m.path("body")))
                .toList();
    }

    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        read(folder.resolve("record.json"))
                .path("settings")
                .fields()
                .forEachRemaining(e -> settings.put(e.getKey(), e.getValue().asText()));
        return settings;
    }

    JsonNode stub() {
        return read(folder.resolve("stub.json"));
    }

    String sent() {
        try {
            return Files.readString(folder.resolve("sent.http"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The readings that expected.yaml asks for, each as its keys. */
    List<Map<String, String>> expected() {
        Findings findings = new Findings();
        YamlNode root = YamlNode.read(folder.resolve("expected.yaml"), "expected.yaml", findings)
                .orElse(null);
        YamlNode readings = root == null ? null : root.get("readings");
        if (readings == null || !readings.isList()) {
            throw new IllegalArgumentException("expected.yaml has no list of readings");
        }
        return readings.items().stream()
                .map(item -> {
                    Map<String, String> keys = new HashMap<>();
                    item.entries().forEach((key, value) -> keys.put(key, value.text()));
                    return keys;
                })
                .toList();
    }

    String name() {
        return folder.getFileName().toString();
    }

    /** A file of it as people find it from hub.home. */
    String shown(String file) {
        return "connectors/" + connector + "/cases/" + name() + "/" + file;
    }

    @Override
    public String toString() {
        return connector + ": " + name();
    }
}
