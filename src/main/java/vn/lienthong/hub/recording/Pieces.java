package vn.lienthong.hub.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text of which pieces are done already, while the rest is still looked at. */
final class Pieces {
    private final List<Piece> pieces;

    private record Piece(String text, boolean done) {}

    /** A word in a text. */
    record Word(String text, String fold, int start, int end) {}

    private Pieces(List<Piece> pieces) {
        this.pieces = pieces;
    }

    static Pieces of(String text) {
        return new Pieces(List.of(new Piece(text, false)));
    }

    static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        for (int at = Fold.start(text, 0), end; at < text.length(); at = Fold.start(text, end)) {
            end = Fold.end(text, at);
            String word = text.substring(at, end);
            words.add(new Word(word, Fold.of(word), at, end));
        }
        return words;
    }

    /**
     * What looks like this, in what is not done yet, is done so.
     *
     * @param may whether the text has the signs that it needs
     */
    Pieces then(boolean may, Pattern pattern, UnaryOperator<String> done) {
        if (!may) {
            return this;
        }
        List<Piece> next = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece.done()) {
                next.add(piece);
                continue;
            }
            Matcher matcher = pattern.matcher(piece.text());
            int at = 0;
            while (matcher.find()) {
                next.add(new Piece(piece.text().substring(at, matcher.start()), false));
                next.add(new Piece(done.apply(matcher.group()), true));
                at = matcher.end();
            }
            next.add(new Piece(piece.text().substring(at), false));
        }
        return new Pieces(next);
    }

    /** All of it, with the rest done so. */
    String rest(UnaryOperator<String> done) {
        StringBuilder out = new StringBuilder();
        pieces.forEach(
                piece -> out.append(piece.done() || piece.text().isEmpty() ? piece.text() : done.apply(piece.text())));
        return out.toString();
    }
}
