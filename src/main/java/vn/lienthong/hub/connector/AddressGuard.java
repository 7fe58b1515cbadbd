package vn.lienthong.hub.connector;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up, and gives no address that lies inside: whoever asks us to fetch must not reach through us what he cannot reach himself. What is
 * given is what is connected to; nobody looks the name up again in between.
 */
final class AddressGuard implements DnsResolver {

    /** How names are looked up. */
    interface Lookup {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    /** The name leads inside. */
    static final class Inside extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        Inside() {
            super("an address that lies inside");
        }
    }

    private final Lookup lookup;
    private final Set<String> allowed;

    AddressGuard(Lookup lookup, Set<String> allowed) {
        this.lookup = lookup;
        this.allowed = allowed;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] all = lookup.all(host);
        if (!allowed.contains(host.toLowerCase(Locale.ROOT))) {
            for (InetAddress address : all) {
                // One of several is enough: which of them is connected to is a matter of chance.
                if (!isOutside(address)) {
                    throw new Inside();
                }
            }
        }
        return all;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Whether everybody in the world means the same machine by it. */
    static boolean isOutside(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isOutside4(bytes) : isOutside6(bytes);
    }

    private static boolean isOutside4(byte[] b) {
        int first = b[0] & 0xff;
        int second = b[1] & 0xff;
        int third = b[2] & 0xff;
        return switch (first) {
            case 0, 10, 127 -> false;
            case 100 -> second < 64 || second > 127; // shared by carriers
            case 169 -> second != 254; // this link, and the metadata of clouds
            case 172 -> second < 16 || second > 31;
            case 192 -> second != 168 && !(second == 0 && (third == 0 || third == 2)) && !(second == 88 && third == 99);
            case 198 -> second != 18 && second != 19 && !(second == 51 && third == 100);
            case 203 -> !(second == 0 && third == 113);
            default -> first < 224;
        };
    }

    /** Only what is given out to the world; within that not what leads to an IPv4 address, and no samples. */
    private static boolean isOutside6(byte[] b) {
        int first = (b[0] & 0xff) << 8 | b[1] & 0xff;
        int second = (b[2] & 0xff) << 8 | b[3] & 0xff;
        boolean given = first >> 13 == 1;
        boolean special = first == 0x2001 && (second < 0x200 || second == 0xdb8)
                || first == 0x2002
                || first == 0x3fff && second < 0x1000;
        return given && !special;
    }
}
