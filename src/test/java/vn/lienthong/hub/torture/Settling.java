package vn.lienthong.hub.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/**
 * The last step of a switchover run: the city's list, the hub and the province's list are reconciled by the command, and where nothing differs
 * the gates let the wards into SETTLED. Nothing leads back then; what still comes from the city flows, and is flagged.
 */
final class Settling {
    private static final long PATIENCE_SECONDS = 300;

    private final Path folder;
    private final Site site;
    private final Ledger ledger;
    private final Counter counter;
    private final List<String> broken = new ArrayList<>();

    Settling(Path folder, Site site, Ledger ledger, Counter counter) {
        this.folder = folder;
        this.site = site;
        this.ledger = ledger;
        this.counter = counter;
    }

    /** Tells what broke, in words. */
    List<String> run(WardPlan plan, Journeys journeys) throws IOException, InterruptedException {
        Path log = folder.resolve("reconcile.log");
        if (!reconciled(log)) {
            broken.add("the reconciliation finds a difference; see " + log);
            return broken;
        }
        for (WardPlan.Wave wave : plan.waves()) {
            JsonNode step = counter.advance(wave.name(), SwitchoverState.SETTLED);
            if (!step.path("complete").asBoolean()) {
                broken.add(wave.name() + " cannot be settled: " + step);
            }
        }
        plan.units().forEach(unit -> afterwards(unit, journeys));
        return broken;
    }

    private void afterwards(String unit, Journeys journeys) {
        Dossier dossier = new Dossier(String.format(Locale.ROOT, "000.99.ZZ.H08-191216-%s", unit), unit, 1);
        if (counter.push(dossier.record(1))) {
            ledger.accepted(dossier, 1, false);
            journeys.accepted(SwitchoverState.SETTLED, 1);
        }
        long flagged = counter.unit(unit).path("flagged").asLong();
        if (flagged != 1) {
            broken.add(unit + ": one record came after it was settled, and " + flagged + " are flagged");
        }
        if (counter.back(unit).path("taken").asInt() != 0) {
            broken.add(unit + ": went back although it was settled");
        }
    }

    /** The command, on the two books. */
    private boolean reconciled(Path log) throws IOException, InterruptedException {
        Map<Dossier, Ledger.Sent> sent = ledger.dossiers();
        Path city = list("city.csv", dossier -> Optional.ofNullable(sent.get(dossier))
                .map(pushed -> dossier.status(pushed.highest())));
        Path province = list(
                "province.csv",
                dossier -> site.province.holding(dossier.code()).map(held -> Integer.toString(held.status())));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Machine.classPath(),
                        "vn.lienthong.hub.app.Main",
                        "reconcile",
                        "--destination=province-rest",
                        "--city=" + city,
                        "--province=" + province,
                        "--hub=http://127.0.0.1:" + site.hub.port())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /** What a home has of each dossier, by its status there. */
    private Path list(String name, Function<Dossier, Optional<String>> status) throws IOException {
        StringBuilder text = new StringBuilder("dossier-code;unit;status\n");
        for (Dossier dossier : ledger.dossiers().keySet()) {
            status.apply(dossier)
                    .ifPresent(there -> text.append(dossier.code() + ";" + dossier.unit() + ";" + there + "\n"));
        }
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }
}
