package vn.lienthong.hub.journal;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.HeldSteps;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Status;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * Measures the journal alone: records of 2.4 KB go from acceptance over taking off to landing, with a kept exchange of the same size.
 * Then the same once more while retention archives, and the audit is verified. Prints records per second and the processor time of hub and PostgreSQL per record; asserts nothing.
 *
 * <p>{@code java -cp … vn.lienthong.hub.journal.JournalBench [records] [accepts under way] [folder]}
 */
public final class JournalBench {
    private static final String PROVINCE = "province-rest";
    private static final int UNITS = 35;
    private static final int SIZE = 2_400;

    private final Journal journal;
    private final EmbeddedDatabase database;
    private final Semaphore window;
    private final ConcurrentLinkedQueue<Long> acks = new ConcurrentLinkedQueue<>();
    private final PrintStream out;

    private JournalBench(EmbeddedDatabase database, Journal journal, int underWay, PrintStream out) {
        this.database = database;
        this.journal = journal;
        this.window = new Semaphore(underWay);
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        int records = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int underWay = args.length > 1 ? Integer.parseInt(args[1]) : 32;
        Path folder = args.length > 2 ? Path.of(args[2]) : Files.createTempDirectory("journal-bench");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
                Journal journal = Journal.open(
                        database,
                        Clock.systemUTC(),
                        JournalSettings.defaults().encryptedWith(folder.resolve("journal.key")))) {
            JournalBench bench = new JournalBench(database, journal, underWay, System.out);
            bench.run("warm", Math.max(2_000, records / 5));
            bench.run("run1", records);
            bench.run("run2", records);
            verify(journal);
            AtomicBoolean on = new AtomicBoolean(true);
            CompletableFuture<Void> retention = CompletableFuture.runAsync(() -> retain(journal, folder, on));
            bench.run("with retention", records);
            on.set(false);
            retention.join();
            verify(journal);
            System.out.println(
                    journal.balance().stream().allMatch(Journal.BalanceRow::closes)
                            ? "balance closes"
                            : "BALANCE OPEN");
        }
    }

    private static void verify(Journal journal) {
        long start = System.nanoTime();
        Audit.Report report = journal.audit().verify(new Audit.Wanted(null, null, null), (links, of, entries) -> {});
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "verified %d entries in %d links in %.2f s = %.0f/s, %d faults%n",
                report.entries(), report.links(), seconds, report.entries() / seconds, report.count());
    }

    /** Archives whatever has ended, one pass after another, as if two hours had gone by. */
    private static void retain(Journal journal, Path folder, AtomicBoolean on) {
        RetentionSettings settings = new RetentionSettings(
                Duration.ofHours(1),
                Duration.ofHours(1),
                RetentionSettings.Action.ARCHIVE,
                folder.resolve("archive"),
                0);
        long blocks = 0;
        long bytes = 0;
        while (on.get()) {
            Retention.Pass pass =
                    journal.retention().run(settings, Instant.now().plus(Duration.ofHours(2)), on::get);
            blocks += pass.blocks();
            bytes += pass.bytes();
        }
        System.out.printf("   retention archived %d blocks, %d MB meanwhile%n", blocks, bytes >> 20);
    }

    private void run(String name, int records) throws Exception {
        List<byte[]> bodies = bodies(name.hashCode());
        CountDownLatch landed = new CountDownLatch(records);
        ConcurrentLinkedQueue<Long> hints = new ConcurrentLinkedQueue<>();
        LaneLoop lanes = new LaneLoop(journal, landed);
        journal.onReady(lanes::offer);
        acks.clear();
        long hubBefore = hubCpu();
        Map<Long, Long> pgBefore = database(database.pid());
        long start = System.nanoTime();
        for (int i = 0; i < records; i++) {
            window.acquire();
            long asked = System.nanoTime();
            journal.accept(entry(name + "-" + i, bodies.get(i % bodies.size()), i))
                    .whenComplete((a, e) -> {
                        acks.add(System.nanoTime() - asked);
                        window.release();
                    });
        }
        long accepted = System.nanoTime();
        landed.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        lanes.stop();
        out.println(((PostgresJournal) journal).counts());
        report(name, records, seconds, (accepted - start) / 1e9);
        out.printf(
                "   hub %.4f ms/record, PostgreSQL %.4f ms/record, left %d%n",
                (hubCpu() - hubBefore) / 1e6 / records, cpuSince(pgBefore) * 1e3 / records, hints.size());
    }

    private void report(String name, int records, double seconds, double accepting) {
        long[] sorted = acks.stream().mapToLong(Long::longValue).sorted().toArray();
        out.printf(
                "%s: %d records in %.2f s = %.0f/s (accepted %.0f/s), ack p50 %.2f ms p99 %.2f ms%n",
                name,
                records,
                seconds,
                records / seconds,
                records / accepting,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6);
    }

    /** As the lanes do it: bundles of ready transfers are taken off together, each lands by itself. */
    private static final class LaneLoop {
        private final Journal journal;
        private final CountDownLatch landed;
        private volatile boolean stopped;

        LaneLoop(Journal journal, CountDownLatch landed) {
            this.journal = journal;
            this.landed = landed;
        }

        void offer(List<Journal.Ready> ready) {
            if (stopped) {
                return;
            }
            Map<String, List<Long>> lanes = ready.stream()
                    .collect(Collectors.groupingBy(
                            Journal.Ready::unit, Collectors.mapping(Journal.Ready::transferId, Collectors.toList())));
            lanes.values()
                    .forEach(ids -> journal.takeOff(PROVINCE, ids).thenAccept(flights -> flights.forEach(this::land)));
        }

        private void land(Flight flight) {
            Instant now = flight.acceptedAt();
            Landing landing = new Landing(
                    flight,
                    now,
                    now.plus(Duration.ofMillis(20)),
                    new Outcome.Delivered("R" + flight.transferId()),
                    TransferState.DELIVERED,
                    null,
                    true,
                    "ok",
                    new Held(true, HeldSteps.of(List.of("a", "b", "c")), null),
                    null,
                    List.of(new Landing.KeptExchange(
                            "DongBoHoSoMC",
                            flight.content(),
                            200,
                            null,
                            "{\"error_code\":\"0\",\"message\":\"Cập nhật thành công\"}"
                                    .getBytes(StandardCharsets.UTF_8),
                            20,
                            false)));
            CompletableFuture<Void> done = journal.land(landing);
            done.whenComplete((v, e) -> {
                if (e != null) {
                    e.printStackTrace();
                }
                landed.countDown();
            });
        }

        void stop() {
            stopped = true;
        }
    }

    private static Entry entry(String code, byte[] body, int i) throws Exception {
        DossierRecord record = new DossierRecord(
                "000.00.01.H08-" + code,
                1,
                "1.001193.000.00.00.H08",
                "unit-" + i % UNITS,
                Status.PROCESSING,
                null,
                Instant.EPOCH,
                null,
                body);
        byte[] fingerprint = MessageDigest.getInstance("SHA-256").digest(body);
        return new Entry(
                "city",
                record,
                fingerprint,
                List.of(PROVINCE),
                Instant.parse("2026-12-01T10:00:00Z").plusSeconds(i));
    }

    /** Bodies with 60 fields of words that recur and numbers that do not. */
    private static List<byte[]> bodies(long seed) {
        Random chance = new Random(seed);
        String[] words = {
            "Nguyễn", "Văn", "Trần", "Thị", "phường", "Quy Nhơn", "hồ sơ", "đăng ký", "khai sinh", "giấy", "chứng nhận"
        };
        List<byte[]> bodies = new ArrayList<>();
        for (int b = 0; b < 500; b++) {
            StringBuilder json = new StringBuilder("{");
            for (int field = 0; json.length() < SIZE - 250; field++) {
                json.append("\"field")
                        .append(field)
                        .append("\":\"")
                        .append(words[chance.nextInt(words.length)])
                        .append(' ')
                        .append(words[chance.nextInt(words.length)])
                        .append(' ')
                        .append(chance.nextInt(1_000_000))
                        .append("\",");
            }
            bodies.add(json.append("\"end\":1}").toString().getBytes(StandardCharsets.UTF_8));
        }
        return bodies;
    }

    private static long hubCpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private double cpuSince(Map<Long, Long> before) throws IOException {
        long ticks = 0;
        for (Map.Entry<Long, Long> now : database(database.pid()).entrySet()) {
            ticks += now.getValue() - before.getOrDefault(now.getKey(), 0L);
        }
        return ticks / 100.0;
    }

    /** Processor ticks of the server and its children. */
    private static Map<Long, Long> database(long postmaster) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(p -> p.getFileName().toString().chars().allMatch(Character::isDigit))
                    .map(JournalBench::stat)
                    .filter(s ->
                            s.length > 20 && (Long.parseLong(s[0]) == postmaster || Long.parseLong(s[3]) == postmaster))
                    .collect(Collectors.toMap(
                            s -> Long.parseLong(s[0]),
                            s -> Long.parseLong(s[13])
                                    + Long.parseLong(s[14])
                                    + (Long.parseLong(s[0]) == postmaster
                                            ? Long.parseLong(s[15]) + Long.parseLong(s[16])
                                            : 0)));
        }
    }

    private static String[] stat(Path process) {
        try {
            String line = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            int end = line.lastIndexOf(')');
            String pid = line.substring(0, line.indexOf(' '));
            String[] rest = line.substring(end + 2).split(" ");
            String[] all = new String[rest.length + 2];
            all[0] = pid;
            all[1] = "";
            System.arraycopy(rest, 0, all, 2, rest.length);
            return Arrays.copyOf(all, all.length);
        } catch (IOException e) {
            return new String[0];
        }
    }
}
