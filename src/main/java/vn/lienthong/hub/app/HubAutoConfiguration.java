package vn.lienthong.hub.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import vn.lienthong.hub.app.HubSettings.Server;
import vn.lienthong.hub.app.HubSettings.Visibility;
import vn.lienthong.hub.delivery.Broker;
import vn.lienthong.hub.hub.HubParts;
import vn.lienthong.hub.intake.ContentStore;
import vn.lienthong.hub.intake.Intake;
import vn.lienthong.hub.intake.IntakeServlets;
import vn.lienthong.hub.intake.IntakeSettings;
import vn.lienthong.hub.intake.RecordReader;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.vocabulary.Times;

/**
 * The hub inside a Spring Boot application: journal, intake, lanes, query API, health and metrics from {@link HubSettings}. A host
 * application may bring its own {@link Clock}; everything else is the hub's.
 */
@AutoConfiguration(
        after = CamelAutoConfiguration.class,
        afterName = "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration")
@EnableConfigurationProperties(HubSettings.class)
public class HubAutoConfiguration {
    /** Before the pattern, the name of each face of the intake as a servlet. */
    static final String INTAKE = "hub ";

    /** A runnable hub has begun already, see {@link HubServer}; inside a host application it begins here. */
    @Bean
    @ConditionalOnMissingBean
    EarlyStart hubEarlyStart(HubSettings settings, ObjectProvider<Clock> clock) {
        return EarlyStart.of(settings, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    HubMetrics hubMetrics(ObjectProvider<MeterRegistry> registry) {
        return new HubMetrics(registry.getIfAvailable(SimpleMeterRegistry::new));
    }

    /** A host application binds the settings itself; what {@link HubSettings#read} refuses is refused there too. */
    @Bean
    static ConfigurationPropertiesBindHandlerAdvisor hubPlaceholders() {
        return PlaceholderCheck::new;
    }

    /** Waits for the database only when it is first asked. Closed by the early start, after everything that uses it. */
    @Bean(destroyMethod = "")
    Journal hubJournal(EarlyStart early, HubMetrics metrics) {
        return new CountedJournal(early::journal, metrics);
    }

    @Bean
    HubLifecycle hubLifecycle(
            EarlyStart early, Journal journal, CamelContext camel, HubSettings settings, HubMetrics metrics) {
        Server place = settings.broker();
        Broker broker = place.embedded()
                ? Broker.embedded()
                : Broker.external(String.valueOf(place.url()), place.username(), place.password());
        HubParts parts = new HubParts(
                camel,
                journal,
                broker,
                early.clock(),
                new Random(),
                settings.destinations(),
                early.files().stored(),
                early.files().records(),
                settings.pulls(),
                settings.lookups());
        return new HubLifecycle(early::hub, parts, metrics, early.files().links());
    }

    @Bean
    HouseKeeper hubHouseKeeper(EarlyStart early, Journal journal, HubSettings settings, HubMetrics metrics) {
        return new HouseKeeper(early::hub, journal, settings, metrics, early.clock());
    }

    @Bean
    @ConditionalOnMissingBean
    Access hubAccess(HubSettings settings) {
        if (settings.operators().isEmpty()) {
            LoggerFactory.getLogger(HubAutoConfiguration.class)
                    .info(
                            "No hub.operators are configured: whoever calls from this machine may see and act{}",
                            settings.sources().isEmpty() ? ", and push as the source demo" : "");
        }
        return new Access(settings.knownOperators(), settings.knownSources());
    }

    @Bean
    Explainer hubExplainer(EarlyStart early, HubSettings settings, HubLifecycle lifecycle) {
        Function<String, BodyMask> masks = masks(early, settings);
        Destinations destinations = new Destinations(
                lifecycle::destination,
                (name, row) -> early.hub().connectors().meaning(name, row),
                masks,
                settings.destinations()::containsKey,
                lifecycle::isBrokerAway);
        return new Explainer(destinations, early.clock(), early.files().given()::of);
    }

    /** How bodies of a destination are shown to people. */
    private static Function<String, BodyMask> masks(EarlyStart early, HubSettings settings) {
        boolean shown = settings.explain().personalData() == Visibility.SHOWN;
        return name -> shown ? BodyMask.plain() : BodyMask.masking(early.hub().connectors(), name);
    }

    /** The faces over HTTP, where there is a web application. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @Import({ApiProblems.class, SwitchoverFaces.class})
    static class Faces {
        @Bean
        QueryApi hubQueryApi(Journal journal, Explainer explainer, Access access) {
            return new QueryApi(journal, explainer, access);
        }

        @Bean
        ForecastApi hubForecastApi(EarlyStart early, HubLifecycle lifecycle, Journal journal, Access access) {
            return new ForecastApi(lifecycle.forecasts(), journal, lifecycle::closedUntil, access, early.clock());
        }

        @Bean
        ActApi hubActApi(Journal journal, Access access) {
            return new ActApi(journal, access);
        }

        @Bean
        ReloadApi hubReloadApi(EarlyStart early, Journal journal, HubSettings settings, Access access) {
            return new ReloadApi(early::hub, journal, settings, access);
        }

        @Bean
        HoldApi hubHoldApi(EarlyStart early, Journal journal, HubSettings settings, Access access) {
            HoldRequests requests = new HoldRequests(
                    () -> HoldRequests.with(
                            journal.lanes(),
                            Journal.Lane::destination,
                            settings.destinations().keySet()),
                    () -> HoldRequests.with(
                            journal.lanes(),
                            Journal.Lane::unit,
                            early.hub().reference().units().codes()),
                    early.clock());
            return new HoldApi(journal, requests, access);
        }

        @Bean
        SwitchoverApi hubSwitchoverApi(
                EarlyStart early, Journal journal, ObjectProvider<SwitchoverGates> gates, Access access) {
            SwitchoverUnits units = new SwitchoverUnits(
                    () -> HoldRequests.with(
                            journal.lanes(),
                            Journal.Lane::unit,
                            early.hub().reference().units().codes()),
                    code -> early.hub()
                            .reference()
                            .units()
                            .unitOn(code, LocalDate.ofInstant(early.clock().instant(), Times.ZONE))
                            .map(Unit::name)
                            .orElse("-"));
            return new SwitchoverApi(
                    journal, units, gates.getIfAvailable(() -> SwitchoverGates.NONE), access, early.clock());
        }

        @Bean
        PullDayApi hubPullDayApi(EarlyStart early, Journal journal, HubSettings settings, Access access) {
            return new PullDayApi(journal, settings.pulls(), access, early.clock());
        }

        @Bean
        AuditApi hubAuditApi(
                EarlyStart early, Journal journal, HouseKeeper keeper, HubSettings settings, Access access) {
            return new AuditApi(journal, new Verification(early.clock()), keeper, settings, access);
        }

        @Bean
        FilesApi hubFilesApi(EarlyStart early, Journal journal, HubSettings settings, HubMetrics metrics) {
            settings.files()
                    .unreachable(settings.destinations().keySet().stream()
                            .filter(name -> early.hub()
                                    .routes()
                                    .filesTo(name)
                                    .filter("link"::equals)
                                    .isPresent())
                            .toList())
                    .ifPresent(LoggerFactory.getLogger(HubAutoConfiguration.class)::warn);
            return new FilesApi(early.files(), journal, settings.files(), metrics, early.clock());
        }

        @Bean
        RerunApi hubRerunApi(EarlyStart early, Journal journal, HubSettings settings, Access access) {
            RerunApi.Past past =
                    new RerunApi.Past(early::hub, journal, early.files().records());
            return new RerunApi(past, settings, masks(early, settings), access);
        }

        @Bean
        IntakeServlets hubIntakeServlets(EarlyStart early, Journal journal, HubSettings settings) {
            IntakeSettings limits = settings.intakeSettings(wayBack(early, settings));
            Clock clock = early.clock();
            RecordSchema schema = RecordSchema.load(settings.homeFolder().resolve("mappings"));
            RecordReader reader = RecordReader.following(schema, early.hub()::reference, clock);
            ContentStore store = early.files().stored().store();
            return new IntakeServlets(
                    Intake.of(journal, reader, limits, clock), settings.knownSources(), limits, store, clock);
        }

        /** Destinations of what is pulled. */
        private static Set<String> wayBack(EarlyStart early, HubSettings settings) {
            return settings.pulls().isEmpty()
                    ? Set.of()
                    : early.hub().routes().waysBack().stream()
                            .filter(way -> settings.pulls().containsKey(way.source()))
                            .flatMap(way -> way.destinations().stream())
                            .collect(Collectors.toSet());
        }

        /** Nothing comes before it: whoever may not call reaches nothing. */
        @Bean
        FilterRegistrationBean<Gate> hubGate(Access access, IntakeServlets servlets) {
            FilterRegistrationBean<Gate> gate = new FilterRegistrationBean<>(new Gate(access, servlets.bodies()));
            gate.addUrlPatterns(Gate.PATTERNS);
            gate.setDispatcherTypes(DispatcherType.REQUEST);
            gate.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return gate;
        }

        @Bean
        ServletContextInitializer hubIntakeMounts(IntakeServlets servlets) {
            return context -> servlets.mounts().forEach(mount -> {
                var registration = context.addServlet(INTAKE + mount.pattern(), mount.servlet());
                registration.addMapping(mount.pattern());
                registration.setAsyncSupported(true);
            });
        }
    }

    /** What is wrong, for Actuator, where it is there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class Healths {
        @Bean
        HealthIndicator journalHealthIndicator(Journal journal) {
            return HubHealth.journal(journal);
        }

        @Bean
        HealthIndicator brokerHealthIndicator(HubLifecycle lifecycle) {
            return HubHealth.broker(lifecycle::delivery);
        }

        @Bean
        HealthIndicator holdsHealthIndicator(Journal journal) {
            return HubHealth.holds(journal);
        }

        @Bean
        HealthIndicator switchoverHealthIndicator(Journal journal, EarlyStart early) {
            return SwitchoverHealth.of(journal, early.clock());
        }

        @Bean
        HealthIndicator retentionHealthIndicator(Journal journal, HubSettings settings) {
            return HubHealth.retention(journal, settings.retention());
        }

        @Bean
        HealthIndicator nodesHealthIndicator(HubLifecycle lifecycle) {
            return HubHealth.nodes(lifecycle::differences);
        }

        @Bean
        HealthIndicator pullsHealthIndicator(HubLifecycle lifecycle) {
            return HubHealth.pulls(lifecycle::pulls);
        }

        @Bean
        HealthIndicator destinationsHealthIndicator(HubLifecycle lifecycle) {
            return HubHealth.destinations(lifecycle::delivery, lifecycle::notices);
        }
    }
}
