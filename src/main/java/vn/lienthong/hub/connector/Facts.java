package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One answer as the rows of an outcome table look at it; what is dear to work out is worked out once. Not thread-safe. */
final class Facts {

    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

    private final String operation;
    private final Answer answer;
    private final String text;
    private final @Nullable JsonNode json;
    private final Map<String, String> folded = new HashMap<>();

    Facts(String operation, Answer answer) {
        this.operation = operation;
        this.answer = answer;
        this.text = answer instanceof Answer.Http http ? decode(http) : "";
        this.json = JsonPath.parse(text);
    }

    /** UTF-8 if the bytes are UTF-8, whatever the header says: servers announce their default, not what they wrote. */
    private static String decode(Answer.Http http) {
        Charset said = charset(http.headers().getOrDefault("content-type", ""));
        boolean wide = said.name().startsWith("UTF-16") || said.name().startsWith("UTF-32");
        String text;
        try {
            CharsetDecoder decoder = (wide ? said : StandardCharsets.UTF_8).newDecoder();
            text = decoder.decode(ByteBuffer.wrap(http.body())).toString();
        } catch (CharacterCodingException e) {
            text = new String(http.body(), said);
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Charset charset(String contentType) {
        Matcher matcher = CHARSET.matcher(contentType);
        if (!matcher.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(matcher.group(1));
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    String operation() {
        return operation;
    }

    Answer answer() {
        return answer;
    }

    /** HTTP status, or -1 when no complete answer came. */
    int status() {
        return answer instanceof Answer.Http http ? http.status() : -1;
    }

    @Nullable
    JsonNode json() {
        return json;
    }

    boolean empty() {
        return answer instanceof Answer.Http && text.isBlank();
    }

    String header(String name) {
        return answer instanceof Answer.Http http ? http.headers().getOrDefault(name, "") : "";
    }

    /** Media type in lower case without parameters; empty when not said. */
    String contentType() {
        String written = header("content-type");
        int semicolon = written.indexOf(';');
        return (semicolon < 0 ? written : written.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    JsonNode at(JsonPath path) {
        return path.in(json);
    }

    /** The text at a place, or the whole body, folded for comparing. */
    String folded(@Nullable JsonPath path) {
        return folded.computeIfAbsent(
                path == null ? "" : path.written() + "/", key -> shown(path).toLowerCase(Locale.ROOT));
    }

    /** The text at a place, or the whole body, cleaned for showing. */
    String shown(@Nullable JsonPath path) {
        if (path != null) {
            return Folding.clean(texts(path.in(json)));
        }
        return Folding.clean(json == null ? text : texts(json));
    }

    private static String texts(JsonNode node) {
        JsonNode open = JsonPath.open(node);
        if (open.isContainerNode()) {
            StringBuilder all = new StringBuilder();
            open.forEach(child -> all.append(texts(child)).append(' '));
            return all.toString();
        }
        return open.asText("");
    }
}
