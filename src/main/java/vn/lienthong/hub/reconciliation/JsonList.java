package vn.lienthong.hub.reconciliation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Problem;

/** A list in NDJSON: one object a line, of which the texts and numbers of its own count. */
final class JsonList {
    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(1 << 20)
                    .maxNestingDepth(50)
                    .build())
            .build();

    private final Map<String, Column> names;
    private final RowMaker maker;
    private final ListFile.LineFaults faults;
    /** Names as written: there are few, and folding each a million times costs more than the rest. */
    private final Map<String, Column> written = new HashMap<>();

    private final Map<String, Boolean> others = new HashMap<>();

    JsonList(Map<String, Column> names, RowMaker maker, ListFile.LineFaults faults) {
        this.names = names;
        this.maker = maker;
        this.faults = faults;
    }

    long read(InputStream in, Consumer<Row> told) throws IOException {
        long rows = 0;
        try (JsonParser parser = JSON.createParser(in)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                faults.at(parser.currentTokenLocation().getLineNr());
                if (token != JsonToken.START_OBJECT) {
                    throw faults.only(
                            "A list in NDJSON has one object a line.",
                            "something else in line " + faults.line(),
                            "Export it so; a list within [ and ] is none.");
                }
                rows++;
                row(parser, told);
            }
        } catch (CharConversionException e) {
            throw new MalformedInputException(1);
        } catch (StreamReadException e) {
            if (String.valueOf(e.getMessage()).contains("UTF-8")) {
                throw new MalformedInputException(1);
            }
            throw faults.only(
                    "A list is not JSON.",
                    "something that does not parse in line " + e.getLocation().getLineNr(),
                    "Export it again, one object a line.");
        }
        return rows;
    }

    private void row(JsonParser parser, Consumer<Row> told) throws IOException {
        maker.begin();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Column column = column(parser.currentName());
            JsonToken token = parser.nextToken();
            if (column == null) {
                parser.skipChildren();
            } else if (token == JsonToken.START_ARRAY) {
                files(parser, column);
            } else if (token == JsonToken.START_OBJECT) {
                parser.skipChildren();
                faults.add(new Problem(
                        "bad-list",
                        "A value is an object where a text belongs.",
                        "the value of " + column.word(),
                        "Write the text itself."));
            } else {
                maker.take(column, token == JsonToken.VALUE_NULL ? null : parser.getText());
            }
        }
        Row row = maker.end();
        if (row == null) {
            faults.add(maker.wrong());
        } else {
            told.accept(row);
        }
    }

    private @Nullable Column column(String name) {
        Column known = written.get(name);
        if (known != null || others.containsKey(name)) {
            return known;
        }
        Column column = names.get(Column.folded(name));
        if (column != null) {
            written.put(name, column);
        } else if (others.size() < 1000) {
            others.put(name, true);
        }
        return column;
    }

    /** Attachments one by one: texts or objects. */
    private void files(JsonParser parser, Column column) throws IOException {
        maker.beginFiles();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                file(parser, maker);
            } else {
                String text = token.isScalarValue() ? parser.getText() : "";
                parser.skipChildren();
                boolean sum = column == Column.SUMS || text.length() == 64;
                maker.takeFile(sum ? null : text, sum ? text : null);
            }
        }
    }

    /** One attachment; the parser stands on the start of its object. */
    static void file(JsonParser parser, RowMaker maker) throws IOException {
        String name = null;
        String sum = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING && key.equals("name")) {
                name = parser.getText();
            } else if (token == JsonToken.VALUE_STRING && key.equals("sha256")) {
                sum = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        maker.takeFile(name, sum);
    }
}
