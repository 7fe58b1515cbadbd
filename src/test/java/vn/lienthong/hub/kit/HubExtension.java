package vn.lienthong.hub.kit;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import vn.lienthong.hub.replay.FakeProvince;

/**
 * A hub of your own folders in a JUnit test: real journal, broker, flows, mappings and connectors; the clock and the delivery are the test's.
 *
 * <pre>{@code
 * class MySystemHubTest {
 *     @RegisterExtension
 *     static final HubExtension HUB = HubExtension.at(".").asInCases("my-system");
 *
 *     @Test
 *     void sendsWhatWasPushed(TestHub hub) { ... }
 * }
 * }</pre>
 *
 * <p>In a static field one hub for the class, and for those nested in it; else a fresh one for each test. A test may take as parameters {@link TestHub},
 * {@link HandDelivery}, {@link SettableClock} and {@link FakeProvince}. Of a second hub in the same class take none as parameter, but
 * {@link #hub()}: JUnit could not tell which is meant. The database of all hubs of a JVM is one server, unpacked to and deleted from the
 * folder for temporary files; each hub has a database of its own. All ports are free ones, on loopback.
 */
public final class HubExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    /** 2 March 2026, 07:30 in Viet Nam: a Monday, a working day. */
    public static final Instant MORNING = Instant.parse("2026-03-02T00:30:00Z");

    private static final Set<Class<?>> GIVEN =
            Set.of(TestHub.class, HandDelivery.class, SettableClock.class, FakeProvince.class);

    private final Path home;
    private final Map<String, Map<String, String>> destinations = new LinkedHashMap<>();
    private final Map<String, Boolean> asInCases = new LinkedHashMap<>();
    private Instant start = MORNING;
    private @Nullable TestHub running;
    /** Of the class for which it runs; null where each test has its own. */
    private @Nullable String owner;

    private HubExtension(Path home) {
        this.home = home;
    }

    /**
     * A hub of the folders {@code routes}, {@code connectors} and {@code mappings} of this folder. Where {@code mappings} has no tables, or
     * no schema of records, those of the kit's version are used.
     *
     * @param home from where the tests run; with Maven that is where the pom is
     */
    public static HubExtension at(String home) {
        return new HubExtension(Path.of(home));
    }

    /** With a destination whose other side is the fake province: records are owed to it. No further settings. */
    public HubExtension toFakeProvince(String connector) {
        return toFakeProvince(connector, Map.of());
    }

    /**
     * With a destination whose other side is the {@link FakeProvince}: records are owed to it. Address, user and password are set.
     *
     * @param settings further ones, as under {@code hub.destinations.NAME}, such as {@code unit-code}; they go first
     */
    public HubExtension toFakeProvince(String connector, Map<String, String> settings) {
        return to(connector, settings, false);
    }

    /** With a destination whose other side answers as the connector's cases say: {@code taken}, until {@link OtherSide#answerAs} is called. */
    public HubExtension asInCases(String connector) {
        return asInCases(connector, Map.of());
    }

    /** The same with further settings, as under {@code hub.destinations.NAME}; they go first. */
    public HubExtension asInCases(String connector, Map<String, String> settings) {
        return to(connector, settings, true);
    }

    private HubExtension to(String connector, Map<String, String> settings, boolean cases) {
        if (destinations.putIfAbsent(connector, Map.copyOf(settings)) != null) {
            throw new IllegalArgumentException("A destination is named twice. Found: " + connector
                    + ". A destination has one other side: the fake province, or its cases.");
        }
        asInCases.put(connector, cases);
        return this;
    }

    /** The clock stands at this moment at first, instead of {@link #MORNING}; not before 2020, where the journal's numbers begin. */
    public HubExtension from(Instant moment) {
        start = moment;
        return this;
    }

    /**
     * The hub, while a test runs.
     *
     * @throws IllegalStateException before and after
     */
    public TestHub hub() {
        TestHub now = running;
        if (now == null) {
            throw new IllegalStateException(
                    "There is no hub now. Found: a call before or after the tests, or the extension without "
                            + "@RegisterExtension. Register it in a static field for one hub, in another for one in each test.");
        }
        return now;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (isWithin(context)) {
            return; // a nested class has the hub of the class around it
        }
        if (running != null) {
            throw new IllegalStateException(
                    "This hub runs already. Found: one HubExtension for two classes at the same time. Give each class its own.");
        }
        running = start();
        owner = context.getUniqueId();
    }

    private boolean isWithin(ExtensionContext context) {
        Optional<ExtensionContext> around = context.getParent();
        while (around.isPresent() && !around.get().getUniqueId().equals(owner)) {
            around = around.get().getParent();
        }
        return around.isPresent();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (owner == null) {
            running = start();
        }
    }

    private TestHub start() {
        return TestHub.start(new TestHub.Plan(home, Map.copyOf(destinations), Map.copyOf(asInCases), start));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (owner == null) {
            stop();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getUniqueId().equals(owner)) {
            owner = null;
            stop();
        }
    }

    private void stop() {
        TestHub over = running;
        running = null;
        if (over != null) {
            over.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return GIVEN.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> wanted = parameter.getParameter().getType();
        if (wanted == HandDelivery.class) {
            return hub().delivery();
        }
        if (wanted == SettableClock.class) {
            return hub().clock();
        }
        return wanted == FakeProvince.class ? hub().province() : hub();
    }
}
