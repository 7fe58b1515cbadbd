package vn.lienthong.hub.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.testkit.Waiting;

/** What a person decided about a load holds over the death of the process that took it. All records are made up. */
class HistoryLoadsTest {
    private static final Reference REFERENCE = Reference.load(Path.of("mappings", "tables"));

    @TempDir
    Path folder;

    private final AtomicInteger taken = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({"PAUSE, paused", "CANCEL, cancelled"})
    void whatWasWantedHoldsAfterAKillRightBehindTheAnswer(HistoryLoads.Act act, String state) throws Exception {
        Files.createDirectories(folder.resolve("exports"));
        Files.writeString(folder.resolve("exports/a.ndjson"), "{\"dossierCode\": \"H-1\", \"revision\": 1}\n");
        CountDownLatch works = new CountDownLatch(1);
        CountDownLatch killed = new CountDownLatch(1);
        try (HistoryLoads first = loads("loads", () -> waits(works, killed))) {
            first.start();
            first.order(new LoadOrder("a.ndjson", null, "demo", null, null, false, null, true, 0, "An", "test"));
            assertThat(works.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(first.act("000001", act, new HistoryLoads.Deciding("An", "wrong file", false)))
                    .isInstanceOf(HistoryLoads.Answer.Load.class);
            asTheKillLeavesIt();
            killed.countDown();
        }
        try (HistoryLoads second = loads("left", () -> 0)) {
            second.start();
            Waiting.until("it is " + state, () -> state(second).equals(state));
            assertThat(taken).hasValue(0);
        }
    }

    @Test
    void aPausedOneThatIsResumedGoesOnAfterAStart() throws Exception {
        whatWasWantedHoldsAfterAKillRightBehindTheAnswer(HistoryLoads.Act.PAUSE, "paused");
        try (HistoryLoads third = loads("left", () -> 0)) {
            third.start();
            third.act("000001", HistoryLoads.Act.RESUME, new HistoryLoads.Deciding("An", "right after all", false));
            Waiting.until("it is done", () -> state(third).equals("done"));
            assertThat(taken).hasValue(1);
        }
    }

    @Test
    void whatWasSortedForALoadThatIsOverDoesNotOutliveAKillBeforeItWasGone() throws Exception {
        whatWasWantedHoldsAfterAKillRightBehindTheAnswer(HistoryLoads.Act.CANCEL, "cancelled");
        Path sorted = Files.createDirectories(folder.resolve("left/000001/sorted"));
        Files.writeString(sorted.resolve("run-1"), "rows of people");
        try (HistoryLoads third = loads("left", () -> 0)) {
            third.start();
            assertThat(state(third)).isEqualTo("cancelled");
            assertThat(sorted).doesNotExist();
        }
    }

    private HistoryLoads loads(String place, LongSupplier live) {
        HistorySettings settings =
                new HistorySettings(folder.resolve("exports"), folder.resolve(place), 1 << 20, 1_000, 100, 0, Map.of());
        Door door = chapter -> {
            taken.incrementAndGet();
            return CompletableFuture.completedFuture(Door.Fate.of(Door.Fate.Kind.TAKEN));
        };
        return new HistoryLoads(new Load.Desk(settings, order -> door, () -> REFERENCE, live, Clock.systemUTC()));
    }

    private static long waits(CountDownLatch works, CountDownLatch killed) {
        works.countDown();
        try {
            assertThat(killed.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void asTheKillLeavesIt() throws IOException {
        Path from = folder.resolve("loads");
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Files.copy(
                        one, folder.resolve("left").resolve(from.relativize(one).toString()));
            }
        }
    }

    private static String state(HistoryLoads loads) {
        return loads.list().stream()
                .map(load -> load.path("state").asText())
                .findFirst()
                .orElse("none");
    }
}
