package vn.lienthong.hub.mapping;

import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.filters.JsonFilter;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.check.Violation;

/** One folder of mappings/: what it must hold, compiled. */
final class MappingFolder {
    static final String JSLT = "mapping.jslt";
    static final String INPUT = "input.schema.json";
    static final String OUTPUT = "output.schema.json";
    static final List<String> HEADINGS = List.of("What", "Fields", "Decisions", "Cases");

    // Nothing is dropped silently: what a misspelt path yields is null, and the closed output schema refuses null.
    private static final JsonFilter KEEP_ALL = value -> true;
    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final String UTF_8 = "It must be text in UTF-8: save it as that in the editor.";
    private static final Pattern PART = Pattern.compile("[a-z][a-z0-9-]*\\.jslt");

    private final Path folder;
    private final List<Violation> violations = new ArrayList<>();
    private @Nullable JsltMapping mapping;

    MappingFolder(Path folder, SchemaFolder schemas, Collection<Function> functions) {
        this.folder = folder;
        checkName();
        String source = source();
        Optional<Expression> expression = source == null ? Optional.empty() : compiled(source, functions);
        Optional<Shape> input = schema(schemas, INPUT);
        Optional<Shape> output = schema(schemas, OUTPUT);
        output.ifPresent(shape -> violations.addAll(ClosedRule.violations(where(OUTPUT), shape.source())));
        checkReadme();
        if (expression.isPresent() && input.isPresent() && output.isPresent()) {
            mapping = new JsltMapping(name(), expression.get(), input.get(), output.get(), String.valueOf(source));
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    Path path() {
        return folder;
    }

    Path cases() {
        return folder.resolve("cases");
    }

    Optional<JsltMapping> mapping() {
        return Optional.ofNullable(mapping);
    }

    /** What is wrong without running a case. */
    List<Violation> violations() {
        return violations;
    }

    private void checkName() {
        if (!NAME.matcher(name()).matches()) {
            add(
                    "",
                    "A mapping's name is lower-case words joined by hyphens.",
                    name(),
                    "Rename the folder, for example dossier-to-archive.");
        }
    }

    private @Nullable String source() {
        Path file = folder.resolve(JSLT);
        if (!Files.isRegularFile(file)) {
            add("", "A folder in mappings/ holds one mapping.", "no " + JSLT, "Write it, or remove the folder.");
            return null;
        }
        try {
            return JsonText.text(file);
        } catch (JsonText.Unreadable e) {
            add(JSLT + e.where(), "The JSLT cannot be read.", e.found(), UTF_8);
            return null;
        }
    }

    private Optional<Expression> compiled(String source, Collection<Function> functions) {
        try {
            return Optional.of(new Parser(new StringReader(source))
                    .withSource(JSLT)
                    .withFunctions(functions)
                    .withResourceResolver(this::part)
                    .withObjectFilter(KEEP_ALL)
                    .compile());
        } catch (JsltException e) {
            int line = JsltWords.line(e);
            String where = line > 0 ? ":" + line : "";
            add(JSLT + where, "The JSLT does not compile.", JsltWords.found(e), JsltWords.cure(e));
        } catch (StackOverflowError e) {
            add(JSLT, "The JSLT does not compile.", "more nesting than can be read", "Take it apart into functions.");
        }
        return Optional.empty();
    }

    // Imports reach files of the same folder only: never the classpath, never the network.
    private Reader part(String name) {
        Path file = folder.resolve(name);
        if (!PART.matcher(name).matches() || !Files.isRegularFile(file)) {
            throw new JsltException("import of " + name + ", which is no .jslt file of this folder");
        }
        try {
            return Files.newBufferedReader(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new JsltException("import of " + name + ", which cannot be read", e);
        }
    }

    private Optional<Shape> schema(SchemaFolder schemas, String file) {
        if (!Files.isRegularFile(folder.resolve(file))) {
            add(
                    "",
                    "A mapping stands between two JSON Schemas.",
                    "no " + file,
                    "Copy the one of dossier-to-echo and change it.");
            return Optional.empty();
        }
        try {
            JsonText.tree(folder.resolve(file));
            return Optional.of(schemas.shape(folder.resolve(file)));
        } catch (JsonText.Unreadable e) {
            add(file + e.where(), "The schema cannot be read.", e.found(), "Correct it there. " + UTF_8);
            return Optional.empty();
        } catch (IllegalStateException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            add(
                    file,
                    "The file is no usable JSON Schema.",
                    firstLine(String.valueOf(cause.getMessage())),
                    "Correct it: a reference ($ref) reaches files of the mappings folder, and each word has the form that JSON Schema 2020-12 gives it.");
            return Optional.empty();
        }
    }

    private void checkReadme() {
        Path readme = folder.resolve("README.md");
        try {
            List<String> lines = Files.isRegularFile(readme) ? Files.readAllLines(readme) : List.of();
            for (String heading : HEADINGS) {
                if (!lines.contains("## " + heading)) {
                    add(
                            "README.md",
                            "A mapping's README has four headings: " + String.join(", ", HEADINGS) + ".",
                            "no line '## " + heading + "'",
                            "Add it.");
                }
            }
        } catch (IOException e) {
            add("README.md", "The README cannot be read.", e.getClass().getSimpleName(), UTF_8);
        }
    }

    private void add(String file, String what, String found, String cure) {
        violations.add(new Violation(where(file), what, found, cure));
    }

    private String where(String file) {
        return "mappings/" + name() + (file.isEmpty() ? "" : "/" + file);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
