package vn.lienthong.hub.difference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** For scripts. */
final class JsonReport implements Report {
    private final PrintWriter out;
    private final JsonGenerator json;

    JsonReport(PrintWriter out) {
        try {
            this.out = out;
            this.json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeArrayFieldStart("exchanges");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void take(Comparison comparison) {
        if (comparison.differences().isEmpty()) {
            return;
        }
        try {
            json.writeStartObject();
            json.writeStringField("name", comparison.name());
            json.writeStringField("connector", comparison.connector());
            json.writeArrayFieldStart("differences");
            for (Difference one : comparison.differences()) {
                difference(one);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void difference(Difference one) throws IOException {
        json.writeStartObject();
        json.writeNumberField("leg", one.leg());
        json.writeStringField("operation", one.operation());
        json.writeStringField("side", one.side().word());
        json.writeStringField("kind", one.kind().word());
        json.writeStringField("path", one.path());
        text("left", one.left());
        text("right", one.right());
        Ignore row = one.ignored();
        text("ignored", row == null ? null : row.why());
        json.writeEndObject();
    }

    private void text(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    @Override
    public void end(Tally tally) {
        try {
            json.writeEndArray();
            json.writeArrayFieldStart("causes");
            for (Tally.Group group : tally.causes()) {
                json.writeStartObject();
                json.writeStringField("cause", group.cause().text());
                json.writeStringField("connector", group.connector());
                json.writeNumberField("exchanges", group.exchanges());
                json.writeNumberField("differences", group.differences());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("ignored");
            for (Tally.Forgiven one : tally.ignored()) {
                json.writeStartObject();
                json.writeStringField("where", one.where());
                json.writeStringField("why", one.why());
                json.writeNumberField("differences", one.differences());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("unused");
            for (String row : tally.unused()) {
                json.writeString(row);
            }
            json.writeEndArray();
            counts(tally);
            json.writeEndObject();
            json.flush();
            out.println();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void counts(Tally tally) throws IOException {
        json.writeObjectFieldStart("counts");
        json.writeNumberField("exchanges", tally.exchanges());
        json.writeNumberField("same", tally.same());
        json.writeNumberField("oneSideOnly", tally.alone());
        json.writeNumberField("differences", tally.open());
        json.writeEndObject();
    }
}
