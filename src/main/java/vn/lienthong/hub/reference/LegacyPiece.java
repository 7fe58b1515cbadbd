package vn.lienthong.hub.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.LegacyText.Encoding;
import vn.lienthong.hub.reference.LegacyWords.Weight;

/** One piece of a cell, and what it says in each way. */
final class LegacyPiece {
    /** Two readings of one piece that are nearer to each other than this are both possible. */
    private static final double ALIKE = 4;

    /** The same where a capital and a small letter of TCVN3 may be one letter or two: MÓC, MOÓC. */
    private static final double ALIKE_IN_CAPITALS = 7;

    /** A word as it stands in a cell that is otherwise written in another way. */
    private static final double MIXED = -6;

    /** A piece that cannot come from the code page in question. */
    private static final double ELSEWHERE = -3;

    /** The same, where it could come from the other code page, so that this is the wrong one. */
    private static final double OTHER_PAGE = -5;

    private final String text;
    private final Weight standing;
    private final boolean onlyVietnamese;
    private final @Nullable String western;
    private final @Nullable String vietnamese;

    /** What a piece says in one way; {@code several}: it may as well say something else in the same way. */
    record Said(String text, Weight weight, boolean several) {}

    /**
     * @param text in NFC
     * @param asItCame the same as a code page with combining tones gives it, perhaps not in NFC; null when it cannot come from one
     */
    LegacyPiece(String text, @Nullable String asItCame, LegacyWords words) {
        this.text = text;
        this.standing = words.weigh(text, false);
        this.onlyVietnamese = standing.isVietnamese()
                && standing.words() > 0
                && text.chars().anyMatch(c -> Syllables.isOnlyVietnamese((char) c));
        this.western = CarriedBytes.WESTERN.of(text);
        String carried = asItCame == null ? null : CarriedBytes.VIETNAMESE.of(asItCame);
        boolean again = carried == null && asItCame != null && !asItCame.equals(text);
        this.vietnamese = again ? CarriedBytes.VIETNAMESE.of(text) : carried;
    }

    String text() {
        return text;
    }

    Weight standing() {
        return standing;
    }

    /** Whether it is a Vietnamese word with a letter that no Western code page has. */
    boolean isOnlyVietnamese() {
        return onlyVietnamese;
    }

    Said said(LegacyWay way, LegacyWords words, LegacyCase letterCase, boolean capitals) {
        String bytes = way.carried() == CarriedBytes.WESTERN ? western : vietnamese;
        if (bytes == null) {
            return new Said(text, standing.lighter(vietnamese == null ? ELSEWHERE : OTHER_PAGE), false);
        }
        Said best = null;
        double second = Double.NEGATIVE_INFINITY;
        List<String> readings = way.readings().apply(bytes, way.carried());
        for (String reading : readings) {
            String composed = Text.nfc(reading);
            String read = way.encoding() == Encoding.TCVN3 ? letterCase.restored(composed, capitals) : composed;
            Said one = new Said(read, words.weigh(read, way.encoding() != Encoding.MOJIBAKE), false);
            if (best == null || one.weight().log() > best.weight().log()) {
                second = best == null ? second : best.weight().log();
                best = one;
            } else {
                second = Math.max(second, one.weight().log());
            }
        }
        if (best == null || isBetterLeft(best.weight())) {
            double mixed = standing.words() == 0 && standing.isVietnamese() ? 0 : MIXED;
            return new Said(text, standing.lighter(mixed), !standing.isVietnamese());
        }
        double alike = way.encoding() == Encoding.TCVN3 ? ALIKE_IN_CAPITALS : ALIKE;
        return new Said(best.text(), best.weight(), best.weight().log() - second < alike);
    }

    /** A sound word, or a sign such as ½, that in this way is nothing. */
    private boolean isBetterLeft(Weight read) {
        return standing.isVietnamese() && read.strange() > 0 && standing.log() + MIXED > read.log();
    }
}
