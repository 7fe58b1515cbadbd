package vn.lienthong.hub.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.rehearsal.Causes.Offender;
import vn.lienthong.hub.rehearsal.Trial.Stage;

class CausesTest {
    @Property
    void everyFailureIsInOneGroupOfWhichTheFirstTenAreNamed(
            @ForAll @Size(max = 300) List<@IntRange(min = 0, max = 30) Integer> codes) {
        Causes causes = new Causes();
        codes.forEach(code -> causes.add(
                Cause.of(Records.unfit(Stage.MAPPING, "unmapped-procedure", "x", "procedure:P" + code)),
                new Offender("H" + code, 1, "x"),
                ""));

        assertThat(causes.all().stream()
                        .mapToLong(entry -> entry.getValue().count)
                        .sum())
                .isEqualTo(codes.size())
                .isEqualTo(causes.failures());
        assertThat(causes.all())
                .hasSize((int) codes.stream().distinct().count())
                .allSatisfy(entry -> assertThat(entry.getValue().first.size())
                        .isEqualTo((int) Math.min(Causes.SHOWN, entry.getValue().count)));
        assertThat(causes.all().stream().map(entry -> -entry.getValue().count)).isSorted();
    }

    @Test
    void failuresThatDifferInNumbersOnlyAreOneCause() {
        assertThat(Cause.of(Records.unfit(Stage.MAPPING, "bad-identity", "text of 11 characters at /record/a", null)))
                .isEqualTo(Cause.of(
                        Records.unfit(Stage.MAPPING, "bad-identity", "text of 8 characters at /record/a", null)))
                .isNotEqualTo(Cause.of(
                        Records.unfit(Stage.MAPPING, "bad-identity", "text of 8 characters at /record/b", null)));
    }

    @Test
    void eachStepHasItsKindAndWhoCanAct() {
        assertThat(kind(Stage.MAPPING, "procedure:X")).isEqualTo(Kind.UNKNOWN_PROCEDURE);
        assertThat(kind(Stage.MAPPING, "unit:21556")).isEqualTo(Kind.UNASSIGNED_CODE);
        assertThat(kind(Stage.MAPPING, null)).isEqualTo(Kind.FIELD);
        assertThat(kind(Stage.FILES, null)).isEqualTo(Kind.ATTACHMENT_MISSING);
        assertThat(kind(Stage.ANSWER, null)).isEqualTo(Kind.REFUSED_BY_TEST);
        assertThat(Kind.values()).allSatisfy(kind -> assertThat(kind.who()).isNotBlank());
    }

    @Test
    void howeverManyCausesThereAreABoundedNumberIsKeptAndAllAreCounted() {
        Causes causes = new Causes();
        for (int i = 0; i < 2_000; i++) {
            causes.add(
                    Cause.of(Records.unfit(Stage.MAPPING, "unmapped-procedure", "x", "procedure:P" + i)),
                    new Offender("H" + i, 1, "x"),
                    "");
        }

        assertThat(causes.failures()).isEqualTo(2_000);
        assertThat(causes.all()).hasSize(501);
        assertThat(causes.all().get(0).getKey().code()).isEqualTo("further-causes");
        assertThat(causes.all().get(0).getValue().count).isEqualTo(1_500);
    }

    private static Kind kind(Stage stage, @Nullable String unmapped) {
        return Cause.of(Records.unfit(stage, "c", "f", unmapped)).kind();
    }
}
