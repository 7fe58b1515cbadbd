package vn.lienthong.hub.replay;

import java.util.List;

/**
 * A row of seeded draws, the same on every JDK. (The JDK's own generators changed their bounded draws between 17 and
 * later versions; a sample day has to stay the same byte for byte.) Not thread-safe.
 */
final class Dice {
    private final long seed;
    private long drawn;

    Dice(long seed) {
        this.seed = seed;
    }

    long next() {
        return Chance.mix(seed, drawn++);
    }

    /** A number from 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) ((next() >>> 33) % bound);
    }

    /** A number from {@code least} to {@code most}, both included. */
    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** True with the given chance. */
    boolean chance(double share) {
        return Chance.unit(next()) < share;
    }

    <T> T pick(List<T> from) {
        return from.get(below(from.size()));
    }

    /** An index, drawn by cumulated weights that end in their sum. */
    int weighted(double[] cumulated) {
        double at = Chance.unit(next()) * cumulated[cumulated.length - 1];
        for (int i = 0; i < cumulated.length; i++) {
            if (at < cumulated[i]) {
                return i;
            }
        }
        return cumulated.length - 1;
    }

    /** So many digits, the first of which may be 0. */
    String digits(int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + below(10)));
        }
        return text.toString();
    }
}
