package vn.lienthong.hub.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.switchover.Succession.Heir;
import vn.lienthong.hub.vocabulary.SwitchoverState;

class SuccessionTest {
    private static final LocalDate MERGER = LocalDate.of(2024, 12, 1);
    private static final LocalDate REFORM = LocalDate.of(2025, 7, 1);

    @Test
    void seventeenUnitsFollowTwentyOneAndSixFollowThem() {
        assertThat(heirs(MERGER, Map.of())).hasSize(17);
        assertThat(heirs(REFORM, Map.of()))
                .extracting(heir -> heir.unit().code() + " " + heir.unit().name() + " "
                        + heir.from().size())
                .containsExactly(
                        "21553 Phường Quy Nhơn Bắc 2",
                        "21583 Phường Quy Nhơn 4",
                        "21589 Phường Quy Nhơn Tây 2",
                        "21592 Phường Quy Nhơn Nam 4",
                        "21601 Phường Quy Nhơn Đông 4",
                        "21607 Xã Nhơn Châu 1");
    }

    @Test
    void aCodeThatIsUsedAgainIsAnHeirOfSeveral() {
        assertThat(heir("21583", heirs(MERGER, Map.of())).from())
                .extracting(one -> one.unit().code() + " " + one.unit().name())
                .containsExactlyInAnyOrder("21568 Phường Thị Nại", "21574 Phường Trần Hưng Đạo", "21583 Phường Lê Lợi");
    }

    @Test
    void inheritsWhatAllOfThemHaveAndIsPlannedOtherwise() {
        Map<String, SwitchoverState> states = Map.of(
                "21568", SwitchoverState.PROVINCE,
                "21574", SwitchoverState.PROVINCE,
                "21583", SwitchoverState.PROVINCE,
                "21571", SwitchoverState.PROVINCE);
        Heir thiNai = heir("21583", heirs(MERGER, states));
        Heir tranPhu = heir("21580", heirs(MERGER, states));

        assertThat(thiNai.inherits()).isTrue();
        assertThat(thiNai.state()).isEqualTo(SwitchoverState.PROVINCE);
        assertThat(tranPhu.inherits()).isFalse();
        assertThat(tranPhu.state()).isEqualTo(SwitchoverState.CITY);
    }

    @Test
    void onAnOrdinaryDayNobodyInherits() {
        assertThat(heirs(LocalDate.of(2025, 1, 15), Map.of())).isEmpty();
    }

    @Provide
    Arbitrary<LocalDate> reforms() {
        return Arbitraries.of(MERGER, REFORM);
    }

    @Provide
    Arbitrary<Map<String, SwitchoverState>> states() {
        List<String> codes =
                SamplePlan.REFERENCE.units().codes().stream().sorted().toList();
        return Arbitraries.maps(Arbitraries.of(codes), Arbitraries.of(SwitchoverState.class));
    }

    @Property
    void everyUnitHasOneHeirAndNoHeirIsFurtherThanAnyOfThose(
            @ForAll("reforms") LocalDate day, @ForAll("states") Map<String, SwitchoverState> states) {
        List<Heir> heirs = heirs(day, states);
        List<Unit> before = SamplePlan.REFERENCE.units().allOn(day.minusDays(1)).stream()
                .filter(unit -> !unit.kind().isCity())
                .toList();

        assertThat(heirs.stream().flatMap(heir -> heir.from().stream()).map(Succession.Predecessor::unit))
                .containsExactlyInAnyOrderElementsOf(before);
        assertThat(heirs)
                .allSatisfy(heir -> assertThat(heir.from()).isNotEmpty().allSatisfy(one -> assertThat(heir.state())
                        .isLessThanOrEqualTo(one.state())));
        assertThat(heirs.stream().filter(Heir::inherits).collect(Collectors.toList()))
                .allSatisfy(heir -> assertThat(heir.from())
                        .allSatisfy(one -> assertThat(one.state()).isEqualTo(heir.state())));
    }

    private static List<Heir> heirs(LocalDate day, Map<String, SwitchoverState> states) {
        return Succession.on(
                day, SamplePlan.REFERENCE.units(), code -> states.getOrDefault(code, SwitchoverState.CITY));
    }

    private static Heir heir(String code, List<Heir> heirs) {
        return heirs.stream()
                .filter(heir -> heir.unit().code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
