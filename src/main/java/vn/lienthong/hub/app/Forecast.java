package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Journal.BalanceRow;
import vn.lienthong.hub.vocabulary.Times;

/**
 * When what waits of one unit for one destination will be gone, if all goes on as it did.
 *
 * @param measured over the last quarter of an hour, or less after a start
 * @param emptyAt when nothing waits any more; null when that cannot be said, and then {@code words} say why
 * @param closedUntil until when nothing is sent to the destination; null when it is sent to
 */
record Forecast(
        String destination,
        String unit,
        long waiting,
        long parked,
        Pace measured,
        @Nullable Instant emptyAt,
        @Nullable Instant closedUntil,
        Words words) {
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration FARTHEST = Duration.ofDays(365);
    private static final double SECONDS_PER_HOUR = 3_600;

    /**
     * What happened in a time.
     *
     * @param fewer by how many the waiting ones became fewer; negative when they became more
     * @param parked by how many the parked ones became more
     */
    record Pace(Duration over, long fewer, long delivered, long parked) {
        /** Part, from 0 to 1, of those that came to an end and had to be parked. */
        double failureShare() {
            return delivered + parked <= 0 ? 0 : (double) parked / (delivered + parked);
        }

        long perHour() {
            return over.isZero() ? 0 : Math.round(delivered * SECONDS_PER_HOUR / seconds());
        }

        /** By how many per second the waiting ones become fewer. */
        double gain() {
            return fewer / seconds();
        }

        private double seconds() {
            return over.toMillis() / 1_000.0;
        }
    }

    /**
     * The forecast for one row of the balance.
     *
     * @param now what was measured last
     * @param used what to reckon with; null when nothing has been delivered so far
     */
    static Forecast of(BalanceRow row, Pace now, @Nullable Pace used, @Nullable Instant closed, Instant moment) {
        Ending ending = ending(row.waiting(), used, closed, moment);
        return new Forecast(
                row.destination(),
                row.unit(),
                row.waiting(),
                row.parked(),
                now,
                ending.emptyAt(),
                closed,
                ending.words().and(parked(row.parked())));
    }

    private record Ending(@Nullable Instant emptyAt, Words words) {}

    private static Ending ending(long waiting, @Nullable Pace used, @Nullable Instant closed, Instant moment) {
        if (waiting == 0) {
            return new Ending(moment, new Words("Nothing waits.", "Không còn hồ sơ nào chờ."));
        }
        if (used == null) {
            return new Ending(
                    null,
                    new Words(
                            "Nothing was delivered lately: no pace to reckon with.",
                            "Gần đây chưa chuyển được hồ sơ nào: chưa có tốc độ để tính."));
        }
        if (used.over().compareTo(LEAST) < 0) {
            return new Ending(null, new Words("It is measured for less than a minute.", "Mới đo chưa được một phút."));
        }
        double gain = used.gain();
        double seconds = waiting / Math.max(gain, Double.MIN_NORMAL);
        if (gain <= 0 || seconds > FARTHEST.toSeconds()) {
            return new Ending(
                    null,
                    new Words(
                            "It does not become less: as much comes in as goes out.",
                            "Không giảm: số đến không ít hơn số chuyển đi."));
        }
        Instant from = closed != null && closed.isAfter(moment) ? closed : moment;
        Instant empty = from.plusSeconds(Math.round(seconds));
        return new Ending(
                empty,
                closed == null
                        ? new Words("At the present pace.", "Theo tốc độ hiện nay.")
                        : new Words(
                                "At the pace before it was closed, from when it opens.",
                                "Theo tốc độ trước khi ngừng, tính từ lúc mở lại."));
    }

    private static Words parked(long parked) {
        return parked == 0
                ? new Words("", "")
                : new Words(
                        parked + " parked wait for a person and are not counted.",
                        parked + " hồ sơ tạm giữ chờ người xử lý, không tính vào đây.");
    }

    ObjectNode json() {
        ObjectNode node = Json.object()
                .put("destination", destination)
                .put("unit", unit)
                .put("waiting", waiting)
                .put("parked", parked)
                .put("deliveredPerHour", measured.perHour())
                .put("failureShare", Math.round(measured.failureShare() * 1_000) / 1_000.0)
                .put("measuredSeconds", measured.over().toSeconds());
        if (emptyAt != null) {
            node.put("emptyAt", Times.text(emptyAt));
        }
        if (closedUntil != null) {
            node.put("closedUntil", Times.text(closedUntil));
        }
        node.set("words", words.json());
        return node;
    }
}
