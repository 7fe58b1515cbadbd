package vn.lienthong.hub.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import vn.lienthong.hub.intake.Finding;

/**
 * The rows that could not be taken, one line for each thing that is wrong, beside what is noted of the load: NDJSON for NDJSON, else CSV for a spreadsheet program. It says
 * where a row stands, and of personal data only the shape.
 */
final class RefusedRows implements AutoCloseable {
    private static final String[] HEADS = {"row", "dossier", "code", "where", "what", "found", "cure", "keptAs"};

    private final FileChannel file;
    private final OutputStream out;
    private final boolean csv;

    /**
     * Opens it.
     *
     * @param from its length when the load was saved: what was written after that is written again
     */
    RefusedRows(Path path, long from) throws IOException {
        this.csv = path.toString().endsWith(".csv");
        if (!Files.exists(path)) {
            PrivateFiles.make(path);
        }
        this.file = FileChannel.open(path, StandardOpenOption.WRITE);
        file.truncate(Math.min(from, file.size()));
        file.position(file.size());
        this.out = Channels.newOutputStream(file);
        if (csv && file.size() == 0) {
            // With the mark, spreadsheet programs read Vietnamese letters as what they are.
            out.write(
                    ("\uFEFF" + CSVFormat.RFC4180.format((Object[]) HEADS) + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    static Path in(Path folder, String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        boolean lines = last.matches("(?i).*\\.(ndjson|jsonl|json)");
        return folder.resolve(last + ".refused." + (lines ? "ndjson" : "csv"));
    }

    void add(Sorted row, Door.Fate fate) throws IOException {
        StringBuilder text = new StringBuilder();
        List<Finding> errors = fate.errors();
        for (Finding error : errors) {
            String[] values = {
                Long.toString(row.row().number()),
                row.code(),
                error.code(),
                error.pointer(),
                error.what(),
                error.found(),
                error.cure(),
                Objects.requireNonNullElse(fate.keptAs(), "")
            };
            text.append(csv ? line(values) : json(values));
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What a spreadsheet program would take for a formula is shown to it as a text. */
    private static String line(String[] values) {
        Object[] cells = new Object[values.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = values[i].matches("(?s)[=+@\\t\\r-].*") ? "'" + values[i] : values[i];
        }
        return CSVFormat.RFC4180.format(cells) + "\r\n";
    }

    private static String json(String[] values) {
        ObjectNode node = Cells.JSON.createObjectNode();
        node.put(HEADS[0], Long.parseLong(values[0]));
        for (int i = 1; i < values.length; i++) {
            if (!values[i].isEmpty()) {
                node.put(HEADS[i], values[i]);
            }
        }
        return node + "\n";
    }

    /** Everything that was added is on disk then. */
    long saved() throws IOException {
        file.force(false);
        return file.size();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
