package vn.lienthong.hub.vocabulary;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 and the signature made with it, which every Java has. Stateless; what it hands out is for one thread. */
public final class Sha256 {
    private static final String KEYED = "HmacSHA256";

    private Sha256() {}

    /** One to feed. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    public static byte[] of(byte[] bytes) {
        return begin().digest(bytes);
    }

    /** A key to sign with. */
    public static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, KEYED);
    }

    /** A signature (RFC 2104) to feed. */
    public static Mac keyed(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(KEYED);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java has " + KEYED + " and takes its keys", e);
        }
    }
}
