package vn.lienthong.hub.intake;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import vn.lienthong.hub.vocabulary.Ids;

/** Answers as HTTP. */
final class Answers {
    private Answers() {}

    static void result(HttpServletResponse response, IntakeResult result) throws IOException {
        if (result instanceof IntakeResult.Held held) {
            response.setHeader(
                    "Location", "/v1/submissions/" + Ids.text(held.receipt().submissionId()));
            body(response, result.status(), "application/json", result.json());
            return;
        }
        if (result instanceof IntakeResult.Unable unable) {
            retryAfter(response, unable.retryAfter());
        }
        body(response, result.status(), ProblemDocument.MEDIA_TYPE, result.json());
    }

    static void problem(HttpServletResponse response, ProblemDocument problem) throws IOException {
        body(response, problem.status(), ProblemDocument.MEDIA_TYPE, problem.json());
    }

    static void refusal(HttpServletResponse response, Refusal refusal) throws IOException {
        Duration wait = refusal.retryAfter();
        if (wait != null) {
            retryAfter(response, wait);
        }
        problem(response, refusal.problem());
    }

    /** Whole seconds, at least one. */
    static void retryAfter(HttpServletResponse response, Duration wait) {
        response.setHeader(
                "Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }

    private static void body(HttpServletResponse response, int status, String mediaType, byte[] body)
            throws IOException {
        response.setStatus(status);
        response.setContentType(mediaType);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
