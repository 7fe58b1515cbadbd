package vn.lienthong.hub.delivery;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** Reads typed settings of one destination; what is wrong names the key. */
record SettingReader(String group, String destination, Map<String, String> settings) {

    SettingReader(String destination, Map<String, String> settings) {
        this("destinations", destination, settings);
    }

    String text(String key, String standard) {
        return settings.getOrDefault(key, standard);
    }

    int number(String key, int standard) {
        String text = settings.get(key);
        if (text == null) {
            return standard;
        }
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            throw wrong(key, "must be a whole number", text, String.valueOf(standard));
        }
    }

    boolean flag(String key) {
        String text = settings.getOrDefault(key, "false").trim();
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(key, "must be true or false", text, "true");
        }
        return text.equals("true");
    }

    Duration duration(String key, Duration standard) {
        String text = settings.get(key);
        if (text == null) {
            return standard;
        }
        try {
            return Duration.parse(text.trim());
        } catch (DateTimeParseException e) {
            throw wrong(key, "must be an ISO 8601 duration", text, standard.toString());
        }
    }

    Duration positive(String key, Duration standard) {
        Duration read = duration(key, standard);
        if (read.isNegative() || read.isZero()) {
            throw wrong(key, "must be positive", read.toString(), standard.toString());
        }
        return read;
    }

    private IllegalArgumentException wrong(String key, String must, String found, String example) {
        return new IllegalArgumentException("Setting hub." + group + "." + destination + "." + key + " " + must
                + ". Found: " + found + ". Example: " + example + ".");
    }
}
