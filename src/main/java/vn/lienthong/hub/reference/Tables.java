package vn.lienthong.hub.reference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Opens the tables and gathers what is wrong with them, so that everything is said at once. */
final class Tables {
    private final ReferenceSettings settings;
    private final List<TableFault> faults = new ArrayList<>();

    Tables(ReferenceSettings settings) {
        this.settings = settings;
    }

    ReferenceSettings settings() {
        return settings;
    }

    List<TableFault> faults() {
        return faults;
    }

    /** The rows of a table that could be read; what could not be is among the faults. */
    List<Row> rows(String name, String... columns) {
        List<Row> rows = new ArrayList<>();
        attempt(() -> {
            String file = settings.file(name).toString();
            List<Csv.Line> lines = Csv.read(file, content(name));
            Map<String, Integer> header = header(file, lines, List.of(columns));
            for (Csv.Line line : lines.subList(1, lines.size())) {
                attempt(() -> rows.add(row(file, line, header)));
            }
            if (rows.isEmpty()) {
                throw new BadRow(new TableFault(file, "The table has no rows.", "a header only", "Fill it in."));
            }
        });
        return rows;
    }

    /** Runs one piece of reading; when it ends in a fault, keeps the fault. */
    void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (BadRow bad) {
            faults.add(bad.fault());
        }
    }

    void fault(String where, String what, String found, String cure) {
        faults.add(new TableFault(where, what, found, cure));
    }

    private static Row row(String file, Csv.Line line, Map<String, Integer> header) {
        if (line.cells().size() != header.size()) {
            throw new BadRow(new TableFault(
                    file + ":" + line.number(),
                    "A row must have as many cells as the header.",
                    line.cells().size() + " cells, the header has " + header.size(),
                    "Quote a cell that contains a comma."));
        }
        return new Row(file, line.number(), header, line.cells());
    }

    private static Map<String, Integer> header(String file, List<Csv.Line> lines, List<String> wanted) {
        List<String> found = lines.isEmpty() ? List.of() : lines.get(0).cells();
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < found.size(); i++) {
            columns.put(found.get(i), i);
        }
        if (columns.size() != found.size() || !columns.keySet().equals(Set.copyOf(wanted))) {
            throw new BadRow(new TableFault(
                    file + ":1",
                    "The header does not name the columns of this table.",
                    String.join(",", found),
                    "Write " + String.join(",", wanted) + "."));
        }
        return columns;
    }

    private String content(String name) {
        Path file = settings.file(name);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            // Spreadsheets put a byte order mark before the text; it is no part of the first column's name.
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw unreadable(file, "The table is not UTF-8.", "bytes that UTF-8 does not know", "Save it as UTF-8.");
        } catch (NoSuchFileException e) {
            throw unreadable(file, "A table is missing.", "no such file", "Put it there, or correct the path.");
        } catch (IOException e) {
            throw unreadable(file, "The table cannot be read.", e.toString(), "Check the file and its permissions.");
        }
    }

    private static BadRow unreadable(Path file, String what, String found, String cure) {
        return new BadRow(new TableFault(file.toString(), what, found, cure));
    }
}
