package vn.lienthong.hub.intake;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a body could not be received; carries the answer. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ProblemDocument problem;
    private final transient @Nullable Duration retryAfter;

    Refusal(ProblemDocument problem, @Nullable Duration retryAfter) {
        super(problem.problem().code(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    ProblemDocument problem() {
        return problem;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
