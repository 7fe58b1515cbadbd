package vn.lienthong.hub.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * A refusal as RFC 9457 has it, with what the hub adds: {@code retry}, {@code errors}, {@code keptAs}.
 *
 * @param retry whether the same may be sent again
 * @param errors what is wrong where; empty when {@code problem} says it all
 * @param keptAs id under which the refused bytes are kept, if they are
 */
public record ProblemDocument(int status, Problem problem, Retry retry, List<Finding> errors, @Nullable Long keptAs) {
    /** Media type of such a document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Whether the same may be sent again. */
    public enum Retry {
        NEVER,
        LATER,
        NOW
    }

    static ProblemDocument of(int status, Problem problem, Retry retry) {
        return new ProblemDocument(status, problem, retry, List.of(), null);
    }

    /** UTF-8. */
    public byte[] json() {
        return AnswerJson.write(this::members);
    }

    void members(JsonGenerator out) throws IOException {
        out.writeStringField("type", "urn:lienthong-hub:problem:" + problem.code());
        out.writeStringField("title", problem.what());
        out.writeNumberField("status", status);
        out.writeStringField("detail", problem.message());
        out.writeStringField("found", problem.found());
        out.writeStringField("cure", problem.cure());
        out.writeStringField("retry", AnswerJson.lower(retry));
        if (!errors.isEmpty()) {
            AnswerJson.findings(out, "errors", errors);
        }
        if (keptAs != null) {
            out.writeStringField("keptAs", Ids.text(keptAs));
        }
    }
}
