package vn.lienthong.hub.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/** The verdict of a switchover run is broken on purpose, one way after the other. */
class WardVerdictTest {
    private static final String UNIT = "21583";
    private static final Dossier FIRST = new Dossier("000.01.ZZ.H08-191216-00001", UNIT, 1);
    private static final Dossier SECOND = new Dossier("000.01.ZZ.H08-191216-00002", UNIT, 2);
    private static final long ONE = 1L << 1;
    private static final long TWO = 1L << 2;
    private static final long THREE = 1L << 3;

    private final Map<Dossier, Ledger.Sent> sent = new HashMap<>();
    private final Map<Dossier, Kept> city = new HashMap<>();
    private final Map<Dossier, Kept> province = new HashMap<>();
    private SwitchoverState home = SwitchoverState.SETTLED;
    private boolean balanced = true;

    @BeforeEach
    void allIsWell() {
        sent.put(FIRST, new Ledger.Sent(ONE | TWO | THREE, TWO));
        sent.put(SECOND, new Ledger.Sent(ONE, 0));
        for (Map<Dossier, Kept> book : List.of(city, province)) {
            book.put(FIRST, new Kept(ONE | THREE, true, 0, 0, 0));
            book.put(SECOND, new Kept(ONE, true, 0, 0, 0));
        }
    }

    @Test
    void holdsWhenEveryRecordIsAtItsHome() {
        WardCount count = WardCount.of(UNIT, books(), home);

        assertThat(count).isEqualTo(new WardCount(UNIT, 4, 1, 3, 3, 3, 0, 0, 0, 0));
        assertThat(verdict(3).broken()).isEmpty();
        assertThat(verdict(3).table())
                .contains(
                        "21583         2     1         4          1            3                3        3     0      0"
                                + "                0  SETTLED   closed")
                .contains("Every record at exactly one home.");
    }

    @Test
    void aRecordThatIsNotAtTheProvinceIsLost() {
        province.put(FIRST, new Kept(ONE, true, 0, 0, 0));

        broken("21583: accepted, and not where it must be: 1");
    }

    @Test
    void aRecordThatIsNotAtTheCitysHomeIsLost() {
        city.remove(SECOND);

        broken("21583: accepted, and not where it must be: 1");
    }

    @Test
    void aContentWithoutItsStepsIsLost() {
        province.put(SECOND, new Kept(ONE, false, 0, 0, 0));

        broken("21583: accepted, and not where it must be: 1");
    }

    @Test
    void aWardThatStayedInTheCityOwesTheProvinceNothingAndHasNotMoved() {
        home = SwitchoverState.CITY;
        province.put(FIRST, Kept.NOTHING);

        broken("21583: ended in CITY");
    }

    @Test
    void whatAHomeTookTwiceIsTold() {
        province.put(SECOND, new Kept(ONE, true, 1, 0, 0));
        city.put(SECOND, new Kept(ONE, true, 1, 0, 0));

        broken("21583: taken twice: 2");
    }

    @Test
    void olderAfterNewerIsTold() {
        province.put(FIRST, new Kept(ONE | THREE, true, 0, 1, 0));

        broken("21583: older over newer: 1");
    }

    @Test
    void aRecordThatWasOvertakenMustBeNowhere() {
        city.put(FIRST, new Kept(ONE | TWO | THREE, true, 0, 0, 0));

        broken("21583: at a home that it was not owed to: 1");
    }

    @Test
    void sumsOfTheHubThatAreNotThoseOfTheReceiptsAreTold() {
        balanced = false;

        broken("21583: the hub's sums are not those of the receipts");
    }

    @Test
    void whatTheHubKnewToBeThereAndSentAgainIsTold() {
        Map<String, Long> says = Map.of(FIRST.code(), 1L, SECOND.code(), 1L);
        Map<Dossier, Kept> known = halfway(says, 1).known();

        assertThat(known).containsOnlyKeys(SECOND);
        assertThat(Halfway.sentAgain(known, books())).isEmpty();
        province.put(FIRST, new Kept(ONE | THREE, true, 0, 0, 1));
        assertThat(Halfway.sentAgain(known, books())).isEmpty();
        province.put(SECOND, new Kept(ONE, true, 0, 0, 1));
        assertThat(Halfway.sentAgain(known, books()))
                .containsExactly("21583 went forwards, and " + SECOND.code()
                        + " went again, of which the hub knew that the province has it");
        province.put(SECOND, new Kept(ONE | TWO, true, 0, 0, 1));
        assertThat(Halfway.sentAgain(known, books())).isEmpty();
    }

    @Test
    void aHubThatWasNotKilledProvesNothing() {
        assertThat(verdict(2).broken()).containsExactly("the hub was killed only 2 times");
    }

    @Test
    void aRecordOfAWardThatIsBackIsAtTheProvinceOrOwedLaterAndNeverBothOrNeither() {
        province.put(FIRST, new Kept(ONE, true, 0, 0, 0));
        Map<String, Long> says = new HashMap<>(Map.of(FIRST.code(), 1L, SECOND.code(), 1L));

        assertThat(halfway(says, 1).broken()).isEmpty();
        assertThat(halfway(says, 0).broken())
                .containsExactly(
                        "21583 is back, and the hub owes 0 records later, of 1 to 2 that are not at the province");
        assertThat(halfway(says, 3).broken()).singleElement().asString().contains("the hub owes 3 records later");
        says.put(FIRST.code(), 2L);
        assertThat(halfway(says, 1).broken())
                .contains("21583 is back, and the hub says that the province has 2 records of " + FIRST.code()
                        + ", which has 1");
        says.remove(FIRST.code());
        assertThat(halfway(says, 2).broken()).isEmpty();
        assertThat(halfway(says, 2).mayHaveArrived()).isEqualTo(1);
        province.put(FIRST, new Kept(ONE | THREE, true, 0, 0, 0));
        assertThat(halfway(says, 2).broken()).singleElement().asString().contains("has 0 records of", "which has 2");
    }

    private Halfway halfway(Map<String, Long> says, long later) {
        return new Halfway(UNIT, says, later, books(), books());
    }

    private Books books() {
        return new Books(
                sent,
                dossier -> city.getOrDefault(dossier, Kept.NOTHING),
                dossier -> province.getOrDefault(dossier, Kept.NOTHING));
    }

    private void broken(String words) {
        WardVerdict verdict = verdict(3);
        assertThat(verdict.broken()).containsExactly(words);
        assertThat(verdict.table())
                .contains("BROKEN  " + words, "A promise broke.")
                .doesNotContain("exactly one home");
    }

    private WardVerdict verdict(int kills) {
        Map<SwitchoverState, Long> acceptedIn = new EnumMap<>(SwitchoverState.class);
        for (SwitchoverState state : SwitchoverState.values()) {
            acceptedIn.put(state, 1L);
        }
        return new WardVerdict(
                Arguments.of(List.of("switchover=21")),
                List.of(new WardVerdict.Line(WardCount.of(UNIT, books(), home), 2, 1, home, balanced)),
                new Journeys.Seen(Map.of(), Map.of(), Map.of(), acceptedIn, List.of(), 1, 1, 0),
                new WardVerdict.Run(kills, 3, 19, 46, 0, 0, 0, 10, 0, 0, List.of()));
    }
}
