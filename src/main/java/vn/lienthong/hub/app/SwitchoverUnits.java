package vn.lienthong.hub.app;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * Units that can be taken a step. A misspelt one would be taken without anybody noticing.
 *
 * @param known codes that the tables know, or that were owed something
 * @param names what a code means today
 */
record SwitchoverUnits(Supplier<? extends Collection<String>> known, Function<String, String> names) {

    String name(String code) {
        return names.apply(code);
    }

    void require(String code) {
        if (known.get().contains(code)) {
            return;
        }
        String nearest = Nearest.to(code, known.get());
        throw new ApiFailure(
                404,
                new Problem(
                        "unknown-unit",
                        "There is no such unit.",
                        ApiFailure.shown(code),
                        nearest == null
                                ? "Give one that balance lists."
                                : "Did you mean '" + nearest + "'? balance lists those that were owed something."),
                "never");
    }
}
