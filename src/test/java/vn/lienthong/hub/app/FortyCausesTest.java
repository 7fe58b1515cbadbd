package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many causes are planted in a running hub: each is told apart from all the others. */
class FortyCausesTest {
    @Test
    void farMoreThanFortyCausesArePlanted() {
        Set<Cause> planted = EnumSet.copyOf(DestinationCausesIT.PLANTED.keySet());
        planted.addAll(RecordCausesIT.PLANTED);
        planted.addAll(HubCausesIT.PLANTED);
        assertThat(planted).hasSizeGreaterThan(55);
    }
}
