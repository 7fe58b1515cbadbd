package vn.lienthong.hub.app;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which transfers are meant: options that {@code transfers} and the acts on transfers share. */
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

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "accepted before this time; a day alone: until its end")
    private @Nullable String until;

    @Option(names = "--procedure", paramLabel = "CODE", description = "of this procedure, by its code in the record")
    private @Nullable String procedure;

    @Option(
            names = "--row",
            paramLabel = "ROW",
            description =
                    "decided last by this row of the outcome table, or by mapping/CODE, such as mapping/unmapped-procedure")
    private @Nullable String row;

    @Option(
            names = "--problem",
            paramLabel = "CODE",
            description = "with this problem last, for example unmapped-procedure")
    private @Nullable String problem;

    @Option(
            names = "--unmapped",
            paramLabel = "CODE",
            description = "waiting under this code, for example procedure:TS_lop1")
    private @Nullable String unmapped;

    /** The options given, under the names of the query API. */
    Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        add(given, "dossier", dossier);
        add(given, "unit", unit);
        add(given, "destination", destination);
        add(given, "state", state);
        add(given, "since", since);
        add(given, "until", until);
        add(given, "procedure", procedure);
        add(given, "row", row);
        add(given, "problem", problem);
        add(given, "unmapped", unmapped);
        return given;
    }

    private static void add(Map<String, String> given, String name, @Nullable String value) {
        if (value != null) {
            given.put(name, value);
        }
    }
}
