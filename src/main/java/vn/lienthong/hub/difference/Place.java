package vn.lienthong.hub.difference;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.difference.Difference.Kind;

/**
 * A place as a person writes it in a row of what to ignore; see {@link Ignore}. Immutable.
 *
 * @param leg 0 for any
 * @param side null for any
 * @param more {@code order}, {@code any} or nothing
 */
record Place(int leg, @Nullable String side, List<Step> steps, String more) {
    private static final Pattern FORM = Pattern.compile(
            "(?:(?:(?<leg>\\d{1,4})-)?(?<side>request|answer|record|outcome):)?(?<path>(?:/[^/]+?)+?)(?:#(?<more>order|any))?");

    /** One step of a path; {@code **} is any number of them. */
    private record Step(Pattern pattern, boolean several) {
        static Step of(String step) {
            boolean any = step.equals("*") || step.equals("**");
            String numbers = step.endsWith("]") ? "" : "(?:\\[\\d+])?";
            return new Step(Pattern.compile((any ? ".*" : Pattern.quote(step)) + numbers), step.equals("**"));
        }
    }

    /** Reads it. */
    static Place of(String where, String from) {
        Matcher form = FORM.matcher(where);
        if (!form.matches() || form.group("path").replaceAll("[/*]", "").isEmpty()) {
            throw new BadIgnore(
                    "A row of what to ignore names no place.",
                    "'" + where + "' in " + from,
                    "Copy the path of the difference, such as answer:/data/*/NgayDongBo; add #any when it may be missing, #order when only the order of a list differs.");
        }
        String leg = form.group("leg");
        String more = form.group("more");
        return new Place(
                leg == null ? 0 : Integer.parseInt(leg),
                form.group("side"),
                steps(form.group("path")).stream().map(Step::of).toList(),
                more == null ? "" : more);
    }

    boolean covers(Difference difference) {
        return forgives(difference.kind())
                && (leg == 0 || leg == difference.leg())
                && (side == null || side.equals(difference.side().word()))
                && reaches(steps(difference.path()), 0, 0);
    }

    private boolean forgives(Kind kind) {
        return switch (kind) {
            case VALUE, UNICODE, FILE -> !more.equals("order");
            case ORDER -> !more.isEmpty();
            case TYPE, FORMAT, NAMESPACE, MISSING, EXTRA -> more.equals("any");
        };
    }

    private boolean reaches(List<String> path, int at, int step) {
        if (step == steps.size()) {
            return !more.equals("order") || at == path.size();
        }
        if (steps.get(step).several()) {
            return reaches(path, at, step + 1) || at < path.size() && reaches(path, at + 1, step);
        }
        return at < path.size()
                && steps.get(step).pattern().matcher(path.get(at)).matches()
                && reaches(path, at + 1, step + 1);
    }

    private static List<String> steps(String path) {
        return Arrays.asList(path.substring(1).split("/", -1));
    }
}
