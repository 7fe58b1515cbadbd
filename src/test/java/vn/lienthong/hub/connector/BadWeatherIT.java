package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.hub.vocabulary.Outcome;

/** Whatever the network or the other side does, every connector comes back in time with an outcome; a lost answer is unclear. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadWeatherIT {

    private static final Duration LIMIT = Duration.ofMillis(700);
    /** For weather that ends by itself: a machine that stands still for a second must not be taken for it. */
    private static final Duration AMPLE = Duration.ofSeconds(8);

    private static final Set<Weather> ENDLESS = EnumSet.of(
            Weather.SILENCE, Weather.ENDLESS_HEAD, Weather.ENDLESS_BODY, Weather.DRIPPING_HEAD, Weather.DRIPPING_BODY);
    /** The machine may be busy; what hangs, hangs for ever. */
    private static final Duration IN_TIME = Duration.ofSeconds(12);

    private static Bed bed;

    @BeforeAll
    static void start() {
        bed = new Bed();
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    static Stream<String> connectors() {
        return Bed.names();
    }

    static Stream<Arguments> weather() {
        return Bed.names().flatMap(name -> Stream.of(Weather.values()).map(weather -> Arguments.of(name, weather)));
    }

    static Stream<Arguments> weatherAtLogin() {
        return weather().filter(a -> Sample.of((String) a.get()[0]).logsIn());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("weather")
    void bringsAnOutcomeInTime(String name, Weather weather) throws IOException {
        Sample sample = Sample.of(name);
        try (RawServer server = new RawServer((request, socket, end) -> {
            if (!request.path().equals(sample.path())) {
                sample.answer(request, socket);
                return true;
            }
            weather.blow(socket, socket.getOutputStream(), end);
            return false;
        })) {
            Connector connector = bed.open(name, server.address(), ENDLESS.contains(weather) ? LIMIT : AMPLE);
            Conversation conversation = sample.send(connector);
            Reading reading = sample.read(connector, conversation);
            assertThat(conversation.took()).isLessThan(IN_TIME);
            assertThat(outcome(reading)).as("%s -> %s", conversation, reading).isIn(weather.outcomes());
            assertThat(reading.outcome().isTrouble())
                    .as("the record is not at fault: %s", reading)
                    .isTrue();
            if (weather == Weather.STATUS_503_WITH_RETRY_AFTER) {
                assertThat(((Outcome.Deferred) reading.outcome()).after()).isEqualTo(Duration.ofSeconds(90));
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("weatherAtLogin")
    void atTheLoginIsTheDestinationsTroubleAndNothingToEnquireAbout(String name, Weather weather) throws IOException {
        Sample sample = Sample.of(name);
        try (RawServer server = new RawServer((request, socket, end) -> {
            weather.blow(socket, socket.getOutputStream(), end);
            return false;
        })) {
            Connector connector = bed.open(name, server.address(), LIMIT);
            Conversation conversation = sample.send(connector);
            Reading reading = sample.read(connector, conversation);
            assertThat(conversation.took()).isLessThan(IN_TIME);
            assertThat(reading.outcome())
                    .isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> assertThat(deferred.trouble())
                            .isTrue());
            assertThat(server.requests).noneMatch(request -> request.path().equals(sample.path()));
        }
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void refusedIsDeferred(String name) throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertNothingSent(name, "http://127.0.0.1:" + port);
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void anUnknownHostIsDeferred(String name) {
        assertNothingSent(name, "http://nowhere.invalid");
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void plainTextWhereTlsIsExpectedIsDeferred(String name) throws IOException {
        try (RawServer server = new RawServer((request, socket, end) -> false)) {
            assertNothingSent(name, server.address().replace("http:", "https:"));
        }
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void noConnectionInTimeIsDeferred(String name) throws IOException {
        List<Socket> crowd = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, crowd);
            assertNothingSent(name, "http://127.0.0.1:" + full.getLocalPort());
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    /** Nobody accepts: when the queue is full the kernel lets further callers wait. */
    private static void fill(ServerSocket full, List<Socket> crowd) throws IOException {
        for (int i = 0; i < 64; i++) {
            Socket socket = new Socket();
            crowd.add(socket);
            try {
                socket.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 200);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void aPeerThatDoesNotReadIsLeftInTime(String name) throws IOException {
        Sample sample = Sample.of(name);
        JsonNode large = sample.saying("padding", "x".repeat(12 << 20));
        try (RawServer deaf = new RawServer(
                (request, socket, end) -> {
                    sample.answer(request, socket);
                    end.await();
                    return false;
                },
                sample.logsIn())) {
            assertLost(bed.open(name, deaf.address(), LIMIT), sample, large);
        }
    }

    private static void assertLost(Connector connector, Sample sample, JsonNode large) {
        Conversation conversation = connector.call(sample.message().operation(), large, () -> "large-1");
        assertThat(conversation.took()).isLessThan(IN_TIME);
        assertThat(conversation.answer()).isInstanceOf(Answer.Failed.class);
        assertThat(outcome(sample.read(connector, conversation))).isEqualTo("unclear");
    }

    private static void assertNothingSent(String name, String address) {
        Sample sample = Sample.of(name);
        Connector connector = bed.open(name, address, LIMIT);
        Conversation conversation = sample.send(connector);
        assertThat(conversation.took()).isLessThan(IN_TIME);
        assertThat(conversation.answer()).isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(
                        failed.failure().mayHaveArrived())
                .isFalse());
        assertThat(sample.read(connector, conversation).outcome())
                .isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> assertThat(deferred.trouble())
                        .isTrue());
    }

    private static String outcome(Reading reading) {
        return reading.outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
