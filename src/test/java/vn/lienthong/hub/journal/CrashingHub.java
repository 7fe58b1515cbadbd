package vn.lienthong.hub.journal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A hub that accepts, takes off and lands until it is killed. Says on standard output what was acknowledged: {@code P pid} of the server,
 * {@code A submission} and {@code L transfer}, each only after the journal answered.
 */
final class CrashingHub {
    static final String DESTINATION = "echo";

    private CrashingHub() {}

    public static void main(String[] args) {
        PrintStream out = System.out;
        EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]));
        Journal journal = Journal.open(database, Clock.systemUTC(), JournalSettings.defaults());
        journal.recoverAfterCrash();
        out.println("P " + database.pid());
        journal.onReady(ready -> journal.takeOff(
                        DESTINATION,
                        ready.stream().map(Journal.Ready::transferId).toList())
                .thenAccept(flights -> flights.forEach(flight -> land(journal, flight, out))));
        AtomicLong count = new AtomicLong(Long.parseLong(args[1]));
        for (int thread = 0; thread < 8; thread++) {
            new Thread(() -> accept(journal, count, out)).start();
        }
    }

    private static void accept(Journal journal, AtomicLong count, PrintStream out) {
        while (true) {
            long n = count.incrementAndGet();
            // Ten revisions of each dossier, so that many transfers wait for one before them.
            Entry entry = TestJournal.entry("city", "H" + n / 10, (int) (n % 10) + 1, DESTINATION);
            if (journal.accept(entry).join() instanceof Acceptance.Receipt receipt) {
                say(out, "A " + receipt.submissionId());
            }
        }
    }

    private static void land(Journal journal, Flight flight, PrintStream out) {
        journal.land(TestJournal.delivered(flight, flight.acceptedAt()))
                .thenRun(() -> say(out, "L " + flight.transferId()));
    }

    private static void say(PrintStream out, String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    static Process start(Path folder, long from) throws java.io.IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingHub.class.getName(),
                folder.toString(),
                Long.toString(from));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
