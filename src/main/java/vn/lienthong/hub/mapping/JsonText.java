package vn.lienthong.hub.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads texts and JSON of a mapping folder; says in which line one cannot be read, and why. */
final class JsonText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonText() {}

    /** Why a file cannot be read. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;
        private final String found;

        Unreadable(int line, String found) {
            super(found);
            this.line = line;
            this.found = found;
        }

        /** For people behind the name of the file: empty when there is no line. */
        String where() {
            return line > 0 ? ":" + line : "";
        }

        String found() {
            return found;
        }
    }

    static JsonNode tree(Path file) throws Unreadable {
        String text = text(file);
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree instanceof MissingNode) {
                throw new Unreadable(0, "an empty file");
            }
            return tree;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            throw new Unreadable(
                    line,
                    "no JSON at column " + column + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    /** A byte order mark is what some editors put in front; it says nothing. */
    static String text(Path file) throws Unreadable {
        try {
            byte[] bytes = Files.readAllBytes(file);
            CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
            CharBuffer letters = CharBuffer.allocate(bytes.length);
            ByteBuffer left = ByteBuffer.wrap(bytes);
            CoderResult result = decoder.decode(left, letters, true);
            String text = letters.flip().toString();
            if (result.isError()) {
                int line = 1 + (int) text.chars().filter(sign -> sign == '\n').count();
                throw new Unreadable(
                        line, "bytes that are not UTF-8" + (isUtf16(bytes) ? ", but UTF-16 as it seems" : ""));
            }
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException e) {
            throw new Unreadable(0, e.getClass().getSimpleName());
        }
    }

    private static boolean isUtf16(byte[] bytes) {
        return bytes.length > 1 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFE + 0xFF;
    }
}
