package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.journal.Journal.By;
import vn.lienthong.hub.rehearsal.Plan;
import vn.lienthong.hub.vocabulary.Problem;

/** What a call wants rehearsed, read and checked. */
final class RehearsalRequests {
    static final Set<String> NAMES = Set.of(
            "unit",
            "destination",
            "from",
            "to",
            "history",
            "sendTo",
            "send",
            "limit",
            "perHour",
            "by",
            "why",
            "dryRun");

    private static final Pattern FILE = Pattern.compile("[\\p{L}\\p{N}_-][\\p{L}\\p{N} ._-]{0,120}");

    private final Supplier<Hub> hub;
    private final HubSettings settings;

    RehearsalRequests(Supplier<Hub> hub, HubSettings settings) {
        this.hub = hub;
        this.settings = settings;
    }

    Plan plan(ActBody body, By by) {
        ObjectNode tree = body.tree();
        Instant from = time(tree, "from");
        Instant before = time(tree, "to");
        Parameters.inOrder(
                from, before, tree.path("from").asText(), tree.path("to").asText());
        return new Plan(
                unit(tree.path("unit").asText("")),
                destination(tree.path("destination").asText("")),
                from,
                before,
                history(tree.path("history").asText("")),
                sendTo(tree),
                (long) number(tree, "limit"),
                number(tree, "perHour"),
                by.who(),
                by.why());
    }

    String unit(String code) {
        if (!hub.get().reference().units().codes().contains(code)) {
            throw ApiFailure.unknown("unit", code);
        }
        return code;
    }

    private String destination(String name) {
        String meant = name.isEmpty() ? settings.rehearsal().destinationOf(settings.destinations()) : name;
        if (meant == null || !settings.destinations().containsKey(meant)) {
            throw bad(
                    "destination",
                    "A rehearsal is towards one destination.",
                    meant == null ? "none named, and several are configured" : ApiFailure.shown(meant),
                    "Known are: " + String.join(", ", settings.destinations().keySet())
                            + ". Or set hub.rehearsal.destination.");
        }
        return meant;
    }

    private static @Nullable Instant time(ObjectNode tree, String name) {
        return Parameters.only(Map.of(name, tree.path(name).asText()), Set.of(name))
                .time(name, name.equals("to"));
    }

    /** By its name alone, in one folder: a call must not have the hub read what else lies on its disk. */
    private @Nullable Path history(String name) {
        if (name.isEmpty()) {
            return null;
        }
        Path folder = settings.rehearsal().historyFolder(settings.dataFolder());
        Path file = FILE.matcher(name).matches() ? folder.resolve(name) : null;
        if (file == null || !Files.isRegularFile(file)) {
            throw bad(
                    "history",
                    "There is no such file of records.",
                    file == null ? "a text that is no file name" : "'" + name + "' in " + folder,
                    "Put the file into that folder on the hub's machine, one record a line; give its name without folders.");
        }
        return file;
    }

    private static @Nullable String sendTo(ObjectNode tree) {
        String address = tree.path("sendTo").asText("");
        return address.isEmpty() && !tree.path("send").asBoolean() ? null : address;
    }

    private static double number(ObjectNode tree, String name) {
        double number = tree.path(name).asDouble(0);
        if (tree.has(name) && (!tree.path(name).isNumber() || number <= 0)) {
            throw bad(name, name + " must be a number above 0.", "something else", "Example: \"" + name + "\": 1000.");
        }
        return number;
    }

    /** What would be done, for a dry run. */
    ObjectNode would(Plan plan) {
        ObjectNode node = Json.object()
                .put("unit", plan.unit())
                .put("destination", plan.destination())
                .put("dryRun", true);
        Json.put(node, "from", plan.from());
        Json.put(node, "to", plan.before());
        Path history = plan.history();
        Json.put(node, "history", history == null ? null : String.valueOf(history.getFileName()));
        String sendTo = plan.sendTo();
        if (sendTo != null) {
            Map<String, String> own = settings.rehearsal().addresses().getOrDefault(plan.destination(), Map.of());
            try {
                Map<String, String> real = settings.destinations().getOrDefault(plan.destination(), Map.of());
                node.put(
                        "sendTo",
                        RehearsalAddress.settings(plan.destination(), real, own, sendTo)
                                .getOrDefault("address", ""));
            } catch (IllegalArgumentException e) {
                throw refused(e);
            }
        }
        return node;
    }

    /** A sentence in three parts as an answer. */
    static ApiFailure refused(IllegalArgumentException e) {
        String text = String.valueOf(e.getMessage());
        String[] parts = text.split(" Found: ", 2);
        int end = parts.length == 2 ? parts[1].indexOf(". ") : -1;
        Problem problem = end < 0
                ? new Problem("rehearsal-refused", text, "-", "Correct it and rehearse again.")
                : new Problem("rehearsal-refused", parts[0], parts[1].substring(0, end), parts[1].substring(end + 2));
        return new ApiFailure(422, problem, "never");
    }

    private static ApiFailure bad(String name, String what, String found, String cure) {
        return new ApiFailure(422, new Problem("bad-" + name, what, found, cure), "never");
    }
}
