package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeMap;
import vn.lienthong.hub.journal.ActTotals;
import vn.lienthong.hub.journal.FeedItem;
import vn.lienthong.hub.journal.Journal.ActResult;
import vn.lienthong.hub.journal.PullBook;
import vn.lienthong.hub.journal.SubmissionView;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.vocabulary.Ids;

/** The journal's views as the query API shows them. None of them carries personal data. */
final class JournalJson {
    private JournalJson() {}

    static ObjectNode submission(SubmissionView view) {
        ObjectNode node = Json.object();
        node.put("id", Ids.text(view.id()));
        node.put("source", view.source());
        Json.put(node, "dossierCode", view.dossierCode());
        if (view.revision() > 0) {
            node.put("revision", view.revision());
        }
        node.put("state", view.state());
        Json.put(node, "at", view.at());
        node.put("size", view.size());
        if (!view.problems().isEmpty()) {
            ArrayNode problems = node.putArray("problems");
            view.problems().forEach(problems::add);
        }
        if (!view.problemCodes().isEmpty()) {
            ArrayNode codes = node.putArray("problemCodes");
            view.problemCodes().forEach(codes::add);
        }
        if (!view.pulled().isEmpty()) {
            ArrayNode pulled = node.putArray("pulled");
            view.pulled().forEach(one -> pulled.add(pulled(one)));
        }
        if (!view.spared().isEmpty()) {
            ArrayNode spared = node.putArray("notOwedTo");
            view.spared().forEach(spared::add);
        }
        for (SubmissionView.Later one : view.later()) {
            node.withArray("owedLaterTo")
                    .addObject()
                    .put("destination", one.destination())
                    .put("unitIsIn", one.state().name());
        }
        ArrayNode transfers = node.putArray("transfers");
        view.transfers().forEach(transfer -> transfers.add(transfer(transfer)));
        return node;
    }

    private static ObjectNode pulled(PullBook.Pulled one) {
        ObjectNode node = Json.object();
        node.put("message", one.became().message().id());
        if (!one.became().place().isEmpty()) {
            node.put("place", one.became().place());
        }
        node.put("node", one.node());
        Json.put(node, "firstAt", one.firstAt());
        Json.put(node, "lastAt", one.lastAt());
        node.put("times", one.times());
        Json.put(node, "acknowledged", one.acknowledged());
        Json.put(node, "acknowledgedAt", one.acknowledgedAt());
        Json.put(node, "answer", one.answer());
        return node;
    }

    static ObjectNode transfer(TransferView view) {
        ObjectNode node = Json.object();
        node.put("id", Ids.text(view.id()));
        node.put("submission", Ids.text(view.submissionId()));
        node.put("source", view.source());
        node.put("dossierCode", view.dossierCode());
        node.put("revision", view.revision());
        node.put("procedureCode", view.procedureCode());
        node.put("unit", view.unit());
        node.put("destination", view.destination());
        node.put("state", view.state().name());
        Json.put(node, "acceptedAt", view.acceptedAt());
        Json.put(node, "deadline", view.deadline());
        Json.put(node, "due", view.due());
        node.put("attempts", view.attempts());
        node.put("troubles", view.troubles());
        Json.put(node, "row", view.row());
        Json.put(node, "problem", view.problem());
        Json.put(node, "problemCode", view.problemCode());
        Json.put(node, "unmappedCode", view.unmappedCode());
        Json.put(node, "reference", view.reference());
        Json.put(node, "endedAt", view.endedAt());
        TransferView.HeldBy hold = view.hold();
        if (hold != null) {
            ObjectNode by = node.putObject("hold").put("name", hold.name());
            by.put("by", hold.who()).put("why", hold.why());
            Json.put(by, "since", hold.since());
            Json.put(by, "until", hold.until());
        }
        return node;
    }

    static ObjectNode outcome(FeedItem item) {
        ObjectNode node = Json.object();
        node.put("cursor", Long.toString(item.cursor()));
        Json.put(node, "at", item.at());
        node.put("submission", Ids.text(item.submissionId()));
        node.put("transfer", Ids.text(item.transferId()));
        node.put("dossierCode", item.dossierCode());
        node.put("revision", item.revision());
        node.put("unit", item.unit());
        node.put("destination", item.destination());
        node.put("outcome", item.kind());
        Json.put(node, "reference", item.reference());
        Json.put(node, "problem", item.problem());
        return node;
    }

    static ObjectNode acts(ActTotals totals, boolean dryRun) {
        ObjectNode node = Json.object();
        node.put("dryRun", dryRun);
        node.put("count", totals.count());
        node.put("refused", totals.refused());
        ObjectNode moved = node.putObject("byState");
        new TreeMap<>(totals.moved()).forEach((state, count) -> moved.put(state.name(), count));
        ArrayNode refusals = node.putArray("refusals");
        totals.refusals().forEach((why, which) -> {
            ObjectNode one = refusals.addObject().put("refusedBecause", why).put("count", which.count());
            ArrayNode ids = one.putArray("transfers");
            which.first().forEach(id -> ids.add(Ids.text(id)));
        });
        ArrayNode transfers = node.putArray("transfers");
        totals.first().forEach(result -> transfers.add(act(result)));
        return node;
    }

    static ObjectNode act(ActResult result) {
        ObjectNode node = Json.object();
        node.put("id", Ids.text(result.transferId()));
        node.put("before", result.before().name());
        node.put("after", result.after().name());
        Json.put(node, "refusedBecause", result.refusedBecause());
        Long made = result.resentAs();
        Json.put(node, "resentAs", made == null ? null : Ids.text(made));
        return node;
    }
}
