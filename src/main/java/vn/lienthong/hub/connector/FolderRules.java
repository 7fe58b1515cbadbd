package vn.lienthong.hub.connector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Names, README and contract of a connector folder. */
final class FolderRules {

    /** What a person looks for at three in the morning, in this order. */
    static final List<String> HEADINGS = List.of("What", "Settings", "Outcomes", "Limits", "Who to call");

    private static final Set<String> PROGRAMS = Set.of("java", "class", "jar", "groovy", "js", "py", "sh", "kts");

    private FolderRules() {}

    static boolean validName(String name) {
        return name.length() <= 40 && name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    }

    static void check(ConnectorFolder connector, Findings findings) {
        if (!validName(connector.name())) {
            findings.add(
                    connector.shown(""),
                    "The folder's name must be lower case letters, digits and single dashes, at most 40",
                    connector.name(),
                    "Example: ministry-soap");
        }
        for (TextFile file : connector.files()) {
            if (PROGRAMS.contains(file.extension())) {
                findings.add(
                        connector.shown(file.name()),
                        "A connector holds no program",
                        file.name(),
                        "What cannot be said with the named steps is a missing step: write an ADR");
            }
        }
        if (connector.files().stream().noneMatch(file -> file.name().startsWith("contract/"))) {
            findings.add(
                    connector.shown("contract"),
                    "The other side's contract is missing",
                    "no file in contract/",
                    "Keep there what they publish (WSDL and XSD, or OpenAPI), or what you found out, marked as assumption");
        }
        readme(connector, findings);
    }

    private static void readme(ConnectorFolder connector, Findings findings) {
        Optional<String> text = findings.text(connector.path().resolve("README.md"), connector.shown("README.md"));
        if (text.isEmpty()) {
            return;
        }
        List<String> headings = new ArrayList<>();
        text.get()
                .lines()
                .filter(line -> line.startsWith("## "))
                .forEach(line -> headings.add(line.substring(3).strip()));
        List<String> ours = headings.stream().filter(HEADINGS::contains).toList();
        if (!ours.equals(HEADINGS)) {
            findings.add(
                    connector.shown("README.md"),
                    "The README must have the headings " + String.join(" · ", HEADINGS) + " in this order",
                    String.join(" · ", headings),
                    "Everybody looks for the same thing in the same place: add or move them");
        }
        connector.kamelet().ifPresent(kamelet -> kamelet.properties()
                .keySet()
                .forEach(name -> mentioned(connector, text.get(), "setting", name, findings)));
        connector.pull().ifPresent(form -> form.settings()
                .forEach(name -> mentioned(connector, text.get(), "setting", name, findings)));
        connector.outcomes().ifPresent(outcomes -> outcomes.rows()
                .forEach(row -> mentioned(connector, text.get(), "outcome", row.name(), findings)));
        phrases(connector, Folding.fold(text.get()), findings);
    }

    /** A phrase that nobody has seen looks like one that somebody has: where it comes from must be told. */
    private static void phrases(ConnectorFolder connector, String readme, Findings findings) {
        Set<String> phrases = new TreeSet<>();
        connector.outcomes().ifPresent(outcomes -> outcomes.rows().forEach(row -> phrases.addAll(row.phrases())));
        connector.kamelet().ifPresent(kamelet -> kamelet.uses().stream()
                .map(use -> use.parameters().get("comeAgain"))
                .filter(told -> told != null)
                .flatMap(told -> StepOptions.parts(told.text()).stream())
                .forEach(phrase -> phrases.add(Folding.fold(phrase))));
        for (String phrase : phrases) {
            if (!phrase.isEmpty() && !readme.contains("\"" + phrase + "\"")) {
                findings.add(
                        connector.shown("README.md"),
                        "The README does not say where the phrase \"" + phrase + "\" comes from",
                        "not mentioned in double quotes",
                        "Name where it was seen, or call it an assumption");
            }
        }
    }

    private static void mentioned(
            ConnectorFolder connector, String readme, String kind, String name, Findings findings) {
        if (!readme.contains("`" + name + "`")) {
            findings.add(
                    connector.shown("README.md"),
                    "The README does not explain the " + kind + " `" + name + "`",
                    "not mentioned",
                    "Add a line for it");
        }
    }
}
