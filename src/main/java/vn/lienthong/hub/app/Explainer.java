package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.delivery.Symptom;
import vn.lienthong.hub.journal.DossierHistory;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.journal.SubmissionView;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.journal.UnitLives;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.SwitchoverState;
import vn.lienthong.hub.vocabulary.Times;

/**
 * The whole path of a dossier as JSON: what came, what was sent and answered, why it waits, what is next and when, who can act,
 * and what happens if nobody does.
 * Stateless; bodies pass through the mask of their destination.
 */
final class Explainer {
    private final Destinations destinations;
    private final Clock clock;
    private final LongFunction<Optional<FilesGiven.Given>> given;
    private final Function<String, Scene.Keeper> keepers;

    Explainer(Destinations destinations, Clock clock) {
        this(destinations, clock, transferId -> Optional.empty(), unit -> new Scene.Keeper(unit, null));
    }

    /**
     * Of a running hub.
     *
     * @param given for a transfer, how often its files were given out, and when last; empty when that is not known
     * @param keepers which unit's switchover keeps the records of a code; asked only for those that one keeps
     */
    Explainer(
            Destinations destinations,
            Clock clock,
            LongFunction<Optional<FilesGiven.Given>> given,
            Function<String, Scene.Keeper> keepers) {
        this.destinations = destinations;
        this.clock = clock;
        this.given = given;
        this.keepers = keepers;
    }

    /** Which unit steps for a code, and until when its window lasts. */
    static Scene.Keeper keeper(Switchovers switchovers, String code) {
        Switchovers.Unit unit = switchovers.of(code);
        UnitLives.Life led = unit.reach().led();
        Switchovers.Unit steps = led == null ? unit : switchovers.of(led);
        return new Scene.Keeper(steps.unit(), steps.state() == SwitchoverState.HOLDING ? steps.until() : null);
    }

    ObjectNode explain(String dossierCode, List<DossierHistory> histories) {
        Map<Long, List<DossierHistory.Event>> events = histories.stream()
                .flatMap(history -> history.events().stream())
                .collect(Collectors.groupingBy(DossierHistory.Event::transferId));
        Map<Long, Standing> standings = standings(histories, events);
        ObjectNode node = Json.object();
        node.put("dossierCode", dossierCode);
        ArrayNode paths = node.putArray("paths");
        histories.forEach(history -> paths.add(path(history, standings, events)));
        return node;
    }

    /** Of every transfer, oldest first: each may stand behind an earlier one, also behind that of another source. */
    private Map<Long, Standing> standings(
            List<DossierHistory> histories, Map<Long, List<DossierHistory.Event>> events) {
        Instant now = clock.instant();
        Map<Long, Standing> standings = new HashMap<>();
        Map<String, Scene.Front> fronts = new HashMap<>();
        Map<String, Scene.Keeper> asked = new HashMap<>();
        List<TransferView> transfers = histories.stream()
                .flatMap(history -> transfers(history).stream())
                .sorted(Comparator.comparingLong(TransferView::id))
                .toList();
        for (TransferView transfer : transfers) {
            Scene.Last last = last(events.getOrDefault(transfer.id(), List.of()));
            TransferView.HeldBy hold = transfer.hold();
            Scene.Keeper keeper = hold != null && HoldRequests.isReserved(hold.name())
                    ? asked.computeIfAbsent(transfer.unit(), keepers)
                    : null;
            Standing standing = Standing.of(
                    transfer, new Scene(fronts.get(transfer.destination()), last, destinations, now, keeper));
            standings.put(transfer.id(), standing);
            if (transfer.state().blocks()) {
                fronts.put(transfer.destination(), new Scene.Front(transfer, standing));
            }
        }
        return standings;
    }

    private static Scene.@Nullable Last last(List<DossierHistory.Event> events) {
        if (events.isEmpty()) {
            return null;
        }
        Symptom symptom = Symptom.NONE;
        for (DossierHistory.Event event : events) {
            boolean spoke = event.exchanges().stream().anyMatch(exchange -> !exchange.isLookup());
            symptom = spoke ? Symptom.of(event.exchanges()) : symptom;
        }
        return new Scene.Last(events.get(events.size() - 1).row(), symptom);
    }

    private static List<TransferView> transfers(DossierHistory history) {
        return history.submissions().stream()
                .flatMap(submission -> submission.transfers().stream())
                .sorted(Comparator.comparingLong(TransferView::id))
                .toList();
    }

    private ObjectNode path(
            DossierHistory history, Map<Long, Standing> standings, Map<Long, List<DossierHistory.Event>> events) {
        ObjectNode node = Json.object();
        node.put("source", history.source());
        node.put("unit", history.unit());
        node.set("standing", standing(history, standings));
        ArrayNode came = node.putArray("came");
        history.submissions().forEach(submission -> came.add(came(submission)));
        ArrayNode shown = node.putArray("transfers");
        for (TransferView transfer : transfers(history)) {
            ObjectNode one = JournalJson.transfer(transfer);
            one.setAll(known(standings, transfer).json());
            given.apply(transfer.id()).ifPresent(files -> one.putObject("filesGiven")
                    .put("times", files.times())
                    .put("last", Times.text(files.last())));
            one.set("events", events(events.getOrDefault(transfer.id(), List.of()), transfer.destination()));
            shown.add(one);
        }
        return node;
    }

    /** Where the dossier stands as a whole: what is in front of all that is open, else what became of what came last. */
    private static ObjectNode standing(DossierHistory history, Map<Long, Standing> standings) {
        for (TransferView transfer : transfers(history)) {
            if (transfer.state().blocks()) {
                return known(standings, transfer).json().put("transfer", Ids.text(transfer.id()));
            }
        }
        SubmissionView last = history.submissions().get(history.submissions().size() - 1);
        List<TransferView> of = last.transfers();
        if (of.isEmpty() || !last.later().isEmpty()) {
            return Standing.of(last).json().put("submission", Ids.text(last.id()));
        }
        TransferView transfer = of.get(of.size() - 1);
        return known(standings, transfer).json().put("transfer", Ids.text(transfer.id()));
    }

    private static Standing known(Map<Long, Standing> standings, TransferView transfer) {
        return Objects.requireNonNull(standings.get(transfer.id()));
    }

    private static ObjectNode came(SubmissionView submission) {
        ObjectNode node = JournalJson.submission(submission);
        node.remove("transfers");
        node.remove("source");
        node.remove("dossierCode");
        if (submission.transfers().isEmpty() || !submission.later().isEmpty()) {
            node.setAll(Standing.of(submission).json());
        } else if (!submission.spared().isEmpty()) {
            node.set("notOwedWhy", StandingWords.spared(submission.spared()).json());
        }
        if (submission.state().equals("refused")) {
            node.put("retry", "never");
        }
        return node;
    }

    private ArrayNode events(List<DossierHistory.Event> events, String destination) {
        ArrayNode list = Json.array();
        BodyMask mask = destinations.masks().apply(destination);
        events.forEach(event -> list.add(event(event, mask)));
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
        // Of a lookup only codes are kept, so there is nothing to mask.
        event.exchanges()
                .forEach(exchange -> exchanges.add(exchange(exchange, exchange.isLookup() ? BodyMask.plain() : mask)));
        if (!exchanges.isEmpty()) {
            node.set("exchanges", exchanges);
        }
        Json.put(node, "unreadable", event.unreadable());
        return node;
    }

    private static ObjectNode exchange(KeptExchange exchange, BodyMask mask) {
        ObjectNode node = Json.object();
        node.put("operation", exchange.operation());
        node.put("sent", mask.show(exchange.operation(), exchange.sent()));
        if (exchange.status() > 0) {
            node.put("status", exchange.status());
        }
        Json.put(node, "failure", exchange.failure());
        node.put("answered", mask.show(exchange.operation(), exchange.answered()));
        node.put("tookMillis", exchange.tookMillis());
        if (exchange.mayRepeat()) {
            node.put("mayRepeat", true);
        }
        return node;
    }
}
