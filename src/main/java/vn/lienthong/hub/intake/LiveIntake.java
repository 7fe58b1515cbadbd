package vn.lienthong.hub.intake;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** An intake that tells how many records are waiting for their commit, so that what is not pressing can wait for them. Thread-safe. */
public final class LiveIntake implements Intake {
    private final Intake intake;
    private final AtomicLong waiting = new AtomicLong();

    /** Counts what goes through. */
    public LiveIntake(Intake intake) {
        this.intake = intake;
    }

    /** Records that were given and are not answered. */
    public long waiting() {
        return waiting.get();
    }

    @Override
    public CompletableFuture<IntakeResult> accept(Source source, byte[] body) {
        waiting.incrementAndGet();
        try {
            return intake.accept(source, body).whenComplete((result, failure) -> waiting.decrementAndGet());
        } catch (RuntimeException | Error e) {
            waiting.decrementAndGet();
            throw e;
        }
    }

    @Override
    public CompletableFuture<IntakeResult> refuse(Source source, int status, Finding error, byte[] beginning) {
        return intake.refuse(source, status, error, beginning);
    }
}
