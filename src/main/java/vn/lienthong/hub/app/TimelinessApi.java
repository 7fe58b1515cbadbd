package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lienthong.hub.timeliness.SyncAge;
import vn.lienthong.hub.timeliness.SyncAge.Level;
import vn.lienthong.hub.timeliness.SyncAges;

/** How old the oldest unreported fact of each unit is. For operators; changes nothing. */
@HubApi
final class TimelinessApi {
    private final SyncAges ages;
    private final Access access;

    TimelinessApi(SyncAges ages, Access access) {
        this.ages = ages;
        this.access = access;
    }

    @GetMapping("/v1/timeliness")
    ObjectNode timeliness(@RequestParam MultiValueMap<String, String> query, HttpServletRequest request) {
        access.operator(request);
        String unit = Parameters.only(Parameters.once(query), Set.of("unit")).text("unit");
        return json(ages.now(), ages, unit);
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
