package vn.lienthong.hub.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of docs/adr/0004-package-table.md: which package may use which of ours and which of others. */
final class PackageTable {
    static final String BASE = "vn.lienthong.hub";
    static final String FILE = "docs/adr/0004-package-table.md";

    private final Map<String, Set<String>> ours = new LinkedHashMap<>();
    private final Map<String, Set<String>> others = new LinkedHashMap<>();
    private final Map<String, String> labelOfPrefix = new LinkedHashMap<>();

    static PackageTable read() {
        PackageTable table = new PackageTable();
        String document = Repository.read(FILE);
        for (List<String> row : MarkdownTable.find(document, "package").rows()) {
            table.ours.put(row.get(0), list(row.get(1)));
            table.others.put(row.get(0), list(row.get(2)));
        }
        for (List<String> row : MarkdownTable.find(document, "name").rows()) {
            list(row.get(1)).forEach(prefix -> table.labelOfPrefix.put(prefix, row.get(0)));
        }
        return table;
    }

    Set<String> packages() {
        return ours.keySet();
    }

    Set<String> oursOf(String room) {
        return ours.getOrDefault(room, Set.of());
    }

    Set<String> othersOf(String room) {
        return others.getOrDefault(room, Set.of());
    }

    Set<String> labels() {
        return Set.copyOf(labelOfPrefix.values());
    }

    /** The package of ours that a class lives in, without the common beginning; empty for others' classes. */
    static Optional<String> room(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(BASE + ".")) {
            return Optional.empty();
        }
        return Optional.of(name.substring(BASE.length() + 1).replaceAll("\\..*", ""));
    }

    /** Why a dependency is not in the table; empty when it is. */
    Optional<String> objection(Dependency dependency) {
        String from = room(dependency.getOriginClass()).orElse("");
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.isPrimitive() || from.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> to = room(target);
        if (to.isPresent()) {
            boolean known = to.get().equals(from) || oursOf(from).contains(to.get());
            return known ? Optional.empty() : Optional.of(from + " may not use " + to.get());
        }
        String label = label(target.getName()).orElse("a library without a name in the table");
        return othersOf(from).contains(label) ? Optional.empty() : Optional.of(from + " may not use " + label);
    }

    /** The name that the longest fitting prefix gives to a class of others. */
    Optional<String> label(String className) {
        return labelOfPrefix.keySet().stream()
                .filter(prefix -> className.startsWith(prefix + "."))
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .map(labelOfPrefix::get);
    }

    private static Set<String> list(String cell) {
        return Arrays.stream(cell.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty() && !word.equals("-"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
