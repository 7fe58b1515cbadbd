package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.reference.LegacyText;
import vn.lienthong.hub.reference.LegacyText.Converted;
import vn.lienthong.hub.reference.LegacyText.Doubtful;
import vn.lienthong.hub.reference.LegacyText.Reading;

/** Shows what the hub makes of text that may be older than Unicode. */
@Command(
        name = "text",
        description =
                "Says of each line or cell how it is written (TCVN3, VNI, VISCII and others), what it becomes and what is in doubt. "
                        + "Changes nothing.")
final class TextCommand extends HubCommand {
    private static final int MOST_BYTES = 64 << 20;

    // One word so far; any other is refused by picocli.
    @SuppressWarnings("UnusedVariable")
    @Parameters(index = "0", paramLabel = "ACTION", description = "check")
    private Action action;

    @Parameters(index = "1", paramLabel = "FILE", description = "a file of lines, or - for standard input")
    private String file;

    @Option(
            names = "--column",
            paramLabel = "NAME",
            defaultValue = "",
            description = "the lines are CSV or tab-separated with a header: read this column")
    private String column;

    @Option(names = "--alone", description = "read each cell by itself instead of in the light of all")
    private boolean alone;

    @Option(names = "--all", description = "show cells too in which nothing was to be done")
    private boolean all;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Mixin
    private FolderOptions folders;

    /** One cell and the line, from 1, on which it stands. */
    private record Cell(int line, String text) {}

    @Override
    public Integer call() {
        LegacyText legacy = FolderOptions.hub(folders.settings()).reference().legacyText();
        List<Cell> cells = column.isEmpty() ? lines() : column(lines());
        List<String> texts = cells.stream().map(Cell::text).toList();
        List<Reading> readings = alone ? texts.stream().map(legacy::read).toList() : legacy.readAll(texts);
        out().print(json ? json(cells, readings) : text(cells, readings));
        return readings.stream().anyMatch(Doubtful.class::isInstance) ? CommandFailure.WRONG : DONE;
    }

    /** The lines, each decoded for itself unless the file says that it is UTF-16: old files have lines of several encodings. */
    private List<Cell> lines() {
        byte[] bytes = bytes();
        boolean wide = bytes.length > 1 && ((bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF) >= 0xFEFF;
        List<String> texts = wide ? List.of(LegacyText.cell(bytes).split("\n", -1)) : narrow(bytes);
        List<Cell> lines = new ArrayList<>();
        for (String line : texts) {
            lines.add(new Cell(lines.size() + 1, line.endsWith("\r") ? line.substring(0, line.length() - 1) : line));
        }
        if (lines.get(lines.size() - 1).text().isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private static List<String> narrow(byte[] bytes) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= bytes.length; at++) {
            if (at == bytes.length || bytes[at] == '\n') {
                lines.add(LegacyText.cell(Arrays.copyOfRange(bytes, from, at)));
                from = at + 1;
            }
        }
        return lines;
    }

    private byte[] bytes() {
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw CommandFailure.usage(
                        "The file is too large to be read at once.", file + ", more than 64 MB", "Split it.");
            }
            return bytes;
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "The file cannot be read.",
                    file + " (" + e.getClass().getSimpleName() + ")",
                    "Name a file of lines, or - for standard input.");
        }
    }

    private List<Cell> column(List<Cell> lines) {
        String header = lines.isEmpty() ? "" : lines.get(0).text();
        char separator = header.indexOf('\t') >= 0 ? '\t' : header.indexOf(';') >= 0 ? ';' : ',';
        int wanted = cells(header, separator).indexOf(column);
        if (wanted < 0) {
            throw CommandFailure.usage(
                    "There is no such column.",
                    column,
                    "The first line names: " + String.join(", ", cells(header, separator)) + ".");
        }
        return lines.stream()
                .skip(1)
                .map(line -> new Cell(line.line(), at(cells(line.text(), separator), wanted)))
                .toList();
    }

    private static String at(List<String> cells, int index) {
        return index < cells.size() ? cells.get(index) : "";
    }

    /** The cells of one line; a cell in quotes may hold the separator, and a quote as two. */
    private static List<String> cells(String line, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private String text(List<Cell> cells, List<Reading> readings) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            Reading reading = readings.get(i);
            if (reading instanceof Converted converted) {
                text.append(cell.line())
                        .append("  ")
                        .append(converted.from())
                        .append("  ")
                        .append(cell.text());
                text.append("  ->  ").append(converted.text());
                text.append(converted.caseLost() ? "  (capitals may be lost)" : "")
                        .append('\n');
            } else if (reading instanceof Doubtful doubtful) {
                text.append(cell.line())
                        .append("  doubtful  ")
                        .append(cell.text())
                        .append("  ")
                        .append(doubtful.why());
                doubtful.candidates().forEach(one -> text.append("\n      ")
                        .append(one.encoding())
                        .append("  ")
                        .append(one.text()));
                text.append('\n');
            } else if (all) {
                text.append(cell.line())
                        .append("  as it stands  ")
                        .append(cell.text())
                        .append('\n');
            }
        }
        return text.append(counts(readings)).append('\n').toString();
    }

    private static String counts(List<Reading> readings) {
        long doubtful = readings.stream().filter(Doubtful.class::isInstance).count();
        String converted = readings.stream()
                .filter(Converted.class::isInstance)
                .map(reading -> ((Converted) reading).from().name())
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return "cells " + readings.size() + ", converted " + (converted.isEmpty() ? "none" : converted) + ", doubtful "
                + doubtful;
    }

    private String json(List<Cell> cells, List<Reading> readings) {
        ObjectNode result = Json.object();
        result.put("cells", readings.size());
        result.put(
                "doubtful", readings.stream().filter(Doubtful.class::isInstance).count());
        ArrayNode found = result.putArray("found");
        for (int i = 0; i < cells.size(); i++) {
            Reading reading = readings.get(i);
            if (!all && !(reading instanceof Converted) && !(reading instanceof Doubtful)) {
                continue;
            }
            ObjectNode node = found.addObject();
            node.put("line", cells.get(i).line())
                    .put("cell", cells.get(i).text())
                    .put("text", reading.text());
            if (reading instanceof Converted converted) {
                node.put("was", converted.from().name()).put("caseLost", converted.caseLost());
            } else if (reading instanceof Doubtful doubtful) {
                node.put("was", "DOUBTFUL").put("why", doubtful.why());
                ArrayNode candidates = node.putArray("candidates");
                doubtful.candidates().forEach(one -> candidates
                        .addObject()
                        .put("encoding", one.encoding().name())
                        .put("text", one.text()));
            } else {
                node.put("was", "UNICODE");
            }
        }
        return Json.pretty(result) + System.lineSeparator();
    }

    /** What can be done with a text. */
    enum Action {
        CHECK
    }
}
