package vn.lienthong.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.lienthong.hub.difference.Exchanges;

/** In which order exchanges are played, and what a broken one does to the others. */
class ProcessionTest {
    private static ReplayScript script(String dossier, String transfer) {
        return new ReplayScript(
                Path.of(dossier + "_" + transfer),
                Exchanges.of(
                        dossier,
                        transfer,
                        List.of(Exchanges.leg("X", "POST /" + dossier + " HTTP/1.1\r\n\r\n", "HTTP/1.1 200\r\n\r\n"))));
    }

    @Test
    @Timeout(60)
    void whatBreaksOneDoesNotKeepTheOthersFromBeingPlayed() throws InterruptedException {
        List<ReplayScript> all =
                Stream.of("1", "2", "3").map(number -> script("000-1", number)).toList();
        Queue<String> played = new ConcurrentLinkedQueue<>();
        // One worker: if it died, nothing more would be begun.
        Procession procession = new Procession(all, new Procession.Pace(0, 1, 1), (script, end) -> {
            played.add(script.name());
            if (script == all.get(0)) {
                throw new IllegalStateException("broken on purpose");
            }
            end.run();
        });
        assertThat(procession.play()).isEmpty();
        assertThat(played).containsExactly("000-1_1", "000-1_2", "000-1_3");
        assertThat(procession.broken())
                .isEqualTo(Map.of(all.get(0), "java.lang.IllegalStateException: broken on purpose"));
    }
}
