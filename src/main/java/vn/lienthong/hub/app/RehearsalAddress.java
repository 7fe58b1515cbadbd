package vn.lienthong.hub.app;

import java.io.IOException;
import java.net.IDN;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses for tests: what their connectors are given, and that they are never the real ones. */
final class RehearsalAddress {
    /** What of a destination's own settings counts for its address for tests too: no credential, and nothing that says where. */
    private static final Set<String> SHARED = Set.of("unit-code", "connect-timeout", "answer-timeout");

    private static final String OF_MAPPING = "mapping.";
    private static final Pattern NUMBER = Pattern.compile("[0-9.]+");
    private static final Pattern AUTHORITY = Pattern.compile("(?:[^@]*@)?(.*?)(:[0-9]*)?");
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

    /** The fault of a connector that was opened at an address for tests, told of the settings that it has there. */
    static IllegalArgumentException fault(IllegalArgumentException ofDestination) {
        String said = String.valueOf(ofDestination.getMessage());
        return new IllegalArgumentException(
                said.replace("hub.destinations.", "hub.rehearsal.addresses."), ofDestination);
    }

    /** Whether an address is, by its name and not only by the machine that it leads to, the real one, or one of them lies within the other. */
    static boolean isNamed(URI address, String real) {
        URI other = uri(real);
        return other != null && isSamePlace(address, other) && name(address).equals(name(other));
    }

    private static boolean isSame(URI one, @Nullable URI other) {
        return other != null && isSamePlace(one, other) && isSameHost(name(one), name(other));
    }

    private static boolean isSamePlace(URI one, URI other) {
        return isSamePort(one, other) && (within(path(one), path(other)) || within(path(other), path(one)));
    }

    private static boolean isSamePort(URI one, URI other) {
        int first = port(one);
        int second = port(other);
        return first == second || USUAL.contains(first) && USUAL.contains(second);
    }

    /** By name, else by the machines that the names lead to; a name that leads nowhere is another one. */
    private static boolean isSameHost(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        Set<InetAddress> machines = machines(one);
        return machines(other).stream().anyMatch(machines::contains);
    }

    /** Whatever means this machine is one address. */
    private static Set<InetAddress> machines(String name) {
        Set<InetAddress> machines = new HashSet<>();
        try {
            for (InetAddress machine : InetAddress.getAllByName(name)) {
                machines.add(isHere(machine) ? InetAddress.getLoopbackAddress() : machine);
            }
        } catch (IOException e) {
            return Set.of();
        }
        return machines;
    }

    private static boolean isHere(InetAddress machine) throws SocketException {
        return machine.isLoopbackAddress()
                || machine.isAnyLocalAddress()
                || NetworkInterface.getByInetAddress(machine) != null;
    }

    /** Small, and without the dot that may end it. */
    private static String name(URI address) {
        String name = address.getHost().toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
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

    /** Of a setting that is an address of HTTP; null for others. Names are as they are asked, in ASCII. */
    static @Nullable URI uri(String text) {
        try {
            URI uri = URI.create(text.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                return null;
            }
            URI plain = uri.getHost() == null ? plain(scheme, uri) : uri;
            return plain.getHost() == null ? null : plain;
        } catch (IllegalArgumentException | UnknownHostException e) {
            return null;
        }
    }

    /** Of a name in Unicode, or of a number that is shorter than usual. */
    private static URI plain(String scheme, URI uri) throws UnknownHostException {
        Matcher parts = AUTHORITY.matcher(String.valueOf(uri.getRawAuthority()));
        if (!parts.matches()) {
            return uri;
        }
        String host = parts.group(1);
        String plain =
                NUMBER.matcher(host).matches() ? InetAddress.getByName(host).getHostAddress() : IDN.toASCII(host);
        return URI.create(scheme + "://" + plain + (parts.group(2) == null ? "" : parts.group(2)) + uri.getRawPath());
    }
}
