package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.DossierHistory;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.journal.SubmissionView;
import vn.lienthong.hub.journal.TransferView;

/**
 * The whole path of a dossier as JSON: what came, what was sent and answered, why it waits, what is next and when, who can act.
 * Stateless; bodies pass through the mask of their destination.
 */
final class Explainer {
    private final Destinations destinations;

    Explainer(Destinations destinations) {
        this.destinations = destinations;
    }

    ObjectNode explain(String dossierCode, List<DossierHistory> histories) {
        ObjectNode node = Json.object();
        node.put("dossierCode", dossierCode);
        ArrayNode paths = node.putArray("paths");
        histories.forEach(history -> paths.add(path(history)));
        return node;
    }

    private ObjectNode path(DossierHistory history) {
        ObjectNode node = Json.object();
        node.put("source", history.source());
        node.put("unit", history.unit());
        ArrayNode came = node.putArray("came");
        history.submissions().forEach(submission -> came.add(came(submission)));
        List<TransferView> transfers = history.submissions().stream()
                .flatMap(submission -> submission.transfers().stream())
                .sorted(Comparator.comparingLong(TransferView::id))
                .toList();
        ArrayNode shown = node.putArray("transfers");
        for (TransferView transfer : transfers) {
            ObjectNode one = JournalJson.transfer(transfer);
            one.setAll(Standing.of(transfer, behind(transfer, transfers), destinations)
                    .json());
            one.set("events", events(history, transfer));
            shown.add(one);
        }
        return node;
    }

    private static ObjectNode came(SubmissionView submission) {
        ObjectNode node = JournalJson.submission(submission);
        node.remove("transfers");
        node.remove("source");
        node.remove("dossierCode");
        return node;
    }

    /** The transfer that a waiting one waits for: the nearest earlier unfinished one of its destination. */
    private static @Nullable TransferView behind(TransferView transfer, List<TransferView> all) {
        TransferView nearest = null;
        for (TransferView other : all) {
            if (other.id() < transfer.id()
                    && other.destination().equals(transfer.destination())
                    && other.state().blocks()) {
                nearest = other;
            }
        }
        return nearest;
    }

    private ArrayNode events(DossierHistory history, TransferView transfer) {
        ArrayNode list = Json.array();
        BodyMask mask = destinations.masks().apply(transfer.destination());
        history.events().stream()
                .filter(event -> event.transferId() == transfer.id())
                .forEach(event -> list.add(event(event, mask)));
        return list;
    }

    private static ObjectNode event(DossierHistory.Event event, BodyMask mask) {
        ObjectNode node = Json.object();
        Json.put(node, "at", event.at());
        node.put("kind", event.kind());
        Json.put(node, "row", event.row());
        Json.put(node, "who", event.who());
        Json.put(node, "text", event.text());
        ArrayNode exchanges = Json.array();
        event.exchanges().forEach(exchange -> exchanges.add(exchange(exchange, mask)));
        if (!exchanges.isEmpty()) {
            node.set("exchanges", exchanges);
        }
        Json.put(node, "unreadable", event.unreadable());
        return node;
    }

    private static ObjectNode exchange(KeptExchange exchange, BodyMask mask) {
        ObjectNode node = Json.object();
        node.put("operation", exchange.operation());
        node.put("sent", mask.show(exchange.sent()));
        if (exchange.status() > 0) {
            node.put("status", exchange.status());
        }
        Json.put(node, "failure", exchange.failure());
        node.put("answered", mask.show(exchange.answered()));
        node.put("tookMillis", exchange.tookMillis());
        if (exchange.mayRepeat()) {
            node.put("mayRepeat", true);
        }
        return node;
    }
}
