package vn.lienthong.hub.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
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
import vn.lienthong.hub.history.HistoryLoads;
import vn.lienthong.hub.hub.HubParts;
import vn.lienthong.hub.intake.ContentStore;
import vn.lienthong.hub.intake.Intake;
import vn.lienthong.hub.intake.IntakeServlets;
import vn.lienthong.hub.intake.IntakeSettings;
import vn.lienthong.hub.intake.LiveIntake;
import vn.lienthong.hub.intake.RecordReader;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.mapping.RecordSchema;
import vn.lienthong.hub.reconciliation.KeptReports;
import vn.lienthong.hub.timeliness.Punctuality;
import vn.lienthong.hub.timeliness.SyncAges;

/**
 * The hub inside a Spring Boot application: journal, intake, lanes, query API, health and metrics from {@link HubSettings}. A host
 * application may bring its own {@link Clock}; everything else is the hub's.
 */
@AutoConfiguration(
        after = CamelAutoConfiguration.class,
        afterName = "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration")
@EnableConfigurationProperties(HubSettings.class)
@Import({WardBookBeans.class, LiveBeans.class, HealthBeans.class})
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
    SyncAges hubSyncAges(EarlyStart early, Journal journal, HubSettings settings) {
        return new SyncAges(
                now -> journal.timings().unreported(now),
                () -> early.hub().reference(),
                settings.timeliness().settings(),
                early.clock());
    }

    @Bean
    HubLifecycle hubLifecycle(EarlyStart early, HubParts parts, HubMetrics metrics, SyncAges ages) {
        return new HubLifecycle(early::hub, parts, metrics, early.files().links(), ages);
    }

    @Bean
    HubParts hubParts(EarlyStart early, Journal journal, CamelContext camel, HubSettings settings) {
        Server place = settings.broker();
        Broker broker = place.embedded()
                ? Broker.embedded()
                : Broker.external(String.valueOf(place.url()), place.username(), place.password());
        return new HubParts(
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
    }

    @Bean
    HouseKeeper hubHouseKeeper(EarlyStart early, Journal journal, HubSettings settings, HubMetrics metrics) {
        return new HouseKeeper(early::hub, journal, settings, metrics, early.clock());
    }

    @Bean
    RehearsalParts hubRehearsalParts(EarlyStart early, Journal journal, HubSettings settings, HubLifecycle lifecycle) {
        return new RehearsalParts(early, journal, settings, lifecycle.forecasts());
    }

    @Bean
    RehearsalKeeper hubRehearsalKeeper(RehearsalParts parts, Journal journal, HubSettings settings) {
        return new RehearsalKeeper(parts::rehearsals, journal, settings.rehearsal(), parts::units);
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
    Explainer hubExplainer(EarlyStart early, HubSettings settings, HubLifecycle lifecycle, Journal journal) {
        Function<String, BodyMask> masks = masks(early, settings);
        Destinations destinations = new Destinations(
                lifecycle::destination,
                (name, row) -> early.hub().connectors().meaning(name, row),
                masks,
                settings.destinations()::containsKey,
                lifecycle::isBrokerAway);
        return new Explainer(
                destinations,
                early.clock(),
                early.files().given()::of,
                code -> Explainer.keeper(journal.switchovers(), code));
    }

    /** How bodies of a destination are shown to people. */
    private static Function<String, BodyMask> masks(EarlyStart early, HubSettings settings) {
        boolean shown = settings.explain().personalData() == Visibility.SHOWN;
        return name -> shown ? BodyMask.plain() : BodyMask.masking(early.hub().connectors(), name);
    }

    /** Destinations of what is pulled. */
    static Set<String> wayBack(EarlyStart early, HubSettings settings) {
        return settings.pulls().isEmpty()
                ? Set.of()
                : early.hub().routes().waysBack().stream()
                        .filter(way -> settings.pulls().containsKey(way.source()))
                        .flatMap(way -> way.destinations().stream())
                        .collect(Collectors.toSet());
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
        TimelinessApi hubTimelinessApi(
                EarlyStart early, Journal journal, SyncAges ages, SwitchoverUnits units, Access access) {
            Punctuality punctuality =
                    new Punctuality(journal::timings, () -> early.hub().reference(), early.clock());
            return new TimelinessApi(ages, punctuality, units, access);
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
        SwitchoverUnits hubSwitchoverUnits(EarlyStart early, Journal journal) {
            return new SwitchoverUnits(
                    () -> HoldRequests.with(
                            journal.lanes(),
                            Journal.Lane::unit,
                            early.hub().reference().units().codes()),
                    () -> early.hub().reference().units());
        }

        @Bean
        SwitchoverApi hubSwitchoverApi(
                EarlyStart early,
                Journal journal,
                SwitchoverUnits units,
                ObjectProvider<SwitchoverGates> gates,
                Access access) {
            return new SwitchoverApi(
                    journal, units, gates.getIfAvailable(() -> SwitchoverGates.NONE), access, early.clock());
        }

        @Bean
        ContractDriftApi hubContractDriftApi(EarlyStart early, Journal journal, HubSettings settings, Access access) {
            return new ContractDriftApi(early::hub, settings, journal, access, early.clock());
        }

        @Bean
        UnitApi hubUnitApi(EarlyStart early, Journal journal, Access access) {
            return new UnitApi(() -> early.hub().reference(), journal::switchovers, access, early.clock());
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
        LastKnownApi hubLastKnownApi(Journal journal, HubSettings settings, Access access) {
            return new LastKnownApi(journal, settings.destinations()::containsKey, access);
        }

        @Bean
        ReconciliationApi hubReconciliationApi(EarlyStart early, Journal journal, HubSettings settings, Access access) {
            return new ReconciliationApi(
                    new ReconciliationApi.Parts(
                            KeptReports.in(settings.dataFolder().resolve("reconciliations")),
                            new PlanDesk(journal),
                            new AskedAgain(early::hub, journal, settings.destinations(), early.clock()),
                            settings.destinations()::containsKey,
                            early.clock()),
                    access);
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
        RecordApi hubRecordApi(EarlyStart early, Journal journal, HubSettings settings, Access access) {
            return new RecordApi(early::hub, journal, settings, access, early.clock());
        }

        @Bean
        RehearsalApi hubRehearsalApi(EarlyStart early, RehearsalParts parts, HubSettings settings, Access access) {
            return new RehearsalApi(parts::rehearsals, new RehearsalRequests(early::hub, settings), access);
        }

        @Bean
        LiveIntake hubIntake(EarlyStart early, Journal journal, HubSettings settings, RecordReader reader) {
            return new LiveIntake(Intake.of(journal, reader, limits(early, settings), early.clock()));
        }

        @Bean
        RecordReader hubRecordReader(EarlyStart early, HubSettings settings) {
            RecordSchema schema = RecordSchema.load(settings.homeFolder().resolve("mappings"));
            return RecordReader.following(schema, early.hub()::reference, early.clock());
        }

        @Bean
        IntakeServlets hubIntakeServlets(EarlyStart early, LiveIntake intake, HubSettings settings) {
            ContentStore store = early.files().stored().store();
            return new IntakeServlets(intake, settings.knownSources(), limits(early, settings), store, early.clock());
        }

        private static IntakeSettings limits(EarlyStart early, HubSettings settings) {
            return settings.intakeSettings(wayBack(early, settings));
        }

        @Bean(destroyMethod = "")
        HistoryLoads hubHistoryLoads(
                EarlyStart early, Journal journal, HubSettings settings, RecordReader reader, LiveIntake live) {
            IntakeSettings limits = limits(early, settings);
            return new HistoryLoads(
                    settings.history().settings(settings.dataFolder(), limits.recordLimit()),
                    new HistoryLoads.Ways(
                            Intake.ofHistory(journal, reader, limits, early.clock()), reader, live::waiting),
                    early.hub()::reference,
                    early.clock());
        }

        @Bean
        HistoryLifecycle hubHistoryLifecycle(HistoryLoads loads) {
            return new HistoryLifecycle(loads, new AtomicBoolean());
        }

        @Bean
        HistoryApi hubHistoryApi(HistoryLoads loads, HubSettings settings, SwitchoverUnits units, Access access) {
            return new HistoryApi(loads, settings.sources().keySet(), units, access);
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
        ServletContextInitializer hubWardBookMount(EarlyStart early, WardBookDesk desk, Access access) {
            return context -> {
                WardBookServlet servlet = new WardBookServlet(desk, WardBookBeans.isUnit(early), access);
                var registration = context.addServlet("hubWardBooks", servlet);
                registration.addMapping(WardBookServlet.PATH);
                registration.setAsyncSupported(true);
            };
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
}
