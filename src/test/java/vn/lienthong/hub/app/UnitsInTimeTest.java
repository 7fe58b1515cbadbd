package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.reference.Reference;

/** Whether a list that names another code means another unit. Agency codes are made up. */
class UnitsInTimeTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 5, 6);
    private static final LocalDate BETWEEN = LocalDate.of(2025, 2, 3);
    private static final LocalDate LAST = LocalDate.of(2025, 8, 1);

    private final UnitsInTime units = new UnitsInTime(Reference.load(Path.of("mappings/tables")));

    @Test
    void anHeirIsTheSameInEveryEpoch() {
        assertThat(units.same("21568", "21583", FIRST)).isTrue();
        assertThat(units.same("21583", "21568", FIRST)).isTrue();
        assertThat(units.same("21556", "21583", BETWEEN)).isTrue();
        assertThat(units.same("21607", "21607", FIRST)).isTrue();
    }

    @Test
    void anotherUnitIsNot() {
        assertThat(units.same("21556", "21601", FIRST)).isFalse();
        assertThat(units.same("21583", "21601", LAST)).isFalse();
        assertThat(units.same("21568", "21583", LAST)).isFalse();
        assertThat(units.same("21568", "21583", null)).isFalse();
    }

    @Test
    void anAgencyIsItsUnitOnThatDayAndItsHeirsAgencyToo() {
        assertThat(units.same("21583", "000.12.ZZ.H08", FIRST)).isTrue();
        assertThat(units.same("21583", "000.32.ZZ.H08", FIRST)).isTrue();
        assertThat(units.same("21568", "000.32.ZZ.H08", FIRST)).isTrue();
        assertThat(units.same("21568", "H21.ZZ.01", FIRST)).isTrue();
        assertThat(units.same("H21.ZZ.01", "21583", LAST)).isTrue();
        assertThat(units.same("21568", "H21.ZZ.02", FIRST)).isFalse();
        assertThat(units.same("21568", "000.12.ZZ.H08", FIRST)).isFalse();
    }

    @Test
    void theUnitsThatACodeMayMeanAreNamedFromTheDayOn() {
        assertThat(units.meanings("21583", FIRST))
                .isEqualTo("Phường Lê Lợi, then Phường Thị Nại, then Phường Quy Nhơn");
        assertThat(units.meanings("21583", null)).startsWith("Phường Lê Lợi, then");
        assertThat(units.meanings("21583", BETWEEN)).isEqualTo("Phường Thị Nại, then Phường Quy Nhơn");
        assertThat(units.meanings("21583", LAST)).isEmpty();
        assertThat(units.meanings("21556", FIRST)).as("one that went on").isEmpty();
        assertThat(units.meanings("99999", FIRST)).isEmpty();
    }

    @Test
    void aCodeThatIsUsedAgainMayBeMeantAsTheLaterUnit() {
        assertThat(units.same("21586", "21583", FIRST)).isTrue();
        assertThat(units.same("21586", "21583", LAST)).isFalse();
    }
}
