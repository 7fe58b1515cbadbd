package vn.lienthong.hub.connector;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * From where the hub fetches files, and what that may cost.
 *
 * @param from beginnings of addresses, {@code https://host}, {@code http://host:port} or {@code https://*.domain}; nothing else is fetched from
 * @param inside hosts of those that may have an address inside: private, loopback and the like; lower case
 * @param connect until a connection stands
 * @param whole from the first byte asked to the last byte received, for each address
 * @param largest bytes of one file
 * @param atOnce files fetched at the same time
 */
public record FetchRules(
        List<String> from, Set<String> inside, Duration connect, Duration whole, long largest, int atOnce) {

    private static final Pattern ORIGIN =
            Pattern.compile("https?://(\\*\\.)?([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[1-9]\\d{0,4})?");

    public FetchRules {
        from = from.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
        inside = Set.copyOf(inside);
    }

    /** Whether a text is a beginning of addresses. */
    public static boolean isOrigin(String text) {
        return ORIGIN.matcher(text).matches();
    }

    /** Whether an address may be fetched from, by its scheme, host and port. */
    boolean allows(URI address) {
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        String host = address.getHost().toLowerCase(Locale.ROOT);
        return from.stream().anyMatch(origin -> {
            int at = origin.indexOf("://");
            if (!origin.substring(0, at).equals(scheme)) {
                return false;
            }
            String place = origin.substring(at + 3);
            int colon = place.lastIndexOf(':');
            boolean ported = colon > place.lastIndexOf(']');
            int port = ported ? Integer.parseInt(place.substring(colon + 1)) : usual(scheme);
            String name = ported ? place.substring(0, colon) : place;
            boolean fits = name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name);
            return fits && port == (address.getPort() < 0 ? usual(scheme) : address.getPort());
        });
    }

    private static int usual(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }
}
