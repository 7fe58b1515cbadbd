package vn.lienthong.hub.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes Vietnamese as programs from before Unicode wrote it. Knows nothing of the hub's own tables: the letters are those of glibc's
 * iconv ({@code test-fixtures/legacy-text/letters-by-iconv.csv}), VNI is put together from its rule, a letter and its mark.
 */
public final class LegacyBytes {
    private static final Map<String, Map<Character, byte[]>> ICONV = iconv();
    private static final String VOWELS = "aeiouy";

    /** The marks of VNI for the five tones (grave, acute, hook, tilde, dot) and none, on a bare vowel and under hat and breve. */
    private static final String BARE = "\u00F8\u00F9\u00FB\u00F5\u00EF";

    private static final String HAT = "\u00E0\u00E1\u00E5\u00E3\u00E4\u00E2";
    private static final String BREVE = "\u00E8\u00E9\u00FA\u00FC\u00EB\u00EA";
    private static final String I = "\u00EC\u00ED\u00E6\u00F3\u00F2";
    private static final String TONES = "\u0300\u0301\u0309\u0303\u0323";

    private LegacyBytes() {}

    /** TCVN3 as .VnTime and .VnTimeH show it: a capital with a tone is the small letter's byte. */
    public static byte[] tcvn3ByFont(String text) {
        return each(text, c -> {
            byte[] code = letter("TCVN5712-1", c);
            boolean toned = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD)
                    .chars()
                    .anyMatch(LegacyBytes::isTone);
            return toned ? letter("TCVN5712-1", Character.toLowerCase(c)) : code;
        });
    }

    /** TCVN3 as converters write it that keep capitals: the capital, then the small letter's byte. */
    public static byte[] tcvn3ByPairs(String text) {
        return each(text, c -> {
            byte[] small = letter("TCVN5712-1", Character.toLowerCase(c));
            String parts = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
            if (small == null || !Character.isUpperCase(c) || parts.chars().noneMatch(LegacyBytes::isTone)) {
                return letter("TCVN5712-1", c);
            }
            String base = Normalizer.normalize(parts.replaceAll("[" + TONES + "]", ""), Normalizer.Form.NFC);
            byte[] large = base.charAt(0) < 0x80
                    ? base.getBytes(StandardCharsets.US_ASCII)
                    : letter("TCVN5712-1", base.charAt(0));
            return new byte[] {large == null ? 0 : large[0], small[0]};
        });
    }

    /** TCVN 5712 with its capitals, VISCII or CP1258, as iconv writes them. */
    public static byte[] byIconv(String charset, String text) {
        return each(text, c -> letter(charset, c));
    }

    /** VNI for Windows. */
    public static byte[] vni(String text) {
        return each(text, LegacyBytes::vniLetter);
    }

    /** What a program shows that takes bytes for Windows-1252 or Windows-1258; what these leave open, Windows shows as a control. */
    public static String seenAs(String charset, byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte one : bytes) {
            String shown = new String(new byte[] {one}, Charset.forName(charset));
            text.append(shown.equals("\uFFFD") ? String.valueOf((char) (one & 0xFF)) : shown);
        }
        return text.toString();
    }

    private interface Letter {
        byte @Nullable [] of(char c);
    }

    private static byte[] each(String text, Letter letter) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            byte[] code = c < 0x80 ? new byte[] {(byte) c} : letter.of(c);
            bytes.writeBytes(code == null ? String.valueOf(c).getBytes(Charset.forName("windows-1252")) : code);
        }
        return bytes.toByteArray();
    }

    private static byte @Nullable [] vniLetter(char c) {
        if (Character.isUpperCase(c)) {
            byte[] small = vniLetter(Character.toLowerCase(c));
            for (int i = 0; small != null && i < small.length; i++) {
                small[i] = (byte) (small[i] - 0x20);
            }
            return small;
        }
        String parts = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
        int tone = parts.chars().map(TONES::indexOf).max().orElse(-1);
        char base = parts.charAt(0);
        if (c == 'đ') {
            return new byte[] {(byte) 0xF1};
        }
        if (VOWELS.indexOf(base) < 0 || parts.length() == 1) {
            return null;
        }
        if (base == 'i' || c == 'ỵ') {
            return new byte[] {(byte) (base == 'i' ? I.charAt(tone) : 0xEE)};
        }
        if (parts.contains("\u031B")) {
            byte horn = (byte) (base == 'o' ? 0xF4 : 0xF6);
            return tone < 0 ? new byte[] {horn} : new byte[] {horn, (byte) BARE.charAt(tone)};
        }
        String marks = parts.contains("\u0302") ? HAT : parts.contains("\u0306") ? BREVE : BARE;
        return new byte[] {(byte) base, (byte) marks.charAt(tone < 0 ? 5 : tone)};
    }

    private static byte @Nullable [] letter(String charset, char c) {
        return ICONV.getOrDefault(charset, Map.of()).get(c);
    }

    private static boolean isTone(int c) {
        return TONES.indexOf(c) >= 0;
    }

    private static Map<String, Map<Character, byte[]>> iconv() {
        try {
            List<String> lines = Files.readAllLines(Path.of("test-fixtures/legacy-text/letters-by-iconv.csv"));
            String[] names = lines.get(0).split(",");
            Map<String, Map<Character, byte[]>> all = new HashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",");
                for (int i = 1; i < names.length; i++) {
                    all.computeIfAbsent(names[i], name -> new HashMap<>())
                            .put(cells[0].charAt(0), HexFormat.of().parseHex(cells[i]));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
