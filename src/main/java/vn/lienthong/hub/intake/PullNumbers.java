package vn.lienthong.hub.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import vn.lienthong.hub.connector.PullSide;
import vn.lienthong.hub.connector.PullSide.Acknowledged;
import vn.lienthong.hub.connector.PullSide.Item;
import vn.lienthong.hub.connector.PullSide.Page;
import vn.lienthong.hub.intake.PullDesk.Fate;
import vn.lienthong.hub.intake.PullDesk.Taken;
import vn.lienthong.hub.vocabulary.Problem;

/** Of which numbers a source may be told in a round: it drops all that it holds under one. Used on one thread. */
final class PullNumbers {
    /** Numbers under which something is not in the journal. */
    private final Set<String> untold = new HashSet<>();

    /** How many messages of a number are still to come on this page: it is told when the last of them is in the journal. */
    private final Map<String, Integer> ahead = new HashMap<>();

    private final List<Taken> waiting = new ArrayList<>();

    /** These are on the page. */
    void coming(List<Item> items) {
        items.forEach(item -> ahead.merge(PullRound.name(item), 1, Integer::sum));
    }

    /** This one does not come in this round. */
    void leave(Item item) {
        untold.add(PullRound.name(item));
    }

    /** These are in the journal, or it did not take them: gives all messages of the numbers that may be told now, in order. */
    Map<String, List<Taken>> complete(List<Taken> taken) {
        for (Taken one : taken) {
            ahead.merge(PullRound.name(one.message().item()), -1, Integer::sum);
            if (one.fate() == Fate.AGAIN) {
                leave(one.message().item());
            }
        }
        waiting.addAll(taken);
        Map<String, List<Taken>> byNumber = new LinkedHashMap<>();
        waiting.removeIf(one -> {
            Item item = one.message().item();
            String name = PullRound.name(item);
            boolean complete = ahead.getOrDefault(name, 0) <= 0;
            if (complete && !item.id().isEmpty() && !untold.contains(name)) {
                byNumber.computeIfAbsent(name, key -> new ArrayList<>()).add(one);
            }
            return complete;
        });
        return byNumber;
    }

    /**
     * A source says that there is more, and gives this page once more, or an empty one. It answers, and is asked for no more than that in a round, so the next
     * round comes in its time: what is new there must not wait for what the source says wrongly.
     */
    static PullTrouble nothingNew(Page page) {
        return new PullTrouble(
                new Problem(
                        "no-new-messages",
                        "The source says that it has more, and gives nothing that it did not give before.",
                        page.items().size() + " messages, all of them seen in this round",
                        "If it lasts, ask the source whether our acknowledgements reach it."),
                false,
                null,
                true);
    }

    /** Tells a source of each number that we have it, or that we can take nothing that stands under it. */
    static List<Acknowledged> tell(PullSide side, Collection<List<Taken>> numbers, BooleanSupplier mayGoOn) {
        List<Item> done = new ArrayList<>();
        List<Taken> failed = new ArrayList<>();
        for (List<Taken> same : numbers) {
            if (same.stream().allMatch(one -> one.problem() != null)) {
                failed.add(same.get(0));
            } else {
                done.add(same.get(0).message().item());
            }
        }
        List<Acknowledged> answers = new ArrayList<>(side.done(done, mayGoOn));
        for (Taken one : failed) {
            Problem problem = Objects.requireNonNull(one.problem());
            answers.add(side.failed(one.message().item(), problem, mayGoOn));
        }
        return answers;
    }
}
