package vn.lienthong.hub.app;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses for tests: what their connectors are given, and that they are never the real ones. */
final class RehearsalAddress {
    /** What of a destination's own settings counts for its address for tests too: no credential, and nothing that says where. */
    private static final Set<String> SHARED = Set.of("unit-code", "connect-timeout", "answer-timeout");

    private static final String OF_MAPPING = "mapping.";
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[.*]|.*:.*|localhost");
    private static final Set<Integer> USUAL = Set.of(80, 443);

    private RehearsalAddress() {}

    /**
     * The settings of a connector for an address for tests.
     *
     * @param own what stands under {@code hub.rehearsal.addresses} for it
     * @param sendTo another address than that of the settings; empty for that
     * @throws IllegalArgumentException when it is the real one, in three parts
     */
    static Map<String, String> settings(
            String destination, Map<String, String> real, Map<String, String> own, String sendTo) {
        Map<String, String> settings = new HashMap<>();
        real.forEach((key, value) -> {
            if (SHARED.contains(key) || key.startsWith(OF_MAPPING)) {
                settings.put(key, value);
            }
        });
        settings.putAll(own);
        String key = "hub.rehearsal.addresses." + destination + ".address";
        if (!sendTo.isEmpty()) {
            settings.put("address", sendTo);
            key = "--send-to";
        }
        refuseReal(key, settings, real);
        return settings;
    }

    /**
     * Refuses an address for tests that is one of the destination's own, or lies within it, or the other way round.
     *
     * @param key where it was given
     */
    static void refuseReal(String key, Map<String, String> test, @Nullable Map<String, String> real) {
        List<String> reals = real == null ? List.of() : List.copyOf(real.values());
        for (String given : test.values()) {
            URI address = uri(given);
            if (address != null && reals.stream().anyMatch(one -> isSame(address, uri(one)))) {
                throw new IllegalArgumentException("Setting " + key
                        + " must not be the real address of the destination: a rehearsal never sends there. Found: "
                        + address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath()
                        + ". Give the address of a test system that is the other side's own.");
            }
        }
    }

    private static boolean isSame(URI one, @Nullable URI other) {
        return other != null
                && isSamePort(one, other)
                && isSameHost(one.getHost(), other.getHost())
                && (within(path(one), path(other)) || within(path(other), path(one)));
    }

    private static boolean isSamePort(URI one, URI other) {
        int first = port(one);
        int second = port(other);
        return first == second || USUAL.contains(first) && USUAL.contains(second);
    }

    /** By name; by what the names lead to where one of them is a number, for names of one proxy may mean different systems. */
    private static boolean isSameHost(String one, String other) {
        if (one.equalsIgnoreCase(other)) {
            return true;
        }
        if (!LITERAL.matcher(one).matches() && !LITERAL.matcher(other).matches()) {
            return false;
        }
        try {
            Set<InetAddress> first = Set.of(InetAddress.getAllByName(one));
            return List.of(InetAddress.getAllByName(other)).stream().anyMatch(first::contains);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean within(String path, String outer) {
        return path.startsWith(outer);
    }

    private static String path(URI address) {
        String path = address.normalize().getPath().toLowerCase(Locale.ROOT);
        return path.endsWith("/") ? path : path + "/";
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
    }

    /** Of a setting that is an address of HTTP; null for others. */
    static @Nullable URI uri(String text) {
        try {
            URI uri = URI.create(text.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return uri.getHost() != null && (scheme.equals("http") || scheme.equals("https")) ? uri : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
