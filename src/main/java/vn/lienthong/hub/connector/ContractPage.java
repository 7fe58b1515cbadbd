package vn.lienthong.hub.connector;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.hub.vocabulary.Problem;

/** Looks at what came in the place of a contract, before anybody reads it: a web page, a log-in, nothing, letters of another charset. */
final class ContractPage {

    private static final int BEGINNING = 4096;
    private static final Pattern DECLARED =
            Pattern.compile("(?s)^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([\\w.:-]{1,40})[\"']");
    private static final Pattern OF_HEADER = Pattern.compile("(?i)charset\\s*=\\s*\"?([\\w.:-]{1,40})");
    private static final Pattern LOGIN = Pattern.compile(
            "type\\s*=\\s*[\"']?password|đăng nhập|\\blog[ -]?in\\b|\\bsign[ -]?in\\b", Pattern.CASE_INSENSITIVE);

    private ContractPage() {}

    /** What is wrong with an answer of 200, as far as one sees it without reading; empty when it may be a contract. */
    static Optional<Problem> fault(byte[] body, String contentType, String from) {
        if (body.length == 0) {
            return Optional.of(new Problem(
                    "contract-empty",
                    "Nothing came in the place of the contract.",
                    "an empty answer from " + from,
                    "Ask the other side where the contract is, or save it and give --against FILE."));
        }
        String begin = beginning(body);
        String bare = begin.strip().toLowerCase(Locale.ROOT);
        if (bare.startsWith("<!doctype html") || bare.startsWith("<html") || contentType.contains("text/html")) {
            return Optional.of(page(LOGIN.matcher(whole(body)).find(), from));
        }
        return charset(body, begin, contentType, from);
    }

    private static Problem page(boolean login, String from) {
        return login
                ? new Problem(
                        "contract-login-page",
                        "A log-in page came instead of the contract.",
                        "a web page that asks for a name and a password, from " + from,
                        "The contract is shown only to people who are logged in: save it in a browser and give --against FILE.")
                : new Problem(
                        "contract-web-page",
                        "A web page came instead of the contract.",
                        "HTML from " + from,
                        "Look at the address in a browser: a gateway may stand in between, or the contract is elsewhere; give --against URL or FILE.");
    }

    private static Optional<Problem> charset(byte[] body, String begin, String contentType, String from) {
        Matcher declared = DECLARED.matcher(begin);
        Matcher told = OF_HEADER.matcher(contentType);
        String name = declared.find() ? declared.group(1) : "";
        boolean marked = body.length > 1 && ((body[0] & 0xFF) >= 0xFE && (body[1] & 0xFF) >= 0xFE);
        // Without a word in the document the header decides; JSON and YAML are UTF-8.
        String effective = !name.isEmpty() ? name : told.find() && begin.startsWith("<") ? told.group(1) : "UTF-8";
        if (marked || decodes(body, effective)) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                "contract-charset",
                "The contract is not written in the charset that it names.",
                effective
                        + (contentType.isEmpty() ? "" : ", Content-Type " + contentType.replaceAll("[^\\w/;=.+ -]", ""))
                        + ", from " + from,
                "Tell them; until they correct it, save it, write it anew as UTF-8 and give --against FILE."));
    }

    private static boolean decodes(byte[] body, String name) {
        try {
            Charset.forName(name)
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String beginning(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, BEGINNING), StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String whole(byte[] body) {
        return new String(body, 0, Math.min(body.length, 64 * BEGINNING), StandardCharsets.UTF_8);
    }
}
