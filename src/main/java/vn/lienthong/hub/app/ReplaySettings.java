package vn.lienthong.hub.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.lienthong.hub.connector.StandIn;
import vn.lienthong.hub.recording.HttpBytes;
import vn.lienthong.hub.replay.RecordedProvince;
import vn.lienthong.hub.replay.ReplayScript;

/** The settings of a hub that is started to play a recording: all destinations are the recorded province, and each has a source of its own. */
final class ReplaySettings {
    /** Of sources that this machine alone can reach, for as long as a recording is played. */
    static final String PASSWORD = "only-for-this-replay";

    private static final String DESTINATIONS = "hub.destinations.";

    private ReplaySettings() {}

    /** Who pushes what a destination is owed, and nobody else. */
    static String source(String destination) {
        return "replay-" + destination;
    }

    /**
     * All of them.
     *
     * @param of what the replay is configured with; no address and no secret of it is used
     * @param standIns what is known of the connectors to be played, by destination
     */
    static Map<String, String> of(HubSettings of, Path data, RecordedProvince province, Map<String, StandIn> standIns) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("server.port", "0");
        // Its passwords are known to everybody, and what is configured for a real hub is not meant for it.
        settings.put("server.address", "127.0.0.1");
        settings.put("server.ssl.enabled", "false");
        settings.put("hub.home", of.homeFolder().toString());
        settings.put("hub.data", data.toString());
        settings.put("logging.level.vn.lienthong.hub", "ERROR");
        settings.put("hub.intake.owed-to", String.join(",", standIns.keySet()));
        of.reference()
                .replacements()
                .forEach((table, file) -> settings.put("hub.reference.replacements.[" + table + "]", file));
        settings.put("hub.reference.office-hours", of.reference().officeHours());
        standIns.forEach((name, standIn) -> {
            settings.put("hub.sources." + source(name) + ".password", PASSWORD);
            settings.put("hub.intake.owed-by-source." + source(name), name);
            if (standIn.goesWhereItIsTold()) {
                province.openDoor(name);
            }
            Map<String, String> own = destination(of, province.address(name), name, standIn);
            province.admit(name, standIn.logins(own));
            own.forEach((key, value) -> settings.put(DESTINATIONS + name + "." + key, value));
        });
        return settings;
    }

    /** What a person should know of settings that nobody gave. */
    static void tell(HubSettings of, String name, StandIn standIn, ReplayReport report) {
        Map<String, String> given = of.destinations().getOrDefault(name, Map.of());
        standIn.examples(given)
                .forEach(key -> report.note("setting " + DESTINATIONS + name + "." + key
                        + " is not given here, so its example is used, and messages may differ by it"));
    }

    /** Those of one destination, without what slows it down. */
    static Map<String, String> destination(HubSettings of, URI address, String name, StandIn standIn) {
        Map<String, String> own = standIn.settings(address, of.destinations().getOrDefault(name, Map.of()));
        return own.entrySet().stream()
                .filter(one -> !one.getKey().matches("rate|per-day|send-when|record.*"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    /** The path of the destination's address as it was recorded: heads that are made have it. */
    static String path(ReplayScript script) {
        return script.legs().isEmpty()
                ? "/"
                : HttpBytes.parse(script.legs().get(0).request()).target();
    }
}
