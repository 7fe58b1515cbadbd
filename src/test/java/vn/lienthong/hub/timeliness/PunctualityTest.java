package vn.lienthong.hub.timeliness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.journal.Duty;
import vn.lienthong.hub.journal.Timings.Closed;
import vn.lienthong.hub.journal.Timings.Happened;
import vn.lienthong.hub.journal.Timings.Owed;

class PunctualityTest {
    private static final Instant NOW = at("2020-03-02T07:30");

    @ParameterizedTest
    @CsvSource(
            // due, met, accepted, reported; - for what did not happen
            value = {
                "2019-12-16T17:30 2019-12-16T10:00 2019-12-16T10:01 2019-12-16T10:02, ON_TIME, 0.0",
                "2019-12-16T17:30 2019-12-16T17:30 2019-12-16T17:30 2019-12-16T17:30, ON_TIME, 0.0",
                "2019-12-16T17:30 2019-12-16T17:31 2019-12-16T17:32 2019-12-16T17:33, OFFICE, 0.0",
                "2019-12-16T17:30 2019-12-17T09:30 2019-12-17T09:31 2019-12-17T10:30, OFFICE, 3.0",
                "2019-12-16T17:30 - 2019-12-16T08:00 -, NOT_DONE, 400.0",
                "2019-12-16T17:30 2019-12-16T16:30 2019-12-17T08:30 2019-12-17T08:31, SOURCE, 1.02",
                "2019-12-16T17:30 2019-12-16T16:30 2019-12-16T16:31 2019-12-17T08:30, TRANSFER, 1.0",
                "2019-12-16T17:30 2019-12-16T16:30 2019-12-16T17:30 2019-12-17T07:00, TRANSFER, 0.0",
                // From the afternoon before Tet to the morning after: what lies between are not working hours.
                "2020-01-22T17:30 2020-01-22T16:30 2020-01-22T16:31 2020-01-30T08:30, TRANSFER, 1.0",
                "2020-01-22T17:30 2020-01-30T07:30 2020-01-30T07:31 2020-01-30T08:30, OFFICE, 1.0"
            })
    void saysWhereTheTimeWent(String times, Verdict verdict, double lateHours) {
        List<@Nullable String> at = Stream.of(times.split(" "))
                .map(time -> time.equals("-") ? null : time)
                .collect(Collectors.toList());
        Judged judged =
                Judged.of(owed(at.get(0), at.get(1), at.get(2), at.get(3)), List.of(), NOW, PunctualityTest::measure);
        assertThat(judged.verdict()).isEqualTo(verdict);
        assertThat(SyncAge.hours(judged.late()))
                .isCloseTo(
                        lateHours, org.assertj.core.data.Offset.offset(verdict == Verdict.NOT_DONE ? 10_000 : 0.001));
    }

    @Test
    void aDestinationThatWasAwayIsTheCauseAlsoOfWhatWasNotTriedMeanwhile() {
        Closed away = closed("province-rest", null, "2019-12-16T16:00/2019-12-17T09:30", false, "connection-refused");
        Judged judged = Judged.of(
                owed("2019-12-16T17:30", "2019-12-16T15:00", "2019-12-16T15:30", "2019-12-17T10:00"),
                List.of(away),
                NOW,
                PunctualityTest::measure);
        assertThat(judged.verdict()).isEqualTo(Verdict.DESTINATION);
        assertThat(judged.causes())
                .containsEntry("connection-refused", Duration.ofMinutes(210))
                .containsEntry(Waits.WAITING, Duration.ofHours(1))
                .containsEntry(Judged.SOURCE, Duration.ofMinutes(30))
                .hasSize(3);
    }

    @Test
    void whatHappenedElsewhereIsNoCause() {
        List<Closed> elsewhere = List.of(
                closed("another", null, "2019-12-16T16:00/2019-12-17T09:30", false, "connection-refused"),
                closed("province-rest", "21583", "2019-12-16T16:00/", true, "Đối soát"));
        Judged judged = Judged.of(
                owed("2019-12-16T17:30", "2019-12-16T15:00", "2019-12-16T15:30", "2019-12-17T10:00"),
                elsewhere,
                NOW,
                PunctualityTest::measure);
        assertThat(judged.verdict()).isEqualTo(Verdict.TRANSFER);
    }

    @Test
    void aHoldIsTheTransfersDoingAndARefusalTheDestinations() {
        Owed owed = owed("2019-12-16T17:30", "2019-12-16T15:00", "2019-12-16T15:30", "2019-12-17T10:00");
        Closed held = closed(null, "21556", "2019-12-16T15:00/", true, "Đối soát");
        assertThat(Judged.of(owed, List.of(held), NOW, PunctualityTest::measure).causes())
                .containsKey("held: Đối soát");

        Owed refused = owed.with(List.of(
                new Happened(7, at("2019-12-16T15:31"), "parked", "bad-code"),
                new Happened(7, at("2019-12-17T09:00"), "released", null),
                new Happened(7, at("2019-12-17T10:00"), "delivered", "ok")));
        Judged judged = Judged.of(refused, List.of(held), NOW, PunctualityTest::measure);
        assertThat(judged.verdict()).isEqualTo(Verdict.DESTINATION);
        assertThat(judged.causes()).containsEntry("parked: bad-code", Duration.ofMinutes(209));
    }

    @Test
    void whatTheHubsOwnMappingStoppedIsTheTransfersDoing() {
        Owed owed = owed("2019-12-16T17:30", "2019-12-16T15:00", "2019-12-16T15:30", "2019-12-17T10:00")
                .with(List.of(new Happened(7, at("2019-12-16T15:31"), "parked", "mapping/unmapped-code")));
        assertThat(Judged.of(owed, List.of(), NOW, PunctualityTest::measure).verdict())
                .isEqualTo(Verdict.TRANSFER);
    }

    @Property
    void theVerdictsOfAllAreAll(@ForAll("many") List<Owed> many) {
        Sums sums = new Sums();
        many.forEach(one -> sums.add(Judged.of(one, List.of(), NOW, PunctualityTest::measure)));
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        sums.into(node);
        long all = java.util.Arrays.stream(Verdict.values())
                .mapToLong(verdict -> node.path(verdict.field).asLong())
                .sum();
        assertThat(all).isEqualTo(many.size()).isEqualTo(node.path("all").asLong());
        if (sums.done() > 0) {
            assertThat(node.path("onTimeShareWithoutLateTransfers").asDouble())
                    .isGreaterThanOrEqualTo(node.path("onTimeShare").asDouble())
                    .isBetween(0d, 100d);
        }
    }

    @Property
    void everyHourBetweenAcceptanceAndConfirmationHasOneCause(
            @ForAll("many") List<Owed> many, @ForAll("closures") List<Closed> closed) {
        for (Owed one : many) {
            Instant end = one.reportedAt() == null ? NOW : one.reportedAt();
            if (one.acceptedAt().isBefore(end)) {
                Duration sum = Waits.of(one, end, closed, PunctualityTest::measure).byCause().values().stream()
                        .reduce(Duration.ZERO, Duration::plus);
                assertThat(sum).isEqualTo(measure(one.acceptedAt(), end));
            }
        }
    }

    @Property
    void noOneIsLateWhoseFactArrivedInTime(@ForAll("many") List<Owed> many) {
        for (Owed one : many) {
            boolean inTime = one.metAt() != null
                    && one.reportedAt() != null
                    && !one.metAt().isAfter(one.dueAt())
                    && !one.acceptedAt().isAfter(one.dueAt())
                    && !one.reportedAt().isAfter(one.dueAt());
            assertThat(Judged.of(one, List.of(), NOW, PunctualityTest::measure).verdict() == Verdict.ON_TIME)
                    .isEqualTo(inTime);
        }
    }

    @Provide
    Arbitrary<List<Owed>> many() {
        Arbitrary<Instant> moments = moments();
        return Combinators.combine(
                        moments,
                        moments.injectNull(0.2),
                        moments,
                        moments.injectNull(0.2),
                        events().list().ofMaxSize(4))
                .as((due, met, accepted, reported, events) -> {
                    Instant later = reported == null || reported.isBefore(accepted) ? null : reported;
                    return owed(due, met, accepted, later).with(inOrder(events));
                })
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<List<Closed>> closures() {
        return Combinators.combine(moments(), moments(), Arbitraries.of(true, false))
                .as((one, two, held) -> new Closed(
                        "province-rest", null, null, null, one.isBefore(two) ? one : two, two, held, "closed"))
                .list()
                .ofMaxSize(4);
    }

    private static Arbitrary<Happened> events() {
        return Combinators.combine(moments(), Arbitraries.of("parked", "released", "deferred", "unclear", "delivered"))
                .as((when, kind) -> new Happened(1, when, kind, "row-of-" + kind));
    }

    private static Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(
                        at("2019-12-02T00:00").getEpochSecond(),
                        at("2020-02-28T00:00").getEpochSecond())
                .map(Instant::ofEpochSecond);
    }

    private static List<Happened> inOrder(List<Happened> events) {
        List<Happened> sorted = new ArrayList<>(events);
        sorted.sort(java.util.Comparator.comparing(Happened::at));
        return sorted;
    }

    private static Owed owed(String due, @Nullable String met, String accepted, @Nullable String reported) {
        return owed(at(due), met == null ? null : at(met), at(accepted), reported == null ? null : at(reported));
    }

    private static Owed owed(Instant due, @Nullable Instant met, Instant accepted, @Nullable Instant reported) {
        return new Owed(
                Duty.Kind.RESULT,
                "000.00.ZZ.H08-191216-0001",
                "21556",
                "1.001193.000.00.00.H08",
                at("2019-12-16T08:00"),
                due,
                met,
                "city",
                accepted,
                "province-rest",
                reported,
                false,
                false,
                List.of());
    }

    /** Closed between two times, with a stroke between; to this day where the second is missing. */
    private static Closed closed(
            @Nullable String destination, @Nullable String unit, String between, boolean held, String why) {
        int stroke = between.indexOf('/');
        Instant upto = stroke == between.length() - 1 ? null : at(between.substring(stroke + 1));
        return new Closed(destination, unit, null, null, at(between.substring(0, stroke)), upto, held, why);
    }

    private static Duration measure(Instant from, Instant to) {
        return SyncAgesTest.TABLES.calendar().workingTime(from, to).orElse(Duration.between(from, to));
    }

    private static Instant at(String local) {
        return SyncAgesTest.at(local);
    }
}
