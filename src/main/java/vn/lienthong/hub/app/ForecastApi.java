package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.web.bind.annotation.GetMapping;
import vn.lienthong.hub.journal.Holds.HeldCount;
import vn.lienthong.hub.journal.Journal;

/** Tells when what waits will be gone. Changes nothing. */
@HubApi
final class ForecastApi {
    private final Forecasts forecasts;
    private final Journal journal;
    private final Function<String, Optional<Instant>> closedUntil;
    private final Access access;
    private final Clock clock;

    ForecastApi(
            Forecasts forecasts,
            Journal journal,
            Function<String, Optional<Instant>> closedUntil,
            Access access,
            Clock clock) {
        this.forecasts = forecasts;
        this.journal = journal;
        this.closedUntil = closedUntil;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/v1/forecast")
    ObjectNode forecast(HttpServletRequest request) {
        access.caller(request);
        ObjectNode node = Json.object();
        ArrayNode rows = node.putArray("rows");
        List<HeldCount> held = journal.holds().counts();
        forecasts.all(closedUntil, clock.instant()).forEach(row -> {
            ObjectNode shown = row.json();
            HeldSums.intoForecast(shown, held);
            rows.add(shown);
        });
        return node;
    }
}
