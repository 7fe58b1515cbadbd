package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.lienthong.hub.journal.Act;
import vn.lienthong.hub.journal.ActTotals;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.By;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.vocabulary.Problem;

/** What a person does to transfers: let go, give up, send again. Every act carries a name and a reason. */
@HubApi
final class ActApi {
    private static final Set<String> ACT = Set.of("by", "why", "dryRun");
    private static final Set<String> BULK_ACT = Set.of("by", "why", "dryRun", "filter", "all");

    private final Journal journal;
    private final Access access;

    ActApi(Journal journal, Access access) {
        this.journal = journal;
        this.access = access;
    }

    @PostMapping("/v1/transfers/{id}/release")
    ObjectNode release(@PathVariable("id") String id, HttpServletRequest request) {
        return one(id, request, Act.Kind.RELEASE);
    }

    @PostMapping("/v1/transfers/{id}/cancel")
    ObjectNode cancel(@PathVariable("id") String id, HttpServletRequest request) {
        return one(id, request, Act.Kind.CANCEL);
    }

    @PostMapping("/v1/transfers/{id}/resend")
    ObjectNode resend(@PathVariable("id") String id, HttpServletRequest request) {
        return one(id, request, Act.Kind.RESEND);
    }

    @PostMapping("/v1/transfers/release")
    ObjectNode releaseAll(HttpServletRequest request) {
        return many(request, Act.Kind.RELEASE);
    }

    @PostMapping("/v1/transfers/cancel")
    ObjectNode cancelAll(HttpServletRequest request) {
        return many(request, Act.Kind.CANCEL);
    }

    @PostMapping("/v1/transfers/resend")
    ObjectNode resendAll(HttpServletRequest request) {
        return many(request, Act.Kind.RESEND);
    }

    private ObjectNode one(String text, HttpServletRequest request, Act.Kind kind) {
        Caller caller = access.operator(request);
        long id = QueryApi.id(text, "transfer");
        ActBody body = ActBody.of(request, names(kind, ACT));
        By by = body.by(caller);
        if (journal.transfer(id).isEmpty()) {
            throw ApiFailure.unknown("transfer", text);
        }
        boolean dryRun = body.dryRun();
        ActTotals totals = journal.act(new Act(kind, TransferFilter.only(id), by, dryRun, body.from()));
        if (totals.refused() > 0) {
            String refused = totals.refusals().keySet().iterator().next();
            throw new ApiFailure(
                    409,
                    new Problem(
                            "act-refused",
                            refused,
                            "transfer " + text + stands(id),
                            "Look at the transfer again; its state may have changed."),
                    "never");
        }
        if (totals.first().isEmpty()) {
            throw ApiFailure.unknown("transfer", text);
        }
        return JournalJson.act(totals.first().get(0)).put("dryRun", dryRun);
    }

    private String stands(long id) {
        return journal.transfer(id)
                .map(view -> ", revision " + view.revision() + ", is " + view.state())
                .orElse("");
    }

    /** A bulk act that names no state means those of the act: for letting go and giving up the ones that wait for a person. */
    private ObjectNode many(HttpServletRequest request, Act.Kind kind) {
        Caller caller = access.operator(request);
        ActBody body = ActBody.of(request, names(kind, BULK_ACT));
        By by = body.by(caller);
        TransferFilter filter = body.filter().filter();
        boolean dryRun = body.dryRun();
        return JournalJson.acts(journal.act(new Act(kind, filter, by, dryRun, body.from())), dryRun);
    }

    private static Set<String> names(Act.Kind kind, Set<String> names) {
        Set<String> all = new TreeSet<>(names);
        if (kind == Act.Kind.RESEND) {
            all.add("from");
            all.add("fromStep");
        }
        return all;
    }
}
