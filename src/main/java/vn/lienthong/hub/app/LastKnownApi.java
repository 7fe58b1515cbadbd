package vn.lienthong.hub.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.JournalUnavailable;
import vn.lienthong.hub.journal.LastKnown;
import vn.lienthong.hub.reconciliation.HubLine;
import vn.lienthong.hub.vocabulary.Problem;

/** The whole journal of a destination as a stream, one line a dossier: what it is known to hold and what it is owed. Nothing of a person is in it. */
@HubApi
final class LastKnownApi {
    private static final Logger LOG = LoggerFactory.getLogger(LastKnownApi.class);
    private static final int BUFFER = 64 << 10;

    private final Journal journal;
    private final Predicate<String> destinations;
    private final Access access;
    /** One at a time: it holds a connection and a snapshot of the database as long as it runs. */
    private final Semaphore one = new Semaphore(1);

    LastKnownApi(Journal journal, Predicate<String> destinations, Access access) {
        this.journal = journal;
        this.destinations = destinations;
        this.access = access;
    }

    @GetMapping("/v1/last-known")
    void lastKnown(
            @RequestParam MultiValueMap<String, String> query, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        access.operator(request);
        Parameters parameters = Parameters.only(Parameters.once(query), Set.of("destination", "since"));
        String destination = parameters.text("destination");
        Instant since = parameters.filter().since();
        if (destination == null || !destinations.test(destination)) {
            throw ApiFailure.badParameter("destination", destination == null ? "" : destination, "province-rest");
        }
        if (!one.tryAcquire()) {
            throw new ApiFailure(
                    409,
                    new Problem(
                            "reading-under-way",
                            "The journal is being read whole already.",
                            "another call that has not ended",
                            "Wait for its end, then ask again."),
                    "later");
        }
        try {
            stream(new LastKnown.Asked(destination, null, since), response);
        } finally {
            one.release();
        }
    }

    /** Once something was sent a failure can only be told by the end that does not come. */
    private void stream(LastKnown.Asked asked, HttpServletResponse response) throws IOException {
        response.setContentType("application/x-ndjson");
        response.setCharacterEncoding("UTF-8");
        try (HubLine line = new HubLine(new BufferedOutputStream(response.getOutputStream(), BUFFER))) {
            journal.lastKnown(asked, known -> write(line, known));
            line.end();
        } catch (UncheckedIOException | JournalUnavailable e) {
            LOG.warn("Reading the journal whole broke off. Found: {}. Who asked may ask again.", e.getMessage());
        }
    }

    private static void write(HubLine line, LastKnown known) {
        try {
            line.write(known);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
