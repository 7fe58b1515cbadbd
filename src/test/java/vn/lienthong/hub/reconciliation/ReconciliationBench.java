package vn.lienthong.hub.reconciliation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.LastKnown;
import vn.lienthong.hub.journal.LastKnownFill;

/**
 * Many dossiers in a real journal with encrypted bodies, a city's list in NDJSON and a province's in CSV, 37 differences planted: how long it takes, how
 * much heap, whether all are found and nothing else is named. The journal is read in the same process.
 *
 * <p>{@code java -Xmx256m -cp … vn.lienthong.hub.reconciliation.ReconciliationBench FOLDER [dossiers]}; run it twice: the first fills the folder.
 */
public final class ReconciliationBench {
    private static final int PLANTED = 37;

    private ReconciliationBench() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        Path folder = Files.createDirectories(Path.of(args[0]));
        int dossiers = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        try (LastKnownFill fill = LastKnownFill.open(Files.createDirectories(folder.resolve("data")))) {
            long start = System.nanoTime();
            fill.fill(dossiers, i -> new LastKnownFill.Made(code(i), unit(i), record(i)));
            Map<String, Kind> planted = lists(folder, dossiers);
            out.printf("filled in %d s%n", (System.nanoTime() - start) / 1_000_000_000);
            System.gc();
            run(folder, fill.journal(), planted, out);
        }
    }

    private static void run(Path folder, Journal journal, Map<String, Kind> planted, PrintStream out) throws Exception {
        Clock clock = Clock.systemUTC();
        long start = System.nanoTime();
        Path work = Files.createTempDirectory(folder, "work");
        try (Spool spool = new Spool(work.resolve("differences"))) {
            Reconciled found = Reconciliation.run(
                    new Reconciliation.Question(
                            LastKnownFill.DESTINATION,
                            new Reconciliation.Lists(
                                    new ListFile(folder.resolve("city.ndjson"), Map.of(), clock.instant()),
                                    new ListFile(folder.resolve("province.csv"), Map.of(), clock.instant())),
                            new Reconciliation.Scope(null, null, null),
                            new StatusWords(ThreeSides.REFERENCE.statuses(), Map.of()),
                            (one, other, day) -> false,
                            clock.instant()),
                    () -> piped(journal),
                    work,
                    spool);
            double seconds = (System.nanoTime() - start) / 1e9;
            Map<String, Kind> named = new TreeMap<>();
            spool.each(one -> named.put(one.dossierCode(), one.kinds().get(0)));
            out.printf(
                    "%s%n", new Reports(found, spool).text().lines().limit(14).toList());
            out.printf("time %.1f s, most heap %d MB%n", seconds, heap() >> 20);
            TreeSet<String> missed = new TreeSet<>(planted.keySet());
            missed.removeAll(named.keySet());
            TreeSet<String> wrongly = new TreeSet<>(named.keySet());
            wrongly.removeAll(planted.keySet());
            out.printf(
                    "planted %d, named %d, missed %s, named wrongly %s, of the right kind %b%n",
                    planted.size(), named.size(), missed, wrongly, named.equals(planted));
        } finally {
            try (var files = Files.walk(work)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static long heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    /** As the hub streams it, without the network. */
    private static InputStream piped(Journal journal) throws IOException {
        PipedInputStream in = new PipedInputStream(1 << 18);
        PipedOutputStream out = new PipedOutputStream(in);
        Thread reader = new Thread(() -> {
            try (HubLine line = new HubLine(out)) {
                journal.lastKnown(new LastKnown.Asked(LastKnownFill.DESTINATION, null, null), known -> {
                    try {
                        line.write(known);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
                line.end();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        reader.start();
        return in;
    }

    private static LocalDate day(int i) {
        return LocalDate.of(2024, 1, 2).plusDays(i % 900);
    }

    private static String code(int i) {
        LocalDate day = day(i);
        return "000.00.%02d.H08-%02d%02d%02d-%06d"
                .formatted(i % 35, day.getYear() % 100, day.getMonthValue(), day.getDayOfMonth(), i);
    }

    private static String unit(int i) {
        return "2155" + i % 35;
    }

    private static boolean finished(int i) {
        return i % 10 != 3;
    }

    /** Made up; as long as an ordinary record. */
    private static String record(int i) {
        LocalDate day = day(i);
        StringBuilder steps = new StringBuilder();
        for (int step = 0; step < 6; step++) {
            steps.append(step == 0 ? "" : ",")
                    .append("{\"at\":\"")
                    .append(day.plusDays(step))
                    .append("T09:15:0")
                    .append(step)
                    .append("+07:00\",\"by\":\"CÁN BỘ MẪU ")
                    .append(i % 997)
                    .append("\",\"department\":\"Bộ phận tiếp nhận và trả kết quả\",\"note\":\"Bước ")
                    .append(step)
                    .append(" của hồ sơ mẫu\",\"status\":\"PROCESSING\"}");
        }
        return "{\"applicant\":{\"address\":{\"line\":\"" + i % 400
                + " Đường Mẫu\",\"ward\":\"21556\"},\"kind\":\"CITIZEN\",\"name\":\"NGƯỜI MẪU " + i
                + "\",\"phone\":\"0900000000\"},\"attachments\":[{\"id\":\"a1\",\"mediaType\":\"application/pdf\",\"name\":\"to-khai-"
                + i
                + ".pdf\",\"sha256\":\"" + sum(i) + "\",\"size\":48213}],\"dossierCode\":\"" + code(i)
                + "\",\"dueAt\":\"" + day.plusDays(10)
                + "T17:00:00+07:00\","
                + (finished(i) ? "\"finishedAt\":\"" + day.plusDays(6) + "T10:30:00+07:00\"," : "")
                + "\"procedureCode\":\"1.001193.000.00.00.H08\",\"receivedAt\":\"" + time(i)
                + ":00+07:00\",\"revision\":1,\"status\":\""
                + (finished(i) ? "RETURNED" : "PROCESSING") + "\",\"steps\":[" + steps + "],\"summary\":\"Hồ sơ mẫu số "
                + i + "\",\"unit\":\"" + unit(i) + "\"}";
    }

    private static String time(int i) {
        return day(i) + "T%02d:%02d".formatted(8 + i % 8, i % 60);
    }

    private static String sum(int i) {
        return "%016x".formatted(Values.mix(i)).repeat(4);
    }

    /** Writes both lists; the province's with what is planted. */
    private static Map<String, Kind> lists(Path folder, int dossiers) throws IOException {
        Map<String, Kind> planted = new TreeMap<>();
        int apart = dossiers / PLANTED;
        try (BufferedWriter city = Files.newBufferedWriter(folder.resolve("city.ndjson"));
                BufferedWriter province = Files.newBufferedWriter(folder.resolve("province.csv"))) {
            province.write(
                    "Mã hồ sơ;Mã đơn vị;Trạng thái;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;attachment-sums\n");
            for (int i = 0; i < dossiers; i++) {
                int plant = i % apart == apart / 2 && planted.size() < PLANTED ? planted.size() % 7 : -1;
                if (plant != 5) {
                    city.write("{\"dossierCode\":\"" + code(i) + "\",\"unit\":\"" + unit(i) + "\",\"status\":\""
                            + (finished(i) ? "RETURNED" : "PROCESSING") + "\",\"receivedAt\":\"" + time(i)
                            + ":00+07:00\",\"dueAt\":\""
                            + day(i).plusDays(10) + "T10:00:00Z\","
                            + (finished(i) ? "\"finishedAt\":\"" + day(i).plusDays(6) + "T10:30:00+07:00\"," : "")
                            + "\"attachments\":[{\"name\":\"to-khai-" + i + ".pdf\",\"sha256\":\"" + sum(i)
                            + "\"}]}\n");
                }
                String row = planted(i, plant);
                province.write(row == null ? "" : row);
                Kind kind = kind(plant);
                if (kind != null) {
                    planted.put(code(i), kind);
                }
            }
        }
        return planted;
    }

    private static @Nullable Kind kind(int plant) {
        return switch (plant) {
            case 0 -> Kind.MISSING_AT_PROVINCE;
            case 1 -> Kind.STATUS;
            case 2 -> Kind.RECEIVED;
            case 3 -> Kind.DUE;
            case 4 -> Kind.FINISHED;
            case 5 -> Kind.EXTRA;
            case 6 -> Kind.ATTACHMENTS;
            default -> null;
        };
    }

    private static @Nullable String planted(int i, int plant) {
        if (plant == 0) {
            return null;
        }
        String status = finished(i) ? "10" : "Đang xử lý";
        return String.join(
                        ";",
                        code(i),
                        unit(i),
                        plant == 1 ? "Dừng xử lý" : status,
                        ThreeSides.vietnamese(plant == 2 ? day(i) + "T16:59" : time(i)),
                        ThreeSides.vietnamese(
                                day(i).plusDays(plant == 3 ? 11 : 10).toString()),
                        plant == 4 ? "" : finished(i) ? ThreeSides.vietnamese(day(i).plusDays(6) + "T10:30") : "",
                        plant == 6 ? "" : sum(i))
                + "\n";
    }
}
