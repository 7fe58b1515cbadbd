package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What may be shown of an answer: its status, and its business code and message where its form is known; short, with long numbers, addresses and
 * names of people masked. The bytes themselves are kept elsewhere, encrypted.
 */
final class Excerpt {

    private static final int LONGEST = 200;
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d(?:[ .-]?\\d){8,}");
    /** Controls, which a terminal obeys, and marks that turn the writing round. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}]+");

    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+");

    private Excerpt() {}

    /** Its own words, which are about nobody. */
    static Stream<String> turns() {
        return Stream.concat(
                Stream.of("Found", "empty body", "not JSON", "not SOAP", "message", "not believed"),
                IntStream.range(100, 600).mapToObj(status -> "HTTP " + status));
    }

    static String of(Facts facts, AnswerForm form) {
        if (facts.answer() instanceof Answer.Failed failed) {
            return Words.kebab(failed.failure()) + ": " + masked(failed.detail());
        }
        String xRoad = facts.header("x-road-error");
        String status = "HTTP " + facts.status() + (xRoad.isEmpty() ? "" : ", X-Road-Error " + masked(xRoad));
        JsonNode json = facts.json();
        if (facts.empty()) {
            return status + ", empty body";
        }
        SoapReading soap = facts.soap();
        if (soap != null && json == null && soap.kind() != SoapReading.Kind.NOT_SOAP) {
            return status + ", " + said(soap.kind()) + soap.why();
        }
        if (facts.harmful()) {
            return status + ", JSON with XML in a text that is not read";
        }
        if (json == null) {
            String type = facts.contentType();
            return status + (soap == null ? ", not JSON" : ", not SOAP") + (type.isEmpty() ? "" : ", " + masked(type))
                    + ": " + masked(facts.shown());
        }
        String code = soap != null && soap.fault() != null ? ", Fault " + masked(soap.fault()) : code(facts, form);
        String message = facts.words(form.message());
        if (code.isEmpty() && message.isEmpty()) {
            return status + ", " + masked(outline(json));
        }
        return status + code + (message.isEmpty() ? "" : ", message: " + masked(message));
    }

    private static String said(SoapReading.Kind kind) {
        return switch (kind) {
            case HARMFUL -> "XML that is not read: ";
            case UNTRUSTED -> "not believed: ";
            default -> "SOAP: ";
        };
    }

    private static String code(Facts facts, AnswerForm form) {
        if (form.code() == null || !facts.at(form.code()).isValueNode()) {
            return "";
        }
        List<String> steps = form.code().steps();
        String name = steps.isEmpty() ? "code" : steps.get(steps.size() - 1);
        return ", " + name + " " + masked(facts.at(form.code()).asText());
    }

    /** Of an answer in a form nobody told us, only what its fields are called: what they hold may be about a person. */
    private static String outline(JsonNode json) {
        if (!json.isObject()) {
            return "JSON, no object";
        }
        return json.isEmpty() ? "JSON without fields" : "JSON with " + String.join(", ", names(json));
    }

    private static List<String> names(JsonNode json) {
        return json.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** Cut to {@value #LONGEST} characters by whole code points; controls gone, numbers of nine digits and more, mail and names masked. */
    static String masked(String text) {
        String start = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
        String clean = UNSEEN.matcher(start).replaceAll(" ");
        clean = LONG_NUMBER.matcher(clean).replaceAll("*********");
        clean = MAIL.matcher(clean).replaceAll("***@***");
        clean = Persons.NAME.matcher(clean).replaceAll("***");
        if (clean.length() <= LONGEST) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return clean.substring(0, end);
    }
}
