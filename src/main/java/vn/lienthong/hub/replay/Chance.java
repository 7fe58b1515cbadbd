package vn.lienthong.hub.replay;

import java.util.ArrayList;
import java.util.List;

/** Seeded numbers that depend on names, not on the order of calls: the same inputs give the same number on any thread. */
final class Chance {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Chance() {}

    /** A well mixed 64-bit number from a seed and a position (the finaliser of SplitMix64). */
    static long mix(long seed, long position) {
        long z = seed + GOLDEN * (position + 1);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A 64-bit hash of a text, stable across runs and machines. */
    static long hash(CharSequence text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return mix(hash, text.length());
    }

    /** The same things in another order, which follows from the seed. */
    static <T> List<T> shuffled(List<T> list, long seed) {
        Dice dice = new Dice(seed);
        List<T> left = new ArrayList<>(list);
        List<T> drawn = new ArrayList<>(list.size());
        while (!left.isEmpty()) {
            drawn.add(left.remove(dice.below(left.size())));
        }
        return drawn;
    }

    /** A number from 0 (inclusive) to 1 (exclusive). */
    static double unit(long mixed) {
        return (mixed >>> 11) * 0x1.0p-53;
    }
}
