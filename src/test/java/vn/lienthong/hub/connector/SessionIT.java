package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.lienthong.hub.vocabulary.Outcome;

/** One session for all senders of the province, against a desk that counts logins. */
@Timeout(120)
class SessionIT {

    private static final int SENDERS = 32;

    /** Grants sessions s1, s2, … and takes messages under the newest valid one only. */
    private static final class Desk {
        final AtomicInteger logins = new AtomicInteger();
        final AtomicInteger expired = new AtomicInteger();
        final AtomicInteger taken = new AtomicInteger();
        volatile String valid = "s1";
        volatile boolean wrongPassword;

        boolean serve(RawServer.Request request, Socket socket, CountDownLatch end) throws IOException {
            String answer;
            if (request.path().endsWith("/login")) {
                int n = logins.incrementAndGet();
                answer = wrongPassword
                        ? "{\"error_code\":\"-1\",\"message\":\"Sai mật khẩu\"}"
                        : "{\"error_code\":\"0\",\"session\":\"s" + n + "\"}";
            } else if (request.text().startsWith("{\"session\":\"" + valid + "\"")) {
                taken.incrementAndGet();
                answer = "{\"error_code\":\"0\",\"message\":\"Cập nhật thành công\"}";
            } else {
                expired.incrementAndGet();
                answer = "{\"error_code\":\"-3\",\"message\":\"Phiên làm việc đã hết hạn\"}";
            }
            Weather.answer(socket.getOutputStream(), "200 OK", "application/json", answer);
            return true;
        }
    }

    private static Connector open(Bed bed, RawServer server) {
        return bed.open("province-rest", server.address(), Map.of("concurrency", "32"));
    }

    @Test
    void anExpiredSessionIsRenewedOnceHoweverManySendersSeeIt() throws Exception {
        Sample sample = Sample.of("province-rest");
        Desk desk = new Desk();
        try (Bed bed = new Bed();
                RawServer server = new RawServer(desk::serve)) {
            Connector connector = open(bed, server);
            for (int round = 1; round <= 5; round++) {
                desk.valid = "s" + round;
                bed.clock.advance(Duration.ofHours(1));
                List<Reading> readings = together(() -> delivered(sample, connector));
                assertThat(readings).extracting(Reading::row).containsOnly("accepted");
                assertThat(desk.logins).as("round %s", round).hasValue(round);
            }
            assertThat(desk.expired.get()).isGreaterThanOrEqualTo(4);
            assertThat(desk.taken).hasValue(5 * SENDERS);
        }
    }

    /** As delivery does it: once more after a new login. */
    private static Reading delivered(Sample sample, Connector connector) {
        Conversation conversation = sample.send(connector);
        Reading reading = sample.read(connector, conversation);
        if (reading.next() == Reading.NextStep.LOG_IN_AGAIN) {
            connector.logInAgain(conversation.session());
            reading = sample.read(connector, sample.send(connector));
        }
        return reading;
    }

    @Test
    void aWrongPasswordIsAskedForOnceAndThenAfterGrowingPauses() throws Exception {
        Sample sample = Sample.of("province-rest");
        Desk desk = new Desk();
        desk.wrongPassword = true;
        try (Bed bed = new Bed();
                RawServer server = new RawServer(desk::serve)) {
            Connector connector = open(bed, server);
            List<Reading> readings = together(() -> sample.read(connector, sample.send(connector)));
            assertThat(readings).extracting(Reading::row).containsOnly("login-refused");
            assertThat(desk.logins).hasValue(1);
            int hours = 0;
            for (int minute = 1; minute <= 120; minute++) {
                bed.clock.advance(Duration.ofMinutes(1));
                sample.send(connector);
                hours = minute / 60;
            }
            assertThat(desk.logins.get()).as("in %s hours", hours).isBetween(8, 16);
            assertThat(desk.taken).hasValue(0);

            desk.wrongPassword = false;
            desk.valid = "s" + (desk.logins.get() + 1);
            bed.clock.advance(Duration.ofMinutes(15));
            assertThat(sample.read(connector, sample.send(connector)).outcome()).isInstanceOf(Outcome.Delivered.class);
        }
    }

    @Test
    void aSessionThatNeverHoldsIsNotRenewedForEver() throws Exception {
        Sample sample = Sample.of("province-rest");
        Desk desk = new Desk();
        desk.valid = "never";
        try (Bed bed = new Bed();
                RawServer server = new RawServer(desk::serve)) {
            Connector connector = open(bed, server);
            for (int i = 0; i < 100; i++) {
                connector.logInAgain(sample.send(connector).session());
            }
            assertThat(desk.logins.get()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void aSessionThatWorkedAndThenExpiredIsAlwaysRenewedAtOnce() throws Exception {
        Sample sample = Sample.of("province-rest");
        Desk desk = new Desk();
        try (Bed bed = new Bed();
                RawServer server = new RawServer(desk::serve)) {
            Connector connector = open(bed, server);
            for (int round = 1; round <= 50; round++) {
                desk.valid = "s" + round;
                assertThat(delivered(sample, connector).row())
                        .as("round %s", round)
                        .isEqualTo("accepted");
            }
            assertThat(desk.logins).hasValue(50);
        }
    }

    private static <T> List<T> together(Callable<T> work) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<T>> futures = new ArrayList<>();
            CountDownLatch gate = new CountDownLatch(1);
            for (int i = 0; i < SENDERS; i++) {
                futures.add(senders.submit(() -> {
                    gate.await();
                    return work.call();
                }));
            }
            gate.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            senders.shutdownNow();
        }
    }
}
