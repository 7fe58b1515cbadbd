package vn.lienthong.hub.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DossiersTest {
    /** Each number is a record: of which dossier, whether it is open then, whether it fails. */
    @Property
    void countsAsAMapDoes(@ForAll @Size(max = 500) List<@IntRange(min = 0, max = 799) Integer> records) {
        Dossiers dossiers = new Dossiers();
        Map<Integer, Boolean> open = new HashMap<>();
        Set<Integer> failed = new HashSet<>();
        for (int record : records) {
            int code = record / 4;
            boolean fails = (record & 1) == 1;
            open.put(code, (record & 2) == 2);
            if (fails) {
                failed.add(code);
            }
            dossiers.saw("H" + code, (record & 2) == 2, fails);
        }

        assertThat(dossiers.size()).isEqualTo(open.size());
        assertThat(dossiers.open())
                .isEqualTo((int) open.values().stream().filter(one -> one).count());
        assertThat(dossiers.failed()).isEqualTo(failed.size());
    }

    @Test
    void remembersALargeWard() {
        Dossiers dossiers = new Dossiers();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 50_000; i++) {
                dossiers.saw("000.00.ZZ.H08-191216-" + i, i % 3 == 0, i % 5 == 0);
            }
        }

        assertThat(dossiers.size()).isEqualTo(50_000);
        assertThat(dossiers.open()).isEqualTo(16_667);
        assertThat(dossiers.failed()).isEqualTo(10_000);
        assertThat(dossiers.isFull()).isFalse();
    }
}
