package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.UnitLives;
import vn.lienthong.hub.journal.UnitLives.Life;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.switchover.Succession;

/** What the units of one code are called. */
class SwitchoverUnitsTest {
    private static final Reference REFERENCE = Reference.load(Path.of("mappings/tables"));

    @Test
    void eachOfTheUnitsThatHadACodeHasTheNameOfItsOwnDays() {
        UnitLives lives = Succession.lives(REFERENCE.units());
        SwitchoverUnits units = new SwitchoverUnits(List::of, REFERENCE::units);

        assertThat(lives.of("21583"))
                .extracting(life -> life.begins() + " " + units.name(lives, life))
                .containsExactly(" Phường Lê Lợi", "2024-12-01 Phường Thị Nại", "2025-07-01 Phường Quy Nhơn");
        assertThat(units.name(lives, Life.only("21568"))).isEqualTo("Phường Thị Nại");
        assertThat(units.name(lives, Life.only("99999"))).isEqualTo("-");
    }
}
