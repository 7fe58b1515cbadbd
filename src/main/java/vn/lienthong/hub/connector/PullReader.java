package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a pull.yaml and says what is wrong with it, all at once. */
final class PullReader {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> TOP = Set.of("each", "days", "list", "detail", "files", "done", "failed");
    private static final Map<String, Set<String>> KEYS = Map.of(
            "days", Set.of("zone", "written"),
            "list", Set.of("operation", "body", "items", "id", "only", "more"),
            "detail", Set.of("operation", "body", "message"),
            "files", Set.of("items", "id", "address", "fetch", "rounds"),
            "done", Set.of("operation", "body"),
            "failed", Set.of("operation", "body"));
    /** What is known when each is asked or told. */
    private static final Map<String, Set<String>> NAMES = Map.of(
            "list", Set.of("day", "each"),
            "detail", Set.of("each", "id", "id-as-number"),
            "address", Set.of("each", "id", "file"),
            "fetch", Set.of("each", "id", "file", "address"),
            "done", Set.of("each", "id", "ids"),
            "failed", Set.of("each", "id", "problem"));

    private static final Set<String> OF_FILES = Set.of("address", "fetch");

    private final YamlNode root;
    private final Findings findings;

    PullReader(YamlNode root, Findings findings) {
        this.root = root;
        this.findings = findings;
    }

    /** What stands in the file; null when it cannot be used. */
    @Nullable
    PullForm read() {
        onlyKeys(root, TOP);
        KEYS.forEach((name, keys) -> {
            YamlNode node = root.get(name);
            if (node != null) {
                onlyKeys(node, keys);
            }
        });
        YamlNode listNode = root.get("list");
        PullRequest list = request("list");
        PullRequest done = request("done");
        YamlNode daysNode = root.get("days");
        if (list == null || listNode == null || done == null && daysNode == null) {
            need("list", list);
            need("done", daysNode == null ? done : list);
            return null;
        }
        YamlNode detail = root.get("detail");
        each(list);
        PullForm.Days days = daysNode == null ? null : days(daysNode, list);
        if (done != null && !done.names().contains("id") && !done.names().contains("ids")) {
            add(done.line(), "The source is not told which message we have", "no {{id}} and no {{ids}}", "Name them");
        }
        return new PullForm(
                root.get("each") == null ? null : root.text("each", ""),
                days,
                list,
                paths(listNode, "items"),
                paths(listNode, "id"),
                only(listNode.get("only")),
                more(listNode.get("more")),
                request("detail"),
                detail == null ? JsonPath.of("") : path(detail, "message"),
                files(root.get("files")),
                done,
                request("failed"));
    }

    private PullForm.@Nullable Files files(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        YamlNode asked = node.get("address");
        if (asked != null) {
            onlyKeys(asked, Set.of("operation", "body", "at"));
        }
        PullRequest address = request("address", asked);
        YamlNode fetched = node.get("fetch");
        if (fetched != null) {
            onlyKeys(fetched, Set.of("operation", "body"));
        }
        PullRequest fetch = request("fetch", fetched);
        if (fetch == null || !fetch.operation().equals(Conversation.DOWNLOAD)) {
            add(
                    node.line(),
                    "It is not said how a file is fetched",
                    fetch == null ? "files without fetch" : "operation " + fetch.operation(),
                    "Example: fetch: {operation: download, body: {address: \"{{address}}\"}}");
            return null;
        }
        if (fetch.names().contains("address") != (address != null)) {
            add(
                    fetch.line(),
                    "What is asked for must be used, and only that can be",
                    address == null ? "{{address}}, and no address" : "address, and no {{address}}",
                    "Ask for the address and name it in fetch.body; or name there where it stands: {{file:/POINTER}}");
        }
        return new PullForm.Files(
                path(node, "items"),
                path(node, "id"),
                address,
                asked == null ? JsonPath.of("") : path(asked, "at"),
                fetch,
                rounds(node));
    }

    private int rounds(YamlNode node) {
        String written = node.text("rounds", String.valueOf(PullForm.ROUNDS));
        if (!written.matches("[1-9]\\d{0,3}")) {
            add(node.line(), "rounds must be a number above 0", written, "Example: rounds: 5");
            return PullForm.ROUNDS;
        }
        return Integer.parseInt(written);
    }

    private void each(PullRequest list) {
        boolean named = list.names().contains("each");
        if (named != (root.get("each") != null)) {
            add(
                    list.line(),
                    "What is asked for one after the other must be named by each and stand in the list's body",
                    named ? "{{each}}, and no each" : "each, and no {{each}}",
                    "Example: each: unit-codes, and {{each}} in list.body");
        }
    }

    /** Who is told nothing must be asked so that nothing is missed; who is told can be asked for what is left. */
    private PullForm.@Nullable Days days(YamlNode node, PullRequest list) {
        for (String told : List.of("done", "failed")) {
            if (root.get(told) != null) {
                add(node.line(), "A source that is asked by days is told nothing", told + " and days", "Leave one out");
            }
        }
        if (root.get("list", "more") != null) {
            add(
                    node.line(),
                    "A day has one page, for nothing is told that would bring the next",
                    "more and days",
                    "Leave more out");
        }
        if (!list.names().contains("day")) {
            add(list.line(), "The list is not asked by days", "days, and no {{day}}", "Name it in list.body");
        }
        try {
            ZoneId zone = ZoneId.of(node.text("zone", ""));
            DateTimeFormatter written = DateTimeFormatter.ofPattern(node.text("written", ""), Locale.ROOT);
            if (written.format(LocalDate.EPOCH).equals(written.format(LocalDate.EPOCH.plusDays(1)))) {
                throw new IllegalArgumentException("two days are written alike");
            }
            return new PullForm.Days(zone, written);
        } catch (DateTimeException | IllegalArgumentException e) {
            add(
                    node.line(),
                    "Days need a time zone and how a day is written",
                    node.text("zone", "no zone") + ", " + node.text("written", "no written"),
                    "Example: zone: Asia/Ho_Chi_Minh, written: dd/MM/yyyy");
            return null;
        }
    }

    private PullForm.@Nullable Only only(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        onlyKeys(node, Set.of("pointer", "in"));
        String setting = node.text("in", "");
        if (setting.isBlank()) {
            add(
                    node.line(),
                    "It is not said which items are ours",
                    "only without in",
                    "Name a setting that lists them");
        }
        return new PullForm.Only(path(node, "pointer"), setting);
    }

    private void need(String name, @Nullable PullRequest request) {
        if (request == null && root.get(name) == null) {
            add(
                    root.line(),
                    "A pull needs " + name,
                    "no " + name,
                    name.equals("done")
                            ? "Say operation and body; where the source is told nothing, days"
                            : "Say operation and body");
        }
    }

    private @Nullable PullRequest request(String name) {
        return request(name, root.get(name));
    }

    private @Nullable PullRequest request(String name, @Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        String operation = node.text("operation", "");
        if (operation.isBlank()) {
            add(node.line(), "Nobody knows what to call", name + " without operation", "Name the operation");
            return null;
        }
        YamlNode body = node.get("body");
        PullRequest request = new PullRequest(operation, body == null ? JSON.objectNode() : body.json(), node.line());
        for (String used : request.names()) {
            boolean known = NAMES.getOrDefault(name, Set.of()).contains(used)
                    || used.startsWith(PullRequest.SETTING)
                    || used.startsWith(PullRequest.ITEM + "/") && !name.equals("list")
                    || used.startsWith(PullRequest.FILE + "/") && OF_FILES.contains(name);
            if (!known) {
                add(
                        node.line(),
                        "A name in the body of " + name + " stands for nothing",
                        "{{" + used + "}}",
                        "Known here: "
                                + NAMES.getOrDefault(name, Set.of()).stream()
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + ", setting:NAME"
                                + (name.equals("list") ? "" : ", item:/POINTER")
                                + (OF_FILES.contains(name) ? ", file:/POINTER" : ""));
            }
        }
        return request;
    }

    private PullForm.@Nullable More more(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        onlyKeys(node, Set.of("pointer", "is"));
        Set<String> is = new TreeSet<>();
        YamlNode said = node.get("is");
        if (said == null) {
            add(node.line(), "It is not said what means that there is more", "more without is", "Example: is: [1]");
        } else {
            said.items().forEach(item -> is.add(item.text()));
        }
        return new PullForm.More(path(node, "pointer"), is);
    }

    private JsonPath path(YamlNode node, String key) {
        return pointer(node, key, node.text(key, ""));
    }

    /** One place, or several of which the first counts that is there. */
    private List<JsonPath> paths(YamlNode node, String key) {
        YamlNode written = node.get(key);
        return written == null
                ? List.of(JsonPath.of(""))
                : written.items().stream()
                        .map(one -> pointer(node, key, one.text()))
                        .toList();
    }

    private JsonPath pointer(YamlNode node, String key, String written) {
        if (!JsonPath.valid(written)) {
            add(node.line(), key + " must be a JSON pointer", written, "Example: /return/list");
            return JsonPath.of("");
        }
        return JsonPath.of(written);
    }

    private void onlyKeys(YamlNode node, Set<String> allowed) {
        node.entries().forEach((key, value) -> {
            if (!allowed.contains(key)) {
                add(value.line(), "There is no such key", key, "Known here: " + new TreeSet<>(allowed));
            }
        });
    }

    private void add(int line, String what, String found, String cure) {
        findings.add(root.file() + ":" + line, what, found, cure);
    }
}
