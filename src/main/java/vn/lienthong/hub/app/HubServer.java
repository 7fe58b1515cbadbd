package vn.lienthong.hub.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/** A started hub with its HTTP server. Closing stops all that it started: server, lanes, broker, database. */
final class HubServer implements AutoCloseable {
    private static final String DISK = "management.health.diskspace.path";

    private final ConfigurableApplicationContext context;

    private HubServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts a hub.
     *
     * @param settings go before every other source of settings
     * @throws CommandFailure when the start fails for a reason that a person can put right
     */
    static HubServer start(Map<String, String> settings) {
        return start(settings, environment -> {});
    }

    /**
     * Starts a hub.
     *
     * @param settings go before every other source of settings
     * @param preparing may change the environment before any setting of the hub is read
     * @throws CommandFailure when the start fails for a reason that a person can put right
     */
    static HubServer start(Map<String, String> settings, Consumer<ConfigurableEnvironment> preparing) {
        return start(settings, preparing, Clock.systemUTC());
    }

    /**
     * The same by another clock than the machine's.
     *
     * @param clock by which the hub's journal, lanes and faces go
     */
    static HubServer start(Map<String, String> settings, Consumer<ConfigurableEnvironment> preparing, Clock clock) {
        System.clearProperty(Main.LOGGING);
        Preparation prepared = new Preparation(preparing, clock);
        SpringApplication application = new SpringApplication(HubApplication.class);
        application.setDefaultProperties(defaults());
        // The command closes the hub in its own order; see Stop.
        application.setRegisterShutdownHook(false);
        application.addListeners(prepared);
        // A start that fails before the logging is set up would be told twice, once with a stack trace.
        application.addListeners((ApplicationListener<ApplicationFailedEvent>)
                failed -> LoggingSystem.get(HubServer.class.getClassLoader())
                        .setLogLevel(SpringApplication.class.getName(), LogLevel.OFF));
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(EarlyStart.class, prepared::early));
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        try {
            return new HubServer(application.run(arguments));
        } catch (RuntimeException e) {
            closeQuietly(prepared.early);
            throw StartFailures.known(e, prepared.environment)
                    .map(known -> (RuntimeException) known)
                    .orElse(e);
        }
    }

    /** The port it listens on, also when any free one was asked for. */
    int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    /** What began before Spring is not always Spring's to close. Closing twice does nothing. */
    private static void closeQuietly(@Nullable EarlyStart early) {
        if (early == null) {
            return;
        }
        try {
            early.close();
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(HubServer.class).warn("After a failed start something did not close", e);
        }
    }

    private static Properties defaults() {
        Properties defaults = new Properties();
        try (InputStream bytes = HubServer.class.getResourceAsStream("defaults.properties")) {
            if (bytes == null) {
                throw new IllegalStateException("defaults.properties is missing from the jar");
            }
            Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8);
            defaults.load(text);
        } catch (IOException e) {
            throw new IllegalStateException("defaults.properties cannot be read", e);
        }
        return defaults;
    }

    /** Begins what needs no Spring as soon as the settings are known. */
    private static final class Preparation implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
        private final Consumer<ConfigurableEnvironment> preparing;
        private final Clock clock;
        private @Nullable Environment environment;
        private @Nullable EarlyStart early;

        Preparation(Consumer<ConfigurableEnvironment> preparing, Clock clock) {
            this.preparing = preparing;
            this.clock = clock;
        }

        @Override
        public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
            ConfigurableEnvironment found = event.getEnvironment();
            environment = found;
            preparing.accept(found);
            HubSettings settings = HubSettings.read(found);
            // The disk that matters is the one the journal grows on, not the one the hub was started from.
            found.getPropertySources()
                    .addLast(new MapPropertySource(
                            "hub data", Map.of(DISK, settings.dataFolder().toString())));
            ListeningPlace.requireFree(found);
            early = EarlyStart.of(settings, clock);
        }

        EarlyStart early() {
            if (early == null) {
                throw new IllegalStateException("The environment is prepared before the context");
            }
            return early;
        }
    }
}
