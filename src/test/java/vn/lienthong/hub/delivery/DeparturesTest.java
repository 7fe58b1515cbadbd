package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.delivery.Departures.Waiting;
import vn.lienthong.hub.journal.Journal.Ready;

class DeparturesTest {
    private static final Instant DUE = Instant.parse("2026-03-02T10:00:00Z");
    private static final int WARDS = 21;

    private final Departures departures = new Departures();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void aWardWithThreeIsThroughWithinItsShareBesideOneWithTwentyThousand() {
        for (int i = 0; i < 20_000; i += 32) {
            int from = i;
            add(IntStream.range(from, from + 32)
                    .mapToObj(id -> ready(id, "21550", null))
                    .toList());
        }
        add(List.of(ready(100_001, "21607", null), ready(100_002, "21607", null), ready(100_003, "21607", null)));

        List<String> taken = units(departures.take(4 * Departures.TURN));

        assertThat(taken.stream().filter("21607"::equals)).hasSize(3);
    }

    @Test
    void everyWardGetsTheSameHoweverMuchWaitsForIt() {
        for (int ward = 0; ward < WARDS; ward++) {
            int of = ward;
            add(IntStream.range(0, 40 * (1 + ward))
                    .mapToObj(i -> ready(of * 10_000L + i, "unit" + of, null))
                    .toList());
        }

        Map<String, Integer> shares = new HashMap<>();
        units(departures.take(WARDS * 40)).forEach(unit -> shares.merge(unit, 1, Integer::sum));

        assertThat(shares).hasSize(WARDS).allSatisfy((unit, share) -> assertThat(share)
                .isEqualTo(40));
    }

    @Test
    void theNearestDeadlineOfALaneGoesFirst() {
        add(List.of(ready(1, "21550", null), ready(2, "21550", DUE.plusSeconds(9)), ready(3, "21550", DUE)));

        assertThat(ids(departures.take(3))).containsExactly(3L, 2L, 1L);
    }

    @Property(tries = 100)
    void afterAnOutageTheNearestDeadlineOfAllGoesFirst(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 1_000) Integer> dues,
            @ForAll @IntRange(min = 1, max = 7) int wards) {
        Departures all = new Departures();
        List<Ready> expected = new ArrayList<>();
        for (int i = 0; i < dues.size(); i++) {
            Ready ready = ready(i, "unit" + i % wards, DUE.plusSeconds(dues.get(i)));
            expected.add(ready);
            all.add(new TestBundle(List.of(ready), done));
        }
        expected.sort(Comparator.comparing(Ready::deadline).thenComparing(Ready::transferId));

        all.nearestFirst(dues.size(), List.of());
        List<Long> taken = new ArrayList<>();
        while (all.waiting() > 0) {
            taken.addAll(ids(all.take(3)));
        }

        assertThat(taken).isEqualTo(expected.stream().map(Ready::transferId).toList());
    }

    @Test
    void nothingGoesBeforeTheNearestWasHeardOfWhateverItsLaneGivesBack() throws InterruptedException {
        add(List.of(ready(1, "21550", DUE.plusSeconds(60))));
        departures.clear();
        departures.nearestFirst(3, List.of(3L));
        // First comes what the lane had before; what is nearest came to the journal while nothing could go.
        add(List.of(ready(1, "21550", DUE.plusSeconds(60))));
        add(List.of(ready(2, "21607", DUE.plusSeconds(30))));
        assertThat(departures.await(1)).isFalse();

        add(List.of(ready(3, "21550", DUE)));

        assertThat(departures.await(1)).isTrue();
        assertThat(ids(departures.take(3))).containsExactly(3L, 2L, 1L);
    }

    @Test
    void whatIsUnderWayOrOverIsNotWaitedFor() throws InterruptedException {
        add(List.of(ready(1, "21550", DUE), ready(2, "21550", DUE)));
        Waiting flying = departures.take(1).get(0);

        departures.nearestFirst(2, List.of(1L, 2L));

        assertThat(flying.ready().transferId()).isEqualTo(1);
        assertThat(departures.await(1)).isTrue();
    }

    @Test
    void turnsBeginAgainWhenWhatHadGatheredIsGone() {
        departures.nearestFirst(1, List.of());
        add(List.of(ready(1, "21550", DUE)));
        departures.take(5);
        add(IntStream.range(10, 30).mapToObj(id -> ready(id, "21550", DUE)).toList());
        add(List.of(ready(99, "21607", DUE.plusSeconds(60))));

        assertThat(ids(departures.take(2 * Departures.TURN))).contains(99L);
    }

    @Test
    void aSecondHintForOneThatWaitsOrFliesIsNothingNew() {
        add(List.of(ready(1, "21550", DUE)));
        add(List.of(ready(1, "21550", DUE)));
        assertThat(done).as("the bundle that brought nothing").hasValue(1);
        Waiting taken = departures.take(9).get(0);
        add(List.of(ready(1, "21550", DUE)));
        assertThat(departures.waiting()).isZero();

        departures.over(1);
        taken.lease().oneOver();
        add(List.of(ready(1, "21550", DUE)));

        assertThat(departures.waiting()).isEqualTo(1);
        assertThat(done).hasValue(3);
    }

    @Test
    void aHintForOneUnderWayIsKeptUntilItIsBackFromThere() {
        add(List.of(ready(1, "21550", DUE)));
        Waiting taken = departures.take(1).get(0);
        // It lands deferred, becomes ready at another node, and that hint is here before the landing is over.
        add(List.of(ready(1, "21550", DUE)));
        assertThat(done).hasValue(0);

        departures.over(1);
        taken.lease().oneOver();

        assertThat(ids(departures.take(1))).containsExactly(1L);
        assertThat(done).as("the first bundle; the second one waits").hasValue(1);
    }

    @Test
    void whatCouldNotBeTakenOffWaitsAsBefore() {
        add(List.of(ready(1, "21550", DUE), ready(2, "21550", DUE)));
        departures.take(2).forEach(departures::putBack);

        assertThat(departures.waiting()).isEqualTo(2);
        assertThat(ids(departures.take(2))).containsExactly(1L, 2L);
        assertThat(done).hasValue(0);
    }

    @Test
    void whatCameLaterTakesTurnsWithWhatHadGathered() {
        for (int id = 1; id <= 100; id++) {
            add(List.of(ready(id, "21550", DUE)));
        }
        departures.nearestFirst(100, List.of());
        add(List.of(ready(101, "21607", DUE.plusSeconds(9))));

        List<Long> taken = ids(departures.take(5 * Departures.TURN));

        assertThat(taken).contains(101L).startsWith(1L, 2L, 3L, 4L);
    }

    @Test
    void whatGathersLaterDoesNotGoByTheDeadlineForThat() {
        departures.nearestFirst(100, List.of());
        add(IntStream.range(200, 260).mapToObj(id -> ready(id, "21550", DUE)).toList());
        add(List.of(ready(300, "21607", DUE.plusSeconds(60))));

        assertThat(ids(departures.take(2 * Departures.TURN))).contains(300L);
    }

    @Test
    void forgetsWhatWaitsAndTakesItAgainWhenItIsBroughtAgain() {
        add(List.of(ready(1, "21550", DUE), ready(2, "21553", DUE)));
        assertThat(ids(departures.clear())).containsExactlyInAnyOrder(1L, 2L);
        assertThat(done).as("they are not called over, but go back").hasValue(0);
        assertThat(departures.take(5)).isEmpty();

        add(List.of(ready(2, "21553", DUE)));

        assertThat(ids(departures.take(5))).containsExactly(2L);
    }

    private void add(List<Ready> transfers) {
        departures.add(new TestBundle(transfers, done));
    }

    private static Ready ready(long id, String unit, @Nullable Instant deadline) {
        return new Ready(id, "province-rest", unit, deadline);
    }

    private static List<Long> ids(List<Waiting> taken) {
        return taken.stream().map(one -> one.ready().transferId()).toList();
    }

    private static List<String> units(List<Waiting> taken) {
        return taken.stream().map(one -> one.ready().unit()).toList();
    }

    private record TestBundle(List<Ready> transfers, AtomicInteger count) implements Lanes.Bundle {
        @Override
        public void done() {
            count.incrementAndGet();
        }
    }
}
