package vn.lienthong.hub.rehearsal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;
import vn.lienthong.hub.reference.Procedure;

/**
 * Which provincial procedures an unknown one may be, by its name: folded to letters without marks, compared by words and by letters. Proposes only; a
 * person confirms by adding the row. Immutable.
 */
public final class Proposals {
    private static final int MOST = 3;
    private static final double LEAST = 0.4;
    private static final int LONGEST = 300;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");
    /** Words that nearly every name has say nothing. */
    private static final Set<String> COMMON = Set.of("thu", "tuc", "ve", "viec", "cho", "cua", "va", "gia", "lap");

    private final List<Known> known;

    /**
     * A procedure that may be meant.
     *
     * @param score from 0 to 1, where 1 is the same name
     */
    public record Proposal(Procedure procedure, double score) {}

    private record Known(Procedure procedure, Name name) {}

    private record Name(String text, Set<String> words) {
        static Name of(String name) {
            String folded = folded(name);
            Set<String> words = Arrays.stream(folded.split(" ", -1))
                    .filter(word -> !word.isEmpty() && !COMMON.contains(word))
                    .collect(Collectors.toCollection(TreeSet::new));
            return new Name(String.join(" ", informative(folded)), words);
        }

        private static List<String> informative(String folded) {
            return Arrays.stream(folded.split(" ", -1))
                    .filter(word -> !word.isEmpty() && !COMMON.contains(word))
                    .toList();
        }
    }

    public Proposals(Collection<Procedure> procedures) {
        known = procedures.stream()
                .map(procedure -> new Known(procedure, Name.of(procedure.name())))
                .toList();
    }

    /**
     * The best three for what the records call the procedure, best first; none where nothing is near.
     *
     * @param names what the records call it, one or several
     */
    public List<Proposal> of(Collection<String> names) {
        List<Name> asked = names.stream()
                .map(Name::of)
                .filter(name -> !name.words().isEmpty())
                .distinct()
                .toList();
        List<Proposal> all = new ArrayList<>();
        for (Known one : known) {
            double score = asked.stream()
                    .mapToDouble(name -> score(name, one.name()))
                    .average()
                    .orElse(0);
            if (score >= LEAST) {
                all.add(new Proposal(one.procedure(), Math.round(score * 100) / 100.0));
            }
        }
        all.sort(Comparator.comparingDouble((Proposal proposal) -> -proposal.score())
                .thenComparing(proposal -> proposal.procedure().code()));
        return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
    }

    /** How alike two names are, from 0 to 1; the same whichever comes first. */
    static double similarity(String one, String other) {
        return score(Name.of(one), Name.of(other));
    }

    private static double score(Name one, Name other) {
        if (one.text().isEmpty() || other.text().isEmpty()) {
            return 0;
        }
        int longest = Math.max(one.text().length(), other.text().length());
        double letters =
                1 - (double) LevenshteinDistance.getDefaultInstance().apply(one.text(), other.text()) / longest;
        double begin = Math.min(
                new JaroWinklerSimilarity().apply(one.text(), other.text()),
                new JaroWinklerSimilarity().apply(other.text(), one.text()));
        return 0.5 * common(one.words(), other.words()) + 0.3 * letters + 0.2 * begin;
    }

    /** Twice the common words over all words of both. */
    private static double common(Set<String> one, Set<String> other) {
        long both = one.stream().filter(other::contains).count();
        return 2.0 * both / (one.size() + other.size());
    }

    /** Without marks, in small letters, with one blank between words: as people type who have no Vietnamese keyboard. */
    static String folded(String name) {
        String cut = name.length() <= LONGEST ? name : name.substring(0, LONGEST);
        String bare = MARKS.matcher(Normalizer.normalize(cut, Normalizer.Form.NFD))
                .replaceAll("")
                .replace('đ', 'd')
                .replace('Đ', 'D');
        return NO_WORD.matcher(bare.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }
}
