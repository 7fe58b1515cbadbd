package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lienthong.hub.journal.Timings.Span;
import vn.lienthong.hub.timeliness.Punctuality;
import vn.lienthong.hub.timeliness.SyncAge;
import vn.lienthong.hub.timeliness.SyncAge.Level;
import vn.lienthong.hub.timeliness.SyncAges;

/** How old the oldest unreported fact of each unit is, and which deadlines were met. For operators; changes nothing. */
@HubApi
final class TimelinessApi {
    private static final int MOST = 1000;
    private static final int MOST_OF_ALL = 100_000;

    private final SyncAges ages;
    private final Punctuality punctuality;
    private final SwitchoverUnits units;
    private final Access access;

    TimelinessApi(SyncAges ages, Punctuality punctuality, SwitchoverUnits units, Access access) {
        this.ages = ages;
        this.punctuality = punctuality;
        this.units = units;
        this.access = access;
    }

    @GetMapping("/v1/timeliness")
    ObjectNode timeliness(@RequestParam MultiValueMap<String, String> query, HttpServletRequest request) {
        access.operator(request);
        String unit = unit(Parameters.only(Parameters.once(query), Set.of("unit")));
        return json(ages.now(), ages, unit);
    }

    @GetMapping("/v1/timeliness/report")
    ObjectNode report(@RequestParam MultiValueMap<String, String> query, HttpServletRequest request) {
        access.operator(request);
        Parameters asked = Parameters.only(Parameters.once(query), Set.of("from", "to", "unit", "limit"));
        Instant from = asked.needed("from", false);
        Instant before = asked.needed("to", true);
        Parameters.inOrder(from, before, words(asked, "from"), words(asked, "to"));
        return punctuality.report(new Span(from, before, unit(asked)), limit(asked.text("limit")));
    }

    /** An unknown one would be reported as if all of it were in time. */
    private @Nullable String unit(Parameters asked) {
        String unit = asked.text("unit");
        if (unit != null) {
            units.require(unit);
        }
        return unit;
    }

    private static String words(Parameters asked, String name) {
        return String.valueOf(asked.text(name));
    }

    private static int limit(@Nullable String text) {
        try {
            int limit = text == null ? MOST : Integer.parseInt(text);
            if (limit >= 0 && limit <= MOST_OF_ALL) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Answered below, as any other value that is no limit.
        }
        throw ApiFailure.badParameter("limit", String.valueOf(text), MOST + " (0 to " + MOST_OF_ALL + ")");
    }

    private static ObjectNode json(List<SyncAge> all, SyncAges ages, @Nullable String unit) {
        ObjectNode node = Json.object();
        node.put("alarmWorkingHours", hours(ages.settings().alarm()));
        node.put("breachWorkingHours", hours(ages.settings().breach()));
        ArrayNode rows = node.putArray("rows");
        Level worst = Level.GOOD;
        for (SyncAge age : all) {
            if (unit == null || age.unreported().unit().equals(unit)) {
                rows.add(age.json());
                worst = age.level().compareTo(worst) > 0 ? age.level() : worst;
            }
        }
        return node.put("level", worst.name());
    }

    private static double hours(Duration time) {
        return time.toMinutes() / 60d;
    }
}
