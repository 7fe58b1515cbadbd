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
    /**
     * Request attribute under which the container may offer a {@link Runnable}: that nothing more of the body is wanted, so that nobody
     * waits for it when the call ends.
     */
    public static final String LEAVE = "vn.lienthong.hub.intake.leave";

    private static final int ANSWERING_THREADS = 2;

    private final ExecutorService answering;
    private final ExecutorService streams;
    private final SmallBodies bodies;
    private final List<Mount> mounts;

    /** The faces of an intake. */
    public IntakeServlets(Intake intake, Sources sources, IntakeSettings settings, ContentStore store, Clock clock) {
        this.answering = Executors.newFixedThreadPool(ANSWERING_THREADS, Threads.named("intake-answer"));
        this.streams = Executors.newCachedThreadPool(Threads.named("intake-stream"));
        this.bodies = new SmallBodies(settings, clock);
        Rates rates = new Rates(settings.rate(), settings.burst(), clock);
        Door door = new Door(sources, bodies, settings, rates);
        this.mounts = List.of(
                new Mount("/v1/dossiers", new DossierServlet(door, intake, answering)),
                new Mount("/v1/dossiers/batch", new BatchServlet(door, intake, streams)),
                new Mount("/v1/attachments/*", new AttachmentServlet(door, store, clock, streams)),
                new Mount("/openapi.yaml", new DocumentServlet()));
    }

    /** Where bodies are received, also for other calls that take a small one. */
    public SmallBodies bodies() {
        return bodies;
    }

    /** What all faces share. */
    record Door(Sources sources, SmallBodies bodies, IntakeSettings settings, Rates rates) {}

    /** What to register where. */
    public List<Mount> mounts() {
        return mounts;
    }

    @Override
    public void close() {
        bodies.close();
        streams.shutdownNow();
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
