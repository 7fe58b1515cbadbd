package vn.lienthong.hub.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.reference.LegacyText.Candidate;
import vn.lienthong.hub.reference.LegacyText.Converted;
import vn.lienthong.hub.reference.LegacyText.Doubtful;
import vn.lienthong.hub.reference.LegacyText.Encoding;
import vn.lienthong.hub.reference.LegacyText.Plain;
import vn.lienthong.hub.reference.LegacyText.Reading;

/**
 * Weighs what a cell would say in each way it may be written, and decides: as it stands, converted, or in doubt. All weights are
 * logarithms of probabilities, so that a difference of 5 is about 150 to 1.
 */
final class LegacyJudge {
    /** How far the best reading must be ahead of every other text before a cell is converted. */
    private static final double SURE = 3;

    /** A text as it came must be ahead by this, or something else could as well be meant. */
    private static final double SURE_AS_IS = 4;

    private static final double SURE_AS_IS_IF_SHORT = 7;

    /** What lies further behind the best is no candidate. */
    private static final double HOPELESS = 14;

    private static final double SURE_IF_SHORT = 5;

    /** The same where a single word speaks for it, and nothing stands beside it: où. */
    private static final double SURE_OF_ONE = 12;

    /** The same where one or two words speak for it, and most others are no Vietnamese: Loïc, où es-tu? */
    private static final double SURE_OF_FOREIGN = 20;

    /** A foreign word among Vietnamese ones. */
    private static final double MISFIT = -5;

    private static final double LARGE_BY_CHANCE = -5;

    /** Cells shorter than this say too little by themselves to be sure of the less likely. */
    private static final int SHORT = 20;

    /** A letter that was lost: a question mark in a word that is no address of a page. */
    private static final Pattern LETTER_LOST =
            Pattern.compile("(?U)(?<![^\\s(,;.])\\p{L}+\\?\\p{L}*\\p{Ll}(?![^\\s),;.])");

    /** UTF-8 of a Vietnamese letter, seen as Western. */
    private static final Pattern SEEN_WESTERN = Pattern.compile("[\u00C2-\u00C6\u00E1][^\\p{L}\\s\\p{ASCII}]");

    /** Whatever it means elsewhere, each letter is one of Vietnamese: a rare name is as likely as another encoding. */
    private static final Pattern ONLY_SOUND =
            Pattern.compile("[\\p{ASCII}ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư\u1EA0-\u1EF9]+");

    private static final int AS_IS = 0;

    private final LegacyWords words;
    private final LegacyCase letterCase;
    private final List<LegacyWay> ways;

    /** What a cell says in one way; {@code way} 0 is "as it stands". */
    record Guess(int way, Encoding encoding, String text, LegacyWords.Weight weight, boolean several, int changed) {}

    /** A cell and all it may say; {@code among}: what stands beside the words in question. */
    record Weighed(String cell, List<Guess> guesses, boolean surelyUnicode, Among among) {}

    /** The other words of a cell: too few to tell, mostly Vietnamese, or mostly not. */
    enum Among {
        NONE,
        VIETNAMESE,
        FOREIGN
    }

    LegacyJudge(Syllables syllables, Map<Encoding, LetterCodes> codes) {
        this.words = new LegacyWords(syllables);
        this.letterCase = new LegacyCase(syllables);
        this.ways = codes.isEmpty() ? List.of() : LegacyWay.all(codes);
    }

    Weighed weigh(String cell) {
        String text = Text.nfc(cell);
        LegacyPieces pieces = LegacyPieces.of(text);
        if (pieces.isAscii()) {
            return new Weighed(cell, List.of(asIs(text, LegacyWords.Weight.NOTHING)), false, Among.NONE);
        }
        List<LegacyPiece> foreign = pieces(pieces, cell.equals(text) ? pieces : LegacyPieces.of(cell));
        LegacyWords.Weight standing = LegacyWords.Weight.NOTHING;
        boolean unicode = false;
        for (LegacyPiece piece : foreign) {
            standing = standing.plus(piece.standing());
            unicode |= piece.isOnlyVietnamese();
        }
        if (unicode && standing.isVietnamese()) {
            return new Weighed(cell, List.of(asIs(text, standing)), true, Among.VIETNAMESE);
        }
        List<Guess> guesses = new ArrayList<>();
        Among among = among(pieces, foreign);
        double misfit = among == Among.VIETNAMESE && !standing.isVietnamese() ? MISFIT : 0;
        guesses.add(asIs(text, standing.lighter(words.quotes(text) + misfit + largeByChance(pieces))));
        String other = withHardBlanks(text);
        LegacyPieces otherPieces = other.equals(text) ? pieces : LegacyPieces.of(other);
        List<LegacyPiece> otherForeign = other.equals(text) ? foreign : pieces(otherPieces, otherPieces);
        for (int way = 1; way <= ways.size(); way++) {
            boolean twisted = ways.get(way - 1).encoding() == Encoding.MOJIBAKE;
            Guess guess = guess(way, twisted ? otherPieces : pieces, twisted ? otherForeign : foreign);
            if (guess != null) {
                guesses.add(guess);
            }
        }
        return new Weighed(cell, guesses, false, among);
    }

    private List<LegacyPiece> pieces(LegacyPieces pieces, LegacyPieces asTheyCame) {
        boolean alike = pieces.foreign().size() == asTheyCame.foreign().size();
        // Windows-1258 keeps tones apart. What came composed did not come through it, unless somebody composed it
        // since.
        boolean composed = pieces == asTheyCame && pieces.isComposed();
        List<LegacyPiece> list = new ArrayList<>(pieces.foreign().size());
        for (int i = 0; i < pieces.foreign().size(); i++) {
            String piece = pieces.foreign().get(i);
            list.add(new LegacyPiece(
                    piece, composed ? null : alike ? asTheyCame.foreign().get(i) : piece, words));
        }
        return list;
    }

    /** What words weigh that are large among small ones, perhaps because their letters are others in truth. */
    private static double largeByChance(LegacyPieces pieces) {
        return pieces.hasSmallLetters()
                ? LARGE_BY_CHANCE
                        * pieces.foreign().stream()
                                .filter(LegacyWords::isLargeByChance)
                                .count()
                : 0;
    }

    /** Vietnamese: at least two other words are, with marks or without, and most are. */
    private Among among(LegacyPieces pieces, List<LegacyPiece> foreign) {
        List<String> ascii = pieces.asciiWords();
        long plain = ascii.stream().filter(words::isSyllable).count();
        long marked = foreign.stream()
                .filter(piece ->
                        piece.standing().isVietnamese() && piece.standing().words() > 0)
                .count();
        boolean most = (plain + marked) * 5 >= (ascii.size() + marked) * 3;
        return !most ? Among.FOREIGN : plain + marked > 1 ? Among.VIETNAMESE : Among.NONE;
    }

    private static Guess asIs(String text, LegacyWords.Weight weight) {
        return new Guess(AS_IS, Encoding.UNICODE, text, weight, false, 0);
    }

    private @Nullable Guess guess(int number, LegacyPieces whole, List<LegacyPiece> pieces) {
        LegacyWay way = ways.get(number - 1);
        LegacyWords.Weight sum = LegacyWords.Weight.NOTHING;
        List<String> converted = new ArrayList<>(pieces.size());
        boolean several = false;
        int changed = 0;
        for (LegacyPiece piece : pieces) {
            LegacyPiece.Said said = piece.said(way, words, letterCase, whole.isAllCapitals());
            converted.add(said.text());
            sum = sum.plus(said.weight());
            several |= said.several();
            changed += said.text().equals(piece.text()) ? 0 : 1;
        }
        if (changed == 0) {
            return null;
        }
        String text = whole.with(converted);
        return new Guess(number, way.encoding(), text, sum.lighter(words.quotes(text)), several, changed);
    }

    /** The hard blank that is half of "à" in UTF-8 seen as Western was often made an ordinary blank since, or cut off at the end. */
    private static String withHardBlanks(String text) {
        if (text.indexOf('\u00C3') < 0 || !SEEN_WESTERN.matcher(text).find()) {
            return text;
        }
        String blanks = text.replace("\u00C3 ", "\u00C3\u00A0");
        return blanks.endsWith("\u00C3") ? blanks + '\u00A0' : blanks;
    }

    /** The way in which a cell is surely written when it stands alone; null when that is not sure. */
    @Nullable
    String sureWay(Weighed cell) {
        if (cell.surelyUnicode()) {
            return kind(AS_IS);
        }
        Guess best = ranked(cell, Evidence.NONE).get(0).guess();
        return decide(cell, Evidence.NONE) instanceof Converted && best.way() != AS_IS ? kind(best.way()) : null;
    }

    /** The ways of one encoding through one code page are one in a document: TCVN3 with and without capitals of its own. */
    private String kind(int way) {
        return way == AS_IS ? Encoding.UNICODE.name() : ways.get(way - 1).kind();
    }

    /** A guess with its weight in the light of the document. */
    private record Ranked(Guess guess, double weight) {}

    Reading decide(Weighed cell, Evidence evidence) {
        List<Ranked> ranked = ranked(cell, evidence);
        Guess best = ranked.get(0).guess();
        double lead = ranked.size() < 2
                ? Double.POSITIVE_INFINITY
                : ranked.get(0).weight() - ranked.get(1).weight();
        if (best.way() != AS_IS) {
            return isClean(best) && lead >= needed(cell, best, evidence)
                    ? new Converted(best.encoding(), best.text(), letterCase.isLost(best))
                    : doubtful(cell, ranked, "Several readings are possible.");
        }
        if (best.weight().signs() == LegacyWords.Signs.NEVER) {
            return doubtful(cell, ranked, "Signs stand in words, and no known encoding explains them.");
        }
        if (best.text().indexOf('?') > 0 && LETTER_LOST.matcher(best.text()).find()) {
            return new Doubtful(best.text(), List.of(), "Letters were lost: a question mark stands in a word.");
        }
        boolean apart = !best.text().equals(cell.cell());
        if (lead < (little(cell, evidence) && !apart ? SURE_AS_IS_IF_SHORT : SURE_AS_IS)) {
            return doubtful(cell, ranked, "It reads as it stands, and in another encoding as well.");
        }
        return apart
                ? new Converted(
                        LegacyPieces.isHalfComposed(cell.cell()) ? Encoding.CP1258 : Encoding.NFD, best.text(), false)
                : new Plain(best.text());
    }

    /** Whether all of it is Vietnamese. UTF-8 needs no such proof: nothing else looks like it. */
    private boolean isClean(Guess guess) {
        if (guess.several() || guess.weight().signs() == LegacyWords.Signs.NEVER) {
            return false;
        }
        if (guess.weight().strange() == 0 || guess.encoding() == Encoding.MOJIBAKE) {
            return true;
        }
        return LegacyPieces.of(guess.text()).foreign().stream().allMatch(this::isVietnamese);
    }

    private boolean isVietnamese(String piece) {
        return words.weigh(piece, true).strange() == 0 || words.isCompound(piece);
    }

    private static boolean little(Weighed cell, Evidence evidence) {
        return evidence.isNone() && cell.cell().length() < SHORT;
    }

    private double needed(Weighed cell, Guess best, Evidence evidence) {
        if (best.encoding() == Encoding.MOJIBAKE) {
            return SURE;
        }
        if (evidence.isMostly(kind(best.way()))) {
            return SURE;
        }
        if (cell.among() == Among.FOREIGN && best.changed() < 3) {
            return SURE_OF_FOREIGN;
        }
        boolean sound =
                best.changed() < 2 && ONLY_SOUND.matcher(Text.nfc(cell.cell())).matches();
        if (sound && evidence.isMostly(kind(AS_IS))) {
            return Double.POSITIVE_INFINITY;
        }
        boolean single = sound || best.changed() < 2 && cell.among() == Among.NONE;
        return single ? SURE_OF_ONE : little(cell, evidence) ? SURE_IF_SHORT : SURE;
    }

    /** The best guess for each different text, best first. */
    private List<Ranked> ranked(Weighed cell, Evidence evidence) {
        Map<String, Ranked> byText = new LinkedHashMap<>();
        for (Guess guess : cell.guesses()) {
            double usual = guess.way() == AS_IS ? 0 : ways.get(guess.way() - 1).prior();
            Ranked ranked = new Ranked(guess, guess.weight().log() + evidence.prior(kind(guess.way()), usual));
            byText.merge(guess.text(), ranked, (a, b) -> a.weight() >= b.weight() ? a : b);
        }
        List<Ranked> all = new ArrayList<>(byText.values());
        all.sort(Comparator.comparingDouble(Ranked::weight).reversed());
        return all;
    }

    private static Doubtful doubtful(Weighed cell, List<Ranked> ranked, String why) {
        double best = ranked.get(0).weight();
        List<Candidate> candidates = ranked.stream()
                .filter(one -> one.weight() > best - HOPELESS)
                .map(one -> new Candidate(one.guess().encoding(), one.guess().text()))
                .toList();
        return new Doubtful(cell.guesses().get(0).text(), candidates, why);
    }
}
