package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/**
 * The JSON Schema of the DossierRecord, {@code mappings/dossier-record.schema.json}, compiled once. Thread-safe.
 */
public final class RecordSchema {
    /** File name of the schema in the mappings folder. */
    public static final String FILE = "dossier-record.schema.json";

    private final Shape shape;

    private RecordSchema(Shape shape) {
        this.shape = shape;
    }

    /**
     * Reads the schema from a mappings folder.
     *
     * @throws IllegalStateException if the file is missing or is no schema; the message says which and why
     */
    public static RecordSchema load(Path mappingsFolder) {
        return new RecordSchema(new SchemaFolder(mappingsFolder).shape(mappingsFolder.resolve(FILE)));
    }

    /** What does not fit in a record, at most fifty faults; empty when all fits. Nothing in a fault is personal data. */
    public List<Fault> validate(JsonNode dossierRecord) {
        return shape.faults(dossierRecord);
    }

    /**
     * One thing in a document that its schema refuses.
     *
     * @param pointer JSON pointer to the value, or to where it is missing
     * @param found what is there: kind and length, or the offending code; never a name or number of a person
     * @param cure what to do
     */
    public record Fault(String pointer, String found, String cure) {}
}
