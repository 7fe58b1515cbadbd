package vn.lienthong.hub.app;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Long work made visible: a moving bar where a person watches, a plain line now and then elsewhere. Not thread-safe. */
abstract class Progress implements AutoCloseable {
    /** Of work whose size is not known. */
    static final long UNKNOWN = -1;

    /** So much is done. */
    abstract void at(long done, String more);

    @Override
    public abstract void close();

    /**
     * Begins.
     *
     * @param total how much there is to do, or {@link #UNKNOWN}
     */
    static Progress of(String task, long total, boolean terminal, PrintWriter out) {
        return terminal ? new Bar(task, total) : new Lines(task, total, out);
    }

    private static final class Bar extends Progress {
        private final ProgressBar bar;

        Bar(String task, long total) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(250)
                    .build();
        }

        @Override
        void at(long done, String more) {
            bar.stepTo(done);
            bar.setExtraMessage(more);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    private static final class Lines extends Progress {
        private static final long EVERY_NANOS = 5_000_000_000L;

        private final String task;
        private final String of;
        private final PrintWriter out;
        private long next = System.nanoTime() + EVERY_NANOS;
        private long done;
        private String more = "";

        Lines(String task, long total, PrintWriter out) {
            this.task = task;
            this.of = total < 0 ? "" : " of " + total;
            this.out = out;
        }

        @Override
        void at(long now, String words) {
            done = now;
            more = words;
            if (System.nanoTime() - next > 0) {
                print();
                next = System.nanoTime() + EVERY_NANOS;
            }
        }

        @Override
        public void close() {
            print();
        }

        private void print() {
            out.println(task + ": " + done + of + (more.isBlank() ? "" : ", " + more.strip()));
            out.flush();
        }
    }
}
