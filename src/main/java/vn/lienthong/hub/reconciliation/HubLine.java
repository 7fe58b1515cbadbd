package vn.lienthong.hub.reconciliation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.hub.journal.LastKnown;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Times;

/**
 * What the hub says of its journal to who compares: one JSON object a line for each dossier, without anything of a person, and a last one that says
 * how many there were, so that a stream which broke off is not taken for a whole one. Writes for one stream; not thread-safe.
 */
public final class HubLine implements AutoCloseable {
    static final String END = "dossiers";

    private final JsonGenerator out;
    private long count;

    public HubLine(OutputStream out) throws IOException {
        this.out = JsonList.JSON.createGenerator(out).setRootValueSeparator(null);
    }

    /** Writes one dossier. */
    public void write(LastKnown known) throws IOException {
        count++;
        LastKnown.Revision newest = known.newest();
        LastKnown.Revision delivered = known.delivered();
        out.writeStartObject();
        out.writeStringField("dossierCode", known.dossierCode());
        out.writeStringField("unit", known.unit());
        out.writeObjectFieldStart("newest");
        write(newest);
        out.writeStringField("acceptedAt", Times.text(newest.acceptedAt()));
        if (newest.state() != null) {
            out.writeStringField("state", newest.state().name());
        }
        if (newest.transferId() != null) {
            out.writeStringField("transfer", Ids.text(newest.transferId()));
        }
        if (newest.problem() != null) {
            out.writeStringField("problem", newest.problem());
        }
        out.writeEndObject();
        if (delivered != null) {
            out.writeObjectFieldStart("delivered");
            Instant at = delivered.endedAt();
            if (at != null) {
                out.writeStringField("deliveredAt", Times.text(at));
            }
            if (delivered.submissionId() == newest.submissionId()) {
                out.writeBooleanField("isNewest", true);
            } else {
                write(delivered);
            }
            out.writeEndObject();
        }
        out.writeEndObject();
        out.writeRaw('\n');
    }

    private void write(LastKnown.Revision revision) throws IOException {
        out.writeNumberField("revision", revision.revision());
        out.writeStringField("source", revision.source());
        byte[] content = revision.content();
        if (content == null) {
            out.writeBooleanField("bodyGone", true);
        } else {
            copy(content);
        }
    }

    /** The few fields that are compared, of names of files only their number and sum. */
    private void copy(byte[] content) throws IOException {
        List<String> names = new ArrayList<>();
        List<String> sums = new ArrayList<>();
        int files = 0;
        try (JsonParser parser = JsonList.JSON.createParser(content)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                switch (name) {
                    case "status", "receivedAt", "dueAt", "finishedAt" -> out.writeStringField(name, parser.getText());
                    case "attachments" -> files = files(parser, token, names, sums);
                    default -> parser.skipChildren();
                }
            }
        }
        out.writeNumberField("attachments", files);
        if (names.size() == files) {
            long sum = 0;
            for (String one : names) {
                sum = Values.plusName(sum, one);
            }
            out.writeNumberField("attachmentNames", sum);
        }
        if (sums.size() == files) {
            long sum = 0;
            for (String one : sums) {
                sum = Values.plusSum(sum, one);
            }
            out.writeNumberField("attachmentSums", sum);
        }
    }

    private static int files(JsonParser parser, JsonToken token, List<String> names, List<String> sums)
            throws IOException {
        int files = 0;
        while (token == JsonToken.START_ARRAY && parser.nextToken() == JsonToken.START_OBJECT) {
            files++;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("name")) {
                    names.add(parser.getText());
                } else if (name.equals("sha256")) {
                    sums.add(parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return files;
    }

    /** Writes the last line. */
    public void end() throws IOException {
        out.writeStartObject();
        out.writeNumberField(END, count);
        out.writeEndObject();
        out.writeRaw('\n');
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
