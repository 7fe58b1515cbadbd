package vn.lienthong.hub.app;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which transfers are meant: options that {@code transfers}, {@code release} and {@code cancel} share. */
final class TransferOptions {
    @Option(names = "--dossier", paramLabel = "CODE", description = "of this dossier")
    private @Nullable String dossier;

    @Option(names = "--unit", paramLabel = "CODE", description = "of this unit")
    private @Nullable String unit;

    @Option(names = "--destination", paramLabel = "NAME", description = "towards this destination")
    private @Nullable String destination;

    @Option(
            names = "--state",
            paramLabel = "STATE[,STATE]",
            description = "in one of these states, for example PARKED,WAITING")
    private @Nullable String state;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "accepted at or after this time (2026-11-23 or with hours and offset)")
    private @Nullable String since;

    /** The options given, under the names of the query API. */
    Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        add(given, "dossier", dossier);
        add(given, "unit", unit);
        add(given, "destination", destination);
        add(given, "state", state);
        add(given, "since", since);
        return given;
    }

    private static void add(Map<String, String> given, String name, @Nullable String value) {
        if (value != null) {
            given.put(name, value);
        }
    }
}
