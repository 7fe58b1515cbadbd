package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.Journal.BalanceRow;

class ForecastsTest {
    private static final Instant T0 = Instant.parse("2026-11-25T01:00:00Z");

    private final Forecasts forecasts = new Forecasts();

    @Test
    void saysWhenWhatWaitsIsGoneAtThePresentPace() {
        saw(0, 1_000, 0, 0);
        saw(600, 1_000, 600, 0);

        Forecast forecast = only(null, 600);
        assertThat(forecast.waiting()).isEqualTo(400);
        assertThat(forecast.measured().perHour()).isEqualTo(3_600);
        assertThat(forecast.emptyAt()).isEqualTo(T0.plusSeconds(600 + 400));
        assertThat(forecast.words().en()).startsWith("At the present pace.");
    }

    @Test
    void whatComesInMeanwhileCounts() {
        saw(0, 1_000, 0, 0);
        saw(600, 1_300, 600, 0);

        assertThat(only(null, 600).emptyAt()).isEqualTo(T0.plusSeconds(600 + 1_400));
    }

    @Test
    void aBacklogThatGrowsHasNoEnd() {
        saw(0, 1_000, 0, 0);
        saw(600, 1_600, 600, 0);

        Forecast forecast = only(null, 600);
        assertThat(forecast.emptyAt()).isNull();
        assertThat(forecast.words().en()).startsWith("It does not become less");
    }

    @Test
    void aClosedDestinationGoesOnAtItsOldPaceWhenItOpens() {
        saw(0, 1_000, 0, 0);
        saw(600, 1_000, 600, 0);
        for (int minute = 11; minute <= 40; minute++) {
            saw(60L * minute, 1_000, 600, 0);
        }
        Instant opens = T0.plusSeconds(7_200);

        Forecast forecast = only(opens, 2_400);
        assertThat(forecast.measured().delivered()).isZero();
        assertThat(forecast.emptyAt()).isAfter(opens).isBefore(opens.plusSeconds(1_200));
        assertThat(forecast.closedUntil()).isEqualTo(opens);
        assertThat(forecast.words().en()).startsWith("At the pace before it was closed");
    }

    @Test
    void saysThatNothingIsKnownWhereNothingWasDelivered() {
        saw(0, 10, 0, 0);
        saw(600, 10, 0, 0);

        Forecast forecast = only(null, 600);
        assertThat(forecast.emptyAt()).isNull();
        assertThat(forecast.words().vi()).startsWith("Gần đây chưa chuyển được");
    }

    @Test
    void needsAMinuteToMeasure() {
        saw(0, 10, 0, 0);
        saw(15, 10, 5, 0);

        assertThat(only(null, 15).words().en()).startsWith("It is measured for less than a minute.");
    }

    @Test
    void parkedOnesAreToldAndTheirShare() {
        saw(0, 100, 0, 0);
        saw(600, 100, 30, 10);

        Forecast forecast = only(null, 600);
        assertThat(forecast.waiting()).isEqualTo(60);
        assertThat(forecast.measured().failureShare()).isEqualTo(0.25);
        assertThat(forecast.words().en()).contains("10 parked wait for a person");
        assertThat(forecast.json().path("failureShare").asDouble()).isEqualTo(0.25);
    }

    @Test
    void nothingIsToldWhereNothingWaits() {
        saw(0, 10, 0, 0);
        saw(600, 10, 10, 0);

        assertThat(forecasts.all(name -> Optional.empty(), T0)).isEmpty();
        assertThat(ForecastCommand.text(Json.object().set("rows", Json.array())))
                .isEqualTo("Nothing waits.\n");
    }

    @Test
    void aClockThatWasSetBackBeginsAnew() {
        saw(600, 1_000, 0, 0);
        saw(0, 1_000, 0, 0);
        saw(100, 1_000, 100, 0);

        assertThat(only(null, 100).measured().perHour()).isEqualTo(3_600);
    }

    private void saw(long second, long accepted, long delivered, long parked) {
        forecasts.saw(
                List.of(new BalanceRow(
                        "province-rest", "21556", accepted, delivered, accepted - delivered - parked, parked, 0, 0)),
                T0.plusSeconds(second));
    }

    private Forecast only(@Nullable Instant closedUntil, long second) {
        List<Forecast> all = forecasts.all(name -> Optional.ofNullable(closedUntil), T0.plusSeconds(second));
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
