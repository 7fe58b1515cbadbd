package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A journal of 200,000 transfers; {@link JournalFill} does the same with five million by command. */
class PlansIT {
    /** They count everything that is open, so they read all of that. */
    private static final Set<String> READS_ALL_THAT_IS_OPEN = Set.of("balance", "what is unreported");

    @RegisterExtension
    final TestJournal test = TestJournal.with(Clock.systemUTC(), settings -> settings);

    @Test
    void reachesEveryRowOfALargeJournalThroughAnIndex() throws SQLException {
        JournalFill.fill(test.pool(), 200_000);
        assertThat(test.journal().balance())
                .allMatch(Journal.BalanceRow::closes)
                .hasSizeGreaterThan(20);
        assertThat(test.journal().recount()).isEqualTo(test.journal().balance());
        JournalFill.owe(test.pool());
        List<HotQueries.Plan> plans = HotQueries.explain(test.pool());
        assertThat(plans).hasSize(38);
        for (HotQueries.Plan plan : plans) {
            String allowed = READS_ALL_THAT_IS_OPEN.contains(plan.name()) ? "tally|open_transfer|resent" : "tally";
            assertThat(readWhole(plan.text(), allowed))
                    .as(plan.name() + "\n" + plan.text())
                    .isEmpty();
            assertThat(plan.text()).contains("Execution Time");
        }
    }

    /** Tables that were read from end to end; an empty partition has no end to speak of. */
    private static List<String> readWhole(String plan, String allowed) {
        List<String> read = new ArrayList<>();
        String[] lines = plan.split("\n");
        for (int i = 0; i < lines.length; i++) {
            boolean whole = lines[i].matches(".*Seq Scan on (?!(" + allowed + ")\\b).*")
                    && !lines[i].contains("never executed");
            boolean something = !lines[i].contains("actual rows=0")
                    || String.join(" ", List.of(lines).subList(i + 1, Math.min(lines.length, i + 3)))
                            .contains("Rows Removed");
            if (whole && something) {
                read.add(lines[i].strip());
            }
        }
        return read;
    }
}
