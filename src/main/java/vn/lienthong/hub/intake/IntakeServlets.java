package vn.lienthong.hub.intake;

import jakarta.servlet.http.HttpServlet;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The intake's faces on HTTP, to be registered in a servlet container. All of them need asynchronous support switched on.
 *
 * <p>Close after the container has stopped.
 */
public final class IntakeServlets implements AutoCloseable {
    private static final int ANSWERING_THREADS = 2;

    private final ExecutorService answering;
    private final ExecutorService batches;
    private final List<Mount> mounts;

    /** The faces of an intake. */
    public IntakeServlets(Intake intake, Sources sources, IntakeSettings settings, ContentStore store, Clock clock) {
        this.answering = Executors.newFixedThreadPool(ANSWERING_THREADS, Threads.named("intake-answer"));
        this.batches = Executors.newCachedThreadPool(Threads.named("intake-batch"));
        Bodies bodies = new Bodies(settings, clock);
        Rates rates = new Rates(settings.rate(), settings.burst(), clock);
        this.mounts = List.of(
                new Mount("/v1/dossiers", new DossierServlet(sources, intake, bodies, rates, answering)),
                new Mount("/v1/dossiers/batch", new BatchServlet(sources, intake, rates, settings, batches)),
                new Mount("/v1/attachments/*", new AttachmentServlet(sources, store, settings, clock)),
                new Mount("/openapi.yaml", new DocumentServlet()));
    }

    /** What to register where. */
    public List<Mount> mounts() {
        return mounts;
    }

    @Override
    public void close() {
        batches.shutdownNow();
        answering.shutdown();
        try {
            if (!answering.awaitTermination(5, TimeUnit.SECONDS)) {
                answering.shutdownNow();
            }
        } catch (InterruptedException e) {
            answering.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** A servlet and its URL pattern. */
    public record Mount(String pattern, HttpServlet servlet) {}
}
