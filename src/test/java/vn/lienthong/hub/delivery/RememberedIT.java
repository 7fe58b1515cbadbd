package vn.lienthong.hub.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.kit.SettableClock;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.Mappings;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.HeldSteps;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

/** Attempts at a destination whose answers are needed for the next messages: real connector, real mapping. */
class RememberedIT {
    private static final Mapping MAPPING = Mappings.load(
                    Path.of("mappings"), Reference.load(Path.of("mappings/tables")))
            .named("dossier-to-national-portal-rest")
            .orElseThrow();
    private static final RetryPlan ONE_ATTEMPT = new RetryPlan(Duration.ofSeconds(2), 2, Duration.ofMinutes(10), 1, 1);

    private final WireMockServer portal =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final SettableClock clock = SettableClock.onTheSampleDay();

    @BeforeEach
    void start() {
        portal.start();
        camel.start();
        told("GetToken", "{\"data\":{\"access_token\":\"the-bai-1\"}}");
        told("GetNextValue", "{\"value\":\"G09\"}");
        told("CreateDossier", "{\"code\":200,\"data\":{\"IdHoSo\":7}}");
        told("CapNhatTienTrinh", "{\"code\":200}");
        told("CapNhatTrangThai", "{\"code\":200}");
    }

    @AfterEach
    void stop() {
        camel.stop();
        portal.stop();
    }

    private void told(String operation, String body) {
        portal.stubFor(any(urlPathEqualTo("/" + operation))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody(body)));
    }

    private List<String> asked() {
        List<String> all = new ArrayList<>();
        portal.getAllServeEvents()
                .forEach(event -> all.add(0, event.getRequest().getUrl().replaceFirst("/(\\w+).*", "$1")));
        all.remove("GetToken");
        return all;
    }

    private Attempt fly(Held held) {
        Connector connector = Connectors.load(Path.of("connectors"))
                .open(
                        "national-portal-rest",
                        Map.of("address", portal.baseUrl(), "client-id", "khach-thu", "client-secret", "bi-mat-thu"),
                        camel,
                        clock);
        Attempt attempt = new Attempt(Flights.holding(held), Map.of(), () -> true, clock);
        do {
            attempt.map(MAPPING);
            attempt.deliver(connector);
        } while (attempt.runsAgain());
        return attempt;
    }

    private static Held held(boolean exists, @Nullable String reference, String... steps) {
        return new Held(exists, HeldSteps.of(List.of(steps)), reference);
    }

    private Landing judged(Attempt attempt) {
        return new Judge(ONE_ATTEMPT, new Random(1)).judge(attempt, 0, clock.instant());
    }

    @Test
    void nothingLeavesBetweenWhatWasGivenAndTheJournal() {
        Attempt attempt = fly(Held.NOTHING);

        assertThat(asked()).containsExactly("GetNextValue");
        assertThat(attempt.goesOn()).isTrue();
        assertThat(attempt.forGate().trouble()).isNull();
        assertThat(attempt.held()).isEqualTo(held(false, "{\"\":\"G09\",\"code\":\"G09\"}"));
    }

    @Test
    void whatGoesOnGoesAtOnceAndUsesUpNoAttempt() {
        Landing landing = judged(fly(Held.NOTHING));

        assertThat(landing.becomes()).isEqualTo(TransferState.WAITING);
        assertThat(landing.due()).isEqualTo(clock.instant());
        assertThat(landing.counts()).isFalse();
        assertThat(landing.outcome().isTrouble()).isFalse();
        assertThat(landing.row()).isEqualTo("code-reserved");
    }

    @Test
    void whatIsMadeWithItsNumberIsWrittenDownBeforeItsProgress() {
        Attempt attempt = fly(held(false, "{\"code\":\"G09\"}"));

        assertThat(asked()).containsExactly("CreateDossier");
        assertThat(attempt.goesOn()).isTrue();
        assertThat(attempt.held()).isEqualTo(held(true, "{\"code\":\"G09\",\"id\":\"7\"}"));
    }

    @Test
    void whatIsKnownAlreadyHoldsNothingUp() {
        Attempt attempt = fly(held(true, "{\"code\":\"G09\",\"id\":\"7\"}"));

        assertThat(asked()).containsExactly("CapNhatTienTrinh", "CapNhatTrangThai");
        assertThat(attempt.goesOn()).isFalse();
        assertThat(judged(attempt).becomes()).isEqualTo(TransferState.DELIVERED);
    }

    @Test
    void aMappingWithNothingToSayDeliversWithoutAWord() {
        Attempt attempt =
                fly(held(true, "{\"code\":\"G09\"}", "20191216080000-4", "20191216080100-4", "TT-20191216080100-4"));

        assertThat(asked()).isEmpty();
        assertThat(attempt.outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(attempt.row()).isEqualTo("nothing-new");
        assertThat(attempt.exchanges()).isEmpty();
    }

    @Test
    void aFlowThatDeliversWithoutMappingIsNoSilence() {
        Attempt attempt = new Attempt(Flights.first(), Map.of(), () -> true, clock);

        assertThat(attempt.outcome()).isInstanceOf(Outcome.Rejected.class);
        assertThat(attempt.row()).isEqualTo("flow-without-delivery");
    }
}
