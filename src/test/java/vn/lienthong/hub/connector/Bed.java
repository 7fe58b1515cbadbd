package vn.lienthong.hub.connector;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import vn.lienthong.hub.kit.SettableClock;

/** A running Camel context with the connectors of this repository, for tests. */
final class Bed implements AutoCloseable {

    static final Path CONNECTORS = Path.of("connectors");
    static final String USERNAME = CasePlay.settings("").getOrDefault("username", "");
    static final String PASSWORD = CasePlay.settings("").getOrDefault("password", "");

    final SettableClock clock = new SettableClock(CasePlay.CLOCK.instant());
    final Connectors connectors;
    /** What the hub holds: one file, which the cases know. */
    HeldFiles files = CasePlay.files();

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
    static final Map<String, String> CREDENTIALS = CasePlay.settings("").entrySet().stream()
            .filter(setting -> setting.getKey().matches("token|api-key|client-.*|(access|secret)-key|shared-secret"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    Connector open(String name, String address, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(CasePlay.settings(address));
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
