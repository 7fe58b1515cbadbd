package vn.lienthong.hub.connector;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name of a member, a subsystem or a service in X-Road: instance, class of members, member and what else, as {@code VN/GOV/000.00.00.H08/mot-cua}.
 * Immutable.
 */
record XRoadId(List<String> parts) {

    static final Pattern FORM = Pattern.compile("[^/\\p{Cntrl}]{1,100}(/[^/\\p{Cntrl}]{1,100}){2,5}");

    /** How the parts are called in an envelope, in this order. */
    static final List<String> ELEMENTS =
            List.of("xRoadInstance", "memberClass", "memberCode", "subsystemCode", "serviceCode", "serviceVersion");

    /** Instance, class, member, subsystem. */
    static final int SUBSYSTEM = 4;

    /** @throws IllegalArgumentException in three parts */
    static XRoadId of(String what, String text, int fewest, int most) {
        List<String> parts = List.of(text.split("/", -1));
        if (!FORM.matcher(text).matches() || parts.size() < fewest || parts.size() > most) {
            throw new IllegalArgumentException("X-Road's name of " + what + " has " + fewest + " to " + most
                    + " parts between slashes. Found: " + text + ". Example: VN/GOV/000.00.00.H08/mot-cua");
        }
        return new XRoadId(parts);
    }

    XRoadId with(String part) {
        return part.isEmpty() || parts.size() >= ELEMENTS.size()
                ? this
                : new XRoadId(Stream.concat(parts.stream(), Stream.of(part)).toList());
    }

    boolean isSubsystem() {
        return parts.size() <= SUBSYSTEM;
    }

    /** For a path or a header: each part percent-encoded by itself, the slashes between them as they are. */
    String encoded() {
        return parts.stream().map(HttpTarget::encoded).collect(Collectors.joining("/"));
    }
}
