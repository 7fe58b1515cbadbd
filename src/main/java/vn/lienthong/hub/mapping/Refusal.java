package vn.lienthong.hub.mapping;

import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Problem;

/** Carries a refusal out of a running JSLT expression; never leaves this package. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;
    private final @Nullable String unmappedCode;

    private final boolean deliberate;

    private Refusal(Problem problem, @Nullable String unmappedCode, boolean deliberate) {
        super(problem.message(), null, false, false); // no stack trace: this is an answer, not a failure
        this.problem = problem;
        this.unmappedCode = unmappedCode;
        this.deliberate = deliberate;
    }

    /** What a mapping refuses by its own words. */
    static Refusal byMapping(Problem problem, @Nullable String unmappedCode) {
        return new Refusal(problem, unmappedCode, true);
    }

    /** What a lent function cannot take; the reason may lie in the input. */
    static Refusal byFunction(Problem problem) {
        return new Refusal(problem, null, false);
    }

    boolean isDeliberate() {
        return deliberate;
    }

    MappingResult.Refused result() {
        return new MappingResult.Refused(problem, unmappedCode);
    }
}
