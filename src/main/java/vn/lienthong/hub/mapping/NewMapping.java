package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import vn.lienthong.hub.reference.Reference;

/** Begins a mapping as a copy of dossier-to-echo, the smallest one. */
final class NewMapping {
    static final String TEMPLATE = "dossier-to-echo";
    private final Path root;

    NewMapping(Path root) {
        this.root = root;
    }

    Path write(String name) throws IOException {
        Path target = root.resolve(name);
        if (!MappingFolder.NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("A mapping's name is lower-case words joined by hyphens. Found: " + name
                    + ". Example: dossier-to-archive.");
        }
        if (Files.exists(target)) {
            throw new IllegalArgumentException(
                    "The mapping is there already. Found: " + target + ". Choose another name or remove the folder.");
        }
        Path template = root.resolve(TEMPLATE);
        if (!Files.isDirectory(template)) {
            throw new IllegalArgumentException(
                    "The mapping to copy is missing. Found: no " + template + ". Take it from the hub's distribution.");
        }
        copy(template, target, name);
        return target;
    }

    /** The same for a destination, begun from a message of it; the cases are what it makes of them. */
    Path write(String name, String destination, JsonNode message, Reference reference) throws IOException {
        MappingDraft draft = new MappingDraft(message);
        Path target = write(name);
        Files.writeString(target.resolve("mapping.jslt"), draft.jslt(destination));
        Files.writeString(target.resolve("output.schema.json"), draft.output(destination));
        Files.writeString(target.resolve("README.md"), draft.readme(name, destination));
        Path cases = target.resolve("cases");
        for (String file : List.of("input.json", "expected-error.txt")) {
            Files.deleteIfExists(cases.resolve("unmapped-procedure").resolve(file));
        }
        Files.deleteIfExists(cases.resolve("unmapped-procedure"));
        Mapping mapping = Mappings.load(root, reference)
                .named(name)
                .orElseThrow(() -> new IllegalArgumentException("The mapping that was begun cannot be read. Found: "
                        + target + ". Run 'check mapping " + name + "'."));
        for (String one : List.of("birth-registration", "enquiry")) {
            JsonNode input = new ObjectMapper()
                    .readTree(cases.resolve(one).resolve("input.json").toFile());
            if (mapping.apply(input) instanceof MappingResult.Mapped mapped) {
                Files.writeString(cases.resolve(one).resolve("expected.json"), MappingCases.pretty(mapped) + "\n");
            }
        }
        return target;
    }

    private static void copy(Path template, Path target, String name) throws IOException {
        Files.walkFileTree(template, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(target.resolve(template.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String text = Files.readString(file).replace(TEMPLATE, name);
                Files.writeString(target.resolve(template.relativize(file)), text);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
