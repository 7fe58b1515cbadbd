package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.lienthong.hub.reconciliation.ListFile;
import vn.lienthong.hub.reconciliation.Reconciled;
import vn.lienthong.hub.reconciliation.Reconciliation;
import vn.lienthong.hub.reconciliation.RepairPlan;
import vn.lienthong.hub.reconciliation.Reports;
import vn.lienthong.hub.reconciliation.Spool;
import vn.lienthong.hub.reconciliation.StatusWords;
import vn.lienthong.hub.reference.Reference;

/** Compares the lists of city and province with each other and with the journal of a running hub. */
@Command(
        name = "reconcile",
        description =
                "Compares the city's list, the journal and the province's list, dossier by dossier, and writes reports and a repair plan.",
        subcommands = {ReconcileApplyCommand.class, ReconcileKeptCommand.class})
final class ReconcileCommand extends HubCommand {
    @Option(
            names = "--city",
            paramLabel = "FILE",
            description = "the city's list: NDJSON or CSV in UTF-8, also .gz or .zip")
    private @Nullable Path city;

    @Option(names = "--province", paramLabel = "FILE", description = "the province's list, in the same forms")
    private @Nullable Path province;

    @Option(
            names = "--destination",
            paramLabel = "NAME",
            description = "whose journal is compared (default: the only one configured)")
    private @Nullable String destination;

    @Option(names = "--unit", paramLabel = "CODE", description = "only dossiers of this unit")
    private @Nullable String unit;

    @Option(names = "--from", paramLabel = "DAY", description = "only dossiers received on this day or later")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "only dossiers received on this day or before")
    private @Nullable LocalDate to;

    @Mixin
    private ReconcileLists lists;

    @Option(names = "--html", paramLabel = "FILE", description = "writes the report for a browser")
    private @Nullable Path html;

    @Option(names = "--csv", paramLabel = "FILE", description = "writes every difference as CSV")
    private @Nullable Path csv;

    @Option(names = "--json", paramLabel = "FILE", description = "writes everything as JSON")
    private @Nullable Path json;

    @Option(names = "--plan", paramLabel = "FILE", description = "writes the repair plan for reconcile apply")
    private @Nullable Path plan;

    @Option(names = "--ask", description = "asks the destination itself about each dossier that its list misses")
    private boolean ask;

    @Option(names = "--no-keep", description = "does not leave the sums with the hub, where gates of a switchover look")
    private boolean unkept;

    @Mixin
    private FolderOptions folders;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() throws IOException {
        HubSettings settings = folders.settings();
        Reference reference = Reference.load(settings.referenceSettings());
        mustBeKnown(unit, reference);
        Instant now = Clock.systemUTC().instant();
        Reconciliation.Question question = new Reconciliation.Question(
                destination(settings),
                new Reconciliation.Lists(
                        ReconcileLists.list(city, lists.cityColumns(), lists.cityAt()),
                        ReconcileLists.list(province, lists.provinceColumns(), lists.provinceAt())),
                new Reconciliation.Scope(unit, from, to),
                new StatusWords(reference.statuses(), lists.statuses()),
                new UnitsInTime(reference),
                now);
        Path work = Files.createTempDirectory("lienthong-reconcile");
        try (Spool spool = new Spool(work.resolve("differences"))) {
            return run(question, work, spool);
        } catch (ListFile.Unusable e) {
            e.problems().forEach(problem -> err().println(problem.message()));
            return CommandFailure.WRONG;
        } finally {
            ReconcileLists.delete(work);
        }
    }

    /** Of a code that nobody has nothing is found, and so nothing would differ. */
    private static void mustBeKnown(@Nullable String unit, Reference reference) {
        if (unit != null
                && !reference.units().codes().contains(unit)
                && !reference.agencies().codes().contains(unit)) {
            throw CommandFailure.usage(
                    "There is no unit of this code.",
                    "--unit " + unit,
                    "The codes are in mappings/tables/units.csv, those of agencies in agency-codes.csv.");
        }
    }

    private int run(Reconciliation.Question question, Path work, Spool spool) throws IOException {
        HubClient client = hub.client();
        Map<String, String> asked = new LinkedHashMap<>(Map.of("destination", question.destination()));
        if (from != null) {
            // What was received on a day was never accepted two days before it.
            asked.put("since", from.minusDays(2).toString());
        }
        Reconciled found = Reconciliation.run(question, () -> client.stream("/v1/last-known", asked), work, spool);
        Spool differences = ask ? new AskingRound(client, question.destination(), out()).over(spool, work) : spool;
        write(found, differences);
        return found.same() ? DONE : CommandFailure.WRONG;
    }

    private void write(Reconciled found, Spool differences) throws IOException {
        Reports reports = new Reports(found, differences);
        out().print(reports.text());
        if (csv != null) {
            reports.csv(csv);
        }
        if (html != null) {
            reports.html(html);
        }
        if (json != null) {
            try (OutputStream file = Files.newOutputStream(json)) {
                reports.json(file);
            }
        }
        if (plan != null) {
            RepairPlan repair = RepairPlan.of(found, differences);
            repair.write(plan);
            out().println("The plan " + repair.id() + " has " + repair.lines().size() + " lines"
                    + (repair.leftOut() > 0 ? "; " + repair.leftOut() + " more found no room: that is a backfill" : "")
                    + ". Nothing was sent; reconcile apply " + plan + " does.");
        }
        if (!unkept) {
            keep(reports.summary());
        }
    }

    private void keep(ObjectNode summary) {
        ObjectNode body = Json.object();
        body.set("report", summary);
        JsonNode kept = hub.client().post("/v1/reconciliations", body);
        out().println("Kept as " + kept.path("id").asText() + ".");
    }

    private String destination(HubSettings settings) {
        if (destination != null) {
            return destination;
        }
        if (settings.destinations().size() == 1) {
            return settings.destinations().keySet().iterator().next();
        }
        throw CommandFailure.usage(
                "It must be clear with whom the journal is compared.",
                settings.destinations().size() + " destinations in the settings",
                "Say which: --destination province-rest.");
    }
}
