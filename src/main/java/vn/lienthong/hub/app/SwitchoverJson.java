package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.journal.UnitLives;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** Switchovers as JSON. */
final class SwitchoverJson {
    private SwitchoverJson() {}

    static ObjectNode of(Switchovers.Unit unit, String name, Instant now) {
        ObjectNode node = Json.object()
                .put("unit", unit.unit())
                .put("name", name)
                .put("state", unit.state().name());
        Switchovers.Reach reach = unit.reach();
        Json.put(
                node,
                "begins",
                reach.life().begins().isEmpty() ? null : reach.life().begins());
        if (reach.governs().size() > 1) {
            reach.codes().forEach(node.putArray("governs")::add);
        }
        if (reach.inherited() && reach.led() == null) {
            node.put("inherited", true);
        }
        Json.put(node, "ledBy", reach.led() == null ? null : reach.led().words());
        if (unit.by() != null) {
            node.put("by", unit.by().who()).put("why", unit.by().why());
        }
        Json.put(node, "since", unit.since());
        Json.put(node, "until", unit.until());
        Switchovers.Stay stays = unit.stays();
        if (stays != null) {
            node.putObject("stays").put("gates", stays.gates()).put("words", stays.words());
        }
        if (unit.paused()) {
            node.put("paused", true);
        }
        if (!unit.complete()) {
            node.put("underWay", true);
        }
        Switchovers.Counts counts = unit.counts();
        node.put("owedLater", counts.later()).put("owedLaterDossiers", counts.laterDossiers());
        node.put("historyMoved", counts.moved()).put("historyUnderWay", counts.underWay());
        node.put("held", counts.held());
        Json.put(node, "oldestHeld", counts.oldestHeld());
        node.put("inFlight", counts.inFlight()).put("flagged", counts.flagged());
        Json.put(node, "historyThroughAbout", estimate(unit, now));
        return node;
    }

    /** What tells a unit from the others of a list: its code, and where another one had the code later, until when it was this one's. */
    static String label(Switchovers.Unit unit, List<Switchovers.Unit> all) {
        UnitLives.Life life = unit.reach().life();
        return all.stream()
                .map(one -> one.reach().life())
                .filter(other ->
                        other.code().equals(life.code()) && other.begins().compareTo(life.begins()) > 0)
                .map(other -> unit.unit() + " before " + other.begins())
                .min(String::compareTo)
                .orElse(unit.unit());
    }

    /** When the history will be through, if it goes on as it went since the backfill began. */
    static @Nullable Instant estimate(Switchovers.Unit unit, Instant now) {
        Switchovers.Counts counts = unit.counts();
        Instant since = unit.since();
        long done = counts.moved() - counts.underWay();
        long left = counts.later() + counts.underWay();
        if (unit.state() != SwitchoverState.BACKFILL || unit.paused() || since == null || done <= 0 || left == 0) {
            return null;
        }
        Duration so = Duration.between(since, now);
        return so.isNegative() || so.isZero() ? null : now.plusMillis((long) ((double) so.toMillis() / done * left));
    }

    static ObjectNode of(Switchovers.Step step) {
        ObjectNode node = Json.object()
                .put("id", Ids.text(step.id()))
                .put("unit", step.unit())
                .put("kind", step.kind())
                .put("from", step.from().name())
                .put("to", step.to().name());
        Json.put(node, "begins", step.begins().isEmpty() ? null : step.begins());
        Json.put(node, "ledBy", step.led());
        Json.put(node, "at", step.at());
        Json.put(node, "until", step.until());
        node.put("by", step.by().who()).put("why", step.by().why());
        Json.put(node, "figures", step.figures().isBlank() ? null : step.figures());
        return node;
    }

    static ObjectNode of(Switchovers.Flagged flagged) {
        ObjectNode node = Json.object()
                .put("dossierCode", flagged.dossierCode())
                .put("revision", flagged.revision())
                .put("source", flagged.source())
                .put("submission", Ids.text(flagged.id()));
        Json.put(node, "at", flagged.at());
        return node;
    }

    /**
     * What destinations hold of a unit.
     *
     * @param more whether there may be more after these
     */
    static ObjectNode held(List<Switchovers.HeldDossier> held, boolean more) {
        ObjectNode node = Json.object();
        ArrayNode list = node.putArray("dossiers");
        for (Switchovers.HeldDossier one : held) {
            ObjectNode dossier =
                    list.addObject().put("dossierCode", one.dossierCode()).put("destination", one.destination());
            Json.put(dossier, "reference", one.reference());
            dossier.put("delivered", one.delivered()).put("owedLater", one.later());
        }
        return node.put("more", more);
    }
}
