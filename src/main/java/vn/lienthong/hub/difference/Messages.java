package vn.lienthong.hub.difference;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.difference.Difference.Kind;
import vn.lienthong.hub.difference.Values.Bytes;
import vn.lienthong.hub.recording.HttpBytes;

/** Two messages of HTTP: status or target, heads, body, each part of it. Not thread-safe. */
final class Messages {
    /** How it was carried and when, and whither: what is said is in the rest. */
    static final Set<String> CARRIAGE = Set.of(
            "content-length", "transfer-encoding", "content-encoding", "connection", "keep-alive", "date", "host");

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Values values = new Values();

    /** @param heads whether both have heads that were really sent */
    void compare(HttpBytes left, HttpBytes right, boolean heads, Finds finds) {
        HttpBytes a = left.unpacked();
        HttpBytes b = right.unpacked();
        if (a.status() != b.status()) {
            finds.found("/(status)", Kind.VALUE, Integer.toString(a.status()), Integer.toString(b.status()));
        }
        if (heads) {
            if (a.status() == 0 && b.status() == 0) {
                target(a, b, finds);
            }
            headers("/(header)", a, b, finds);
        }
        body("", a, b, finds);
    }

    void text(String path, String left, String right, Finds finds) {
        values.text(path, left, right, finds);
    }

    void bytes(byte[] left, byte[] right, Finds finds) {
        values.body("", new Bytes("", left), new Bytes("", right), finds);
    }

    private void target(HttpBytes left, HttpBytes right, Finds finds) {
        values.text("/(method)", left.method(), right.method(), finds);
        String[] a = left.target().split("\\?", 2);
        String[] b = right.target().split("\\?", 2);
        values.text("/(target)", path(a[0]), path(b[0]), finds);
        pairs("/(query)", a.length > 1 ? a[1] : "", b.length > 1 ? b[1] : "", finds);
    }

    /** An absolute target says whither, which is not compared. */
    private static String path(String target) {
        return decoded(target.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://[^/]*", ""));
    }

    private void headers(String path, HttpBytes left, HttpBytes right, Finds finds) {
        lists(path, named(left), named(right), finds);
    }

    private static Map<String, List<String>> named(HttpBytes message) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (HttpBytes.Header header : message.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (!CARRIAGE.contains(name)) {
                String value = name.equals("content-type") ? type(header.value()) : header.value();
                all.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            }
        }
        return all;
    }

    /** Its boundary is another one each time; capitals, quotes and blanks in it mean nothing. */
    private static String type(String value) {
        return Arrays.stream(value.toLowerCase(Locale.ROOT).split(";"))
                .map(String::strip)
                .filter(one -> !one.startsWith("boundary=") && !one.isEmpty())
                .map(one -> one.replace("\"", ""))
                .collect(Collectors.joining("; "));
    }

    private void pairs(String path, String left, String right, Finds finds) {
        lists(path, form(left), form(right), finds);
    }

    private static Map<String, List<String>> form(String text) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String pair : text.strip().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                all.computeIfAbsent(decoded(name), key -> new ArrayList<>()).add(decoded(value));
            }
        }
        return all;
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }

    private void lists(String path, Map<String, List<String>> left, Map<String, List<String>> right, Finds finds) {
        Set<String> names = new LinkedHashSet<>(left.keySet());
        names.addAll(right.keySet());
        for (String name : names) {
            List<String> a = left.getOrDefault(name, List.of());
            List<String> b = right.getOrDefault(name, List.of());
            for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
                String place = path + "/" + Values.step(name) + (i == 0 ? "" : "[" + (i + 1) + "]");
                pair(place, i < a.size() ? a.get(i) : null, i < b.size() ? b.get(i) : null, finds);
            }
        }
    }

    private void pair(String place, @Nullable String left, @Nullable String right, Finds finds) {
        if (left == null || right == null) {
            finds.found(place, left == null ? Kind.EXTRA : Kind.MISSING, left, right);
        } else {
            values.text(place, left, right, finds);
        }
    }

    private void body(String path, HttpBytes left, HttpBytes right, Finds finds) {
        List<HttpBytes> a = left.parts();
        List<HttpBytes> b = right.parts();
        if (!a.isEmpty() && !b.isEmpty()) {
            parts(path, a, b, finds);
            return;
        }
        Bytes one = content(left);
        Bytes other = content(right);
        String oneText = one.text();
        String otherText = other.text();
        if (isForm(left) && isForm(right) && oneText != null && otherText != null) {
            pairs(path + "/(form)", oneText, otherText, finds);
        } else {
            values.body(path, one, other, finds);
        }
    }

    private static boolean isForm(HttpBytes message) {
        return HttpBytes.type(message.header("Content-Type")).equals(FORM);
    }

    private static Bytes content(HttpBytes message) {
        byte[] opened = message.fromBase64();
        return new Bytes(message.header("Content-Type"), opened == null ? message.body() : opened);
    }

    private void parts(String path, List<HttpBytes> left, List<HttpBytes> right, Finds finds) {
        Map<String, HttpBytes> a = byName(left);
        Map<String, HttpBytes> b = byName(right);
        Set<String> names = new LinkedHashSet<>(a.keySet());
        names.addAll(b.keySet());
        for (String name : names) {
            String place = path + "/(part)/" + Values.step(name);
            HttpBytes one = a.get(name);
            HttpBytes other = b.get(name);
            if (one != null && other != null) {
                headers(place + "/(header)", one, other, finds);
                body(place, one, other, finds);
            } else {
                finds.found(place, one == null ? Kind.EXTRA : Kind.MISSING, shown(one), shown(other));
            }
        }
    }

    private static @Nullable String shown(@Nullable HttpBytes part) {
        return part == null ? null : content(part).shown();
    }

    /** By the name that the part gives itself, else by its number. */
    private static Map<String, HttpBytes> byName(List<HttpBytes> parts) {
        Map<String, HttpBytes> all = new LinkedHashMap<>();
        for (HttpBytes part : parts) {
            String said = part.parameter("Content-Disposition", "name");
            String name = said.isEmpty() ? Integer.toString(all.size() + 1) : said;
            String free = name;
            for (int i = 2; all.containsKey(free); i++) {
                free = name + "[" + i + "]";
            }
            all.put(free, part);
        }
        return all;
    }
}
