package vn.lienthong.hub.recording;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Addresses, paths, queries and forms. */
final class UrlWalk {
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*://)(?<who>[^/@?#]*@)?(?<host>[^/?#]*)(?<rest>.*)", Pattern.DOTALL);
    /** A word of an interface, and no name or ticket. */
    private static final Pattern STEP = Pattern.compile("[A-Za-z][A-Za-z_.-]{0,40}|v\\d{1,2}(?:\\.\\d{1,2})?|");

    private static final Pattern NOBODY = Pattern.compile(
            "(?:localhost|127\\.0\\.0\\.1|\\[::1]|(?:.+\\.)?example(?:\\.(?:com|org|net))?|(?:www|schemas)\\.(?:w3|xmlsoap|openxmlformats)\\.org)(?::\\d+)?",
            Pattern.CASE_INSENSITIVE);

    private final Walk walk;

    UrlWalk(Walk walk) {
        this.walk = walk;
    }

    String address(Spot spot, String text) {
        Matcher parts = ADDRESS.matcher(text);
        if (!parts.matches()) {
            return walk.leaves().value(spot, Kind.UNKNOWN, text);
        }
        String other = host(spot, parts.group("host"));
        if (parts.group("who") != null) {
            walk.leaves().value(spot.in("password"), Kind.SECRET, parts.group("who"));
        }
        return parts.group("scheme") + other + target(spot, parts.group("rest"));
    }

    String host(Spot spot, String host) {
        return NOBODY.matcher(host).matches() || host.isEmpty()
                ? host
                : walk.leaves()
                                .value(
                                        spot.in("host"),
                                        Kind.UNKNOWN,
                                        host.replaceAll(":\\d+$", "").toLowerCase(Locale.ROOT))
                                .replaceAll("[^A-Za-z0-9.-]", "")
                        + ".example";
    }

    /** A path with its query and fragment. */
    String target(Spot spot, String target) {
        int hash = target.indexOf('#');
        String fragment = hash < 0 ? "" : "#" + text(spot.in("fragment"), target.substring(hash + 1));
        String before = hash < 0 ? target : target.substring(0, hash);
        int question = before.indexOf('?');
        String path = Arrays.stream((question < 0 ? before : before.substring(0, question)).split("/", -1))
                .map(step -> step(spot.in("path"), step))
                .collect(Collectors.joining("/"));
        return path + (question < 0 ? "" : "?" + query(spot.in("query"), before.substring(question + 1))) + fragment;
    }

    private String step(Spot spot, String step) {
        if (STEP.matcher(step).matches()) {
            String kept = walk.leaves().value(spot, Kind.PUBLIC, step.replace('-', ' '));
            return kept.equals(step.replace('-', ' '))
                    ? step
                    : encoded(kept, step).replace("%20", "-").replace('+', '-');
        }
        return text(spot, step);
    }

    private String text(Spot spot, String raw) {
        String value = decoded(raw);
        String other = walk.text(spot, value);
        return other.equals(value) ? raw : encoded(other, raw);
    }

    /** Pairs joined by {@code &}. */
    String query(Spot spot, String query) {
        return Arrays.stream(query.split("&", -1)).map(pair -> pair(spot, pair)).collect(Collectors.joining("&"));
    }

    private String pair(Spot spot, String pair) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            return text(spot, pair);
        }
        String raw = pair.substring(0, equals);
        String name = decoded(raw);
        String other = walk.name(spot, name);
        return (other.equals(name) ? raw : encoded(other, raw)) + '=' + text(spot.in(name), pair.substring(equals + 1));
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }

    /** A blank as it was written there. */
    private static String encoded(String text, String like) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        return like.indexOf('+') >= 0 ? encoded : encoded.replace("+", "%20");
    }
}
