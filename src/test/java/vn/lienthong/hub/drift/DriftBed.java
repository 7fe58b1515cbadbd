package vn.lienthong.hub.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vn.lienthong.hub.connector.ContractMapping;
import vn.lienthong.hub.connector.PublishedContract;
import vn.lienthong.hub.connector.PublishedContract.Theirs;

/** A connector of this repository, whose other side publishes something else than its folder holds. */
final class DriftBed {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path connectors;
    private final String connector;
    private final List<ContractMapping> mappings;

    /** @param folder empty; the connector is copied into it */
    DriftBed(Path folder, String connector, String sends, String reads) throws IOException {
        this.connector = connector;
        this.connectors = folder.resolve("connectors");
        copy(Path.of("connectors", connector), connectors.resolve(connector));
        List<ContractMapping> all = new ArrayList<>();
        if (!sends.isEmpty()) {
            all.add(new ContractMapping(sends, schema(sends, "output"), MissingNode.getInstance(), ""));
        }
        if (!reads.isEmpty()) {
            String text = Files.readString(Path.of("mappings", reads, "mapping.jslt"));
            all.add(new ContractMapping(reads, MissingNode.getInstance(), schema(reads, "input"), text));
        }
        this.mappings = all;
    }

    private static JsonNode schema(String mapping, String which) throws IOException {
        return JSON.readTree(
                Path.of("mappings", mapping, which + ".schema.json").toFile());
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Path target = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) {
                    Files.createDirectories(target);
                } else if (!one.toString().contains("/cases/")) {
                    Files.copy(one, target);
                }
            }
        }
    }

    Path contract() {
        return connectors.resolve(connector).resolve("contract");
    }

    /** What they publish: the folder's contract, changed. */
    Path published(Path folder, Map<String, String> edits) throws IOException {
        copy(contract(), folder);
        edit(folder, edits);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*[.](wsdl|yaml)"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Of each text the first place; all places of one that begins with {@code ALL:}. */
    static void edit(Path folder, Map<String, String> edits) throws IOException {
        for (Map.Entry<String, String> edit : edits.entrySet()) {
            boolean done = false;
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    String text = Files.readString(file);
                    String everywhere = edit.getKey().replaceFirst("^ALL:", "");
                    if (!everywhere.equals(edit.getKey()) && text.contains(everywhere)) {
                        Files.writeString(file, text.replace(everywhere, edit.getValue()));
                        done = true;
                    } else if (!done && text.contains(edit.getKey())) {
                        int at = text.indexOf(edit.getKey());
                        Files.writeString(
                                file,
                                text.substring(0, at)
                                        + edit.getValue()
                                        + text.substring(at + edit.getKey().length()));
                        done = true;
                    }
                }
            }
            if (!done) {
                throw new AssertionError("nothing to change: " + edit.getKey());
            }
        }
    }

    List<Change> changes(Path published) {
        PublishedContract ours = PublishedContract.of(connectors, connector);
        Theirs theirs = ours.saved(published);
        if (theirs.facts().isEmpty()) {
            throw new AssertionError(theirs.problem().orElseThrow().message());
        }
        return ContractComparison.of(ours.own(), theirs.facts().get(), ours.use(Map.of(), mappings), theirs.misfits());
    }

    Theirs theirs(Path published) {
        return PublishedContract.of(connectors, connector).saved(published);
    }
}
