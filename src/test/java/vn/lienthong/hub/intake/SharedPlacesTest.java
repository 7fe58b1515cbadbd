package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedPlacesTest {
    private static final Source CITY = new Source("city");
    private static final Source WARD = new Source("ward");

    @Test
    void aSourceThatIsTheOnlyOneMayHaveAll() {
        SharedPlaces places = new SharedPlaces(3, 1);

        assertThat(takenBy(CITY, places)).isEqualTo(3);
    }

    @Test
    void keepsAPlaceForASourceThatHasNone() {
        SharedPlaces places = new SharedPlaces(16, 2);

        assertThat(takenBy(CITY, places)).isEqualTo(15);
        assertThat(places.take(WARD)).isTrue();
        assertThat(places.take(WARD)).isFalse();
    }

    @Test
    void keepsNoMoreThanHalfHoweverManySourcesThereAre() {
        SharedPlaces places = new SharedPlaces(16, 36);

        assertThat(takenBy(CITY, places)).isEqualTo(8);
        for (int i = 0; i < 8; i++) {
            assertThat(places.take(new Source("ward-" + i))).isTrue();
        }
        assertThat(places.take(WARD)).isFalse();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        SharedPlaces places = new SharedPlaces(2, 2);
        assertThat(takenBy(CITY, places)).isEqualTo(1);
        assertThat(takenBy(WARD, places)).isEqualTo(1);

        places.giveBack(WARD);

        assertThat(places.take(CITY)).isFalse();
        assertThat(places.take(WARD)).isTrue();
    }

    private static int takenBy(Source source, SharedPlaces places) {
        int taken = 0;
        while (places.take(source)) {
            taken++;
        }
        return taken;
    }
}
