package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {

    @Test
    void tellsKindAndPlaceOfAFailureAndNeverItsWords() {
        Exception failure =
                new IllegalStateException("ChuHoSo: Nguyễn Thị Mẫu", new IllegalArgumentException("000190000001"));

        assertThat(Places.of(failure))
                .startsWith("java.lang.IllegalStateException at vn.lienthong.hub.delivery.PlacesTest.tells")
                .contains(", by java.lang.IllegalArgumentException at ")
                .doesNotContain("Mẫu", "000190000001");
    }
}
