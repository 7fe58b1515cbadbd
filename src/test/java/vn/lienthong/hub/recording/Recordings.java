package vn.lienthong.hub.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import vn.lienthong.hub.recording.RecordedExchange.About;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;

/** Recorded exchanges of tests. Everything in them is made up. */
final class Recordings {
    static final Harmless KNOWN =
            new Harmless(Set.of("error_code"), Set.of("message"), List.of("đã tồn tại", "không thành công"), Set.of());
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Recordings() {}

    static RecordingSet set(Path data) {
        return RecordingSet.open(data, "tests");
    }

    static Recorder recorder(Path data) {
        return set(data).recorder(name -> KNOWN);
    }

    static Scan scan(Path data) {
        return set(data).scan(name -> KNOWN);
    }

    static RecordedExchange exchange(String record, byte[] request) {
        return exchange(
                record, request, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"error_code\":\"0\"}");
    }

    static RecordedExchange exchange(String record, byte[] request, String answer) {
        return exchange("province-rest", record, request, answer);
    }

    static RecordedExchange exchange(String connector, String record, byte[] request, String answer) {
        About about = new About(
                "000.00.01.H08-191216-0042",
                1,
                "%013d".formatted(NEXT.incrementAndGet()),
                "21556",
                connector,
                connector,
                Map.of("hub", "0.1.0"),
                "DELIVERED",
                "accepted",
                null,
                Instant.parse("2019-12-16T01:05:00Z"),
                new Recorded(Instant.parse("2026-11-26T03:00:00Z"), "An", "a test", "journal", null, null));
        Leg leg = new Leg("DongBoHoSoMC", request, answer.getBytes(StandardCharsets.UTF_8), null, 12, true, false);
        return new RecordedExchange(about, record.getBytes(StandardCharsets.UTF_8), List.of(leg), List.of(), List.of());
    }

    static String request(RecordedExchange exchange) {
        return new String(exchange.legs().get(0).request(), StandardCharsets.UTF_8);
    }

    static String body(RecordedExchange exchange) {
        return new String(HttpBytes.parse(exchange.legs().get(0).request()).body(), StandardCharsets.UTF_8);
    }

    /** Puts another first request in the place of the one that is there. */
    static void plant(Path folder, byte[] request) {
        try {
            Files.write(folder.resolve(ExchangeYaml.request(1)), request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
