package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which unit a code meant on a day. */
@Command(
        name = "show",
        description =
                "Which unit a code meant on a day, what it was formed from and what became of it, and how far its switchover is.")
final class UnitShowCommand extends HubCommand {
    @Parameters(paramLabel = "CODE", description = "the statistics-office code, or city: and the city's own")
    private String code = "";

    @Option(names = "--on", paramLabel = "DATE", description = "the day that gives the code its meaning; default today")
    private @Nullable LocalDate on;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    @Override
    public Integer call() {
        JsonNode found = hub.client()
                .get("/v1/units/" + HubClient.encoded(code), on == null ? Map.of() : Map.of("on", on.toString()));
        out().print(json ? Json.pretty(found) + System.lineSeparator() : text(found));
        return DONE;
    }

    private static String text(JsonNode found) {
        StringBuilder text = new StringBuilder();
        line(text, "on " + found.path("on").asText(), named(found) + ", " + days(found));
        line(
                text,
                "district, province",
                found.path("district").asText("none") + ", "
                        + found.path("province").asText());
        line(text, "agency code", found.path("agencyCode").asText("none"));
        line(text, "formed from", list(found.path("formedFrom")));
        line(text, "became", found.has("successor") ? named(found.path("successor")) : "-");
        line(text, "the code also meant", list(found.path("otherMeanings")));
        line(text, "switchover", switchover(found.path("switchover")));
        return text.toString();
    }

    private static void line(StringBuilder text, String what, String value) {
        text.append("%-20s %s%n".formatted(what, value));
    }

    static String named(JsonNode unit) {
        return unit.path("code").asText() + " " + unit.path("name").asText();
    }

    private static String days(JsonNode unit) {
        return unit.path("from").asText("the beginning") + " to "
                + unit.path("until").asText("today");
    }

    private static String list(JsonNode units) {
        List<String> all = new ArrayList<>();
        units.forEach(unit -> all.add(
                named(unit) + (unit.has("from") ? " (since " + unit.path("from").asText() + ")" : "")));
        return all.isEmpty() ? "-" : String.join("; ", all);
    }

    private static String switchover(JsonNode standing) {
        return standing.path("state").asText()
                + (standing.has("ledBy") ? ", with " + standing.path("ledBy").asText() + ", which took it over" : "")
                + (standing.has("inherited") ? ", inherited: no step of its own yet" : "");
    }
}
