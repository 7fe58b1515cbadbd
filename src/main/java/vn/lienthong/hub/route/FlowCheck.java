package vn.lienthong.hub.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import vn.lienthong.hub.check.Violation;

/** Checks one flow: one route per file, file name = route id, short, no logic, no error handling, known verbs and names. */
final class FlowCheck {
    private static final int LONGEST = 60;
    private static final Set<String> WORDS = Set.of("id", "description");
    private static final Set<String> FILES = Set.of("hold", "link");
    private static final String STEPS =
            "Take it out; what a flow may do are hub:lane, hub:enrich, hub:files, hub:map, hub:deliver and hub:park, or hub:pull, hub:map and hub:accept. "
                    + "Logic belongs into a mapping, what an answer means into outcomes.yaml, retry into delivery.";

    private static final Pattern EVERY =
            Pattern.compile("every=P(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?");
    private static final String BEGIN = "Begin with hub:lane/DESTINATION, or with hub:pull/SOURCE.";

    private final Path file;
    private final String id;
    private final Map<String, Set<String>> names;
    private final List<Violation> violations = new ArrayList<>();
    private final List<String> verbs = new ArrayList<>();

    FlowCheck(Path file, String id, Map<String, Set<String>> names) {
        this.file = file;
        this.id = id;
        this.names = names;
    }

    List<Violation> violations() {
        if (!file.getFileName().toString().endsWith(".camel.yaml")) {
            add(0, "A file in routes/ is no flow.", file.getFileName().toString(), "Name it ID.camel.yaml or move it.");
            return violations;
        }
        try {
            String text = Files.readString(file);
            long lines = text.lines().count();
            if (lines > LONGEST) {
                add(
                        0,
                        "A flow is too long.",
                        lines + " lines",
                        "Keep it under " + (LONGEST + 1) + ": split it or move logic out.");
            }
            Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(text);
            root.ifPresentOrElse(this::routes, () -> add(0, "A flow is empty.", "no YAML node", "Write one route."));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
            add(
                    line,
                    "A flow is no YAML.",
                    String.valueOf(e.getProblem()),
                    "Look there and in the line above: as many blanks as the lines beside it and no tab, a blank behind each colon, what is opened is closed.");
        } catch (IOException e) {
            add(0, "A flow cannot be read.", e.getClass().getSimpleName(), "Correct file and rights.");
        }
        return violations;
    }

    private void routes(Node root) {
        if (!(root instanceof SequenceNode list) || list.getValue().size() != 1) {
            add(line(root), "A file holds one route.", "something else", "Write a list with one '- route:' in it.");
            return;
        }
        Node entry = list.getValue().get(0);
        only(entry, Set.of("route"), "A file holds one route.");
        Node route = child(entry, "route");
        Node routeId = route == null ? null : child(route, "id");
        if (!(routeId instanceof ScalarNode scalar) || !scalar.getValue().equals(id)) {
            String found = routeId instanceof ScalarNode other ? other.getValue() : "none";
            add(line(root), "Route id and file name differ.", "id " + found, "Set route.id to " + id + ".");
        }
        if (route == null) {
            return;
        }
        only(route, Set.of("from"), "A route holds more than where it begins and its steps.");
        Node from = child(route, "from");
        if (from == null) {
            add(line(route), "A flow begins nowhere.", "no from", BEGIN);
            return;
        }
        only(from, Set.of("uri", "steps"), "A flow begins with more than its lane or its pull.");
        place(from, true);
        Node steps = child(from, "steps");
        if (steps instanceof SequenceNode all) {
            all.getValue().forEach(this::step);
        }
        if (!verbs.isEmpty() && verbs.get(0).startsWith("hub:pull/")) {
            wayBack(root);
        } else {
            order(root);
        }
    }

    /** One verb: {@code - to: hub:map/NAME}, or the same with {@code uri} beneath. */
    private void step(Node step) {
        only(step, Set.of("to"), "A flow holds logic or error handling.");
        Node to = child(step, "to");
        if (to instanceof MappingNode) {
            only(to, Set.of("uri"), "A step says more than where to.");
        }
        if (to != null) {
            place(to, false);
        }
    }

    private void place(Node node, boolean begins) {
        Node uri = node instanceof MappingNode ? child(node, "uri") : node;
        if (!(uri instanceof ScalarNode scalar)) {
            add(line(node), "A step goes nowhere.", "no uri", "Write a verb, for example hub:map/MAPPING.");
            return;
        }
        boolean beginning =
                scalar.getValue().startsWith("hub:lane/") || scalar.getValue().startsWith("hub:pull/");
        if (beginning != begins && scalar.getValue().startsWith("hub:")) {
            add(
                    line(scalar),
                    begins
                            ? "A flow begins with another verb than its lane or its pull."
                            : "A lane or a pull stands among the steps.",
                    scalar.getValue(),
                    begins ? BEGIN : "Keep one, under from.");
        }
        verbs.add(scalar.getValue());
        verb(scalar);
    }

    /** Camel would do whatever else stands there: read a file, run a timer, call anybody. */
    private void only(Node node, Set<String> keys, String what) {
        if (!(node instanceof MappingNode mapping)) {
            add(line(node), what, "something without a name", STEPS);
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "a key that is no word";
            if (!keys.contains(key) && !WORDS.contains(key)) {
                add(line(entry.getKeyNode()), what, key, STEPS);
            }
        }
    }

    /** What is pulled is mapped and then accepted, and nothing else: it goes to its destination by that one's own flow. */
    private void wayBack(Node root) {
        boolean mapped = false;
        boolean accepted = false;
        for (String verb : verbs) {
            mapped |= verb.startsWith("hub:map/");
            accepted |= verb.startsWith("hub:accept/");
            if (verb.startsWith("hub:accept/") && !mapped
                    || verb.startsWith("hub:deliver/")
                    || verb.startsWith("hub:park/")) {
                add(
                        line(root),
                        "A flow that pulls does something else than to map and then to accept.",
                        verb,
                        "hub:map/MAPPING, then hub:accept/DESTINATION, once for each that is owed it.");
            }
        }
        if (!accepted) {
            add(
                    line(root),
                    "A flow pulls for nobody.",
                    "no hub:accept",
                    "Say to whom the records are owed: hub:accept/DESTINATION.");
        }
    }

    /** A flow that delivers without mapping, or to another destination than its lane's, would lose records in the open. */
    private void order(Node root) {
        boolean mapped = false;
        for (String verb : verbs) {
            if (mapped && verb.startsWith("hub:files/")) {
                add(
                        line(root),
                        "A flow sees to the files of a record that it has mapped already.",
                        verb,
                        "Put it before hub:map/MAPPING.");
            }
            mapped |= verb.startsWith("hub:map/");
            if (verb.startsWith("hub:enrich/") && mapped) {
                add(
                        line(root),
                        "A flow asks a register when the record is mapped already.",
                        verb,
                        "Put it before hub:map: what it finds is for the mapping.");
            }
            if (verb.startsWith("hub:accept/")) {
                add(line(root), "A flow accepts what it did not pull.", verb, "Begin with hub:pull/SOURCE.");
            }
            if (verb.startsWith("hub:deliver/")) {
                if (!mapped) {
                    add(
                            line(root),
                            "A flow delivers what it has not mapped.",
                            verb,
                            "Put a hub:map/MAPPING before it.");
                }
                String lane = "hub:lane/" + verb.substring("hub:deliver/".length());
                if (verbs.get(0).startsWith("hub:lane/") && !verbs.get(0).equals(lane)) {
                    add(
                            line(root),
                            "A flow delivers to another destination than its lane's.",
                            verb,
                            "Begin with " + lane + ".");
                }
            }
        }
    }

    private void verb(ScalarNode node) {
        String uri = node.getValue();
        String[] parts = uri.startsWith("hub:") ? uri.substring("hub:".length()).split("/", 2) : new String[] {uri};
        String name = parts.length > 1 ? nameOf(parts, node) : "";
        String kind =
                switch (parts[0]) {
                    case "map" -> "map";
                    case "lane", "deliver", "accept" -> "deliver";
                    case "pull" -> "pull";
                    case "files" -> "files";
                    case "enrich" -> "enrich";
                    case "park" -> "";
                    default -> null;
                };
        if (kind == null) {
            add(
                    line(node),
                    "No such verb in a flow.",
                    node.getValue(),
                    "Use hub:lane, hub:enrich, hub:files, hub:map, hub:deliver or hub:park; or hub:pull, hub:map and hub:accept.");
        } else if (!kind.isEmpty() && !names(kind).contains(name)) {
            String known = String.join(", ", names(kind).stream().sorted().toList());
            add(line(node), "A flow uses a name that does not exist.", node.getValue(), "Use one of: " + known + ".");
        }
    }

    private Set<String> names(String kind) {
        return kind.equals("files") ? FILES : names.getOrDefault(kind, Set.of());
    }

    /** A pull says how often: {@code hub:pull/SOURCE?every=PT1M}. */
    private String nameOf(String[] parts, ScalarNode node) {
        String[] name = parts[1].split("\\?", 2);
        if (name.length > 1
                && !(parts[0].equals("pull") && EVERY.matcher(name[1]).matches())) {
            add(
                    line(node),
                    "A verb says something that nobody understands.",
                    node.getValue(),
                    "Only a pull says more than a name, and that is how often: hub:pull/SOURCE?every=PT1M.");
        }
        return name[0];
    }

    private static @org.jspecify.annotations.Nullable Node child(Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key)) {
                    return entry.getValueNode();
                }
            }
        }
        return null;
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    private void add(int line, String what, String found, String cure) {
        String where = "routes/" + file.getFileName() + (line > 0 ? ":" + line : "");
        violations.add(new Violation(where, what, found, cure));
    }
}
