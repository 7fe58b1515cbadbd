package vn.lienthong.hub.vocabulary;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a destination is known to hold of the processing steps of one dossier. A step goes by the key that its mapping gave it, never by
 * its place: a snapshot may gain a step between two others.
 *
 * @param confirmed keys of the steps that the destination confirmed, in the order of confirmation; the newest 2,000, twice as many as a
 *     record may have
 * @param inDoubt keys of steps that left in a message whose end is not known; null: the hub stopped in mid-attempt, any step may have left
 * @param counted how many steps the destination said it holds in all, its own among them; null: it did not say
 */
public record HeldSteps(List<String> confirmed, @Nullable List<String> inDoubt, @Nullable Integer counted) {
    /** None is known to be there, none is in doubt. */
    public static final HeldSteps NONE = new HeldSteps(List.of(), List.of(), null);

    private static final Pattern KEY = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.:#/_-]{0,63}");
    private static final int MOST = 2_000;
    private static final String ANY = "*";
    private static final char DOUBTED = '?';
    private static final char COUNTED = '=';

    public HeldSteps {
        confirmed = List.copyOf(
                confirmed.size() <= MOST ? confirmed : confirmed.subList(confirmed.size() - MOST, confirmed.size()));
        inDoubt = inDoubt == null ? null : List.copyOf(inDoubt);
    }

    /** These steps and no others are confirmed. */
    public static HeldSteps of(List<String> confirmed) {
        return confirmed.isEmpty() ? NONE : new HeldSteps(confirmed, List.of(), null);
    }

    /** Whether a text may be the key of a step: up to 64 letters, digits and {@code . : # / _ -}. */
    public static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /** After a message was confirmed: its steps are there. A count has told what of the doubt was so; without one the rest stays in doubt. */
    public HeldSteps confirming(List<String> keys) {
        List<String> doubted = inDoubt;
        if (keys.isEmpty() && counted == null) {
            return this;
        }
        List<String> left = counted != null ? List.of() : doubted == null ? null : without(doubted, keys);
        return new HeldSteps(union(confirmed, keys), left, null);
    }

    /** After everything was confirmed: nothing is in doubt any more. */
    public HeldSteps settled() {
        return inDoubt != null && inDoubt.isEmpty() && counted == null ? this : of(confirmed);
    }

    /** After a message whose end is not known: its steps may be there. */
    public HeldSteps doubting(List<String> keys) {
        return inDoubt == null || keys.isEmpty() ? this : new HeldSteps(confirmed, union(inDoubt, keys), counted);
    }

    /** What is left when a step and all that were confirmed after it are to go again: nothing is in doubt then, they go whatever had arrived. */
    public HeldSteps forgettingFrom(String key) {
        int at = confirmed.indexOf(key);
        return of(at < 0 ? confirmed : confirmed.subList(0, at));
    }

    /** After an attempt that broke off at an unknown place. */
    public HeldSteps doubtingAll() {
        return new HeldSteps(confirmed, null, counted);
    }

    /** After an enquiry; null: the answer named no number. */
    public HeldSteps counting(@Nullable Integer number) {
        return new HeldSteps(confirmed, inDoubt, number);
    }

    /** Whether sending these steps may send one for the second time, because nobody can tell if it arrived. */
    public boolean mayRepeat(List<String> keys) {
        List<String> doubted = inDoubt;
        if (keys.isEmpty() || doubted == null) {
            return !keys.isEmpty() && counted == null;
        }
        boolean settled = counted != null && counted <= confirmed.size();
        return !settled && keys.stream().anyMatch(doubted::contains);
    }

    /** One line that holds it all, empty for {@link #NONE}: the confirmed keys, {@code ?} before one in doubt, {@code *} for any, {@code =} the count. */
    public String text() {
        if (equals(NONE)) {
            return "";
        }
        List<String> words = new ArrayList<>(confirmed);
        if (inDoubt == null) {
            words.add(ANY);
        } else {
            inDoubt.forEach(key -> words.add(DOUBTED + key));
        }
        if (counted != null) {
            words.add(COUNTED + counted.toString());
        }
        return String.join(" ", words);
    }

    /** What a line of {@link #text()} says. */
    public static HeldSteps parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        List<String> confirmed = new ArrayList<>();
        List<String> doubted = new ArrayList<>();
        boolean any = false;
        Integer counted = null;
        for (String word : text.split(" ", -1)) {
            if (word.equals(ANY)) {
                any = true;
            } else if (word.charAt(0) == DOUBTED) {
                doubted.add(word.substring(1));
            } else if (word.charAt(0) == COUNTED) {
                counted = Integer.valueOf(word.substring(1));
            } else {
                confirmed.add(word);
            }
        }
        return new HeldSteps(confirmed, any ? null : doubted, counted);
    }

    private static List<String> without(List<String> keys, List<String> gone) {
        return keys.isEmpty()
                ? keys
                : keys.stream().filter(key -> !gone.contains(key)).toList();
    }

    private static List<String> union(List<String> some, List<String> more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
