package vn.lienthong.hub.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** The records of one dossier, each made when its turn comes: rows that are steps grow into snapshots, rows without a revision are numbered. */
final class Story implements Iterator<Story.Chapter> {

    /**
     * A record of the dossier.
     *
     * @param numbered whether its revision is the hub's own counting
     */
    record Chapter(Sorted row, byte[] body, boolean numbered) {}

    private final List<Sorted> rows;
    private final boolean steps;
    private final ArrayNode told = Cells.JSON.createArrayNode();
    private int next;

    Story(Dossier dossier, boolean steps) {
        this.rows = Stream.concat(dossier.rows().stream(), dossier.beyond().stream())
                .toList();
        this.steps = steps;
    }

    @Override
    public boolean hasNext() {
        return next < rows.size();
    }

    @Override
    public Chapter next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Sorted row = rows.get(next++);
        boolean numbered = row.revision() == 0 && !row.code().isEmpty();
        if (row.row().flaw() != null || !numbered && !steps) {
            return new Chapter(row, row.row().body(), false);
        }
        try {
            if (Cells.JSON.readTree(row.row().body()) instanceof ObjectNode record) {
                return new Chapter(row, grown(record, numbered), numbered);
            }
        } catch (IOException e) {
            // The intake says what is wrong with it.
        }
        return new Chapter(row, row.row().body(), false);
    }

    private byte[] grown(ObjectNode record, boolean numbered) {
        if (numbered && !record.has("revision")) {
            record.put("revision", next);
        }
        if (steps) {
            JsonNode own = record.path("steps");
            own.forEach(told::add);
            record.set("steps", told);
        }
        return Cells.bytes(record);
    }
}
