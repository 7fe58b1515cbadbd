package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.intake.ProblemDocument;
import vn.lienthong.hub.vocabulary.Problem;

/** A call of the query API that ends in a problem document (RFC 9457). */
final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z._:/-]{1,60}");

    private final int status;
    private final transient Problem problem;
    private final String retry;
    private final transient @Nullable Standing standing;

    ApiFailure(int status, Problem problem, String retry) {
        this(status, problem, retry, null);
    }

    private ApiFailure(int status, Problem problem, String retry, @Nullable Standing standing) {
        super(problem.message());
        this.status = status;
        this.problem = problem;
        this.retry = retry;
        this.standing = standing;
    }

    /** A dossier that never came is a cause as well: somebody expected it here. */
    static ApiFailure neverReceived(String code) {
        Standing standing = Standing.neverReceived();
        Problem problem = new Problem(
                "unknown-dossier",
                standing.why().en(),
                shown(code) + ", cause " + standing.cause().code(),
                "Check the spelling; nothing that was accepted is ever removed. If it is right, see in the software that should have"
                        + " sent it why it did not. " + standing.ifNobodyActs().en());
        return new ApiFailure(404, problem, "never", standing);
    }

    static ApiFailure badParameter(String name, String found, String example) {
        return new ApiFailure(
                400,
                new Problem(
                        "bad-parameter",
                        "Parameter " + name + " cannot be read.",
                        shown(found),
                        "Example: " + name + "=" + example + "."),
                "never");
    }

    static ApiFailure unknown(String kind, String found) {
        return new ApiFailure(
                404,
                new Problem(
                        "unknown-" + kind,
                        "There is no " + kind + " of that name here.",
                        shown(found),
                        "Check the spelling; nothing that was accepted is ever removed."),
                "never");
    }

    /** What a caller sent, as long as it looks like a code or a number; anything else may be anything, and shows its length. */
    static String shown(String text) {
        return CODE.matcher(text).matches()
                ? "'" + text + "'"
                : "a text of " + text.codePointCount(0, text.length()) + " characters";
    }

    int status() {
        return status;
    }

    boolean isUnavailable() {
        return status == 503;
    }

    /** The same as the intake writes it. */
    ProblemDocument document() {
        return new ProblemDocument(
                status, problem, ProblemDocument.Retry.valueOf(retry.toUpperCase(Locale.ROOT)), List.of(), null);
    }

    ObjectNode json() {
        ObjectNode node = Json.object();
        node.put("type", "urn:lienthong-hub:problem:" + problem.code());
        node.put("title", problem.what());
        node.put("status", status);
        node.put("detail", problem.message());
        node.put("found", problem.found());
        node.put("cure", problem.cure());
        node.put("retry", retry);
        if (standing != null) {
            node.setAll(standing.json());
        }
        return node;
    }
}
