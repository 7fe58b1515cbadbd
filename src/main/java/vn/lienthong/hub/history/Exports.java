package vn.lienthong.hub.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import vn.lienthong.hub.vocabulary.Sha256;

/** Opens what is to be loaded: a file of the folder of exports, or a view. */
final class Exports {
    private final HistorySettings settings;

    Exports(HistorySettings settings) {
        this.settings = settings;
    }

    /** Opens it behind a place. */
    RowSource open(LoadOrder order, RowSource.Mark mark) throws IOException {
        String named = order.file();
        if (named == null) {
            View view = view(order);
            return new ViewRows(view, columns(view, order.columns()), mark);
        }
        Path file = file(named);
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        Columns columns = Columns.read(order.columns());
        if (name.matches(".*\\.(ndjson|jsonl|json)")) {
            return new JsonLines(file, settings.recordLimit(), mark);
        }
        if (name.matches(".*\\.(csv|tsv|txt)")) {
            return new CsvRows(file, columns, settings.recordLimit(), mark);
        }
        if (name.endsWith(".xlsx")) {
            return new SheetRows(file, columns, mark);
        }
        throw new Unreadable(
                "unknown-format",
                "Files of this kind are not read.",
                named,
                "Give a file .ndjson, .csv or .xlsx; an .xls is saved as .xlsx first.");
    }

    /** Whether rows are steps is said by the rules; NDJSON has none. */
    Columns columns(LoadOrder order) throws IOException {
        return order.file() == null ? columns(view(order), order.columns()) : Columns.read(order.columns());
    }

    private View view(LoadOrder order) throws Unreadable {
        View view = settings.views().get(String.valueOf(order.view()));
        if (view == null) {
            throw new Unreadable(
                    "unknown-view",
                    "No view of this name is set up.",
                    String.valueOf(order.view()),
                    "Known are: " + new TreeSet<>(settings.views().keySet())
                            + "; set hub.history.views.NAME.url and the rest.");
        }
        return view;
    }

    /** What the settings say of columns, unless the order says it otherwise. */
    private static Columns columns(View view, @org.jspecify.annotations.Nullable JsonNode said) throws Unreadable {
        ObjectNode rules = said instanceof ObjectNode object ? object.deepCopy() : Cells.JSON.createObjectNode();
        ObjectNode fields = rules.path("fields") instanceof ObjectNode known ? known : rules.putObject("fields");
        for (Map.Entry<String, String> each : view.columns().entrySet()) {
            if (each.getKey().equals("record")) {
                rules.putIfAbsent("record", rules.textNode(each.getValue()));
            } else {
                fields.putIfAbsent(each.getKey(), fields.textNode(each.getValue()));
            }
        }
        return Columns.read(rules);
    }

    /** Only what lies in the folder of exports: whoever may order a load may not read the whole machine by it. */
    Path file(String named) throws Unreadable {
        try {
            Path folder = settings.exports().toRealPath();
            Path file = folder.resolve(named).toRealPath();
            if (file.startsWith(folder) && Files.isRegularFile(file)) {
                return file;
            }
        } catch (IOException | InvalidPathException e) {
            // Answered below, as any other that is not there.
        }
        throw new Unreadable(
                "no-export",
                "There is no such file in the folder of exports.",
                named,
                "Put the file into " + settings.exports() + " on the hub's machine (hub.history.folder).");
    }

    /** SHA-256 of a file. */
    static String sum(Path file, Will will) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sum = Sha256.begin();
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0 && will.goes(); read = in.read(buffer)) {
                sum.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(sum.digest());
        }
    }
}
