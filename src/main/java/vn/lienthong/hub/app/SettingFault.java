package vn.lienthong.hub.app;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting that cannot be used, as the sentence that every room's settings speak:
 * {@code Setting KEY must be …. Found: VALUE. Example: ….}
 */
record SettingFault(String key, String what, String found, String cure) {
    private static final Pattern SENTENCE =
            Pattern.compile("Setting (hub\\.[^ ]+) (.+?)\\.? Found: (.*?)\\. ([^.].*)", Pattern.DOTALL);

    static void require(boolean holds, String key, String what, Object found, String example) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "Setting " + key + " " + what + ". Found: " + found + ". Example: " + key + "=" + example);
        }
    }

    /** Reads the sentence back out of an exception; empty when it is another one. */
    static Optional<SettingFault> of(Throwable failure) {
        if (!(failure instanceof IllegalArgumentException) || failure.getMessage() == null) {
            return Optional.empty();
        }
        Matcher sentence = SENTENCE.matcher(failure.getMessage());
        return sentence.matches()
                ? Optional.of(
                        new SettingFault(sentence.group(1), sentence.group(2), sentence.group(3), sentence.group(4)))
                : Optional.empty();
    }

    /** The same as a failure of the start, with where the value stood. */
    CommandFailure at(String origin) {
        return CommandFailure.usage(
                "Setting " + key + " " + what + ".", found + (origin.isEmpty() ? "" : " (" + origin + ")"), cure);
    }
}
