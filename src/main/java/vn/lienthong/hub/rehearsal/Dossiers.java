package vn.lienthong.hub.rehearsal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import vn.lienthong.hub.vocabulary.Sha256;

/**
 * Which dossiers a rehearsal saw, which of them are open by their last record, and which have a record that fails: nine bytes for each place, at most
 * 36 MB. Two dossiers whose hashes are the same in 64 bits would count as one. Not thread-safe.
 */
final class Dossiers {
    private static final int MOST = 1 << 21;
    private static final byte OPEN = 1;
    private static final byte FAILED = 2;

    private long[] keys = new long[1024];
    private byte[] flags = new byte[1024];
    private int size;
    private int open;
    private int failed;
    private boolean full;

    /** Notes a record of a dossier. */
    void saw(String code, boolean isOpen, boolean fails) {
        long key = key(code);
        int at = place(key);
        if (keys[at] == 0 && !added(key)) {
            return;
        }
        at = place(key);
        boolean wasOpen = (flags[at] & OPEN) != 0;
        boolean hadFailed = (flags[at] & FAILED) != 0;
        open += (isOpen ? 1 : 0) - (wasOpen ? 1 : 0);
        failed += fails && !hadFailed ? 1 : 0;
        flags[at] = (byte) ((isOpen ? OPEN : 0) | (fails || hadFailed ? FAILED : 0));
    }

    private boolean added(long key) {
        if (size == MOST) {
            full = true;
            return false;
        }
        size++;
        if (2 * size > keys.length) {
            grow();
        }
        keys[place(key)] = key;
        return true;
    }

    private void grow() {
        long[] oldKeys = keys;
        byte[] oldFlags = flags;
        keys = new long[2 * oldKeys.length];
        flags = new byte[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = place(oldKeys[i]);
                keys[at] = oldKeys[i];
                flags[at] = oldFlags[i];
            }
        }
    }

    private int place(long key) {
        int mask = keys.length - 1;
        int at = (int) key & mask;
        while (keys[at] != 0 && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private static long key(String code) {
        byte[] hash = Sha256.of(code.getBytes(StandardCharsets.UTF_8));
        long key = ByteBuffer.wrap(Arrays.copyOf(hash, Long.BYTES)).getLong();
        return key == 0 ? 1 : key;
    }

    int size() {
        return size;
    }

    int open() {
        return open;
    }

    int failed() {
        return failed;
    }

    /** There were others that nobody remembers. */
    void andOthers() {
        full = true;
    }

    /** Whether there were more than are told apart. */
    boolean isFull() {
        return full;
    }
}
