package vn.lienthong.hub.connector;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import vn.lienthong.hub.testkit.SettableClock;

/** A running Camel context with the connectors of this repository, for tests. */
final class Bed implements AutoCloseable {

    static final Path CONNECTORS = Path.of("connectors");
    static final String USERNAME = "tai-khoan-thu";
    static final String PASSWORD = "mat-khau-thu";

    final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T01:00:00Z"));
    final Connectors connectors;
    /** What the hub holds: one file, which the cases know. */
    HeldFiles files = new BytesHeld("Giay to mau, khong cua ai.\n".getBytes(StandardCharsets.US_ASCII));

    private final DefaultCamelContext camel = new DefaultCamelContext();

    Bed() {
        this(CONNECTORS);
    }

    Bed(Path folder) {
        connectors = Connectors.load(folder);
        camel.start();
    }

    static Stream<String> names() {
        return Connectors.load(CONNECTORS).names().stream();
    }

    /** What a connector that knows other credentials is given; others pass them over. */
    static final Map<String, String> CREDENTIALS = Map.of(
            "token", "the-bai-thu",
            "client-id", "khach-thu",
            "client-secret", "bi-mat-thu",
            "access-key", "khoa-thu",
            "secret-key", "khoa-bi-mat-thu",
            "shared-secret", "bi-mat-chung-thu",
            "api-key", "khoa-api-thu");

    Connector open(String name, String address, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(CREDENTIALS);
        settings.putAll(Map.of("login-address", address, "app-name", "hub-thu", "partner-code", "000.00.00.H08"));
        settings.putAll(Map.of(
                "hashed-address", "https://dan-cu.example/tra-cuu", "x-road-client", "VN/GOV/000.00.00.H08/hub-thu"));
        settings.putAll(Map.of(
                "address", address,
                "username", USERNAME,
                "password", PASSWORD,
                "connect-timeout", "PT2S",
                "answer-timeout", "PT10S"));
        // One spelling: of two in one map nobody knows which one counts.
        more.forEach((key, value) -> settings.put(Connectors.dashed(key), value));
        return connectors.open(name, settings, camel, clock, files);
    }

    /** With these settings and no others. */
    Connector openAs(String name, Map<String, String> settings) {
        return connectors.open(name, settings, camel, clock, files);
    }

    Connector open(String name, String address, Duration answerTimeout) {
        return open(
                name,
                address,
                Map.of("answer-timeout", answerTimeout.toString(), "connect-timeout", answerTimeout.toString()));
    }

    @Override
    public void close() {
        camel.stop();
    }
}
