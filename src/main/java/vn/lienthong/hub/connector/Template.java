package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A text with places to fill in: {@code @NAME@}; a line that begins with {@code #word} stands only where the word holds. Immutable.
 *
 * @param name of the file it comes from
 */
record Template(String name, String text) {

    static Template read(String name) {
        try (InputStream in = Objects.requireNonNull(Template.class.getResourceAsStream(name), name)) {
            return new Template(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Template with(String place, String value) {
        String marked = "@" + place + "@";
        // A line that holds nothing but an empty place goes with it.
        String text = value.isEmpty() ? this.text.replaceAll("(?m)^" + marked + "\\R", "") : this.text;
        return new Template(name, text.replace(marked, value));
    }

    Template lines(String word, boolean holds) {
        return new Template(
                name, holds ? text.replaceAll("(?m)^#" + word, "") : text.replaceAll("(?m)^#" + word + ".*\\R", ""));
    }
}
