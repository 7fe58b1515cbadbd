package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a running hub still asks sources for that are told nothing: {@code pull days}, {@code pull close-day}. */
@Command(
        name = "pull",
        description =
                "Which days sources are still asked for that list by days, and closing one that can never be had: days, close-day.",
        subcommands = {PullCommand.Days.class, PullCommand.CloseDay.class})
final class PullCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "pull does what? pull days, pull close-day SOURCE DAY --by NAME --why REASON");
    }

    /** Lists them. */
    @Command(
            name = "days",
            description = "The days that are asked for in each round and why, and those that people closed.")
    static final class Days extends HubCommand {
        private static final Map<String, String> BECAUSE = Map.of(
                "look-back", "within its look-back",
                "latest", "the latest one",
                "missing", "not listed whole, or a message of it is missing");

        @Parameters(arity = "0..1", paramLabel = "SOURCE", description = "only this one (default: all)")
        private @Nullable String source;

        @Option(names = "--json", description = "print the answer of the hub as it is")
        private boolean json;

        @Mixin
        private HubAddress hub;

        @Override
        public Integer call() {
            JsonNode days = hub.client().get("/v1/pull-days", source == null ? Map.of() : Map.of("source", source));
            out().print(json ? Json.pretty(days) + System.lineSeparator() : text(days));
            return DONE;
        }

        private static String text(JsonNode days) {
            if (days.path("open").isEmpty() && days.path("closed").isEmpty()) {
                return "No source is asked by days.\n";
            }
            Table table = new Table(99, "source", "list", "day", "asked for because", "by", "why");
            days.path("open")
                    .forEach(day -> table.row(
                            day.path("source").asText(),
                            day.path("place").asText(),
                            day.path("day").asText(),
                            BECAUSE.getOrDefault(day.path("because").asText(), ""),
                            "",
                            ""));
            days.path("closed")
                    .forEach(day -> table.row(
                            day.path("source").asText(),
                            day.path("place").asText(),
                            day.path("day").asText(),
                            "closed " + day.path("at").asText(),
                            day.path("by").asText(),
                            day.path("why").asText()));
            return table.toString();
        }
    }

    /** Closes one. */
    @Command(
            name = "close-day",
            description =
                    "Asks for a day no more that its source will never give. What it listed and the hub does not have is given up.")
    static final class CloseDay extends HubCommand {
        @Parameters(paramLabel = "SOURCE", description = "the source; pull days lists them")
        private String source;

        @Parameters(paramLabel = "DAY", description = "the day, such as 2026-03-02")
        private String day;

        @Option(
                names = "--place",
                paramLabel = "LIST",
                description = "only of this list of it (default: all that have it open)")
        private @Nullable String place;

        @Mixin
        private Decision decision;

        @Option(names = "--dry-run", description = "only say what would be closed")
        private boolean dryRun;

        @Option(names = "--json", description = "print the answer of the hub as it is")
        private boolean json;

        @Mixin
        private HubAddress hub;

        @Override
        public Integer call() {
            ObjectNode body = decision.body(dryRun).put("source", source).put("day", day);
            Json.put(body, "place", place);
            JsonNode closed = hub.client().post("/v1/pull-days/close", body);
            out().print(json ? Json.pretty(closed) + System.lineSeparator() : text(closed));
            return DONE;
        }

        private String text(JsonNode closed) {
            StringJoiner places = new StringJoiner(", ");
            closed.path("places").forEach(one -> places.add(one.asText()));
            String of = places.toString().isEmpty() ? "" : " of " + places;
            return source + ": " + closed.path("day").asText() + of
                    + (dryRun ? " would not be asked for any more.\n" : " is not asked for any more.\n");
        }
    }
}
