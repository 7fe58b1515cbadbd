package vn.lienthong.hub.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.rehearsal.Causes.Group;
import vn.lienthong.hub.rehearsal.Causes.Offender;
import vn.lienthong.hub.vocabulary.Times;

/** A readiness report as JSON: the form in which it is kept and handed on. */
final class ReportJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportJson() {}

    /** What was counted, for the report of a plan. */
    static ObjectNode counted(Tally tally, Proposals proposals) {
        ObjectNode report = JSON.createObjectNode();
        Tally.Counts counts = tally.counts();
        report.put("records", counts.records()).put("ready", counts.ready());
        report.put("failures", counts.failures()).put("notRead", counts.notRead());
        report.put("ofOtherUnits", counts.ofOtherUnits());
        return tally.look((causes, dossiers, notes) -> {
            ObjectNode all = report.putObject("dossiers");
            all.put("all", dossiers.size()).put("ready", dossiers.size() - dossiers.failed());
            all.put("open", dossiers.open()).put("andMore", dossiers.isFull());
            report.put("readyPercent", percent(counts, dossiers));
            ArrayNode list = report.putArray("causes");
            causes.all().forEach(entry -> list.add(cause(entry.getKey(), entry.getValue(), proposals)));
            ArrayNode said = report.putArray("notes");
            notes.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(one -> said.addObject().put("note", one.getKey()).put("count", one.getValue()));
            return report;
        });
    }

    /** Rounded down, so that 100 means all of them; lines that are no record count as well. */
    static double percent(Tally.Counts counts, Dossiers dossiers) {
        boolean byDossier = !dossiers.isFull() && counts.notRead() == 0 && dossiers.size() > 0;
        long all = byDossier ? dossiers.size() : counts.records() + counts.notRead();
        long ready = byDossier ? dossiers.size() - dossiers.failed() : counts.ready();
        return all == 0 ? 0 : Math.floor(1000.0 * ready / all) / 10;
    }

    private static ObjectNode cause(Cause cause, Group group, Proposals proposals) {
        ObjectNode node = JSON.createObjectNode();
        node.put("kind", cause.kind().name()).put("title", cause.kind().title());
        node.put("vietnamese", cause.kind().vietnamese()).put("code", cause.code());
        node.put("subject", cause.subject()).put("count", group.count);
        node.put("what", cause.what())
                .put("cure", cause.cure())
                .put("who", cause.kind().who());
        ArrayNode offenders = node.putArray("first");
        group.first.forEach(one -> offenders
                .addObject()
                .put("dossierCode", one.dossierCode())
                .put("revision", one.revision())
                .put("found", one.found()));
        String procedure = cause.procedure();
        if (procedure != null) {
            ArrayNode proposed = node.putArray("proposals");
            proposals.of(group.names).forEach(one -> proposed.addObject()
                    .put("nationalCode", one.procedure().nationalCode())
                    .put("name", one.procedure().name())
                    .put("score", one.score())
                    .put("row", ProcedureRow.of(procedure, one.procedure())));
        }
        return node;
    }

    /** Puts the causes of a kept report back. */
    static void causes(JsonNode report, Causes into) {
        for (JsonNode node : report.path("causes")) {
            Cause cause = new Cause(
                    Kind.valueOf(node.path("kind").asText()),
                    node.path("code").asText(),
                    node.path("subject").asText(),
                    node.path("what").asText(),
                    node.path("cure").asText());
            List<Offender> first = new ArrayList<>();
            node.path("first")
                    .forEach(one -> first.add(new Offender(
                            one.path("dossierCode").asText(),
                            one.path("revision").asInt(),
                            one.path("found").asText())));
            into.restore(cause, node.path("count").asLong(), first);
        }
    }

    static void time(ObjectNode node, String name, @Nullable Instant time) {
        if (time != null) {
            node.put(name, Times.text(time));
        }
    }
}
