package vn.lienthong.hub.recording;

import java.util.Locale;
import java.util.Set;

/**
 * Where a value stands.
 *
 * @param connector whose words are spoken there; {@code record} in a record of the hub's own form
 * @param path names of the fields from outside to inside, in lower case, joined by {@code /}
 * @param number whether it stands there as a JSON number, so that what replaces it must be one
 * @param depth how many layers (base64, JSON in a string …) it lies below the body
 */
record Spot(String connector, String path, boolean number, int depth) {
    private static final int DEEPEST = 8;
    private static final Set<String> OF_ADDRESS = Set.of("host", "path", "fragment");

    /** As mapped by the schema of records. */
    static final String RECORD = "record";

    static Spot of(String connector) {
        return new Spot(connector, "", false, 0);
    }

    /** Whether it is a part of an address: host, a step of its path, what follows the hash. */
    boolean isInAddress() {
        return OF_ADDRESS.contains(name());
    }

    boolean isOfRecord() {
        return connector.equals(RECORD);
    }

    Spot in(String field) {
        String name = plain(field);
        return new Spot(connector, path.isEmpty() ? name : path + "/" + name, false, depth);
    }

    Spot asNumber() {
        return new Spot(connector, path, true, depth);
    }

    Spot deeper() {
        return new Spot(connector, path, false, depth + 1);
    }

    /** Whether what seems to hold another layer is masked as text instead. */
    boolean tooDeep() {
        return depth >= DEEPEST;
    }

    /** Names differ by case and hyphens from system to system. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replace("_", "")
                .replace("-", "")
                .replace("/", "")
                .strip();
    }

    /** The path of what holds it. */
    String parent() {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
