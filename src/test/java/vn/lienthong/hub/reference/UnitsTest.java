package vn.lienthong.hub.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    private static final LocalDate IN_2019 = LocalDate.of(2019, 12, 16);
    private static final LocalDate LAST_OF_OLD = LocalDate.of(2024, 11, 30);
    private static final LocalDate FIRST_OF_2024 = LocalDate.of(2024, 12, 1);
    private static final LocalDate LAST_OF_2024 = LocalDate.of(2025, 6, 30);
    private static final LocalDate FIRST_OF_2025 = LocalDate.of(2025, 7, 1);

    private final Units units = TestTables.REFERENCE.units();

    @Test
    void knowsTwentyOneThenSeventeenThenSixUnits() {
        assertThat(wardsOn(IN_2019)).hasSize(21);
        assertThat(wardsOn(LAST_OF_OLD)).hasSize(21);
        assertThat(wardsOn(FIRST_OF_2024)).hasSize(17);
        assertThat(wardsOn(LAST_OF_2024)).hasSize(17);
        assertThat(wardsOn(FIRST_OF_2025)).hasSize(6);
    }

    @Test
    void knowsTheCityAndItsFourteenDepartmentsUntilDistrictsEnd() {
        assertThat(units.allOn(IN_2019))
                .filteredOn(unit -> unit.kind().isCity())
                .hasSize(15);
        assertThat(units.unitOn("city:UBND", LAST_OF_2024)).map(Unit::kind).contains(Unit.Kind.CITY);
        assertThat(units.unitOn("city:UBND", FIRST_OF_2025)).isEmpty();
        assertThat(units.successorOf("city:TNMT", IN_2019, FIRST_OF_2025)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "21580, Phường Lý Thường Kiệt, Phường Trần Phú, ",
        "21583, Phường Lê Lợi, Phường Thị Nại, Phường Quy Nhơn",
        "21553, Phường Nhơn Phú, Phường Nhơn Phú, Phường Quy Nhơn Bắc",
        "21589, Phường Bùi Thị Xuân, Phường Bùi Thị Xuân, Phường Quy Nhơn Tây",
        "21592, Phường Nguyễn Văn Cừ, Phường Nguyễn Văn Cừ, Phường Quy Nhơn Nam",
        "21601, Xã Nhơn Hội, Xã Nhơn Hội, Phường Quy Nhơn Đông",
        "21586, Phường Trần Phú, , ",
        "21568, Phường Thị Nại, , "
    })
    void readsACodeByItsDate(String code, String in2019, String in2024, String in2025) {
        assertThat(name(code, LAST_OF_OLD)).isEqualTo(Optional.ofNullable(in2019));
        assertThat(name(code, FIRST_OF_2024)).isEqualTo(Optional.ofNullable(in2024));
        assertThat(name(code, LAST_OF_2024)).isEqualTo(Optional.ofNullable(in2024));
        assertThat(name(code, FIRST_OF_2025)).isEqualTo(Optional.ofNullable(in2025));
    }

    @ParameterizedTest
    @CsvSource({
        "21568, 2019-12-16, 2024-12-01, 21583, Phường Thị Nại",
        "21568, 2019-12-16, 2026-11-23, 21583, Phường Quy Nhơn",
        "21580, 2019-12-16, 2025-01-10, 21580, Phường Trần Phú",
        "21580, 2019-12-16, 2025-07-01, 21583, Phường Quy Nhơn",
        "21991, 2025-06-30, 2025-07-01, 21589, Phường Quy Nhơn Tây",
        "21607, 2019-01-01, 2026-11-23, 21607, Xã Nhơn Châu",
        "21583, 2019-12-16, 2019-12-16, 21583, Phường Lê Lợi"
    })
    void followsAUnitThroughItsMergers(
            String code, LocalDate receivedOn, LocalDate onDay, String laterCode, String laterName) {
        assertThat(units.successorOf(code, receivedOn, onDay)).hasValueSatisfying(unit -> {
            assertThat(unit.code()).isEqualTo(laterCode);
            assertThat(unit.name()).isEqualTo(laterName);
        });
    }

    @Test
    void hasNoSuccessorForADayBeforeReceptionOrForACodeThatMeantNothing() {
        assertThat(units.successorOf("21583", FIRST_OF_2024, LAST_OF_OLD)).isEmpty();
        assertThat(units.successorOf("21568", FIRST_OF_2024, FIRST_OF_2025)).isEmpty();
        assertThat(units.successorOf("99999", IN_2019, FIRST_OF_2025)).isEmpty();
    }

    @Test
    void givesEveryUnitOf2019ExactlyOneSuccessorIn2025() {
        for (Unit unit : wardsOn(IN_2019)) {
            assertThat(units.successorOf(unit.code(), IN_2019, FIRST_OF_2025))
                    .as(unit.name())
                    .hasValueSatisfying(
                            later -> assertThat(wardsOn(FIRST_OF_2025)).contains(later));
        }
    }

    @Property
    void hasAtMostOneMeaningForACodeOnADay(@ForAll("days") LocalDate day) {
        assertThat(units.allOn(day)).extracting(Unit::code).doesNotHaveDuplicates();
    }

    @Property
    void reachesTheSameUnitWhetherItStepsOrJumps(
            @ForAll("days") LocalDate one, @ForAll("days") LocalDate two, @ForAll("days") LocalDate three) {
        List<LocalDate> days =
                java.util.stream.Stream.of(one, two, three).sorted().toList();
        for (Unit unit : wardsOn(days.get(0))) {
            Unit middle =
                    units.successorOf(unit.code(), days.get(0), days.get(1)).orElseThrow();
            assertThat(units.successorOf(middle.code(), days.get(1), days.get(2)))
                    .isEqualTo(units.successorOf(unit.code(), days.get(0), days.get(2)));
        }
    }

    @Property
    void hasAnAgencyCodeForEveryUnitOnEveryDay(@ForAll("days") LocalDate day) {
        List<String> codes = units.allOn(day).stream()
                .map(unit ->
                        TestTables.REFERENCE.agencies().codeOn(unit.code(), day).orElseThrow())
                .toList();
        assertThat(codes).doesNotHaveDuplicates();
        assertThat(codes).allMatch(code -> code.contains("ZZ"));
    }

    @Test
    void changesTheAgencyCodeFromH08ToH21WithTheMerger() {
        Agencies agencies = TestTables.REFERENCE.agencies();
        assertThat(agencies.codeOn("21583", IN_2019))
                .hasValueSatisfying(code -> assertThat(code).endsWith(".H08"));
        assertThat(agencies.codeOn("21583", FIRST_OF_2025))
                .hasValueSatisfying(code -> assertThat(code).startsWith("H21."));
        assertThat(agencies.codeOn("21583", IN_2019)).isNotEqualTo(agencies.codeOn("21583", FIRST_OF_2024));
        assertThat(agencies.anyFictitious()).isTrue();
    }

    @Test
    void keepsNamesComposed() {
        assertThat(units.allOn(IN_2019)).allMatch(unit -> Normalizer.isNormalized(unit.name(), Normalizer.Form.NFC));
    }

    @Test
    void saysWhatACodeMeantOnOtherDays() {
        assertThat(units.unknown("21568", FIRST_OF_2025).message())
                .isEqualTo(
                        "The unit code means nothing on that day. Found: code 21568 on 2025-07-01; known: Phường Thị Nại"
                                + " the beginning to 2024-11-30. Send the code that the unit had on the day of reception.");
        assertThat(units.unknown("21\u000B583", IN_2019).message()).contains("code 21 583 on 2019-12-16");
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(0, 12 * 365).map(LocalDate.of(2017, 1, 1)::plusDays);
    }

    private Optional<String> name(String code, LocalDate day) {
        return units.unitOn(code, day).map(Unit::name);
    }

    private List<Unit> wardsOn(LocalDate day) {
        return units.allOn(day).stream().filter(unit -> !unit.kind().isCity()).toList();
    }
}
