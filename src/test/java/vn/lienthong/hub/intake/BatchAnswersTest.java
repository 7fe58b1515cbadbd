package vn.lienthong.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.testkit.Waiting;

class BatchAnswersTest {
    private static final int FEW = 10;
    private static final long LIMIT = 100_000;

    @Test
    void readsNoFurtherThanItsLimitsWhileNobodyReadsTheAnswers() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        AtomicLong written = new AtomicLong();
        BatchAnswers answers = new BatchAnswers(blockedUntil(reading, written), FEW, LIMIT, true);
        AtomicLong added = new AtomicLong();
        Thread writer = started(answers);
        Thread reader = started(() -> addLines(answers, 2_000, added));

        Waiting.until("as many as may be held", () -> added.get() >= LIMIT / 1_000);
        // Stands still with the window, the limit and the line being written.
        reader.join(TimeUnit.SECONDS.toMillis(1));
        long lines = added.get();
        assertThat(reader.isAlive()).isTrue();
        assertThat(lines).isBetween(LIMIT / 1_000, 1_500L);

        reading.countDown();
        reader.join();
        writer.join();
        assertThat(added).hasValue(2_000);
        assertThat(written.get()).isGreaterThan(2_000 * 300);
    }

    @Test
    void goesOnWithoutASenderThatIsGone() throws InterruptedException {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("gone");
            }
        };
        BatchAnswers answers = new BatchAnswers(gone, FEW, LIMIT, false);
        Thread writer = started(answers);

        addLines(answers, 1_000, new AtomicLong());
        writer.join();
    }

    @Property(tries = 100)
    void spoolsBytesInTheirOrder(@ForAll @Size(max = 60) List<@IntRange(min = -200_000, max = 100_000) Integer> steps)
            throws IOException {
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Spool spool = new Spool()) {
            for (int step : steps) {
                if (step >= 0) {
                    byte[] piece =
                            String.valueOf(in.size()).repeat(step / 4 + 1).getBytes(UTF_8);
                    in.writeBytes(piece);
                    spool.add(piece);
                } else {
                    spool.pour(out, -step);
                }
                assertThat(spool.size()).isEqualTo(in.size() - out.size());
            }
            spool.pour(out, Long.MAX_VALUE);
        }
        assertThat(out.toByteArray()).isEqualTo(in.toByteArray());
    }

    private static void addLines(BatchAnswers answers, int count, AtomicLong added) {
        Finding error = new Finding("made-up", "/x", "Something is wrong.", "a test", "Do nothing.");
        IntakeResult refused = new IntakeResult.Refused(422, List.of(error), 1L);
        try {
            for (int i = 1; i <= count; i++) {
                answers.add(i, CompletableFuture.completedFuture(refused));
                added.incrementAndGet();
            }
            answers.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static OutputStream blockedUntil(CountDownLatch reading, AtomicLong written) {
        return new OutputStream() {
            @Override
            public void write(int one) {
                write(new byte[1], 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                try {
                    reading.await();
                    written.addAndGet(length);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    private static Thread started(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        return thread;
    }
}
