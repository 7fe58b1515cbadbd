package vn.lienthong.hub.reconciliation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import vn.lienthong.hub.vocabulary.Times;

/** A comparison for people and machines. Nothing of a person is in it: codes, states, times, numbers. */
public final class Reports {
    private static final int SHOWN = 20;
    private static final int FIRST_OF_A_UNIT = 10;
    /** What a spreadsheet would take for a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private final Reconciled reconciled;
    private final Spool differences;

    public Reports(Reconciled reconciled, Spool differences) {
        this.reconciled = reconciled;
        this.differences = differences;
    }

    /** A page for a terminal: the sums, and the first twenty. */
    public String text() throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(reconciled.id())
                .append(' ')
                .append(Times.text(reconciled.at()))
                .append(", ");
        text.append(reconciled.destination()).append(": ").append(counts()).append('\n');
        text.append("Compared by ").append(reconciled.buckets()).append(" units and days; in ");
        text.append(reconciled.opened()).append(" of them dossier by dossier.\n");
        reconciled
                .notCompared()
                .forEach(words -> text.append("Not compared: ").append(words).append(".\n"));
        text.append(reconciled.differences())
                .append(reconciled.differences() == 1 ? " dossier differs, " : " dossiers differ, ");
        text.append(reconciled.onTheirWay()).append(" differ only by what is on its way.\n");
        new EnumMap<>(kinds()).forEach((kind, count) -> text.append("  ")
                .append(count)
                .append(' ')
                .append(kind.words())
                .append('\n'));
        reconciled.units().forEach((unit, count) -> {
            if (count.differences() + count.onTheirWay() > 0) {
                text.append("unit ").append(unit.isEmpty() ? "not named" : unit).append(": ");
                text.append(count.differences())
                        .append(" differ, ")
                        .append(count.onTheirWay())
                        .append(" on their way; city ");
                text.append(count.of(Side.CITY)).append(", hub ").append(count.of(Side.HUB));
                text.append(", province ").append(count.of(Side.PROVINCE)).append('\n');
            }
        });
        List<Difference> first = first(SHOWN);
        first.forEach(one -> append(text, one));
        if (reconciled.differences() > first.size()) {
            text.append("and ")
                    .append(reconciled.differences() - first.size())
                    .append(" more: --csv, --html or --json FILE has them.\n");
        }
        return text.toString();
    }

    private Map<Kind, Long> kinds() {
        Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
        kinds.putAll(reconciled.kinds());
        return kinds;
    }

    String counts() {
        List<String> words = new ArrayList<>();
        new EnumMap<>(reconciled.rows()).forEach((side, count) -> words.add(side.word() + " " + count));
        return String.join(", ", words);
    }

    private static void append(StringBuilder text, Difference one) {
        text.append(one.dossierCode())
                .append(one.unit().isEmpty() ? "" : "  unit " + one.unit())
                .append("  ");
        text.append(String.join(", ", one.kinds().stream().map(Kind::words).toList()))
                .append('\n');
        new EnumMap<>(one.says()).forEach((side, words) -> text.append("  ")
                .append(side.word())
                .append(": ")
                .append(words)
                .append('\n'));
        text.append("  ")
                .append(one.cause().words())
                .append(' ')
                .append(one.cause().cure())
                .append('\n');
    }

    /** The first ones, by unit, day and code. */
    List<Difference> first(int most) throws IOException {
        List<Difference> first = new ArrayList<>();
        differences.each(one -> {
            if (first.size() < most) {
                first.add(one);
            }
        });
        first.sort(Comparator.comparing(Difference::unit)
                .thenComparing(one -> String.valueOf(one.day()))
                .thenComparing(Difference::dossierCode));
        return first;
    }

    /** Every difference as a row of CSV, with names above; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
    public void csv(Path file) throws IOException {
        try (CSVPrinter out = new CSVPrinter(Files.newBufferedWriter(file), CSVFormat.DEFAULT)) {
            out.printRecord(
                    "dossier-code",
                    "unit",
                    "day",
                    "kinds",
                    "city",
                    "hub",
                    "province",
                    "cause",
                    "because",
                    "cure",
                    "act",
                    "line");
            each(one -> {
                Difference.Repair repair = one.repair();
                out.printRecord(
                        safe(one.dossierCode()),
                        safe(one.unit()),
                        one.day() == null ? "" : one.day().toString(),
                        String.join(" ", one.kinds().stream().map(Kind::code).toList()),
                        safe(one.says().getOrDefault(Side.CITY, "")),
                        safe(one.says().getOrDefault(Side.HUB, "")),
                        safe(one.says().getOrDefault(Side.PROVINCE, "")),
                        one.cause().code(),
                        one.cause().words(),
                        one.cause().cure(),
                        repair == null ? "" : repair.act(),
                        repair == null
                                ? ""
                                : RepairPlan.line(reconciled.destination(), one, repair)
                                        .id());
            });
        }
    }

    static String safe(String cell) {
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    /** Everything as one JSON object: the sums, by unit and day, and every difference. */
    public void json(OutputStream file) throws IOException {
        try (JsonGenerator out = Spool.JSON.createGenerator(file).useDefaultPrettyPrinter()) {
            ObjectNode head = summary();
            out.writeStartObject();
            for (Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> field : head.properties()) {
                out.writeFieldName(field.getKey());
                out.writeTree(field.getValue());
            }
            out.writeArrayFieldStart("days");
            for (Map.Entry<Reconciled.Day, Reconciled.Count> day :
                    reconciled.days().entrySet()) {
                ObjectNode node = count(day.getKey().unit(), day.getValue());
                if (day.getKey().day() != null) {
                    node.put("day", day.getKey().day().toString());
                }
                out.writeTree(node);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("dossiers");
            each(one -> out.writeTree(Spool.json(one)));
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    /** The sums by unit, with the codes of the first ten of each: what is kept. */
    public ObjectNode summary() throws IOException {
        ObjectNode node = Spool.JSON
                .createObjectNode()
                .put("id", reconciled.id())
                .put("at", Times.text(reconciled.at()))
                .put("destination", reconciled.destination());
        Reconciliation.Scope scope = reconciled.scope();
        ObjectNode of = node.putObject("scope");
        if (scope.unit() != null) {
            of.put("unit", scope.unit());
        }
        if (scope.from() != null) {
            of.put("from", scope.from().toString());
        }
        if (scope.to() != null) {
            of.put("to", scope.to().toString());
        }
        ObjectNode rows = node.putObject("rows");
        new EnumMap<>(reconciled.rows()).forEach((side, count) -> rows.put(side.word(), count));
        ObjectNode sums = node.putObject("sha256");
        reconciled.sums().forEach((side, sum) -> sums.put(side.word(), sum));
        reconciled.notCompared().forEach(words -> node.withArray("notCompared").add(words));
        node.put("differences", reconciled.differences()).put("onTheirWay", reconciled.onTheirWay());
        ObjectNode kinds = node.putObject("kinds");
        kinds().forEach((kind, count) -> kinds.put(kind.code(), count));
        Map<String, List<String>> first = firstOfUnits();
        reconciled.units().forEach((unit, count) -> {
            ObjectNode one = count(unit, count);
            first.getOrDefault(unit, List.of())
                    .forEach(code -> one.withArray("first").add(code));
            node.withArray("units").add(one);
        });
        return node;
    }

    private Map<String, List<String>> firstOfUnits() throws IOException {
        Map<String, List<String>> first = new java.util.HashMap<>();
        differences.each(one -> {
            List<String> codes = first.computeIfAbsent(one.unit(), unit -> new ArrayList<>());
            if (codes.size() < FIRST_OF_A_UNIT) {
                codes.add(one.dossierCode());
            }
        });
        return first;
    }

    private static ObjectNode count(String unit, Reconciled.Count count) {
        return Spool.JSON
                .createObjectNode()
                .put("unit", unit)
                .put("city", count.of(Side.CITY))
                .put("hub", count.of(Side.HUB))
                .put("province", count.of(Side.PROVINCE))
                .put("differences", count.differences())
                .put("onTheirWay", count.onTheirWay());
    }

    /** A page for a browser, whole in itself. */
    public void html(Path file) throws IOException {
        Files.writeString(file, new HtmlReport(reconciled, this).page());
    }

    /** Something that writes. */
    private interface Writes {
        void write(Difference one) throws IOException;
    }

    private void each(Writes writes) throws IOException {
        Consumer<Difference> told = one -> {
            try {
                writes.write(one);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        try {
            differences.each(told);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
