package vn.lienthong.hub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

/** What the measure of order says. */
class UnderStrainTest {
    @Test
    void nobodyIsOvertakenWhenAllGoByTheirDeadline() {
        int[] byDue = IntStream.range(0, 5_000)
                .boxed()
                .sorted(Comparator.comparing(Load::due))
                .mapToInt(id -> id)
                .toArray();

        assertThat(UnderStrain.mostOvertaken(byDue)).isZero();
        int first = byDue[0];
        System.arraycopy(byDue, 1, byDue, 0, 200);
        byDue[200] = first;
        assertThat(UnderStrain.mostOvertaken(byDue)).isEqualTo(200);
    }

    @Property(tries = 200)
    void countsThoseThatAreDueLaterAndWentBefore(
            @ForAll @Size(max = 60) @UniqueElements List<@IntRange(max = 100_000) Integer> ids) {
        int[] arrivals = ids.stream().mapToInt(id -> id).toArray();
        int most = 0;
        for (int place = 0; place < arrivals.length; place++) {
            int due = Load.due(arrivals[place]);
            int overtaken = (int) IntStream.range(0, place)
                    .filter(before -> Load.due(arrivals[before]) > due)
                    .count();
            most = Math.max(most, overtaken);
        }

        assertThat(UnderStrain.mostOvertaken(arrivals)).isEqualTo(most);
    }
}
