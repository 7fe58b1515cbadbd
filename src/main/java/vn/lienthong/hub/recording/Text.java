package vn.lienthong.hub.recording;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bytes that are text, with the charset that makes them so. */
public record Text(String text, Charset charset) {
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENCODING = Pattern.compile("^\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([\\w.:-]+)");
    private static final int DECLARATION = 200;

    /** By what the head says, what XML says of itself, or UTF-8; null when none of them fits. */
    public static @Nullable Text read(String contentType, byte[] bytes) {
        Text utf8 = in(StandardCharsets.UTF_8, bytes);
        if (utf8 != null) {
            return utf8;
        }
        if (bytes.length > 1
                && (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff
                        || bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)) {
            return in(bytes[0] == (byte) 0xfe ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE, bytes);
        }
        String front = new String(bytes, 0, Math.min(bytes.length, DECLARATION), StandardCharsets.ISO_8859_1);
        for (Matcher said : new Matcher[] {CHARSET.matcher(contentType), ENCODING.matcher(front)}) {
            if (said.find()) {
                Text text = in(charset(said.group(1)), bytes);
                if (text != null) {
                    return text;
                }
            }
        }
        boolean says = contentType.startsWith("text/") || contentType.contains("json") || contentType.contains("xml");
        return says ? in(StandardCharsets.ISO_8859_1, bytes) : null;
    }

    /** What a text holds that is surely base64; null for any other text. Short words that happen to fit are none. */
    public static byte @Nullable [] fromBase64(String text) {
        return Base64Walk.surely(text);
    }

    private static @Nullable Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    private static @Nullable Text in(@Nullable Charset charset, byte[] bytes) {
        if (charset == null) {
            return null;
        }
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Text(text, charset);
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Whether people wrote it: no control characters but white space. */
    public boolean isReadable() {
        return text.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
    }
}
