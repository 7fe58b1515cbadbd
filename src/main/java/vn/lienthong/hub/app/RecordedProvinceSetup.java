package vn.lienthong.hub.app;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.StandIn;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.replay.RecordedBehaviour;
import vn.lienthong.hub.replay.ReplayScript;

/** Makes a recording the behaviour of a fake province, and tells a person where to find whom. */
final class RecordedProvinceSetup {
    private final HubSettings settings;
    private final Map<String, StandIn> standIns = new TreeMap<>();
    private final ReplayFolder found;

    /** Reads it, before anything is started for it. */
    RecordedProvinceSetup(Path folder, HubSettings settings) {
        this.settings = settings;
        this.found = ReplayFolder.read(folder, null, this::refusal);
        if (found.scripts().isEmpty()) {
            throw CommandFailure.usage(
                    "Nothing in the recording can answer.",
                    found.left().isEmpty()
                            ? "no exchange in " + folder
                            : found.left().toString(),
                    "Name a folder that 'record' wrote, or one exchange of it.");
        }
    }

    void serve(FakeProvince province, PrintWriter out) {
        Map<String, List<ReplayScript>> byDestination = new TreeMap<>();
        found.scripts().forEach(script -> byDestination
                .computeIfAbsent(script.destination(), name -> new ArrayList<>())
                .add(script));
        RecordedBehaviour behaviour = new RecordedBehaviour();
        byDestination.forEach((name, scripts) -> add(behaviour, name, province.recordedAddress(name), scripts));
        province.serveRecordings(behaviour);
        behaviour
                .known()
                .forEach((name, operations) -> out.println(
                        "As recorded: " + name + " at " + province.recordedAddress(name) + " " + operations));
        found.left().forEach((name, why) -> out.println("Left out: " + name + ", " + why));
    }

    private void add(RecordedBehaviour behaviour, String name, URI address, List<ReplayScript> scripts) {
        StandIn standIn = standIns.get(name);
        if (standIn != null) {
            Map<String, String> own = ReplaySettings.destination(settings, address, name, standIn);
            // The window takes what comes at its own path away before it looks for an operation.
            Map<String, String> within =
                    ReplaySettings.destination(settings, URI.create("http://127.0.0.1"), name, standIn);
            behaviour.add(name, standIn.otherSide(within), standIn.logins(own), scripts);
        }
    }

    /** Why an exchange cannot answer; null when it can. */
    private @Nullable String refusal(RecordedExchange exchange) {
        String name = exchange.about().destination();
        String connector = exchange.about().connector();
        if (!standIns.containsKey(name)) {
            StandIn.of(settings.homeFolder().resolve("connectors"), connector)
                    .ifPresent(found -> standIns.put(name, found));
        }
        StandIn known = standIns.get(name);
        return known == null ? "there is no connector " + connector + " here" : known.refusal();
    }
}
