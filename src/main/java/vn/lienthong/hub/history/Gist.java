package vn.lienthong.hub.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.Moments;
import vn.lienthong.hub.reference.Statuses;
import vn.lienthong.hub.reference.Text;
import vn.lienthong.hub.vocabulary.Status;

/**
 * As much of a record as its order takes, read without building the rest. What is unreadable has no code; the intake says why.
 *
 * @param code dossier code; empty if there is none
 * @param revision 0 if there is none
 * @param unit null if there is none
 * @param ended whether nothing follows its status
 * @param at when it was as the record says, in milliseconds: its last step, or its end, or its receipt
 */
record Gist(String code, int revision, @Nullable String unit, boolean ended, long at) {
    static final Gist NONE = new Gist("", 0, null, false, 0);

    private static final JsonFactory JSON = new JsonFactory();
    /** What is no code goes to the intake as it is, which says so. */
    private static final Pattern CODE = Pattern.compile("[\\x21-\\x7E]{1,100}");

    private static final Set<String> TEXTS =
            Set.of("dossierCode", "unit", "status", "receivedAt", "finishedAt", "returnedAt");

    /** Reads gists by what is known of each status. */
    static final class Reader {
        private final Set<String> endings = new HashSet<>();

        Reader(Statuses statuses) {
            Arrays.stream(Status.values())
                    .filter(status -> statuses.of(status).endsDossier())
                    .forEach(status -> endings.add(status.name()));
        }

        Gist read(byte[] body) {
            Map<String, String> texts = new HashMap<>();
            int revision = 0;
            try (JsonParser parser = JSON.createParser(body)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return NONE;
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (name.equals("revision") && value == JsonToken.VALUE_NUMBER_INT) {
                        revision = Math.max(0, parser.getIntValue());
                    } else if (value == JsonToken.VALUE_STRING && TEXTS.contains(name)) {
                        texts.putIfAbsent(name, Text.trimmed(parser.getText()));
                    } else if (value == JsonToken.START_ARRAY && name.equals("steps")) {
                        lastStep(parser, texts);
                    } else {
                        parser.skipChildren();
                    }
                }
            } catch (IOException e) {
                return NONE;
            }
            String status = texts.getOrDefault("status", "");
            String code = texts.getOrDefault("dossierCode", "");
            return new Gist(
                    CODE.matcher(code).matches() ? code : "",
                    revision,
                    texts.get("unit"),
                    endings.contains(status),
                    at(texts));
        }

        private static void lastStep(JsonParser parser, Map<String, String> texts) throws IOException {
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                if (next == null) {
                    return;
                }
                if (next != JsonToken.START_OBJECT) {
                    parser.skipChildren();
                    continue;
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean at = parser.currentName().equals("at");
                    if (parser.nextToken() == JsonToken.VALUE_STRING && at) {
                        texts.put("step", parser.getText());
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }

        private static long at(Map<String, String> texts) {
            long latest = 0;
            for (String name : new String[] {"step", "finishedAt", "returnedAt"}) {
                latest = Math.max(latest, millis(texts.get(name)));
            }
            return latest > 0 ? latest : millis(texts.get("receivedAt"));
        }

        private static long millis(@Nullable String text) {
            Instant at = text == null ? null : Moments.parse(text);
            return at == null ? 0 : at.toEpochMilli();
        }
    }
}
