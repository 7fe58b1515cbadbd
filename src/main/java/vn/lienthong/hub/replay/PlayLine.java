package vn.lienthong.hub.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One record to be pushed.
 *
 * @param dossierCode by which order is kept; empty when the line names none
 * @param at when the city pushed it, if known
 * @param json one line, without line feed
 */
record PlayLine(String dossierCode, @Nullable Instant at, byte[] json) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> MOMENTS = Set.of("receivedAt", "finishedAt", "returnedAt", "at", "requestedAt");

    /** Reads from a record what the player has to know; a line that is no JSON is pushed as it is. */
    static PlayLine of(byte[] json, boolean timed) {
        String code = "";
        Instant at = null;
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.VALUE_STRING) {
                    continue;
                }
                String name = String.valueOf(parser.currentName());
                if (name.equals("dossierCode") && code.isEmpty()) {
                    code = parser.getText().strip();
                    if (!timed) {
                        break;
                    }
                } else if (timed && MOMENTS.contains(name)) {
                    at = later(at, parser.getText());
                }
            }
        } catch (IOException e) {
            // The hub says better what is wrong with it.
            return new PlayLine(code, at, json);
        }
        return new PlayLine(code, at, json);
    }

    private static @Nullable Instant later(@Nullable Instant so, String text) {
        try {
            Instant then = OffsetDateTime.parse(text.strip()).toInstant();
            return so == null || then.isAfter(so) ? then : so;
        } catch (DateTimeException e) {
            return so;
        }
    }
}
