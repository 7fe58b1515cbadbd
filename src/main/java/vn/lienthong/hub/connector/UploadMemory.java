package vn.lienthong.hub.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a destination gave for the files of a transfer, so that a try that comes again does not upload them again. Noted beside the files, where those are on a
 * disk: another node, and a hub that was restarted, find it too. Thread-safe.
 */
final class UploadMemory {
    private static final Logger LOG = LoggerFactory.getLogger(UploadMemory.class);

    /**
     * Platforms throw away what nobody used; a day is shorter than any such time that was seen. Where the message may have arrived, its files were used, and it
     * must come again as it was.
     */
    private static final Duration KEPT = Duration.ofHours(24);

    private static final int MOST = 1_000;

    private final HeldFiles notes;
    /** The latest of them, also where nothing can be noted. */
    private final Map<String, String> latest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    /**
     * What was uploaded.
     *
     * @param submission to whose message it belongs
     * @param transfer what all messages of its transfer have in common
     * @param what where it went, and what was claimed
     */
    record Key(long submission, String transfer, String what) {

        String name() {
            return "uploaded\n" + transfer + ' ' + what;
        }
    }

    UploadMemory(HeldFiles notes) {
        this.notes = notes;
    }

    /**
     * What stands in the message instead of the file; null when it must go up, again or for the first time.
     *
     * @param always however long ago it was
     */
    @Nullable
    Map<String, String> recall(Key key, Instant now, boolean always) {
        String words;
        synchronized (latest) {
            words = latest.get(key.name());
        }
        return read(
                words == null ? notes.noted(key.submission(), key.name()).orElse("") : words,
                always ? Instant.MIN : now.minus(KEPT));
    }

    /** A file that cannot be noted goes up once more, at worst. */
    void keep(Key key, Map<String, String> values, Instant now) {
        ObjectNode note = JsonPath.JSON.createObjectNode().put("at", now.toString());
        ObjectNode given = note.putObject("given");
        values.forEach(given::put);
        synchronized (latest) {
            latest.put(key.name(), note.toString());
        }
        try {
            notes.note(key.submission(), key.name(), note.toString());
        } catch (IOException e) {
            LOG.warn("What an upload gave could not be noted: {}", e.toString());
        }
    }

    private static @Nullable Map<String, String> read(String words, Instant since) {
        try {
            JsonNode note = JsonPath.JSON.readTree(words);
            if (note.isMissingNode() || Instant.parse(note.path("at").asText()).isBefore(since)) {
                return null;
            }
            Map<String, String> values = new LinkedHashMap<>();
            note.path("given")
                    .fields()
                    .forEachRemaining(
                            field -> values.put(field.getKey(), field.getValue().asText()));
            return values;
        } catch (JsonProcessingException | DateTimeException e) {
            return null;
        }
    }
}
