package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.ActResult;
import vn.lienthong.hub.journal.Journal.By;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.TransferState;

/** What a person does to transfers: let go, give up. Every act carries a name and a reason. */
@RestController
final class ActApi {
    private static final Set<String> ACT = Set.of("by", "why", "dryRun");
    private static final Set<String> BULK_ACT = Set.of("by", "why", "dryRun", "filter");

    private final Journal journal;
    private final Access access;

    ActApi(Journal journal, Access access) {
        this.journal = journal;
        this.access = access;
    }

    @PostMapping("/v1/transfers/{id}/release")
    ObjectNode release(@PathVariable("id") String id, HttpServletRequest request) {
        return one(id, request, journal::release);
    }

    @PostMapping("/v1/transfers/{id}/cancel")
    ObjectNode cancel(@PathVariable("id") String id, HttpServletRequest request) {
        return one(id, request, journal::cancel);
    }

    @PostMapping("/v1/transfers/release")
    ObjectNode releaseAll(HttpServletRequest request) {
        return many(request, journal::release);
    }

    @PostMapping("/v1/transfers/cancel")
    ObjectNode cancelAll(HttpServletRequest request) {
        return many(request, journal::cancel);
    }

    private ObjectNode one(String text, HttpServletRequest request, Act act) {
        Caller caller = access.operator(request);
        long id = QueryApi.id(text, "transfer");
        ActBody body = ActBody.of(request, ACT);
        By by = body.by(caller);
        if (journal.transfer(id).isEmpty()) {
            throw ApiFailure.unknown("transfer", text);
        }
        boolean dryRun = body.dryRun();
        List<ActResult> results = done(act.on(TransferFilter.only(id), by, dryRun));
        if (results.isEmpty()) {
            throw ApiFailure.unknown("transfer", text);
        }
        ActResult result = results.get(0);
        if (result.refusedBecause() != null) {
            throw new ApiFailure(
                    409,
                    new Problem(
                            "act-refused",
                            result.refusedBecause(),
                            "transfer " + text + " is " + result.before(),
                            "Look at the transfer again; its state may have changed."),
                    "never");
        }
        return JournalJson.act(result).put("dryRun", dryRun);
    }

    private ObjectNode many(HttpServletRequest request, Act act) {
        Caller caller = access.operator(request);
        ActBody body = ActBody.of(request, BULK_ACT);
        By by = body.by(caller);
        TransferFilter filter = body.filter().filter();
        boolean dryRun = body.dryRun();
        return JournalJson.acts(done(act.on(parkedUnlessNamed(filter), by, dryRun)), dryRun);
    }

    /** A bulk act that names no state means the parked ones: those that wait for a person. */
    private static TransferFilter parkedUnlessNamed(TransferFilter filter) {
        return filter.states().isEmpty()
                ? new TransferFilter(
                        filter.id(),
                        filter.dossierCode(),
                        filter.unit(),
                        filter.destination(),
                        EnumSet.of(TransferState.PARKED),
                        filter.since())
                : filter;
    }

    private static List<ActResult> done(CompletableFuture<List<ActResult>> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Release or cancel. */
    private interface Act {
        CompletableFuture<List<ActResult>> on(TransferFilter filter, By by, boolean dryRun);
    }
}
