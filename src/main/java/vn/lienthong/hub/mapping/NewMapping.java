package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.Reference;

/** Begins a mapping as a copy of dossier-to-echo, the smallest one. */
final class NewMapping {
    private static final String BODY = "/messages/0/body";
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
    Path write(String name, Mappings.Theirs theirs, Reference reference) throws IOException {
        Path target = write(name);
        Path cases = target.resolve("cases");
        for (String file : List.of("input.json", "expected-error.txt")) {
            Files.deleteIfExists(cases.resolve("unmapped-procedure").resolve(file));
        }
        Files.deleteIfExists(cases.resolve("unmapped-procedure"));
        Set<String> wrong = new TreeSet<>();
        String refused;
        do {
            begin(target, name, theirs, wrong);
            refused = played(target, name, reference);
            // What a name gave away must be what their contract takes: else it is left to a person.
        } while (refused != null && wrong.add(refused));
        return target;
    }

    private static void begin(Path target, String name, Mappings.Theirs theirs, Set<String> wrong) throws IOException {
        MappingDraft draft = new MappingDraft(theirs, wrong);
        Files.writeString(target.resolve("mapping.jslt"), draft.jslt(theirs.destination()));
        Files.writeString(target.resolve("output.schema.json"), draft.output(theirs.destination()));
        Files.writeString(target.resolve("README.md"), draft.readme(name, theirs.destination()));
    }

    /** Writes what the cases become; or gives the place in the body that the contract does not take. */
    private @Nullable String played(Path target, String name, Reference reference) throws IOException {
        JsltMapping mapping = Mappings.load(root, reference)
                .jslt(name)
                .orElseThrow(() -> new IllegalArgumentException("The mapping that was begun cannot be read. Found: "
                        + target + ". Run 'check mapping " + name + "'."));
        for (String one : List.of("birth-registration", "enquiry")) {
            Path folder = target.resolve("cases").resolve(one);
            JsonNode input =
                    MappingCases.JSON.readTree(folder.resolve("input.json").toFile());
            for (RecordSchema.Fault fault : mapping.outputFaults(input)) {
                if (fault.pointer().startsWith(BODY)) {
                    return fault.pointer().substring(BODY.length()).replaceAll("/\\d+(?=/|$)", "");
                }
            }
            if (mapping.apply(input) instanceof MappingResult.Mapped mapped) {
                Files.writeString(folder.resolve("expected.json"), MappingCases.pretty(mapped) + "\n");
            }
        }
        return null;
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
