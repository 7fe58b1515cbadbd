package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
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
    private final @Nullable String distrust;
    private final String text;
    private final @Nullable JsonNode json;
    private final @Nullable SoapReading soap;
    private final boolean harmful;
    private final Map<List<JsonPath>, String> folded = new HashMap<>();

    /** An answer in JSON. */
    Facts(String operation, Answer answer) {
        this(operation, answer, AnswerForm.UNKNOWN);
    }

    Facts(String operation, Answer answer, AnswerForm form) {
        this.operation = operation;
        this.answer = answer;
        this.distrust = answer instanceof Answer.Http http ? http.distrust() : null;
        this.text = answer instanceof Answer.Http http && distrust == null ? text(http) : "";
        ContractFile contract = form.contract();
        if (distrust != null) {
            this.soap = SoapReading.of(SoapReading.Kind.UNTRUSTED, distrust);
            this.json = null;
            this.harmful = false;
        } else if (contract == null) {
            this.soap = null;
            JsonNode came = JsonPath.parse(text);
            this.json = opened(came, form.opens());
            this.harmful = came != null && json == null;
        } else {
            this.harmful = false;
            this.soap = opened(soap(contract), form.opens());
            this.json = soap.tree();
        }
    }

    /** What is packed in an envelope and cannot be opened takes the envelope with it: nobody knows what it says. */
    private static SoapReading opened(SoapReading came, List<Opening> openings) {
        try {
            Opening.all(openings, came.tree());
            return came;
        } catch (SafeXml.Harmful e) {
            return SoapReading.of(SoapReading.Kind.HARMFUL, String.valueOf(e.getMessage()));
        } catch (Opening.Closed e) {
            return SoapReading.of(SoapReading.Kind.NOT_OPENED, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable JsonNode opened(@Nullable JsonNode came, List<Opening> openings) {
        try {
            Opening.all(openings, came);
        } catch (SafeXml.Harmful e) {
            // Nothing of the answer is believed.
            return null;
        } catch (Opening.Closed e) {
            // It stays a text, of which no row that looks inside will know anything.
            return came;
        }
        return came;
    }

    private SoapReading soap(ContractFile contract) {
        return text.isBlank()
                ? SoapReading.of(SoapReading.Kind.NOT_SOAP, "")
                : contract.read().answer(operation, text);
    }

    /** UTF-8 if the bytes are UTF-8, whatever the header says: servers announce their default, not what they wrote. */
    static String text(Answer.Http http) {
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

    /** Whether what it says may count: always, unless it had to be signed and is not. */
    boolean believed() {
        return distrust == null;
    }

    /** What the envelope says; null where a destination answers no SOAP. */
    @Nullable
    SoapReading soap() {
        return soap;
    }

    /** Whether a text in an answer in JSON could do harm once it is opened. */
    boolean harmful() {
        return harmful;
    }

    boolean empty() {
        return answer instanceof Answer.Http && distrust == null && text.isBlank();
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

    /** Everything the body says, echoed data too, folded for comparing. */
    String text() {
        return Folding.fold(json == null ? text : texts(json));
    }

    /** The first of the places that holds words, folded for comparing; empty when none does. */
    String folded(List<JsonPath> places) {
        return folded.computeIfAbsent(places, key -> words(key).toLowerCase(Locale.ROOT));
    }

    /** The first of the places that holds words, cleaned for showing; empty when none does. */
    String words(List<JsonPath> places) {
        for (JsonPath place : places) {
            String words = Folding.clean(wordsAt(place));
            if (!words.isEmpty()) {
                return words;
            }
        }
        return "";
    }

    /** A text or a list of texts says something; an object only holds what does. */
    private String wordsAt(JsonPath place) {
        if (json == null) {
            return place.steps().isEmpty() && isPlainText() ? text : "";
        }
        JsonNode found = JsonPath.open(place.in(json));
        if (!found.isArray()) {
            return found.isValueNode() && !found.isNull() ? found.asText() : "";
        }
        StringBuilder all = new StringBuilder();
        found.forEach(
                child -> all.append(child.isTextual() ? child.asText() : "").append(' '));
        return all.toString();
    }

    private boolean isPlainText() {
        return contentType().equals("text/plain");
    }

    /** The whole body, cleaned for showing. */
    String shown() {
        return Folding.clean(text);
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
