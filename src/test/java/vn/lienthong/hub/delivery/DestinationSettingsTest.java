package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DestinationSettingsTest {

    @Test
    void givesAMappingItsSettingsUnderTheNamesThatItReads() {
        DestinationSettings settings = DestinationSettings.read(
                "province-rest",
                Map.of(
                        "unit-code", "H21.ZZ.01",
                        "mapping.filed-through", "1",
                        "mapping.paidOnline", "2",
                        "address", "http://127.0.0.1:1"));

        assertThat(settings.forMapping())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("unitCode", "H21.ZZ.01", "filedThrough", "1", "paidOnline", "2"));
    }
}
