package vn.lienthong.hub.app;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Journal.By;
import vn.lienthong.hub.journal.Rewind;
import vn.lienthong.hub.reference.Visible;
import vn.lienthong.hub.vocabulary.HeldSteps;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * What a person says with an act, read so that it can mean one thing only: one JSON object and nothing behind it, every name known and said
 * once, every value of its kind. An act cannot be taken back, so nothing is guessed.
 */
record ActBody(ObjectNode tree) {
    private static final int LONGEST_TEXT = 1000;
    static final String EXAMPLE = "Example: {\"by\": \"Nguyen An\", \"why\": \"procedure table corrected\"}.";

    /** Reads the body that came with a call. */
    static ActBody of(HttpServletRequest request, Set<String> names) {
        mustBeJson(request.getContentType());
        byte[] bytes = Gate.body(request);
        if (bytes == null) {
            throw unreadable();
        }
        ActBody body = new ActBody(parsed(bytes));
        body.knows(names);
        return body;
    }

    /** As {@link #of}; no body at all says nothing. */
    static ActBody orNothing(HttpServletRequest request, Set<String> names) {
        return Gate.body(request) == null ? new ActBody(Json.object()) : of(request, names);
    }

    private static void mustBeJson(String type) {
        String essence = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!essence.equals("application/json")) {
            throw new ApiFailure(
                    415,
                    new Problem(
                            "unsupported-media-type",
                            "The body must be JSON.",
                            type == null ? "no Content-Type" : "another Content-Type",
                            "Send Content-Type: application/json."),
                    "never");
        }
    }

    private static ObjectNode parsed(byte[] bytes) {
        try (JsonParser parser = Json.STRICT.createParser(bytes)) {
            JsonNode tree = Json.STRICT
                    .reader()
                    .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(parser);
            if (tree == null) {
                throw unreadable();
            }
            if (!(tree instanceof ObjectNode object)) {
                throw invalid("", "An act is one JSON object.", EXAMPLE);
            }
            if (!endsThere(parser)) {
                throw invalid("", "Something follows the act.", "Send one JSON object and nothing behind it.");
            }
            return object;
        } catch (StreamReadException e) {
            if (String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field")) {
                throw invalid("", "A name stands twice in an act, and both cannot be meant.", "Give each name once.");
            }
            throw unreadable();
        } catch (IOException e) {
            throw unreadable();
        }
    }

    private static boolean endsThere(JsonParser parser) {
        try {
            JsonToken next = parser.nextToken();
            return next == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** A misspelt dryRun would act for real. */
    private void knows(Set<String> names) {
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
            if (!names.contains(field.getKey())) {
                throw invalid(
                        field.getKey(),
                        "An act does not know this name.",
                        "Known are: " + String.join(", ", new TreeSet<>(names)) + ".");
            }
        }
    }

    boolean dryRun() {
        return flag("dryRun");
    }

    /** What is true or false, and false where it is left out. */
    boolean flag(String name) {
        JsonNode flag = tree.path(name);
        if (!flag.isMissingNode() && !flag.isBoolean()) {
            throw invalid(name, name + " must be true or false.", "Example: \"" + name + "\": true.");
        }
        return flag.asBoolean();
    }

    By by(Caller caller) {
        String who = text("by", "the person who decides");
        String why = text("why", "the reason");
        return new By(as(caller, who), why);
    }

    /** Who acts, where that may be left out: then the account's name. */
    String name(Caller caller) {
        String who = optional("by");
        return who == null ? caller.name() : as(caller, who);
    }

    private static String as(Caller caller, String who) {
        return caller.named() && !caller.name().equals(who) ? who + " (as " + caller.name() + ")" : who;
    }

    /** From where a resend begins; null: only what the destination is not known to hold. */
    @Nullable
    Rewind from() {
        boolean create = tree.has("from");
        boolean step = tree.has("fromStep");
        if (create && (step || !tree.path("from").asText().equals("create"))) {
            throw invalid(
                    "from",
                    "A resend begins with 'create', or from a step.",
                    "Example: \"from\": \"create\", or \"fromStep\": \"11\".");
        }
        String key = tree.path("fromStep").asText();
        if (step && !HeldSteps.isKey(key)) {
            throw invalid(
                    "fromStep",
                    "A step goes by its key, or by its number among those that the destination holds.",
                    "Example: \"fromStep\": \"20191216080500-2\", or \"fromStep\": \"11\".");
        }
        return create ? Rewind.CREATE : step ? Rewind.fromStep(key) : null;
    }

    /** The values of the filter, which must narrow what is acted on unless all are meant. */
    Parameters filter() {
        JsonNode all = tree.path("all");
        if (!all.isMissingNode() && !all.isBoolean() || all.asBoolean() && tree.has("filter")) {
            throw invalid("all", "all is true or false, and goes without a filter.", "Example: \"all\": true.");
        }
        JsonNode filter = tree.path("filter");
        if (!filter.isObject() && !filter.isMissingNode()) {
            throw invalid("filter", "A filter is an object of texts.", "Example: \"filter\": {\"unit\": \"21556\"}.");
        }
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : filter.properties()) {
            String value =
                    field.getValue().isTextual() ? field.getValue().textValue().strip() : "";
            if (value.isEmpty()) {
                throw invalid(
                        "filter/" + field.getKey(),
                        "A filter's value is a text that is not empty.",
                        "Leave the name out, or give a text. Example: \"unit\": \"21556\".");
            }
            values.put(field.getKey(), value);
        }
        Parameters parameters = Parameters.of(values);
        if (!parameters.narrows() && !all.asBoolean()) {
            throw invalid(
                    "filter",
                    "An act on many transfers needs a filter that narrows them.",
                    "Give at least one of " + Parameters.FILTER_NAMES + "; or, if everything is meant, \"all\": true.");
        }
        return parameters;
    }

    /** A text that may be left out. */
    @Nullable
    String optional(String name) {
        return tree.has(name) ? text(name, "a text that is not empty, or nothing") : null;
    }

    private String text(String name, String meaning) {
        JsonNode value = tree.path(name);
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (!Visible.is(text) || text.length() > LONGEST_TEXT) {
            throw invalid(
                    name,
                    "An act needs '" + name + "': " + meaning + ", a text that can be seen, of at most " + LONGEST_TEXT
                            + " characters.",
                    EXAMPLE);
        }
        return text;
    }

    private static ApiFailure invalid(String name, String what, String cure) {
        return new ApiFailure(422, new Problem("invalid-act", what, "nothing usable at /" + name, cure), "never");
    }

    private static ApiFailure unreadable() {
        return new ApiFailure(
                400,
                new Problem(
                        "unreadable-body",
                        "The body is not a JSON object in UTF-8.",
                        "a body that does not parse, or none",
                        EXAMPLE),
                "never");
    }
}
