package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.vocabulary.TransferState;

class CrashIT {
    private static final int ROUNDS = 4;
    private static final int ACKNOWLEDGED = 400;

    @TempDir
    Path temporary = Path.of(".");

    private final Set<Long> accepted = new HashSet<>();
    private final Set<Long> landed = new HashSet<>();

    /** Once the hub alone is killed, once hub and server together, once the server first, once the guardian first: then the server stays. */
    @Test
    void losesNothingThatWasAcknowledgedWhenTheHubIsKilled() throws IOException, InterruptedException {
        Path folder = temporary.resolve("pg");
        for (int round = 0; round < ROUNDS; round++) {
            long server = runAndKill(folder, round);
            if (round == 0) {
                TestJournal.eventually(() -> !PostgresLeftover.runsOver(server, folder.resolve("pg")));
            } else if (round == 3) {
                assertThat(PostgresLeftover.runsOver(server, folder.resolve("pg")))
                        .isTrue();
            }
            check(folder, server);
        }
    }

    private long runAndKill(Path folder, int round) throws IOException, InterruptedException {
        Process hub = CrashingHub.start(folder, round * 1_000_000L);
        long server = -1;
        int heard = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(hub.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("P ")) {
                    server = Long.parseLong(line.substring(2));
                } else if (line.startsWith("A ") || line.startsWith("L ")) {
                    (line.startsWith("A ") ? accepted : landed).add(Long.parseLong(line.substring(2)));
                    heard++;
                }
                if (heard == ACKNOWLEDGED) {
                    kill(hub, server, round);
                }
            }
        }
        hub.waitFor();
        assertThat(heard).isGreaterThanOrEqualTo(ACKNOWLEDGED);
        return server;
    }

    private static void kill(Process hub, long server, int round) throws IOException, InterruptedException {
        if (round == 2) {
            signal(server);
        }
        if (round == 3) {
            for (ProcessHandle child : hub.children().toList()) {
                if (child.pid() != server) {
                    signal(child.pid());
                }
            }
        }
        // Not Process.destroyForcibly: that would also throw away what the hub had said and we had not read.
        signal(hub.pid());
        if (round == 1) {
            signal(server);
        }
    }

    private static void signal(long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor();
    }

    private void check(Path folder, long server) {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder);
                Journal journal = Journal.open(database, Clock.systemUTC(), JournalSettings.defaults())) {
            assertThat(database.pid()).isNotEqualTo(server);
            assertThat(accepted)
                    .allSatisfy(id -> assertThat(journal.submission(id)).isPresent());
            journal.recoverAfterCrash();
            List<TransferView> all = all(journal);
            Map<Long, TransferState> states = new HashMap<>();
            all.forEach(view -> states.put(view.id(), view.state()));
            assertThat(landed).allSatisfy(id -> assertThat(states.get(id)).isEqualTo(TransferState.DELIVERED));
            assertThat(states).doesNotContainValue(TransferState.IN_FLIGHT);
            assertThat(journal.balance()).allMatch(Journal.BalanceRow::closes);
            assertThat(journal.recount()).isEqualTo(journal.balance());
        }
    }

    private static List<TransferView> all(Journal journal) {
        List<TransferView> all = new ArrayList<>();
        TransferFilter any = new TransferFilter(null, null, null, null, Set.of(), null);
        List<TransferView> page = journal.transfers(any, null, 1000);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = journal.transfers(any, page.get(page.size() - 1).id(), 1000);
        }
        return all;
    }
}
