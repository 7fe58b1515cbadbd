package vn.lienthong.hub.reference;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recognises Vietnamese text that was written before Unicode, or spoilt on the way, and gives it back in NFC. What is in doubt is
 * never converted: it is handed back as it came, with what it may mean. Decides by what a Vietnamese syllable can look like, not
 * by a list of words. Immutable, so any thread may ask.
 */
public final class LegacyText {
    /** How a text was written. */
    public enum Encoding {
        /** Unicode, composed or as it stands: nothing was to be done. */
        UNICODE,
        /** Unicode with letters and marks apart. */
        NFD,
        /** TCVN3, also called ABC (fonts .VnTime), and TCVN 5712. */
        TCVN3,
        /** VNI for Windows. */
        VNI,
        /** VISCII, RFC 1456. */
        VISCII,
        /** Windows-1258: a letter, and its tone apart. */
        CP1258,
        /** UTF-8 that was read as Windows-1252, Latin-1 or Windows-1258, once or more often. */
        MOJIBAKE,
        /** Windows-1252; only bytes can be in it. */
        CP1252
    }

    /** What became of one cell. */
    public sealed interface Reading permits Plain, Converted, Doubtful {
        /** The text to go on with, in NFC: converted where that is sure, else as it came. */
        String text();
    }

    /** Nothing was to be done: ASCII, or sound Unicode. */
    public record Plain(String text) implements Reading {}

    /**
     * Surely written so, and converted.
     *
     * @param from how it was written
     * @param text what it says, in NFC
     * @param caseLost whether a letter may have been a capital: TCVN3 has no capitals with tones, only a font that shows them
     */
    public record Converted(Encoding from, String text, boolean caseLost) implements Reading {}

    /**
     * Not converted, for it is not sure what it says.
     *
     * @param text as it came, in NFC
     * @param candidates what it may mean, likeliest first; the text as it came may be among them; empty when letters are lost
     * @param why one sentence for a person
     */
    public record Doubtful(String text, List<Candidate> candidates, String why) implements Reading {
        public Doubtful {
            candidates = List.copyOf(candidates);
        }
    }

    /** One thing that a doubtful text may mean. */
    public record Candidate(Encoding encoding, String text) {}

    private final LegacyJudge judge;

    private LegacyText(LegacyJudge judge) {
        this.judge = judge;
    }

    static LegacyText read(Tables tables) {
        Map<Encoding, LetterCodes> codes = LetterCodes.read(tables);
        return new LegacyText(new LegacyJudge(Syllables.read(tables), codes));
    }

    /** Reads one cell by itself. */
    public Reading read(String cell) {
        return judge.decide(judge.weigh(cell), Evidence.NONE);
    }

    /** Reads text that came as bytes: UTF-8 or UTF-16 when it is, else a legacy encoding. */
    public Reading read(byte[] bytes) {
        String unicode = unicode(bytes);
        if (unicode == null) {
            return ofBytes(read(CarriedBytes.WESTERN.text(bytes)));
        }
        return isPerhapsByChance(unicode) ? byChance(unicode, bytes) : read(unicode);
    }

    /**
     * Reads the cells of a column or a document, which are nearly always written in one way: what is sure about some decides about
     * those that could be several things. A cell that contradicts is still read by itself.
     *
     * @return one reading for each cell, in the same order
     */
    public List<Reading> readAll(List<String> cells) {
        List<LegacyJudge.Weighed> weighed = new ArrayList<>(cells.size());
        Evidence evidence = new Evidence();
        for (String cell : cells) {
            LegacyJudge.Weighed one = judge.weigh(cell);
            weighed.add(one);
            String way = judge.sureWay(one);
            if (way != null) {
                evidence.add(way);
            }
        }
        return weighed.stream().map(one -> judge.decide(one, evidence)).toList();
    }

    /**
     * Bytes as a text for {@link #readAll}: decoded when they are UTF-8 or UTF-16, else as a program shows them that takes them for
     * Windows-1252, which is how spreadsheets hold legacy text.
     */
    public static String cell(byte[] bytes) {
        String unicode = unicode(bytes);
        return unicode == null ? CarriedBytes.WESTERN.text(bytes) : unicode;
    }

    /** Bytes that are no Unicode were at least Windows-1252, where they are nothing else. */
    private static Reading ofBytes(Reading reading) {
        if (reading instanceof Plain plain) {
            return new Converted(Encoding.CP1252, plain.text(), false);
        }
        if (!(reading instanceof Doubtful doubtful)) {
            return reading;
        }
        List<Candidate> candidates = doubtful.candidates().stream()
                .map(one -> one.encoding() == Encoding.UNICODE ? new Candidate(Encoding.CP1252, one.text()) : one)
                .toList();
        return new Doubtful(doubtful.text(), candidates, doubtful.why());
    }

    /** Two legacy letters in a row can look like UTF-8 of a script that nobody here writes: in VISCII the ườ of Phường. */
    private Reading byChance(String unicode, byte[] bytes) {
        Reading other = ofBytes(read(CarriedBytes.WESTERN.text(bytes)));
        if (other instanceof Converted converted && converted.from() != Encoding.CP1252) {
            return other;
        }
        List<Candidate> candidates = new ArrayList<>(List.of(new Candidate(Encoding.UNICODE, Text.nfc(unicode))));
        if (other instanceof Doubtful doubtful) {
            candidates.addAll(doubtful.candidates());
        }
        return new Doubtful(
                Text.nfc(unicode), candidates, "It is UTF-8 of a script that is not used here, perhaps by chance.");
    }

    /** Whether a sign of a foreign script touches an ASCII letter, and no letter beyond ASCII is one of ours. */
    private static boolean isPerhapsByChance(String text) {
        boolean touches = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            if (Mojibake.isOurs(c) || Character.UnicodeScript.of(c) == Character.UnicodeScript.COMMON) {
                return false;
            }
            touches |= i > 0 && isAsciiLetter(text.charAt(i - 1))
                    || i + 1 < text.length() && isAsciiLetter(text.charAt(i + 1));
        }
        return touches;
    }

    private static boolean isAsciiLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static @Nullable String unicode(byte[] bytes) {
        boolean big = bytes.length > 1 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF;
        boolean little = bytes.length > 1 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE;
        if ((big || little) && bytes.length % 2 == 0) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
