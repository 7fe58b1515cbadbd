package vn.lienthong.hub.difference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page for a browser: its words, then blocks of differences as JSON that only its script reads, then counts and script. Words that come again and again
 * are written once and numbered, and the script draws what is looked at, so that ten thousand exchanges open at once.
 */
final class HtmlReport implements Report {
    private static final String HERE = "<!-- DIFFERENCES -->";
    private static final int BLOCK = 500;
    private static final Pattern HALF = Pattern.compile("[\\x{D800}-\\x{DFFF}]");

    private final String[] page;
    private final Writer out;
    private final Map<String, Integer> words = new LinkedHashMap<>();
    private final Path file;
    private StringWriter block = new StringWriter();
    private JsonGenerator json;
    private int inBlock;

    HtmlReport(Path file) throws IOException {
        this.file = file;
        this.page = page().split(HERE, 2);
        this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        out.write(page[0]);
        this.json = begun();
    }

    private static String page() throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream("differences.html")) {
            if (in == null) {
                throw new IllegalStateException("The page of differences is not packaged");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private JsonGenerator begun() throws IOException {
        block = new StringWriter();
        inBlock = 0;
        JsonGenerator begun = new JsonFactory().createGenerator(block);
        begun.writeStartArray();
        return begun;
    }

    private int word(String word) {
        return words.computeIfAbsent(word, key -> words.size());
    }

    @Override
    public void take(Comparison comparison) {
        try {
            json.writeStartArray();
            json.writeString(comparison.name());
            json.writeNumber(word(comparison.connector()));
            json.writeStartArray();
            for (Difference one : comparison.differences()) {
                difference(comparison.connector(), one);
            }
            json.writeEndArray();
            json.writeEndArray();
            if (++inBlock == BLOCK) {
                flush();
                json = begun();
            }
        } catch (IOException e) {
            throw ReportFile.notWritten(file, e);
        }
    }

    private void difference(String connector, Difference one) throws IOException {
        json.writeStartArray();
        json.writeNumber(one.leg());
        json.writeNumber(word(one.operation()));
        json.writeNumber(word(one.side().word()));
        json.writeNumber(word(one.kind().word()));
        json.writeNumber(word(one.path()));
        json.writeNumber(word(connector + " " + one.cause().text()));
        value(one.left());
        value(one.right());
        Ignore row = one.ignored();
        if (row != null) {
            json.writeNumber(word(row.where() + ": " + row.why()));
        }
        json.writeEndArray();
    }

    private void value(@Nullable String value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }

    private void flush() throws IOException {
        json.writeEndArray();
        json.close();
        script("block", block.toString());
    }

    /** No value ends the script in which it stands, and half a sign, which UTF-8 cannot hold, is a whole one that says so. */
    private void script(String type, String text) throws IOException {
        out.write("<script type=\"application/json\" class=\"" + type + "\">");
        out.write(HALF.matcher(text).replaceAll("\uFFFD").replace("<", "\\u003c"));
        out.write("</script>\n");
    }

    @Override
    public void end(Tally tally) {
        try {
            flush();
            StringWriter rest = new StringWriter();
            JsonGenerator end = new JsonFactory().createGenerator(rest);
            end.writeStartObject();
            end.writeArrayFieldStart("words");
            for (String word : words.keySet()) {
                end.writeString(word);
            }
            end.writeEndArray();
            end.writeArrayFieldStart("unused");
            for (String row : tally.unused()) {
                end.writeString(row);
            }
            end.writeEndArray();
            end.writeArrayFieldStart("notes");
            for (Map.Entry<String, Integer> note : tally.notes().entrySet()) {
                end.writeString(note.getKey() + " (" + note.getValue() + " exchanges)");
            }
            end.writeEndArray();
            end.writeEndObject();
            end.close();
            script("words", rest.toString());
            out.write(page[1]);
            out.close();
        } catch (IOException e) {
            throw ReportFile.notWritten(file, e);
        }
    }
}
