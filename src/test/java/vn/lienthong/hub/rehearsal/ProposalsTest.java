package vn.lienthong.hub.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.reference.Procedure;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.rehearsal.Proposals.Proposal;

class ProposalsTest {
    private static final Reference TABLES = Reference.load(Path.of("mappings", "tables"));
    private static final Proposals PROPOSALS = new Proposals(TABLES.procedures().all());

    @Property
    void likenessGoesFromNothingToTheSameWhicheverComesFirst(
            @ForAll("names") String one, @ForAll("names") String other) {
        double likeness = Proposals.similarity(one, other);

        assertThat(likeness).isBetween(0.0, 1.0000001).isEqualTo(Proposals.similarity(other, one));
    }

    @Property
    void aNameIsTheSameWithoutMarksAndInCapitals(@ForAll("procedures") Procedure procedure) {
        String typed = Proposals.folded(procedure.name()).toUpperCase(Locale.ROOT);

        List<Proposal> proposed = PROPOSALS.of(List.of(typed));

        assertThat(proposed.get(0).score()).isEqualTo(1);
        assertThat(proposed.stream().filter(one -> one.score() == 1).map(Proposal::procedure))
                .contains(procedure);
    }

    @Test
    void theBestThreeComeFirstWithTheirScores() {
        List<Proposal> proposed = PROPOSALS.of(List.of("Đăng ký lại khai sinh cho trẻ em tại phường"));

        assertThat(proposed).hasSize(3);
        assertThat(proposed.get(0).procedure().name()).isEqualTo("Thủ tục đăng ký lại khai sinh");
        assertThat(proposed).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
    }

    @Test
    void whatIsLikeNothingProposesNothing() {
        assertThat(PROPOSALS.of(List.of("xyz qwerty"))).isEmpty();
        assertThat(PROPOSALS.of(List.of("thủ tục", " "))).isEmpty();
        assertThat(PROPOSALS.of(List.of())).isEmpty();
    }

    /** The row is copied into the table by hand: read back, it means what was proposed. */
    @Test
    void theRowIsOneOfTheTable() {
        Procedure birth = TABLES.procedures().find("1.001022").orElseThrow();

        assertThat(ProcedureRow.of("TS_lop1.000.00.00.H22", birth))
                .isEqualTo(
                        "TS_lop1.000.00.00.H22,TS_lop1.000.00.00.H22,1.001022,\"Thủ tục đăng ký nhận cha, mẹ, con\",Hộ tịch,,city:TP,WARD,3,working_day,4,KQ.G15.000033,no,confirmed by NAME on DATE after a rehearsal,confirmed");
        assertThat(ProcedureRow.of("9.999999.000.00.00.H08", birth)).startsWith("9.999999,9.999999.000.00.00.H08,");
    }

    @Provide
    Arbitrary<Procedure> procedures() {
        return Arbitraries.of(List.copyOf(TABLES.procedures().all()));
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> real = procedures().map(Procedure::name);
        return Arbitraries.oneOf(real, Arbitraries.strings().ofMaxLength(40), real.map(name -> name.substring(5)));
    }
}
