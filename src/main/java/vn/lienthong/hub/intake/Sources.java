package vn.lienthong.hub.intake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may send, by credential: {@code Authorization: Bearer SECRET}, or Basic with the source's name and SECRET. Only SHA-256
 * of a secret is held; secrets are compared in constant time. Immutable.
 */
public final class Sources {
    private final Map<String, byte[]> secrets = new LinkedHashMap<>();

    private Sources(Map<String, String> secretHashes) {
        secretHashes.forEach((name, hash) -> secrets.put(name, HexFormat.of().parseHex(hash)));
    }

    /**
     * Sources by name.
     *
     * @param secretHashes name to SHA-256 of the secret, 64 hexadecimal digits; empty: only the demo source, only on loopback
     * @throws IllegalArgumentException for a hash that is none; the message names the setting
     */
    public static Sources of(Map<String, String> secretHashes) {
        secretHashes.forEach((name, hash) -> {
            if (!hash.matches("[0-9a-fA-F]{64}")) {
                throw new IllegalArgumentException("Setting hub.sources." + name
                        + ".secret-sha256 must be 64 hexadecimal digits. Found: " + hash.length()
                        + " characters. Make one with: printf %s SECRET | sha256sum");
            }
        });
        return new Sources(secretHashes);
    }

    /** How many can send. */
    int count() {
        return Math.max(1, secrets.size());
    }

    /** Whether only the demo source can send. */
    public boolean isDemoOnly() {
        return secrets.isEmpty();
    }

    /**
     * Who calls.
     *
     * @param authorization the header of this name
     * @param address of the other end of the connection
     * @param forwarded whether a proxy says that it speaks for somebody else; then loopback proves nothing
     */
    public Optional<Source> caller(@Nullable String authorization, String address, boolean forwarded) {
        if (secrets.isEmpty()) {
            return !forwarded && isLoopback(address) ? Optional.of(Source.DEMO) : Optional.empty();
        }
        if (authorization == null) {
            return Optional.empty();
        }
        if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return bySecret(null, authorization.substring(7).trim());
        }
        if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return basic(authorization.substring(6).trim());
        }
        return Optional.empty();
    }

    private Optional<Source> basic(String encoded) {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int colon = pair.indexOf(':');
        return colon < 0 ? Optional.empty() : bySecret(pair.substring(0, colon), pair.substring(colon + 1));
    }

    /** Looks at every source whatever happens, so that the time taken tells nothing. */
    private Optional<Source> bySecret(@Nullable String name, String secret) {
        byte[] hash = CanonicalJson.fingerprint(secret.getBytes(StandardCharsets.UTF_8));
        Optional<Source> found = Optional.empty();
        for (Map.Entry<String, byte[]> each : secrets.entrySet()) {
            boolean same = MessageDigest.isEqual(each.getValue(), hash);
            if (same && (name == null || name.equals(each.getKey()))) {
                found = Optional.of(new Source(each.getKey()));
            }
        }
        return found;
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
