package vn.lienthong.hub.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What happens when: follows from seed, length and the kinds of fault that a phase can have, and from nothing else. Every kind comes
 * once before any comes again (the province's misbehaviour three times as often), so that even a short run has all of them.
 */
final class Schedule {
    /** All that the province can do wrong but one: an enquiry without a number of steps leaves nothing that a hub could know. */
    private static final List<String> MISBEHAVIOURS = List.of(
            "down",
            "busy",
            "too-many:50%",
            "broken:40%",
            "bad-gateway:40%",
            "refused",
            "slow:50%",
            "slow-drip:40%",
            "timeout-after-commit:30%",
            "expired-session:30%",
            "error-inside-200:50%",
            "html-with-200:50%",
            "half-a-body:40%",
            "empty-200:40%",
            "reset:50%",
            "garbage:40%");

    private static final List<String> LINKS = List.of("senders", "province", "second", "database", "broker");
    private static final List<String> PARTS = List.of("hub", "database", "broker");
    private static final int MINUTE = 60;
    /** Between a kill and the trouble before it, at most. */
    private static final int MOST_BETWEEN = 20_000;

    /** One kill in three: otherwise the next fault waits until the hub answers again, else a slow machine would torment a dead hub. */
    static final String GOES_ON = "while faults go on";

    private Schedule() {}

    /**
     * One fault.
     *
     * @param at milliseconds after the start of the phase
     * @param millis how long it lasts
     * @param detail which part, how, how much
     */
    record Step(long at, Fault fault, long millis, String detail) {
        String text() {
            return String.format(
                    Locale.ROOT, "%s%s for %.1f s", fault.word(), detail.isEmpty() ? "" : " " + detail, millis / 1e3);
        }
    }

    /**
     * @param kinds that this phase can have
     * @param outside whether database and broker are processes beside the hub
     */
    static List<Step> of(long seed, long window, Set<Fault> kinds, boolean outside) {
        Draws draws = new Draws(seed);
        List<String> misbehaviours = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        double pace = 0;
        double at = 0;
        while (true) {
            List<Step> deck = deck(draws, kinds, outside, misbehaviours);
            if (pace == 0) {
                // The first round has to fit, whatever the length.
                double needed = deck.stream()
                        .mapToLong(step -> step.at() + step.millis())
                        .sum();
                pace = Math.min(1, window * 0.9 / needed);
            }
            for (Step step : deck) {
                at += step.at() * pace;
                long millis = Math.round(step.millis() * pace);
                if (at + millis > window) {
                    return steps;
                }
                steps.add(new Step(Math.round(at), step.fault(), millis, step.detail()));
                // One in five begins while the one before still lasts.
                at += draws.below(5) == 0 ? millis / 2.0 : millis;
            }
        }
    }

    /**
     * Kills while wards move over, each at another moment, and between them a province that goes wrong. Three kills at least, whatever the
     * length.
     */
    static List<Step> ofKills(long seed, long window) {
        Draws draws = new Draws(seed);
        double pace = Math.min(1, window * 0.95 / (3.0 * (MOST_BETWEEN + 8_000)));
        List<String> misbehaviours = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        double at = 0;
        while (true) {
            at += draws.between(MOST_BETWEEN / 3, MOST_BETWEEN) * pace;
            long away = Math.round(draws.between(0, 3_000) * pace);
            if (at + away > window * 0.95) {
                return steps;
            }
            steps.add(new Step(Math.round(at), Fault.HUB_KILLED, away, draws.below(4) == 0 ? GOES_ON : ""));
            at += draws.between(4_000, 8_000) * pace;
            long millis = Math.round(draws.between(2_000, 5_000) * pace);
            steps.add(new Step(
                    Math.round(at), Fault.PROVINCE, millis, detail(Fault.PROVINCE, draws, false, misbehaviours)));
        }
    }

    /** A round; {@code at} is here the pause before each. */
    private static List<Step> deck(Draws draws, Set<Fault> kinds, boolean outside, List<String> misbehaviours) {
        List<Fault> cards = new ArrayList<>(kinds.stream().sorted().toList());
        if (kinds.contains(Fault.PROVINCE)) {
            cards.add(Fault.PROVINCE);
            cards.add(Fault.PROVINCE);
        }
        List<Step> deck = new ArrayList<>();
        boolean afterKill = false;
        for (Fault card : draws.shuffled(cards)) {
            long pause = draws.between(1_500, 5_000) + (afterKill ? 8_000L : 0);
            deck.add(new Step(pause, card, millis(card, draws), detail(card, draws, outside, misbehaviours)));
            afterKill = card == Fault.HUB_KILLED;
        }
        return deck;
    }

    private static long millis(Fault fault, Draws draws) {
        return switch (fault) {
            case HUB_KILLED -> draws.between(0, 3_000);
            case DATABASE_RESTARTED -> draws.between(500, 6_000);
            case BROKER_RESTARTED, BROKER_WIPED -> draws.between(0, 4_000);
            case DROPPED -> draws.between(1_000, 8_000);
            case DELAYED, CLOCK_BACK, PROVINCE -> draws.between(4_000, 12_000);
            case FROZEN, DISK_FULL -> draws.between(3_000, 12_000);
            case CLOCK_FORWARD -> 0;
        };
    }

    private static String detail(Fault fault, Draws draws, boolean outside, List<String> misbehaviours) {
        List<String> links = outside ? LINKS : LINKS.subList(0, 3);
        return switch (fault) {
            case DATABASE_RESTARTED -> outside ? draws.pick(List.of("INT", "QUIT", "KILL")) : "KILL";
            case DROPPED -> draws.pick(links);
            case DELAYED ->
                draws.below(3) == 0
                        ? draws.pick(links) + " silent"
                        : draws.pick(links) + " " + draws.between(50, 400) + " ms";
            case FROZEN -> outside ? draws.pick(PARTS) : "hub";
            // Stays: a clock that is put right again by days would keep back for days what waited for a time in them.
            case CLOCK_FORWARD ->
                draws.pick(List.of(MINUTE, 60 * MINUTE, 26 * 60 * MINUTE, 40 * 24 * 60 * MINUTE)) + " s";
            case CLOCK_BACK ->
                draws.pick(List.of(5, 10 * MINUTE, 3 * 60 * MINUTE, 30 * 60 * MINUTE)) + " s, then put right";
            case PROVINCE -> {
                if (misbehaviours.isEmpty()) {
                    misbehaviours.addAll(draws.shuffled(MISBEHAVIOURS));
                }
                yield misbehaviours.remove(misbehaviours.size() - 1);
            }
            case HUB_KILLED -> draws.below(3) == 0 ? GOES_ON : "";
            default -> "";
        };
    }
}
