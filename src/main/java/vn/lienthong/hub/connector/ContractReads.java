package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.ContractUse.Called;
import vn.lienthong.hub.connector.ContractUse.Heard;

/** What a connector reads of the answers to an operation. One thread. */
final class ContractReads {

    private static final int DEEPEST = 24;
    private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{N}_]+");

    private final ConnectorFolder folder;
    private final List<ContractMapping> mappings;
    private final SortedMap<String, Heard> reads = new TreeMap<>();
    private final SortedMap<String, Set<String>> open = new TreeMap<>();

    ContractReads(ConnectorFolder folder, List<ContractMapping> mappings) {
        this.folder = folder;
        this.mappings = mappings;
    }

    Called of(String operation, String endpoint, List<JsonNode> sends) {
        reads.clear();
        open.clear();
        List<OutcomeRow> rows = folder.outcomes().map(OutcomeTable::rows).orElse(List.of()).stream()
                .filter(row -> concerns(row, operation))
                .toList();
        folder.outcomes().map(OutcomeTable::form).ifPresent(this::form);
        rows.forEach(this::row);
        folder.pull().ifPresent(pull -> pulled(pull, operation));
        if (folder.lookup().isPresent()) {
            mappings.forEach(mapping -> mapped(mapping, "answer", List.of()));
        }
        return new Called(
                endpoint,
                sends,
                reads,
                open,
                statuses(rows, row -> true),
                statuses(rows, row -> row.verdict() == OutcomeRow.Verdict.DELIVERED),
                rows.stream().flatMap(row -> row.conditions().stream()).anyMatch(ContractReads::isAnyFault));
    }

    private static boolean isAnyFault(Condition condition) {
        return condition instanceof Condition.Fault fault && fault.codes().isEmpty();
    }

    private static boolean concerns(OutcomeRow row, String operation) {
        return row.conditions().stream()
                .allMatch(condition -> !(condition instanceof Condition.Operation only)
                        || only.names().contains(operation));
    }

    private static Set<Integer> statuses(List<OutcomeRow> rows, Predicate<OutcomeRow> which) {
        Set<Integer> all = new TreeSet<>();
        for (OutcomeRow row : rows.stream().filter(which).toList()) {
            boolean said = false;
            for (Condition condition : row.conditions()) {
                if (condition instanceof Condition.Status status) {
                    said = true;
                    status.ranges().forEach(range -> add(all, range.from(), range.to()));
                }
            }
            if (!said && row.verdict() == OutcomeRow.Verdict.DELIVERED) {
                add(all, 200, 299);
            }
        }
        return Set.copyOf(all);
    }

    private static void add(Set<Integer> all, int from, int to) {
        for (int status = from; status <= to; status++) {
            all.add(status);
        }
    }

    private void form(AnswerForm form) {
        if (form.code() != null) {
            read(form.code(), "the code of outcomes.yaml", Set.of(), false);
        }
    }

    /** The first of the places that has words counts; where a row asks for none, they may be missing as well. */
    private void words(Condition.Text text, String by) {
        text.at().stream().filter(place -> !place.steps().isEmpty()).forEach(place -> read(place, by, Set.of(), false));
    }

    private void row(OutcomeRow row) {
        boolean good = row.verdict() == OutcomeRow.Verdict.DELIVERED;
        String by = "row " + row.name();
        for (Condition condition : row.conditions()) {
            if (condition instanceof Condition.Json json) {
                read(json.at(), by, json.values(), good);
            } else if (condition instanceof Condition.Text text) {
                words(text, by);
            }
        }
        if (row.learn() != null) {
            read(row.learn().steps(), by, Set.of(), false);
            read(row.learn().dossier(), by, Set.of(), false);
        }
        read(row.reference(), by, Set.of(), false);
        row.remember().values().forEach(places -> places.forEach(place -> read(place, by, Set.of(), false)));
    }

    private void pulled(PullForm pull, String operation) {
        boolean lists = pull.list().operation().equals(operation);
        boolean details = pull.detail() != null && pull.detail().operation().equals(operation);
        for (JsonPath items : lists ? pull.items() : List.<JsonPath>of()) {
            read(items, PullForm.FILE, Set.of(), false);
            pull.id().forEach(id -> read(under(items, id), PullForm.FILE, Set.of(), false));
            if (pull.only() != null) {
                read(under(items, pull.only().place()), PullForm.FILE, Set.of(), false);
            }
            if (pull.detail() == null) {
                mappings.forEach(mapping -> mapped(mapping, "message", items.steps()));
            }
        }
        if (lists && pull.more() != null) {
            read(pull.more().place(), PullForm.FILE, pull.more().is(), false);
        }
        if (details) {
            read(pull.message(), PullForm.FILE, Set.of(), false);
            mappings.forEach(
                    mapping -> mapped(mapping, "message", pull.message().steps()));
        }
    }

    private static JsonPath under(JsonPath around, JsonPath inner) {
        List<String> steps = new ArrayList<>(around.steps());
        steps.addAll(inner.steps());
        return new JsonPath(around.written() + inner.written(), steps);
    }

    /** What a mapping takes in of an answer. */
    private void mapped(ContractMapping mapping, String property, List<String> around) {
        JsonNode input = mapping.input().path("properties").path(property);
        if (!input.isMissingNode()) {
            taken(new SchemaTree(mapping.input()).of(input), pointer(around), mapping, 0);
        }
    }

    private void taken(JsonNode schema, String at, ContractMapping mapping, int depth) {
        JsonNode inner = schema.has("items") ? schema.path("items") : schema;
        List<JsonNode> alternatives = new ArrayList<>();
        inner.path("oneOf").forEach(alternatives::add);
        if (depth > DEEPEST || inner.path("properties").isEmpty() && alternatives.isEmpty()) {
            boolean leaf = inner.has("type")
                    && !Set.of("object", "array").contains(inner.path("type").asText());
            if (!leaf) {
                open.computeIfAbsent(at, key -> new TreeSet<>()).addAll(words(mapping.text()));
            }
            return;
        }
        alternatives.forEach(one -> taken(one, at, mapping, depth + 1));
        inner.path("properties").properties().forEach(field -> {
            String place = at + "/" + field.getKey();
            Set<String> values = new TreeSet<>();
            field.getValue().path("enum").forEach(value -> values.add(value.asText()));
            add(place, "mapping " + mapping.name(), values, false);
            taken(field.getValue(), place, mapping, depth + 1);
        });
    }

    private static Set<String> words(String text) {
        return WORD.splitAsStream(text).collect(Collectors.toSet());
    }

    private void read(@Nullable JsonPath place, String by, Set<String> values, boolean good) {
        if (place != null) {
            add(pointer(place.steps()), by, values, good);
        }
    }

    private static String pointer(List<String> steps) {
        return steps.stream()
                .filter(step -> !step.matches("\\d{1,8}"))
                .map(step -> "/" + step)
                .collect(Collectors.joining());
    }

    private void add(String place, String by, Set<String> values, boolean good) {
        Heard before = reads.getOrDefault(place, new Heard(Set.of(), Set.of(), Set.of()));
        reads.put(
                place,
                new Heard(
                        both(before.by(), Set.of(by)),
                        both(before.values(), values),
                        good ? both(before.good(), values) : before.good()));
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
