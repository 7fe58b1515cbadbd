package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One folder of connectors/, read once. What could not be read is in its findings. */
final class ConnectorFolder {

    private final Path path;
    private final String name;
    private final Findings findings = new Findings();
    private final @Nullable KameletFile kamelet;
    private final @Nullable OutcomeTable outcomes;
    private final @Nullable LookupFile lookup;
    private final @Nullable PullForm pull;
    private final List<JsonPath> tellsApart;

    ConnectorFolder(Path path) {
        this.path = path;
        this.name = path.getFileName().toString();
        this.kamelet = YamlNode.read(path.resolve(kameletName()), shown(kameletName()), findings)
                .map(KameletFile::of)
                .orElse(null);
        this.outcomes = YamlNode.read(path.resolve("outcomes.yaml"), shown("outcomes.yaml"), findings)
                .map(root -> new OutcomeReader(path, findings).read(root))
                .orElse(null);
        this.lookup = LookupFile.read(path, shown(LookupFile.NAME), findings).orElse(null);
        this.pull = Files.isRegularFile(path.resolve(PullForm.FILE))
                ? YamlNode.read(path.resolve(PullForm.FILE), shown(PullForm.FILE), findings)
                        .map(root -> new PullReader(root, findings).read())
                        .orElse(null)
                : null;
        this.tellsApart = Files.isRegularFile(path.resolve(OtherSide.FILE))
                ? YamlNode.read(path.resolve(OtherSide.FILE), shown(OtherSide.FILE), findings)
                        .map(this::tellsApart)
                        .orElse(List.of())
                : List.of();
    }

    private List<JsonPath> tellsApart(YamlNode root) {
        String key = "tells-apart";
        YamlNode told = root.entries().keySet().equals(Set.of(key)) ? root.get(key) : null;
        List<YamlNode> places = told == null ? List.of() : told.items();
        if (places.isEmpty() || places.stream().anyMatch(place -> !place.text().startsWith("/"))) {
            findings.add(
                    shown(OtherSide.FILE),
                    "It says at which places of a message something makes another request of it, and nothing else",
                    root.entries().keySet() + " with " + places.size() + " places",
                    "Example: tells-apart: [/isUpdating]");
            return List.of();
        }
        return places.stream().map(place -> JsonPath.of(place.text())).toList();
    }

    /** Places of a message where something makes another request of it. */
    List<JsonPath> tellsApart() {
        return tellsApart;
    }

    /** What makes it a lookup; empty for a destination. */
    Optional<LookupFile> lookup() {
        return Optional.ofNullable(lookup);
    }

    Path path() {
        return path;
    }

    String name() {
        return name;
    }

    /** What reading the files found; the rules add to it. */
    Findings findings() {
        return findings;
    }

    Optional<KameletFile> kamelet() {
        return Optional.ofNullable(kamelet);
    }

    Optional<OutcomeTable> outcomes() {
        return Optional.ofNullable(outcomes);
    }

    /** How it is pulled from; empty where it is not, or where its pull.yaml cannot be used. */
    Optional<PullForm> pull() {
        return Optional.ofNullable(pull);
    }

    String templateName() {
        return name + "-sink";
    }

    String kameletName() {
        return templateName() + ".kamelet.yaml";
    }

    /** A file of the folder as people find it from hub.home. */
    String shown(String file) {
        return "connectors/" + name + "/" + file;
    }

    /** The folders in cases/, in order. */
    List<Path> cases() {
        return children(path.resolve("cases"));
    }

    /** Every file of the folder, in order. */
    List<TextFile> files() {
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> new TextFile(
                            path.relativize(file)
                                    .toString()
                                    .replace(file.getFileSystem().getSeparator(), "/"),
                            file))
                    .sorted(Comparator.comparing(TextFile::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory)
                    .filter(child -> !child.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
