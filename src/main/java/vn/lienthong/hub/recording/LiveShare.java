package vn.lienthong.hub.recording;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import vn.lienthong.hub.vocabulary.Sha256;

/**
 * Which dossiers are recorded while they are delivered. A dossier is recorded whole or not at all, and always the same ones are: by the SHA-256 of its code.
 * A larger share holds all of a smaller one.
 *
 * @param part of all dossiers: 0 none, 1 all
 */
public record LiveShare(double part) {
    /** Nothing is recorded; what holds where nothing is said. */
    public static final LiveShare OFF = new LiveShare(0);

    private static final LiveShare ALL = new LiveShare(1);
    private static final int SPARE_BITS = 11;

    /**
     * Reads {@code off}, {@code all} or a part between 0 and 1, such as {@code 0.05}.
     *
     * @param key what it is called, for messages
     * @throws IllegalArgumentException in three parts
     */
    public static LiveShare parse(String key, String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        // As YAML understands off.
        if (word.equals("off") || word.equals("false")) {
            return OFF;
        }
        if (word.equals("all") || word.equals("true")) {
            return ALL;
        }
        if (word.matches("0?\\.\\d{1,9}|[01](\\.0{1,9})?")) {
            return new LiveShare(Double.parseDouble(word));
        }
        throw new IllegalArgumentException(key
                + " must be off, all, or a share of the dossiers between 0 and 1. Found: " + text + ". Example: 0.05.");
    }

    /** Whether anything is recorded. */
    public boolean isOn() {
        return part > 0;
    }

    boolean covers(String dossierCode) {
        if (part <= 0 || part >= 1) {
            return part >= 1;
        }
        long sum = ByteBuffer.wrap(Sha256.of(dossierCode.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        return (sum >>> SPARE_BITS) * 0x1.0p-53 < part;
    }

    /** As it is written in settings. */
    public String text() {
        return part <= 0 ? "off" : part >= 1 ? "all" : Double.toString(part);
    }
}
