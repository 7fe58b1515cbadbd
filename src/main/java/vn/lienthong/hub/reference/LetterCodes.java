package vn.lienthong.hub.reference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.LegacyText.Encoding;

/**
 * How one legacy encoding writes the Vietnamese letters: each as one byte or as two. Read greedily, two before one, as no second
 * byte of a pair is a letter that could follow. Source: {@code vn-legacy-encodings.csv}. Immutable.
 */
final class LetterCodes {
    private static final Map<Encoding, String> COLUMNS = Map.of(
            Encoding.TCVN3, "tcvn3_hex",
            Encoding.VNI, "vni_windows_hex",
            Encoding.VISCII, "viscii_hex",
            Encoding.CP1258, "cp1258_hex");

    private final char[] ones = new char[256];
    private final char[][] pairs = new char[256][];
    private final List<Code> codes = new ArrayList<>();

    /** One way to write a letter: a byte, or two as high and low. */
    private record Code(String letter, int first, int second) {}

    private LetterCodes() {}

    static Map<Encoding, LetterCodes> read(Tables tables) {
        Map<Encoding, LetterCodes> all = new EnumMap<>(Encoding.class);
        COLUMNS.keySet().forEach(encoding -> all.put(encoding, new LetterCodes()));
        List<Row> rows = tables.rows(
                "vn-legacy-encodings.csv",
                "char",
                "codepoint",
                "tcvn3_hex",
                "vni_windows_hex",
                "viscii_hex",
                "cp1258_hex",
                "utf8_nfd_hex");
        for (Row row : rows) {
            tables.attempt(() -> all.forEach((encoding, codes) -> codes.add(row, COLUMNS.get(encoding))));
        }
        return all;
    }

    private void add(Row row, @Nullable String column) {
        String letter = row.text("char");
        String known = row.shaped("codepoint", "U\\+[0-9A-F]{4}", "Write it as U+1EA0.");
        if (column == null || letter.length() != 1 || Integer.parseInt(known.substring(2), 16) != letter.charAt(0)) {
            throw row.bad("codepoint", "must be that of the letter.", letter + " " + known, "Correct one of the two.");
        }
        String cell =
                row.shaped(column, "[0-9a-f]{2,4}( [0-9a-f]{2,4})*", "Write bytes in hexadecimal: 41b5, or 41b5 80.");
        for (String hex : cell.split(" ")) {
            int code = Integer.parseInt(hex, 16);
            Code way = hex.length() == 2 ? new Code(letter, code, -1) : new Code(letter, code >> 8, code & 0xFF);
            if (at(way.first(), way.second()) != 0) {
                throw row.bad(column, "is another letter's code too.", hex, "Correct one of the two.");
            }
            put(way);
        }
    }

    private void put(Code way) {
        codes.add(way);
        if (way.second() < 0) {
            ones[way.first()] = way.letter().charAt(0);
            return;
        }
        char[] row = pairs[way.first()];
        if (row == null) {
            row = new char[256];
            pairs[way.first()] = row;
        }
        row[way.second()] = way.letter().charAt(0);
    }

    private char at(int first, int second) {
        if (second < 0) {
            return ones[first];
        }
        char[] row = pairs[first];
        return row == null ? 0 : row[second];
    }

    /** The same without codes below 0x20 and from 0x80 to 0x9F, where Windows keeps controls, quotes and dashes. */
    LetterCodes withoutControls() {
        return only(code -> code.second() >= 0 || code.first() >= 0xA0);
    }

    /** The same without letters that are written as an ASCII letter and a mark. */
    LetterCodes withoutPairs() {
        return only(code -> code.second() < 0);
    }

    private LetterCodes only(Predicate<Code> wanted) {
        LetterCodes fewer = new LetterCodes();
        codes.stream().filter(wanted).forEach(fewer::put);
        return fewer;
    }

    /**
     * Reads bytes.
     *
     * @param bytes characters 0 to 255; {@link CarriedBytes#LOST} stays
     * @param carried what a byte that is no letter here looked like before
     * @return the text; a byte that would have been a letter elsewhere and is none here becomes {@link CarriedBytes#LOST}
     */
    String read(String bytes, CarriedBytes carried) {
        StringBuilder text = new StringBuilder(bytes.length());
        int at = 0;
        while (at < bytes.length()) {
            char one = bytes.charAt(at);
            char next = at + 1 < bytes.length() ? bytes.charAt(at + 1) : CarriedBytes.LOST;
            char letter = one < 256 && next < 256 ? at(one, next) : 0;
            if (letter != 0) {
                text.append(letter);
                at += 2;
                continue;
            }
            text.append(single(one, carried));
            at++;
        }
        return text.toString();
    }

    private char single(char one, CarriedBytes carried) {
        if (one >= 256) {
            return CarriedBytes.LOST;
        }
        if (ones[one] != 0) {
            return ones[one];
        }
        char seen = carried.character(one);
        boolean foreign =
                one >= 0x80 && (Character.isLetter(seen) || Character.getType(seen) == Character.NON_SPACING_MARK);
        return foreign || Character.isISOControl(seen) ? CarriedBytes.LOST : seen;
    }
}
