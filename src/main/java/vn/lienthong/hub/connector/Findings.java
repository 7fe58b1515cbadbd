package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienthong.hub.check.Violation;

/** Collects violations while files are read, so that all of them are told at once. Not thread-safe. */
final class Findings {

    private final List<Violation> violations = new ArrayList<>();

    void add(String where, String what, String found, String cure) {
        violations.add(new Violation(where, what, found.isBlank() ? "nothing" : found, cure));
    }

    List<Violation> all() {
        return List.copyOf(violations);
    }

    boolean none() {
        return violations.isEmpty();
    }

    /** The text of a file that must be there and must be UTF-8; otherwise a violation and nothing. */
    Optional<String> text(Path file, String shown) {
        if (!Files.isRegularFile(file)) {
            add(shown, "The file is missing", "no such file", "Copy it from connectors/echo and change it");
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            add(shown, "The file is not UTF-8", "other bytes", "Save it again as UTF-8");
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
