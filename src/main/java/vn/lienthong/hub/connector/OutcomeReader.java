package vn.lienthong.hub.connector;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads an outcomes.yaml; whatever it does not understand is a violation, never a guess. */
final class OutcomeReader {

    private static final Set<String> TOP = Set.of("answer", "shows", "stores-twice", "limits", "rows", "otherwise");
    private static final Set<String> ROW = Set.of(
            "name",
            "when",
            "outcome",
            "trouble",
            "needs-a-person",
            "wait",
            "next",
            "learn",
            "reference",
            "remember",
            "problem",
            "who");

    /** What the hub itself writes where else the row stands that decided: {@code explain} must not take one for the other. */
    private static final Set<String> OF_THE_HUB = Set.of(
            OutcomeTable.OTHERWISE,
            "crash",
            "cut-off",
            "enquiry-about-another",
            "flow-failed",
            "flow-without-delivery",
            "landing-refused",
            "nothing-new",
            "parked-by-flow",
            "payload-unreadable",
            "ping-pong");

    private final Findings findings;
    private final ConditionReader conditions;

    private final Path folder;

    /** @param folder in which the file stands */
    OutcomeReader(Path folder, Findings findings) {
        this.folder = folder;
        this.findings = findings;
        this.conditions = new ConditionReader(findings);
    }

    OutcomeTable read(YamlNode root) {
        known(root, TOP, "outcomes.yaml");
        AnswerForm form = form(root.get("answer"));
        conditions.messageAt(form.message());
        conditions.answersSoap(form.contract() != null, !form.opens().isEmpty());
        List<OutcomeRow> rows = new ArrayList<>();
        YamlNode list = root.get("rows");
        if (list == null || !list.isList()) {
            findings.add(root.where(), "outcomes.yaml has no rows", "no list 'rows'", "Add at least a row for success");
        } else {
            list.items().forEach(item -> rows.add(row(item)));
        }
        YamlNode otherwise = root.get("otherwise");
        if (otherwise == null || !otherwise.text().equals("unclear")) {
            findings.add(
                    otherwise == null ? root.where() : otherwise.where(),
                    "outcomes.yaml does not end in 'otherwise: unclear'",
                    otherwise == null ? "no key 'otherwise'" : "otherwise: " + otherwise.text(),
                    "An unknown answer is never success: write 'otherwise: unclear'");
        }
        unreachable(rows, root.file());
        return new OutcomeTable(
                List.copyOf(rows),
                limits(root.get("limits")),
                form,
                shows(root.get("shows")),
                storesTwice(root.get("stores-twice")));
    }

    private AnswerForm form(@Nullable YamlNode node) {
        if (node == null) {
            return AnswerForm.UNKNOWN;
        }
        known(node, Set.of("wsdl", "code", "message", "opens"), "answer");
        YamlNode message = node.get("message");
        YamlNode wsdl = node.get("wsdl");
        return new AnswerForm(
                path(node.get("code")),
                message == null ? List.of() : conditions.paths(message),
                wsdl == null ? null : new ContractFile(folder, wsdl.text()),
                opens(node.get("opens")));
    }

    private List<Opening> opens(@Nullable YamlNode node) {
        List<Opening> opens = new ArrayList<>();
        for (YamlNode item : node == null ? List.<YamlNode>of() : node.items()) {
            known(item, Set.of("pointer", "as"), "opens");
            YamlNode pointer = item.get("pointer");
            JsonPath at = pointer == null ? JsonPath.of("") : conditions.path(pointer);
            Optional<Opening.Form> form = Words.find(Opening.Form.class, item.text("as", ""));
            if (at.steps().isEmpty() || form.isEmpty()) {
                findings.add(
                        item.where(),
                        "What is opened needs a pointer to a text and what is packed in it",
                        "pointer: " + at.written() + ", as: " + item.text("as", ""),
                        "Example: {pointer: /getMessageReturn, as: xml}. Known: " + Words.all(Opening.Form.class));
            } else {
                opens.add(new Opening(at, form.get()));
            }
        }
        return List.copyOf(opens);
    }

    private Set<String> shows(@Nullable YamlNode node) {
        Set<String> names = new TreeSet<>();
        if (node == null) {
            return names;
        }
        for (YamlNode item : node.items()) {
            if (item.text().matches("[\\w-]{1,60}")) {
                names.add(item.text().toLowerCase(Locale.ROOT));
            } else {
                findings.add(
                        item.where(),
                        "'shows' lists names of fields",
                        "'" + item.text() + "'",
                        "Example: shows: [error_code, message]");
            }
        }
        return names;
    }

    private static Set<String> storesTwice(@Nullable YamlNode node) {
        return node == null
                ? Set.of()
                : node.items().stream().map(YamlNode::text).collect(Collectors.toUnmodifiableSet());
    }

    private Map<Reading.NextStep, Integer> limits(@Nullable YamlNode node) {
        Map<Reading.NextStep, Integer> limits = new EnumMap<>(Reading.NextStep.class);
        if (node == null) {
            return limits;
        }
        node.entries().forEach((key, value) -> {
            Optional<Reading.NextStep> step = Words.find(Reading.NextStep.class, key);
            if (step.isPresent() && value.text().matches("[1-9]")) {
                limits.put(step.get(), Integer.parseInt(value.text()));
            } else {
                findings.add(
                        value.where(),
                        "A limit must name a next step and a number from 1 to 9",
                        key + ": " + value.text(),
                        "Known: " + Words.all(Reading.NextStep.class));
            }
        });
        return limits;
    }

    private OutcomeRow row(YamlNode node) {
        known(node, ROW, "A row");
        String name = node.text("name", "");
        if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || OF_THE_HUB.contains(name)) {
            findings.add(
                    node.where(),
                    "A row needs a name of its own in kebab case",
                    "'" + name + "'",
                    "Say what happened, such as already-exists");
        }
        OutcomeRow.Verdict verdict = Words.find(OutcomeRow.Verdict.class, node.text("outcome", ""))
                .orElseGet(() -> {
                    findings.add(
                            node.where(),
                            "A row needs an outcome",
                            "'" + node.text("outcome", "") + "'",
                            "Known: " + Words.all(OutcomeRow.Verdict.class));
                    return OutcomeRow.Verdict.UNCLEAR;
                });
        YamlNode problem = node.get("problem");
        String what = problem == null ? "" : problem.text("what", "");
        String cure = problem == null ? "" : problem.text("cure", "");
        if (verdict != OutcomeRow.Verdict.DELIVERED && (what.isBlank() || cure.isBlank())) {
            findings.add(
                    node.where(),
                    "Row '" + name + "' does not say to a person what is wrong and what to do",
                    problem == null ? "no key 'problem'" : "what or cure is missing",
                    "Add problem: {what: …, cure: …}");
        }
        return new OutcomeRow(
                name,
                node.line(),
                conditions.read(node.get("when"), node),
                verdict,
                trouble(node, verdict),
                node.text("needs-a-person", "false").equals("true"),
                waits(node.get("wait"), verdict),
                next(node.get("next")),
                learn(node.get("learn")),
                path(node.get("reference")),
                remember(node.get("remember"), verdict),
                what,
                cure,
                who(node.get("who"), verdict));
    }

    private @Nullable Who who(@Nullable YamlNode node, OutcomeRow.Verdict verdict) {
        if (node == null) {
            return null;
        }
        Optional<Who> who = Words.find(Who.class, node.text());
        if (who.isEmpty()) {
            findings.add(
                    node.where(),
                    "Nobody of that name can act",
                    "who: " + node.text(),
                    "Known: " + Words.all(Who.class));
        } else if (verdict == OutcomeRow.Verdict.DELIVERED) {
            findings.add(
                    node.where(),
                    "'who' belongs to rows in which something is left to do",
                    "who: " + node.text() + ", outcome: delivered",
                    "Remove it");
        }
        return who.orElse(null);
    }

    /** Deferred is the destination's trouble unless said otherwise; unclear only where it is said, or the network failed. */
    private boolean trouble(YamlNode node, OutcomeRow.Verdict verdict) {
        boolean mayBe = verdict == OutcomeRow.Verdict.DEFERRED || verdict == OutcomeRow.Verdict.UNCLEAR;
        boolean usual = verdict == OutcomeRow.Verdict.DEFERRED
                || verdict == OutcomeRow.Verdict.UNCLEAR && node.get("when", "failure") != null;
        String written = node.text("trouble", String.valueOf(usual));
        if (!Set.of("true", "false").contains(written) || node.get("trouble") != null && !mayBe) {
            findings.add(
                    node.where(),
                    "'trouble' must be true or false and belongs to deferred and unclear rows only",
                    "trouble: " + written + ", outcome: " + node.text("outcome", ""),
                    "true: the destination's trouble, uses up no attempt; false: counts against the record");
        }
        String person = node.text("needs-a-person", "false");
        if (!Set.of("true", "false").contains(person) || person.equals("true") && !written.equals("true")) {
            findings.add(
                    node.where(),
                    "'needs-a-person' must be true or false and belongs to rows of the destination's trouble only",
                    "needs-a-person: " + person + ", trouble: " + written,
                    "A record that is at fault is parked: outcome: rejected");
        }
        return written.equals("true");
    }

    private List<OutcomeRow.Wait> waits(@Nullable YamlNode node, OutcomeRow.Verdict verdict) {
        List<OutcomeRow.Wait> waits = new ArrayList<>();
        if (node == null) {
            return waits;
        }
        if (verdict != OutcomeRow.Verdict.DEFERRED) {
            findings.add(
                    node.where(),
                    "'wait' belongs to deferred rows only",
                    "outcome: " + Words.kebab(verdict),
                    "Remove it");
        }
        for (YamlNode item : node.items()) {
            if (item.text().equals("retry-after")) {
                waits.add(new OutcomeRow.Wait(null));
                continue;
            }
            try {
                waits.add(new OutcomeRow.Wait(Duration.parse(item.text())));
            } catch (DateTimeException e) {
                findings.add(
                        item.where(),
                        "A wait must be retry-after or a duration",
                        item.text(),
                        "Example: [retry-after, PT1M]");
            }
        }
        return waits;
    }

    private Reading.@Nullable NextStep next(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        Optional<Reading.NextStep> step = Words.find(Reading.NextStep.class, node.text());
        if (step.isEmpty()) {
            findings.add(node.where(), "Unknown next step", node.text(), "Known: " + Words.all(Reading.NextStep.class));
        }
        return step.orElse(null);
    }

    private OutcomeRow.@Nullable Learn learn(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        known(node, Set.of("exists", "steps", "dossier"), "learn");
        String exists = node.text("exists", "");
        if (!Set.of("true", "false").contains(exists)) {
            findings.add(
                    node.where(),
                    "'learn' must say whether the dossier exists",
                    "exists: " + exists,
                    "Write exists: true or exists: false");
        }
        return new OutcomeRow.Learn(exists.equals("true"), path(node.get("steps")), path(node.get("dossier")));
    }

    private Map<String, List<JsonPath>> remember(@Nullable YamlNode node, OutcomeRow.Verdict verdict) {
        Map<String, List<JsonPath>> places = new TreeMap<>();
        if (node == null) {
            return places;
        }
        node.entries().forEach((name, value) -> {
            if (name.matches("[a-z][A-Za-z0-9]{0,19}")) {
                places.put(name, conditions.paths(value));
            }
        });
        if (verdict != OutcomeRow.Verdict.DELIVERED
                || places.isEmpty()
                || places.size() != node.entries().size()) {
            findings.add(
                    node.where(),
                    "'remember' belongs to delivered rows and says where what stands",
                    "outcome: " + Words.kebab(verdict) + ", names: "
                            + node.entries().keySet(),
                    "Example: remember: {code: /data/code}");
        }
        return places;
    }

    private @Nullable JsonPath path(@Nullable YamlNode node) {
        return node == null ? null : conditions.path(node);
    }

    private void known(YamlNode node, Set<String> keys, String of) {
        node.entries().forEach((key, value) -> {
            if (!keys.contains(key)) {
                findings.add(
                        value.where(),
                        of + " has an unknown key",
                        "'" + key + "'",
                        "Known: " + keys.stream().sorted().toList());
            }
        });
    }

    private void unreachable(List<OutcomeRow> rows, String file) {
        Map<String, Integer> names = new HashMap<>();
        for (int later = 0; later < rows.size(); later++) {
            OutcomeRow row = rows.get(later);
            Integer before = names.put(row.name(), row.line());
            if (before != null) {
                findings.add(
                        file + ":" + row.line(),
                        "Two rows have the same name",
                        row.name() + ", first in line " + before,
                        "Rename one");
            }
            for (OutcomeRow earlier : rows.subList(0, later)) {
                if (earlier.shadows(row)) {
                    findings.add(
                            file + ":" + row.line(),
                            "Row '" + row.name() + "' can never be reached",
                            "row '" + earlier.name() + "' in line " + earlier.line()
                                    + " already matches all it matches",
                            "Move it up, narrow the other row, or remove it");
                    break;
                }
            }
        }
    }
}
