package vn.lienthong.hub.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import vn.lienthong.hub.journal.Landing.KeptExchange;

/** How the last exchange of an attempt ended on the wire, whatever a connector's rows make of it. */
public enum Symptom {
    /** Nothing was said. */
    NONE,
    /** No machine has the name of the address. */
    UNKNOWN_HOST,
    /** Nobody listens. */
    CONNECTION_REFUSED,
    /** No connection in time. */
    CONNECT_TIMEOUT,
    /** TLS could not be agreed. */
    TLS,
    /** Not sent for a reason of our own. */
    NOT_SENT,
    /** A file that belongs into the message is not here. */
    FILE_NOT_HELD,
    /** An upload says yes and gives nothing to name the file by. */
    FILE_NOT_TAKEN,
    /** Our name and password are refused. */
    LOGIN_REFUSED,
    /** The log-in does not answer usably. */
    LOGIN_UNREACHABLE,
    /** Sessions are granted and then not accepted. */
    SESSIONS_USELESS,
    /** No answer in time. */
    ANSWER_TIMEOUT,
    /** The connection broke. */
    CONNECTION_LOST,
    /** What answers does not speak HTTP. */
    NOT_HTTP,
    /** An answer over the limit. */
    ANSWER_TOO_LARGE,
    /** HTTP 401. */
    UNAUTHORIZED,
    /** HTTP 403. */
    FORBIDDEN,
    /** HTTP 404, 405, 410. */
    WRONG_ADDRESS,
    /** HTTP 3xx. */
    REDIRECTED,
    /** HTTP 429. */
    TOO_MANY,
    /** HTTP 503. */
    UNAVAILABLE,
    /** HTTP 408 and any other 5xx. */
    FAILED,
    /** An answer without a body. */
    EMPTY,
    /** A web page. */
    WEB_PAGE,
    /** Neither a web page nor JSON, or half of it. */
    UNREADABLE,
    /** An answer that has to be read by its words. */
    WORDS;

    /** Between what was noticed and what the log-in met behind it. */
    static final String BENEATH = "/";

    /** Whole, as far as its two ends tell; what it says is read by the connector's rows. */
    private static final Pattern ENVELOPE =
            Pattern.compile("\\A\\uFEFF?<(?!html).*</(?:[\\w.-]+:)?Envelope\\s*>\\s*\\z", Pattern.DOTALL);

    private static final JsonFactory JSON = new JsonFactory();

    /** The last exchange decides; earlier ones went well enough for another to follow. */
    public static Symptom of(List<KeptExchange> exchanges) {
        List<KeptExchange> said =
                exchanges.stream().filter(exchange -> !exchange.isLookup()).toList();
        if (said.isEmpty()) {
            return NONE;
        }
        KeptExchange last = said.get(said.size() - 1);
        String failure = last.failure();
        return failure == null
                ? answered(last.status(), last.answered())
                : named(failure.substring(failure.lastIndexOf(BENEATH) + 1));
    }

    private static Symptom named(String failure) {
        if (failure.equals("FOREIGN_ANSWER")) {
            return UNREADABLE;
        }
        return Arrays.stream(values())
                .filter(symptom -> symptom.name().equals(failure))
                .findFirst()
                .orElse(NOT_SENT);
    }

    private static Symptom answered(int status, byte[] body) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404, 405, 410 -> WRONG_ADDRESS;
            case 429 -> TOO_MANY;
            case 503 -> UNAVAILABLE;
            case 408 -> FAILED;
            default -> status >= 500 ? FAILED : status >= 300 && status < 400 ? REDIRECTED : read(body);
        };
    }

    private static Symptom read(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return EMPTY;
        }
        if (ENVELOPE.matcher(text).find()) {
            return WORDS;
        }
        if (text.startsWith("<")) {
            return WEB_PAGE;
        }
        return isJson(text) ? WORDS : UNREADABLE;
    }

    private static boolean isJson(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            while (parser.nextToken() != null) {
                // To the end: half a body begins well.
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
