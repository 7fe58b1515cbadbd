package vn.lienthong.hub.rehearsal;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.rehearsal.Trial.Unfit;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * Why records fail: what is the same for all that fail so.
 *
 * @param subject the code without counterpart; else what was found, with every number written as N
 */
record Cause(Kind kind, String code, String subject, String what, String cure) {
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int LONGEST = 200;

    static Cause of(Unfit unfit) {
        Problem problem = unfit.problem();
        String unmapped = unfit.unmappedCode();
        return new Cause(
                Kind.of(unfit.stage(), unmapped),
                problem.code(),
                unmapped == null ? general(problem.found()) : unmapped,
                problem.what(),
                problem.cure());
    }

    /** A sentence about one record as one about all like it. */
    static String general(String text) {
        String all = NUMBER.matcher(text).replaceAll("N");
        return all.length() <= LONGEST ? all : all.substring(0, LONGEST);
    }

    /** The code of an unknown procedure; null when it is another cause. */
    @Nullable
    String procedure() {
        return kind == Kind.UNKNOWN_PROCEDURE ? subject.substring(subject.indexOf(':') + 1) : null;
    }
}
