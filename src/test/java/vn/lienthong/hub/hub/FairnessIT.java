package vn.lienthong.hub.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.hub.HubOnRealParts.await;
import static vn.lienthong.hub.hub.HubOnRealParts.record;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.replay.Misbehaviour;

/** Who goes first: wards of very different size in ordinary times, and after an outage. */
class FairnessIT {
    private static final List<String> WARDS = List.of(
            "21550", "21553", "21556", "21559", "21562", "21565", "21568", "21571", "21574", "21577", "21580", "21583",
            "21586", "21589", "21592", "21595", "21598", "21601", "21604", "21607", "21610");
    private static final Instant DUE = Instant.parse("2026-03-02T10:00:00Z");
    private static final int WINDOW = 32;
    private static final int SENDERS = 8;
    /** Of 3,000; by chance it would be a thousand. What goes together goes in any order: as many as are in flight, and some. */
    private static final int SLACK = WINDOW + SENDERS;

    @RegisterExtension
    final TestJournal journals = TestJournal.with(Clock.systemUTC(), settings -> settings);

    @Test
    void theNearestDeadlineGoesFirstAfterAnOutage() {
        try (HubOnRealParts hub = hub()) {
            hub.province.refuseConnections();
            List<Landing> delivered = started(hub);
            Map<String, Instant> deadlines = new HashMap<>();
            pushAll(hub, deadlines, 3_000, 0);
            await("the breaker opens", () -> isOpen(hub));
            assertThat(delivered).isEmpty();

            hub.province.acceptConnections();
            await("all delivered", () -> delivered.size() == 3_000);

            assertThat(late(delivered, deadlines)).isEmpty();
            assertThat(hub.province.report().clean()).isTrue();
        }
    }

    /** What was on the lanes when the outage began has room there that the nearest need. */
    @Test
    void theNearestDeadlineGoesFirstAlsoWhenTheLanesWereFullOfOthersBefore() {
        try (HubOnRealParts hub = hub().with("lane-window", "64")) {
            hub.province.misbehave(List.of(Misbehaviour.parse("slow")));
            List<Landing> delivered = started(hub);
            Map<String, Instant> deadlines = new HashMap<>();
            pushAll(hub, deadlines, 2_000, 1_000_000);
            await("it flows", () -> !delivered.isEmpty());
            hub.province.refuseConnections();
            await("the breaker opens", () -> isOpen(hub));
            pushAll(hub, deadlines, 2_000, 0);
            List<Landing> early = List.copyOf(delivered);
            int before = early.size();
            assertThat(before).isLessThan(1_500);
            early.forEach(landing -> deadlines.remove(landing.flight().dossierCode()));

            hub.province.misbehave(List.of());
            hub.province.acceptConnections();
            await("all delivered", () -> delivered.size() == 4_000);

            assertThat(late(delivered.subList(before, 4_000), deadlines)).isEmpty();
        }
    }

    private static boolean isOpen(HubOnRealParts hub) {
        return hub.running().delivery().destinations().get(0).open();
    }

    /** So many records of all wards, due at any time within a day after some seconds. */
    private static void pushAll(HubOnRealParts hub, Map<String, Instant> deadlines, int records, int dueAfter) {
        List<CompletableFuture<?>> pushed = new ArrayList<>();
        Random random = new Random(7 + dueAfter);
        for (int i = 0; i < records; i++) {
            String code = "000.00.01.H08-191216-%05d".formatted(deadlines.size());
            // A third of the wards hold nine tenths of the work.
            String ward = WARDS.get(random.nextInt(10) == 0 ? 7 + random.nextInt(14) : random.nextInt(7));
            Instant deadline = DUE.plusSeconds(dueAfter + random.nextInt(100_000));
            deadlines.put(code, deadline);
            pushed.add(hub.push(code, 1, ward, record(code, 1, 1), deadline));
        }
        pushed.forEach(CompletableFuture::join);
    }

    /** Which went later than their deadline says, by more than may be in flight together. */
    private static List<String> late(List<Landing> delivered, Map<String, Instant> deadlines) {
        List<String> asItShouldBe = deadlines.keySet().stream()
                .sorted(Comparator.comparing((String code) -> Objects.requireNonNull(deadlines.get(code)))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        Map<String, Integer> place = new HashMap<>();
        asItShouldBe.forEach(code -> place.put(code, place.size()));
        List<Landing> asItWas = new ArrayList<>(delivered);
        asItWas.sort(Comparator.comparing(Landing::startedAt));
        List<String> late = new ArrayList<>();
        for (int i = 0; i < asItWas.size(); i++) {
            String code = asItWas.get(i).flight().dossierCode();
            if (i - Objects.requireNonNull(place.get(code)) > SLACK) {
                late.add(code + " went as number " + i);
            }
        }
        return late;
    }

    /** Its share is a turn in which each ward has one; beside that, what was in flight before it came. */
    @Test
    void twentyThousandOfOneWardDelayThreeOfAnotherByNoMoreThanItsShare() {
        try (HubOnRealParts hub = hub().with("rate", "400")) {
            List<Landing> delivered = started(hub);
            push(hub, 0, 1);
            await("it flows", () -> delivered.size() == 1);
            for (int ward = 0; ward < 20; ward++) {
                // 20,000 and 5,000, then ever fewer, and never fewer than go while this test looks.
                push(hub, ward, Math.max(500, 20_000 / ((1 + ward) * (1 + ward))));
            }
            int before = delivered.size();
            push(hub, 20, 3);
            await("the small ward is through", () -> of(20, delivered) == 3);
            long meanwhile = whileWaiting(20, delivered);

            // A turn is four of each ward, and the lane filler may be a moment behind: one turn more.
            assertThat(meanwhile).isLessThan(WINDOW + 2 * 4 * WARDS.size());
            await("some more turns", () -> delivered.size() > before + 1_000);
            List<Landing> turns = List.copyOf(delivered).subList(before, before + 1_000);
            for (int ward = 0; ward < 20; ward++) {
                assertThat(of(ward, turns)).as("of ward %d", ward).isBetween(30L, 70L);
            }
        }
    }

    /** How many landed after the first of a ward had been accepted, up to its last. */
    private static long whileWaiting(int ward, List<Landing> landings) {
        List<Landing> own = landings.stream()
                .filter(landing -> landing.flight().unit().equals(WARDS.get(ward)))
                .toList();
        Instant came = own.stream()
                .map(landing -> landing.flight().acceptedAt())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return landings.subList(0, landings.indexOf(own.get(own.size() - 1))).stream()
                .filter(landing -> landing.endedAt().isAfter(came))
                .count();
    }

    private static long of(int ward, List<Landing> landings) {
        return landings.stream()
                .filter(landing -> landing.flight().unit().equals(WARDS.get(ward)))
                .count();
    }

    private static void push(HubOnRealParts hub, int ward, int records) {
        List<CompletableFuture<?>> pushed = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            String code = "000.00.%02d.H08-191216-%05d".formatted(10 + ward, records == 1 ? 99_999 : i);
            pushed.add(hub.push(code, 1, WARDS.get(ward), record(code, 1, 0)));
            if (i % 1_000 == 999 || i == records - 1) {
                pushed.forEach(CompletableFuture::join);
                pushed.clear();
            }
        }
    }

    private HubOnRealParts hub() {
        return new HubOnRealParts(journals.journal())
                .with("concurrency", String.valueOf(SENDERS))
                .with("window", String.valueOf(WINDOW));
    }

    private static List<Landing> started(HubOnRealParts hub) {
        List<Landing> delivered = new CopyOnWriteArrayList<>();
        hub.start().running().delivery().onLanded(landing -> {
            if (landing.becomes().isFinal()) {
                delivered.add(landing);
            }
        });
        return delivered;
    }
}
