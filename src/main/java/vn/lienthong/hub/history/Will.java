package vn.lienthong.hub.history;

/** What is wanted of a load that runs. Thread-safe. */
final class Will {
    /** In a word. */
    enum Wanted {
        GO,
        PAUSE,
        CANCEL,
        STOP
    }

    private Wanted wanted = Wanted.GO;

    synchronized void want(Wanted next) {
        wanted = next;
        notifyAll();
    }

    synchronized Wanted wanted() {
        return wanted;
    }

    synchronized boolean goes() {
        return wanted == Wanted.GO;
    }

    /** Waits, at most so long, and no longer than it goes. */
    synchronized void await(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; left > 0 && wanted == Wanted.GO; left = (end - System.nanoTime()) / 1_000_000) {
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                wanted = Wanted.STOP;
            }
        }
    }
}
