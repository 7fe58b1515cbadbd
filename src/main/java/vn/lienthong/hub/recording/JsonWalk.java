package vn.lienthong.hub.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of a JSON text, replaced where they stand: white space, order, repeated names and ways of escaping stay. */
final class JsonWalk {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern NAME = Pattern.compile("[ @#$]?[\\p{L}_][\\p{L}\\p{N}_.:-]{0,60}");
    private static final Pattern ESCAPED = Pattern.compile("\\\\u[0-9a-fA-F]{4}");

    private final Walk walk;

    JsonWalk(Walk walk) {
        this.walk = walk;
    }

    /** Null when it is not JSON. */
    @Nullable
    String walk(Spot spot, String text) {
        Pass pass = new Pass(spot.depth() == 0 && spot.path().isEmpty() ? spot : spot.deeper(), text);
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                pass.take(parser, token);
            }
        } catch (IOException e) {
            return null;
        }
        return pass.end();
    }

    private final class Pass {
        private final String text;
        private final StringBuilder out = new StringBuilder();
        private final Deque<Spot> open = new ArrayDeque<>();
        private Spot next;
        private int done;

        Pass(Spot spot, String text) {
            this.next = spot;
            this.text = text;
        }

        void take(JsonParser parser, JsonToken token) throws IOException {
            int at = (int) parser.currentTokenLocation().getCharOffset();
            switch (token) {
                case START_OBJECT, START_ARRAY -> open.push(next);
                case END_OBJECT, END_ARRAY -> next = open.pop();
                case FIELD_NAME -> name(parser.currentName(), at);
                case VALUE_STRING -> {
                    replace(at, walk.text(spot(), parser.getText()), parser.getText());
                    next = spot();
                }
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText(), at);
                default -> next = spot();
            }
        }

        /** In a list every element stands where the list does. */
        private Spot spot() {
            return next;
        }

        private void name(String name, int at) {
            Spot parent = open.element();
            if (NAME.matcher(name).matches()) {
                next = parent.in(name);
                // A name may be somebody's.
                replace(at, walk.leaves().value(parent.in("key"), Kind.PUBLIC, name), name);
            } else {
                next = parent.in("key");
                replace(at, walk.leaves().value(next, Kind.TEXT, name), name);
            }
        }

        private void number(String number, int at) {
            String other = walk.leaves().value(spot().asNumber(), walk.kind(spot()), number);
            if (!other.equals(number)) {
                out.append(text, done, at).append(other);
                done = at + number.length();
            }
        }

        private void replace(int at, String other, String original) {
            if (other.equals(original)) {
                return;
            }
            int end = end(at);
            boolean ascii = ESCAPED.matcher(text.substring(at, end)).find();
            out.append(text, done, at).append('"').append(quoted(other, ascii)).append('"');
            done = end;
        }

        private int end(int at) {
            int i = at + 1;
            while (text.charAt(i) != '"') {
                i += text.charAt(i) == '\\' ? 2 : 1;
            }
            return i + 1;
        }

        String end() {
            return out.append(text, done, text.length()).toString();
        }
    }

    private static String quoted(String text, boolean ascii) {
        String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(text));
        if (!ascii) {
            return quoted;
        }
        StringBuilder escaped = new StringBuilder();
        quoted.chars().forEach(c -> escaped.append(c < 128 ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
        return escaped.toString();
    }
}
