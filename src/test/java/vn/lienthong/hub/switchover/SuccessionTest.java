package vn.lienthong.hub.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.UnitLives;
import vn.lienthong.hub.reference.Unit;
import vn.lienthong.hub.reference.Units;
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
    void ofHoldingAnHeirInheritsRehearsalAndIsPlannedAndAUnitThatOnlyGoesOnKeepsIt() {
        Map<String, SwitchoverState> states = Map.of(
                "21568", SwitchoverState.HOLDING,
                "21574", SwitchoverState.HOLDING,
                "21583", SwitchoverState.HOLDING,
                "21607", SwitchoverState.HOLDING);
        Heir thiNai = heir("21583", heirs(MERGER, states));
        Heir nhonChau = heir("21607", heirs(MERGER, states));

        assertThat(thiNai.inherits()).isFalse();
        assertThat(thiNai.state()).isEqualTo(SwitchoverState.REHEARSAL);
        assertThat(nhonChau.inherits()).isTrue();
        assertThat(nhonChau.state()).isEqualTo(SwitchoverState.HOLDING);
    }

    @Test
    void aCodeThatIsUsedAgainIsAnotherUnitAndOneThatGoesOnIsTheSame() {
        UnitLives lives = Succession.lives(SamplePlan.REFERENCE.units());

        assertThat(lives.of("21583"))
                .extracting(UnitLives.Life::begins)
                .containsExactly("", "2024-12-01", "2025-07-01");
        assertThat(lives.of("21607")).containsExactly(UnitLives.Life.only("21607"));
        assertThat(lives.on("21550", LocalDate.of(2025, 6, 30))).isEqualTo(UnitLives.Life.only("21550"));
        assertThat(lives.on("21583", REFORM.minusDays(1)).begins()).isEqualTo("2024-12-01");
        assertThat(lives.predecessors(new UnitLives.Life("21583", "2025-07-01")))
                .extracting(UnitLives.Life::words)
                .containsExactlyInAnyOrder("21556", "21562", "21580 (since 2024-12-01)", "21583 (since 2024-12-01)");
    }

    @Test
    void aCodeIsUsedAgainOnlyByAUnitThatTookTheOneBeforeOver() {
        Units units = SamplePlan.REFERENCE.units();
        List<Unit> ended = units.meanings().stream()
                .filter(unit -> unit.until() != null)
                .filter(unit -> units.meanings().stream()
                        .anyMatch(later ->
                                later.code().equals(unit.code()) && Objects.equals(unit.until(), later.from())))
                .toList();

        assertThat(ended).hasSizeGreaterThan(20).allSatisfy(unit -> assertThat(
                        UnitTrace.successor(units, unit).map(Unit::code))
                .contains(unit.code()));
    }

    @Test
    void aDossierKeepsItsUnitAndItsProgressIsTheHeirs() {
        UnitTrace trace = UnitTrace.of(
                        SamplePlan.REFERENCE.units(), "21583", LocalDate.of(2024, 5, 6), LocalDate.of(2025, 8, 1))
                .orElseThrow();

        assertThat(trace.received().name()).isEqualTo("Phường Lê Lợi");
        assertThat(trace.hops())
                .extracting(hop -> hop.on() + " " + hop.to().name())
                .containsExactly("2024-12-01 Phường Thị Nại", "2025-07-01 Phường Quy Nhơn");
        assertThat(trace.handles()).isNotNull().extracting(Unit::name).isEqualTo("Phường Quy Nhơn");
        assertThat(UnitTrace.of(
                                SamplePlan.REFERENCE.units(),
                                "21607",
                                LocalDate.of(2019, 5, 6),
                                LocalDate.of(2025, 8, 1))
                        .orElseThrow()
                        .hops())
                .isEmpty();
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
                day, SamplePlan.REFERENCE.units(), unit -> states.getOrDefault(unit.code(), SwitchoverState.CITY));
    }

    private static Heir heir(String code, List<Heir> heirs) {
        return heirs.stream()
                .filter(heir -> heir.unit().code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
