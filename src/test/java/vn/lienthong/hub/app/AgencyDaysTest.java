package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.switchover.Gates.Known;

class AgencyDaysTest {
    private static final Reference REFERENCE = Reference.load(Path.of("mappings/tables"));

    @Test
    void aUnitThatEndsBeforeItIsSettledHasNoCodeOnTheDaysAfter() {
        assertThat(absent("2025-06-20", "2025-07-02"))
                .isEqualTo(new Known(2, List.of("21559 on 2025-07-01", "21559 on 2025-07-02")));
    }

    @Test
    void bothTheFirstAndTheLastDayCount() {
        assertThat(absent("2025-06-20", "2025-06-30").number()).isZero();
        assertThat(absent("2025-06-30", "2025-07-01").number()).isEqualTo(1);
        assertThat(absent("2025-07-01", "2025-07-01").number()).isEqualTo(1);
    }

    private static Known absent(String from, String to) {
        return AgencyDays.absent(REFERENCE.agencies(), "21559", LocalDate.parse(from), LocalDate.parse(to));
    }
}
