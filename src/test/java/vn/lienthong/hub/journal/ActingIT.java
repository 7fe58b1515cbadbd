package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person may do to a transfer, and what the journal answers otherwise. */
class ActingIT {
    private static final String PROVINCE = "province-rest";
    private static final Journal.By HOA = new Journal.By("Hoa (made up)", "a test");

    @RegisterExtension
    final TestJournal test = TestJournal.fresh();

    @Test
    void answersAnActForEveryState() {
        long flying = accept("H1", 1);
        long behind = accept("H1", 2);
        takeOff(flying);
        long delivered = accept("H2", 1);
        test.journal()
                .land(TestJournal.delivered(
                        takeOff(delivered).get(0), test.clock().instant()))
                .join();
        long ready = accept("H3", 1);
        assertThat(release(flying)).contains("IN_FLIGHT");
        assertThat(release(behind)).contains("behind an earlier transfer");
        assertThat(release(delivered)).contains("DELIVERED");
        assertThat(release(ready)).contains("READY");
        assertThat(cancel(flying)).contains("wait for the end of the attempt");
        assertThat(cancel(delivered)).contains("DELIVERED");
        assertThat(test.journal().release(TransferFilter.only(4711), HOA, false).join())
                .isEmpty();
        assertThatThrownBy(() -> test.journal()
                        .cancel(TransferFilter.only(ready), new Journal.By("", "why"), false)
                        .join())
                .hasMessageContaining("needs a name and a reason");
    }

    private String release(long id) {
        return refusal(
                test.journal().release(TransferFilter.only(id), HOA, false).join());
    }

    private String cancel(long id) {
        return refusal(
                test.journal().cancel(TransferFilter.only(id), HOA, false).join());
    }

    private static String refusal(List<Journal.ActResult> results) {
        assertThat(results.get(0).before()).isEqualTo(results.get(0).after());
        return String.valueOf(results.get(0).refusedBecause());
    }

    private long accept(String code, int revision) {
        return TestJournal.receipt(test.journal(), TestJournal.entry("city", code, revision, PROVINCE))
                .transfers()
                .get(0)
                .id();
    }

    private List<Flight> takeOff(long id) {
        return test.journal().takeOff(PROVINCE, List.of(id)).join();
    }
}
