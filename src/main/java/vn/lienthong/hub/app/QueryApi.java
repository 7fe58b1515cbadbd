package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lienthong.hub.journal.DossierHistory;
import vn.lienthong.hub.journal.FeedItem;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.SubmissionView;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.vocabulary.Ids;

/** What the hub answers when asked: submissions, transfers, dossiers, the balance, the feed of outcomes. Changes nothing. */
@HubApi
final class QueryApi {
    private final Journal journal;
    private final Explainer explainer;
    private final Access access;

    QueryApi(Journal journal, Explainer explainer, Access access) {
        this.journal = journal;
        this.explainer = explainer;
        this.access = access;
    }

    @GetMapping("/v1/submissions/{id}")
    ObjectNode submission(@PathVariable("id") String id, HttpServletRequest request) {
        Caller caller = access.caller(request);
        SubmissionView view = journal.submission(id(id, "submission"))
                .filter(found -> caller.maySee(found.source()))
                .orElseThrow(() -> ApiFailure.unknown("submission", id));
        return JournalJson.submission(view);
    }

    @GetMapping("/v1/transfers/{id}")
    ObjectNode transfer(@PathVariable("id") String id, HttpServletRequest request) {
        Caller caller = access.caller(request);
        TransferView view = journal.transfer(id(id, "transfer"))
                .filter(found -> caller.maySee(found.source()))
                .orElseThrow(() -> ApiFailure.unknown("transfer", id));
        return JournalJson.transfer(view);
    }

    @GetMapping("/v1/transfers")
    ObjectNode transfers(@RequestParam MultiValueMap<String, String> query, HttpServletRequest request) {
        access.operator(request);
        Parameters parameters = Parameters.of(Parameters.once(query), "cursor", "limit");
        int limit = parameters.limit();
        List<TransferView> page = journal.transfers(parameters.filter(), parameters.cursor(), limit);
        ObjectNode node = Json.object();
        ArrayNode transfers = node.putArray("transfers");
        page.forEach(view -> transfers.add(JournalJson.transfer(view)));
        if (page.size() == limit) {
            node.put("next", Ids.text(page.get(page.size() - 1).id()));
        }
        return node;
    }

    @GetMapping("/v1/dossiers/{code}")
    ResponseEntity<ObjectNode> dossier(@PathVariable("code") String code, HttpServletRequest request) {
        Caller caller = access.caller(request);
        List<DossierHistory> histories = journal.dossier(code).stream()
                .filter(history -> caller.maySee(history.source()))
                .toList();
        if (histories.isEmpty()) {
            throw ApiFailure.neverReceived(code);
        }
        // A code ends in what looks like the ending of a file; Spring would propose to save the answer as f.txt.
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                .body(GoneBodies.told(explainer.explain(code, histories), journal.retention()));
    }

    @GetMapping("/v1/balance")
    ObjectNode balance(HttpServletRequest request) {
        access.caller(request);
        return HeldSums.into(
                Balance.of(journal.balance()).json(), journal.holds().counts());
    }

    @GetMapping("/v1/outcomes")
    ObjectNode outcomes(@RequestParam MultiValueMap<String, String> query, HttpServletRequest request) {
        Caller caller = access.caller(request);
        Parameters parameters = Parameters.only(Parameters.once(query), Set.of("after", "limit", "source"));
        long after = parameters.after();
        List<FeedItem> items = journal.outcomes(feedOf(caller, parameters), after, parameters.limit());
        ObjectNode node = Json.object();
        ArrayNode outcomes = node.putArray("outcomes");
        items.forEach(item -> outcomes.add(JournalJson.outcome(item)));
        // Always there: whoever asks again with it misses nothing, also when nothing was new.
        node.put(
                "next",
                Long.toString(
                        items.isEmpty() ? after : items.get(items.size() - 1).cursor()));
        return node;
    }

    /** A source reads its own feed; an operator may name one. */
    private static String feedOf(Caller caller, Parameters parameters) {
        String named = parameters.text("source");
        if (named == null || named.equals(caller.name())) {
            return caller.name();
        }
        if (!caller.operator()) {
            throw ApiFailure.badParameter("source", named, caller.name());
        }
        return named;
    }

    static long id(String text, String kind) {
        return Ids.parse(text).orElseThrow(() -> ApiFailure.unknown(kind, text));
    }
}
