package vn.lienthong.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.kit.SettableClock;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

/** Attempts become folders while they happen, and whoever offers them never waits. All people are made up. */
class LiveRecordingTest {
    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");
    private static final String PERSON = "Lương Thị Ngọc Điểm";

    @TempDir
    private Path data;

    private final SettableClock clock = new SettableClock(NOW);
    private final CountDownLatch disk = new CountDownLatch(1);

    private LivePlan plan(String share, int most) {
        return new LivePlan("province-rest", LiveShare.parse("x", share), data.resolve("live"), most, 1L << 30);
    }

    private LiveRecording live(LivePlan plan) {
        LiveRecording.Parts parts =
                new LiveRecording.Parts(() -> Recordings.set(data), name -> Recordings.KNOWN, this::place, clock);
        LiveRecording live = LiveRecording.of(parts, List.of(plan));
        live.start();
        return live;
    }

    /** A disk that does not come back before somebody lets it. */
    private FromJournal.Place place(String destination) {
        try {
            disk.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new FromJournal.Place(destination, "http://province.example/mapi", Map.of("hub", "0.1.0"));
    }

    private static String code(int number) {
        return "000.00.01.H08-191216-%04d".formatted(number);
    }

    static Landing landing(int number, int attempts, TransferState becomes) {
        return landing("province-rest", number, attempts, becomes, "{\"ChuHoSo\":\"" + PERSON + "\"}");
    }

    private static Landing landing(String destination, int number, int attempts, TransferState becomes, String body) {
        byte[] record = ("{\"dossierCode\":\"" + code(number) + "\",\"owner\":{\"name\":\"" + PERSON + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
        Flight flight = new Flight(
                1000 + number,
                1,
                "city",
                destination,
                "21556",
                code(number),
                1,
                record,
                attempts,
                0,
                false,
                Held.NOTHING,
                NOW,
                null,
                0);
        byte[] sent = body.getBytes(StandardCharsets.UTF_8);
        KeptExchange said = new KeptExchange(
                "DongBoHoSoMC", sent, 200, null, "{\"error_code\":0}".getBytes(StandardCharsets.UTF_8), 5, false);
        return new Landing(
                flight,
                NOW,
                NOW,
                new Outcome.Delivered(null),
                becomes,
                null,
                true,
                "accepted",
                Held.NOTHING,
                null,
                List.of(said));
    }

    private static LiveStanding standing(LiveRecording live) {
        return live.standing().get(0);
    }

    private static void awaitWritten(LiveRecording live, int attempts) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> standing(live).recorded() + standing(live).dropped() >= attempts);
    }

    @Test
    void attemptsOfATransferBecomeOneFolderMaskedBeforeItIsThere() throws IOException {
        disk.countDown();
        try (LiveRecording live = live(plan("all", 10))) {
            live.offer(landing(1, 0, TransferState.WAITING));
            live.offer(landing(1, 1, TransferState.DELIVERED));
            awaitWritten(live, 2);
        }
        List<Path> folders = ExchangeFolder.in(data.resolve("live"));
        assertThat(folders).singleElement().satisfies(folder -> {
            RecordedExchange kept = ExchangeFolder.read(folder);
            assertThat(kept.legs()).hasSize(2);
            assertThat(kept.about().state()).isEqualTo("DELIVERED");
            assertThat(kept.about().recorded().from()).isEqualTo("live");
            assertThat(kept.about().recorded().why()).isEqualTo("live recording of province-rest, share all");
            assertThat(kept.about().recorded().masked()).isTrue();
            assertThat(Recordings.request(kept)).doesNotContain(PERSON).contains("\"ChuHoSo\":\"");
            assertThat(Recordings.scan(data).of(folder)).isEmpty();
        });
        assertThat(data.resolve("live/.writing")).isEmptyDirectory();
    }

    @Test
    void whatAPersonWroteDownStaysWhenFurtherAttemptsCome() throws IOException {
        disk.countDown();
        try (LiveRecording live = live(plan("all", 10))) {
            live.offer(landing(1, 0, TransferState.WAITING));
            awaitWritten(live, 1);
            Path yaml = ExchangeFolder.in(data.resolve("live")).get(0).resolve("exchange.yaml");
            Files.writeString(
                    yaml, Files.readString(yaml).replace("ignore: []", "ignore:\n- {where: /t, why: a time}"));
            live.offer(landing(1, 1, TransferState.DELIVERED));
            awaitWritten(live, 2);
        }
        RecordedExchange kept =
                ExchangeFolder.read(ExchangeFolder.in(data.resolve("live")).get(0));
        assertThat(kept.ignore()).hasSize(1);
        assertThat(kept.legs()).hasSize(2);
    }

    @Test
    void whoOffersNeverWaitsForASlowDiskAndWhatFindsNoPlaceIsCounted() {
        try (LiveRecording live = live(plan("all", 20))) {
            long before = System.nanoTime();
            IntStream.range(0, 2000).forEach(i -> live.offer(landing(i, 0, TransferState.DELIVERED)));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            LiveStanding stuck = standing(live);
            assertThat(stuck.recorded()).isZero();
            // The queue, and the one that waits for the disk.
            assertThat(stuck.dropped()).isBetween(2000L - 513, 2000L - 512);
            assertThat(stuck.trouble()).contains("too slow");
            assertThat(live.waiting()).isEqualTo(512);

            disk.countDown();
            awaitWritten(live, 2000);
            clock.advance(Duration.ofMinutes(20));
            assertThat(standing(live).trouble()).isNull();
        }
        assertThat(ExchangeFolder.in(data.resolve("live"))).hasSize(20);
    }

    @Test
    void aFullFolderTakesNothingNewAndGoesOnWhenAPersonMadeRoom() throws IOException {
        disk.countDown();
        try (LiveRecording live = live(plan("all", 2))) {
            IntStream.range(0, 3).forEach(i -> live.offer(landing(i, 0, TransferState.WAITING)));
            awaitWritten(live, 3);
            assertThat(standing(live).kept()).isEqualTo(2);
            assertThat(standing(live).trouble()).startsWith("full: 2 exchanges");
            // What is there already may grow to its end.
            live.offer(landing(0, 1, TransferState.DELIVERED));
            awaitWritten(live, 4);
            assertThat(standing(live).recorded()).isEqualTo(3);

            Path away = Files.createDirectory(data.resolve("away"));
            for (Path folder : ExchangeFolder.in(data.resolve("live"))) {
                Files.move(folder, away.resolve(folder.getFileName()));
            }
            live.offer(landing(9, 3, TransferState.DELIVERED));
            awaitWritten(live, 5);
            assertThat(standing(live).kept()).isEqualTo(1);
        }
        assertThat(ExchangeFolder.read(ExchangeFolder.in(data.resolve("live")).get(0))
                        .notes())
                .anyMatch(note -> note.startsWith("attempts before are missing"));
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidAndDropped() throws IOException {
        disk.countDown();
        Files.writeString(data.resolve("live"), "a file where a folder should be");
        try (LiveRecording live = live(plan("all", 10))) {
            live.offer(landing(1, 0, TransferState.DELIVERED));
            awaitWritten(live, 1);
            assertThat(standing(live).dropped()).isEqualTo(1);
            assertThat(standing(live).trouble()).contains("cannot be written");
        }
    }

    @Test
    void whatACrashLeftOfTheOldOneIsReplacedByTheNewOneThatWasWrittenAlready() throws IOException {
        RecordedExchange left = Recordings.recorder(data).masked(Recordings.exchange("{}", Hidden.json("{}")));
        ExchangeFolder.write(data.resolve("live/.writing"), left);
        Path half = Files.createDirectories(data.resolve("live").resolve(ExchangeFolder.name(left)));
        Files.writeString(half.resolve("01-request.http"), "POST / HTTP/1.1");
        Files.createDirectories(data.resolve("live/.writing/half"));
        try (LiveRecording live = live(plan("all", 10))) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> standing(live).kept() == 1);
        }
        assertThat(ExchangeFolder.read(half).legs()).isNotEmpty();
    }

    @Test
    void whatIsTriedVeryOftenKeepsItsFirstMessagesAndSaysHowItEnded() {
        disk.countDown();
        try (LiveRecording live = live(plan("all", 10))) {
            IntStream.range(0, 51).forEach(i -> live.offer(landing(1, i, TransferState.WAITING)));
            live.offer(landing(1, 51, TransferState.DELIVERED));
            awaitWritten(live, 52);
        }
        RecordedExchange kept =
                ExchangeFolder.read(ExchangeFolder.in(data.resolve("live")).get(0));
        assertThat(kept.legs()).hasSize(50);
        assertThat(kept.about().state()).isEqualTo("DELIVERED");
        assertThat(kept.notes()).anyMatch(note -> note.contains("is left out"));
    }

    @Test
    void aShareIsByDossierAndTheSameOnesEachTime() {
        LiveShare twentieth = LiveShare.parse("x", "0.05");
        LiveShare third = LiveShare.parse("x", ".3");
        List<Integer> few = IntStream.range(0, 10_000)
                .filter(i -> twentieth.covers(code(i)))
                .boxed()
                .toList();
        assertThat(few).hasSizeBetween(400, 600).allMatch(i -> third.covers(code(i)));
        assertThat(few)
                .isEqualTo(IntStream.range(0, 10_000)
                        .filter(i -> twentieth.covers(code(i)))
                        .boxed()
                        .toList());
        assertThat(LiveShare.parse("x", "off").isOn()).isFalse();
        assertThat(LiveShare.parse("x", "1").covers("a")).isTrue();
        assertThatThrownBy(() -> LiveShare.parse("Setting hub.destinations.x.record", "1.5"))
                .hasMessage(
                        "Setting hub.destinations.x.record must be off, all, or a share of the dossiers between 0 and 1."
                                + " Found: 1.5. Example: 0.05.");
    }

    @Test
    void aPersonSwitchesItForATime() {
        disk.countDown();
        try (LiveRecording live = live(plan("off", 10))) {
            live.offer(landing(1, 0, TransferState.DELIVERED));
            LiveShare all = LiveShare.parse("x", "all");
            live.turn("province-rest", new LiveRecording.Turned(all, NOW.plusSeconds(60), "An", "a look"));
            live.offer(landing(2, 0, TransferState.DELIVERED));
            clock.advance(Duration.ofMinutes(2));
            live.offer(landing(3, 0, TransferState.DELIVERED));
            awaitWritten(live, 1);
            assertThat(standing(live).share().isOn()).isFalse();
            assertThat(live.turn("nobody", null)).isEmpty();
        }
        RecordedExchange kept =
                ExchangeFolder.read(ExchangeFolder.in(data.resolve("live")).get(0));
        assertThat(kept.about().recorded().by()).isEqualTo("An");
        assertThat(kept.about().recorded().why()).isEqualTo("live recording of province-rest, share all: a look");
    }

    private RecordedExchange onlyOne() {
        List<Path> all = ExchangeFolder.in(data.resolve("live"));
        assertThat(all).hasSize(1);
        return ExchangeFolder.read(all.get(0));
    }

    @Test
    void ofTwoHubsWithOneFolderOneWritesAndTheOtherSaysSo() throws IOException {
        disk.countDown();
        LiveRecording live = live(plan("all", 10));
        live.offer(landing(1, 0, TransferState.WAITING));
        awaitWritten(live, 1);
        try (LiveRecording other = live(plan("all", 10))) {
            Path writing = Files.createDirectories(data.resolve("live/.writing/of-the-one"));
            other.offer(landing(2, 0, TransferState.DELIVERED));
            awaitWritten(other, 1);
            assertThat(standing(other).recorded()).isZero();
            assertThat(standing(other).trouble())
                    .contains("another hub writes there, give each a record-folder of its own");
            assertThat(writing).isDirectory();
            live.offer(landing(1, 1, TransferState.DELIVERED));
            awaitWritten(live, 2);
            live.close();
            assertThat(onlyOne().legs()).hasSize(2);
            other.offer(landing(2, 1, TransferState.DELIVERED));
            awaitWritten(other, 2);
            assertThat(standing(other).recorded()).isEqualTo(1);
        }
    }

    @Test
    void twoDestinationsOfOneHubMayShareAFolder() {
        disk.countDown();
        LivePlan one = plan("all", 10);
        LivePlan two = new LivePlan("province-soap", one.share(), one.folder(), one.most(), one.mostBytes());
        LiveRecording.Parts parts =
                new LiveRecording.Parts(() -> Recordings.set(data), name -> Recordings.KNOWN, this::place, clock);
        try (LiveRecording live = LiveRecording.of(parts, List.of(one, two))) {
            live.start();
            live.offer(landing(1, 0, TransferState.DELIVERED));
            live.offer(landing("province-soap", 2, 0, TransferState.DELIVERED, "{}"));
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> live.standing().stream()
                    .allMatch(each -> each.recorded() == 1));
        }
        assertThat(ExchangeFolder.in(data.resolve("live"))).hasSize(2);
    }

    @Test
    void anAttemptThatFoundNoPlaceBetweenOthersIsNoted() {
        disk.countDown();
        try (LiveRecording live = live(plan("all", 10))) {
            live.offer(landing(1, 0, TransferState.WAITING));
            awaitWritten(live, 1);
            live.offer(landing("province-rest", 1, 1, TransferState.WAITING, "a".repeat(33 << 20)));
            assertThat(standing(live).dropped()).isEqualTo(1);
            live.offer(landing(1, 2, TransferState.DELIVERED));
            awaitWritten(live, 3);
        }
        assertThat(onlyOne().legs()).hasSize(2);
        assertThat(onlyOne().notes()).anyMatch(note -> note.startsWith("an attempt among these is missing"));
    }

    @Test
    void anAttemptThatWasDroppedLastIsNotedTooAndNotTwiceWhenAnotherComesAllTheSame() {
        disk.countDown();
        try (LiveRecording live = live(plan("all", 10))) {
            live.offer(landing(1, 0, TransferState.WAITING));
            awaitWritten(live, 1);
            live.offer(landing("province-rest", 1, 1, TransferState.DELIVERED, "a".repeat(33 << 20)));
            live.offer(landing(2, 0, TransferState.WAITING));
            live.offer(landing("province-rest", 2, 1, TransferState.WAITING, "a".repeat(33 << 20)));
            awaitWritten(live, 4);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .ignoreException(BadRecording.class) // read while one takes the place of another
                    .until(() -> ExchangeFolder.in(data.resolve("live")).stream()
                            .allMatch(one -> ExchangeFolder.read(one).notes().stream()
                                    .anyMatch(note -> note.startsWith("a later attempt is missing"))));
            live.offer(landing(2, 2, TransferState.DELIVERED));
            awaitWritten(live, 5);
        }
        assertThat(ExchangeFolder.in(data.resolve("live")))
                .flatExtracting(one -> ExchangeFolder.read(one).notes().stream()
                        .filter(note -> note.contains("attempt"))
                        .map(note -> note.replaceFirst(" is missing.*", ""))
                        .toList())
                .containsExactlyInAnyOrder("a later attempt", "an attempt among these");
    }

    @Test
    void anAttemptWhileItWasSwitchedOffIsNotedAndOfAnotherTransferIsNot() {
        disk.countDown();
        try (LiveRecording live = live(plan("all", 10))) {
            live.offer(landing(1, 0, TransferState.WAITING));
            live.turn("province-rest", new LiveRecording.Turned(LiveShare.OFF, NOW.plusSeconds(60), "An", "a rest"));
            live.offer(landing(1, 1, TransferState.WAITING));
            live.offer(landing(2, 0, TransferState.WAITING));
            live.turn("province-rest", null);
            live.offer(landing(1, 2, TransferState.DELIVERED));
            live.offer(landing(3, 0, TransferState.WAITING));
            live.offer(landing(3, 1, TransferState.DELIVERED));
            awaitWritten(live, 4);
        }
        List<Path> all = ExchangeFolder.in(data.resolve("live"));
        assertThat(all)
                .hasSize(2)
                .allMatch(one -> ExchangeFolder.read(one).legs().size() == 2);
        assertThat(all.stream().filter(one -> ExchangeFolder.read(one).notes().stream()
                        .anyMatch(note -> note.startsWith("an attempt among these is missing"))))
                .hasSize(1);
    }
}
