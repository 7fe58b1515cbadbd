package vn.lienthong.hub.connector;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/** Hashes, and the ways in which the other sides write them. */
final class Digests {

    static final Set<String> FORMS = Set.of("hex", "upper-hex", "base64");

    private Digests() {}

    static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + algorithm, e);
        }
    }

    static byte[] ofHex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    static String written(byte[] hash, String form) {
        return switch (form) {
            case "base64" -> Base64.getEncoder().encodeToString(hash);
            case "upper-hex" -> HexFormat.of().withUpperCase().formatHex(hash);
            default -> HexFormat.of().formatHex(hash);
        };
    }
}
