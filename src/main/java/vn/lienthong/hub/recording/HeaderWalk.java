package vn.lienthong.hub.recording;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One header: its cookies, its parameters, names of files and parts. What HTTP says itself stays. */
final class HeaderWalk {
    private static final Pattern TOKEN = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]{1,80}");
    private static final Pattern NO_TOKEN = Pattern.compile("[^A-Za-z0-9!#$%&'*+.^_`|~-]");
    /** Browsers and programs put blanks where none belong, and names without quotes. */
    private static final Pattern PARAMETER = Pattern.compile(
            ";\\s*(?<name>[\\w-]+(?:\\*\\d*\\*?)?)\\s*=\\s*(?<value>\"(?:[^\"\\\\]++|\\\\.)*+\"|[^;]*)");

    private static final Pattern EXTENDED = Pattern.compile("[\\w-]*'[\\w-]*'");
    /** How the body is to be read. */
    private static final Pattern READING = Pattern.compile("\"?[\\w'()+,./:=? -]{1,72}\"?");

    private static final List<String> READINGS = List.of("boundary", "charset");
    private static final Pattern COOKIE_SAYS = Pattern.compile(
            "secure|httponly|partitioned|(?:expires|max-age|samesite|priority|version)=[\\w ,:+-]*|",
            Pattern.CASE_INSENSITIVE);

    private final Walk walk;

    HeaderWalk(Walk walk) {
        this.walk = walk;
    }

    HttpBytes.Header header(Spot spot, HttpBytes.Header header) {
        String name = header.name().toLowerCase(Locale.ROOT);
        String value = header.value();
        if (!TOKEN.matcher(name).matches()) {
            return new HttpBytes.Header(
                    walk.leaves().value(spot.in("header"), Kind.TEXT, header.name()),
                    walk.text(spot.in("header"), value));
        }
        String other =
                switch (name) {
                    case "cookie" ->
                        Arrays.stream(value.split(";\\s*", -1))
                                .map(pair -> cookie(spot, pair))
                                .collect(Collectors.joining("; "));
                    case "set-cookie" -> setCookie(spot, value);
                    case "content-disposition", "content-type" -> parameters(spot, name, value);
                    default -> plain(spot.in("header").in(name), value);
                };
        return new HttpBytes.Header(named(spot, header.name()), other.replaceAll("[\\r\\n]+", " "));
    }

    /** A name that nobody knows may be somebody's, or hold a number of his. */
    private String named(Spot spot, String name) {
        boolean known = walk.kind(spot.in("header").in(name)) != Kind.UNKNOWN
                && !Signs.of(name).number();
        return known ? name : NO_TOKEN.matcher(walk.name(spot, name)).replaceAll("");
    }

    /** The words of HTTP are ASCII: whatever is not is somebody's. */
    private String plain(Spot spot, String value) {
        return walk.kind(spot) == Kind.PUBLIC && !Fold.isBare(value)
                ? walk.leaves().value(spot, Kind.TEXT, value)
                : walk.text(spot, value);
    }

    private String setCookie(Spot spot, String value) {
        String[] parts = value.split(";", -1);
        StringBuilder out = new StringBuilder(cookie(spot, parts[0]));
        for (int i = 1; i < parts.length; i++) {
            String said = parts[i].strip();
            out.append(';').append(said.length() < parts[i].length() ? " " : "").append(attribute(spot, said));
        }
        return out.toString();
    }

    private String attribute(Spot spot, String said) {
        if (COOKIE_SAYS.matcher(said).matches()) {
            return said;
        }
        String name = said.substring(0, said.indexOf('=') + 1);
        String value = said.substring(name.length());
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "path=" -> name + walk.urls().target(spot, value);
            case "domain=" -> name + walk.urls().host(spot, value);
            default -> walk.leaves().value(spot.in("cookie"), Kind.TEXT, said);
        };
    }

    /** Whatever a cookie is called, it lets somebody in. */
    private String cookie(Spot spot, String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? "" : pair.substring(0, equals);
        String value = pair.substring(equals + 1);
        return (equals < 0 ? "" : walk.name(spot, name) + '=')
                + (value.isEmpty() ? "" : walk.leaves().value(spot.in("cookie"), Kind.SECRET, value));
    }

    private String parameters(Spot spot, String header, String value) {
        Spot head = spot.in("header").in(header);
        Matcher parameters = PARAMETER.matcher(value);
        StringBuilder out = new StringBuilder();
        int done = 0;
        while (parameters.find()) {
            out.append(plain(head, value.substring(done, parameters.start())))
                    .append(value, parameters.start(), parameters.start("value"));
            String name = parameters.group("name").toLowerCase(Locale.ROOT);
            String raw = parameters.group("value");
            boolean reading = READINGS.contains(name) && READING.matcher(raw).matches();
            out.append(reading ? reading(head, name, raw) : parameter(spot, header, name, raw));
            done = parameters.end();
        }
        return out.append(plain(head, value.substring(done))).toString();
    }

    /** A boundary stands in the body too, and has digits by chance; a charset has none. */
    private String reading(Spot head, String name, String raw) {
        return name.equals("charset") ? walk.leaves().value(head, Kind.PUBLIC, raw) : raw;
    }

    private String parameter(Spot spot, String header, String name, String raw) {
        boolean quoted = raw.length() > 1 && raw.startsWith("\"");
        String value = quoted ? raw.substring(1, raw.length() - 1).replaceAll("\\\\(.)", "$1") : raw;
        Matcher extended = EXTENDED.matcher(value);
        String front = name.endsWith("*") && extended.lookingAt() ? extended.group() : "";
        String plain = front.isEmpty() ? value : MultipartWalk.percentDecoded(value.substring(front.length()));
        String other = named(spot, header, name, plain);
        if (other.equals(plain)) {
            return raw;
        }
        String written = front.isEmpty() ? other : front + MultipartWalk.percentEncoded(other);
        return quoted ? '"' + written.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : written;
    }

    private String named(Spot spot, String header, String parameter, String value) {
        if (parameter.equals("name") && header.equals("content-disposition")) {
            return walk.name(spot, value);
        }
        return parameter.startsWith("filename") || parameter.startsWith("name")
                ? walk.leaves().value(spot.in("filename"), Kind.FILE_NAME, value)
                : plain(spot.in("header").in(header), value);
    }
}
