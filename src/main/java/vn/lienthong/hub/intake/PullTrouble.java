package vn.lienthong.hub.intake;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.PullSide.Item;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * Why a round did not go to its end, or not all was acknowledged.
 *
 * @param after how long the source wants to be left alone; null: it does not say
 * @param aside whether it is only about messages that others went past: the source itself is well
 */
record PullTrouble(Problem problem, boolean needsPerson, @Nullable Duration after, boolean aside) {

    /** One message did not come. */
    static PullTrouble without(Item item, int rounds, Problem why, boolean needsPerson) {
        String found = "message " + PulledMessage.key(item.id()) + ", round " + rounds + " without it; " + why.found();
        return new PullTrouble(new Problem(why.code(), why.what(), found, why.cure()), needsPerson, null, true);
    }

    /** The same, where the source wants to be left alone, or is not well itself. */
    PullTrouble waits(@Nullable Duration longer, boolean isAside) {
        return new PullTrouble(problem, needsPerson, longer, isAside);
    }

    /** This one after what was told before, if anything was. */
    PullTrouble after(@Nullable PullTrouble before) {
        return before == null ? this : before.and(this);
    }

    /** Both of them, and this one is told, unless the source is not well. */
    PullTrouble with(@Nullable PullTrouble other) {
        return other == null ? this : other.aside ? and(other) : other.and(this);
    }

    /** Both of them; the first is told, what follows is often its consequence. Only what a person must act on is told before it. */
    PullTrouble and(PullTrouble later) {
        return new PullTrouble(
                later.needsPerson && !needsPerson ? later.problem : problem,
                needsPerson || later.needsPerson,
                after == null ? later.after : after,
                aside && later.aside);
    }
}
