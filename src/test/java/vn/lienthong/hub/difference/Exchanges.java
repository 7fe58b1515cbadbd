package vn.lienthong.hub.difference;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.About;
import vn.lienthong.hub.recording.RecordedExchange.Ignored;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;

/** Recorded exchanges of tests. Everything in them is made up. */
public final class Exchanges {
    private static final String ASKED = "POST /ws HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{}";

    private Exchanges() {}

    /** One message whose answer has this body. */
    static RecordedExchange answered(String body, Ignored... ignore) {
        return said("HTTP/1.1 200\r\nContent-Type: text/plain\r\n\r\n" + body, ignore);
    }

    static RecordedExchange said(String answer, Ignored... ignore) {
        return of(List.of(leg("DongBoHoSoMC", ASKED, answer)), ignore);
    }

    static RecordedExchange asked(String request) {
        return of(List.of(leg("DongBoHoSoMC", request, "HTTP/1.1 200\r\n\r\n")));
    }

    public static Leg leg(String operation, String request, @Nullable String answer) {
        return new Leg(
                operation,
                request.getBytes(StandardCharsets.UTF_8),
                answer == null ? null : answer.getBytes(StandardCharsets.UTF_8),
                answer == null ? "timed out" : null,
                12,
                false,
                false);
    }

    static RecordedExchange of(List<Leg> legs, Ignored... ignore) {
        return of("000.00.01.H08-191216-0042", "0000000000001", legs, ignore);
    }

    /** As it would be recorded from this transfer. */
    public static RecordedExchange of(String dossier, String transfer, List<Leg> legs, Ignored... ignore) {
        About about = new About(
                dossier,
                1,
                transfer,
                "21556",
                "province-rest",
                "province-rest",
                Map.of("hub", "0.1.0"),
                "DELIVERED",
                "accepted",
                null,
                Instant.parse("2019-12-16T01:05:00Z"),
                new Recorded(
                        Instant.parse("2026-11-26T03:00:00Z"), "An", "a test", "journal", "tests", "0123456789abcdef"));
        return new RecordedExchange(about, null, legs, Arrays.asList(ignore), List.of());
    }

    /** What a comparison finds, a line each. */
    static List<String> differences(RecordedExchange left, RecordedExchange right, Ignore... everywhere) {
        return new Comparer(Arrays.asList(everywhere))
                .compare("x", left, right).open().stream()
                        .map(one -> one.side().word() + " " + one.kind().word() + " " + one.path() + " " + one.left()
                                + " | " + one.right())
                        .toList();
    }

    /** Likewise of two bodies of an answer. */
    static List<String> bodies(String left, String right) {
        return differences(answered(left), answered(right));
    }
}
