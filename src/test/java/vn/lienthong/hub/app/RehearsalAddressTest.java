package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RehearsalAddressTest {
    private static final Map<String, String> REAL = Map.of(
            "address", "https://dvc.example/adapter",
            "username", "hub",
            "password", "real-secret",
            "unit-code", "000.00.00.H08",
            "rate", "5",
            "mapping.without-due-date", "send-empty");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://dvc.example/adapter",
                "https://dvc.example/adapter/",
                "https://DVC.example:443/Adapter",
                "http://dvc.example/adapter",
                "https://dvc.example/test/../adapter",
                "https://dvc.example/adapter/mapi",
                "https://dvc.example",
                "https://dvc.example./adapter"
            })
    void theRealAddressIsRefusedHoweverItIsWritten(String address) {
        assertThatThrownBy(() -> RehearsalAddress.settings("province-rest", REAL, Map.of(), address))
                .hasMessageContaining("--send-to must not be the real address")
                .hasMessageContaining("Found: ")
                .hasMessageContaining("Give the address of a test system");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://test.dvc.example/adapter",
                "https://dvc.example/adapter-test",
                "https://dvc.example:8443/adapter"
            })
    void anotherHostPathOrPortIsATestSystem(String address) {
        assertThatCode(() -> RehearsalAddress.settings("province-rest", REAL, Map.of(), address))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST.",
                "127.0.0.1",
                "127.1",
                "2130706433",
                "127.0.0.2",
                "0.0.0.0",
                "[::]",
                "[::1]",
                "[::ffff:127.0.0.1]"
            })
    void anotherNameOfThisMachineIsTheRealAddress(String host) {
        for (String real : List.of("http://localhost:9090", "http://127.0.0.1:9090", "http://[::1]:9090/x")) {
            assertThatThrownBy(() -> RehearsalAddress.refuseReal(
                            "k", Map.of("address", "http://" + host + ":9090"), Map.of("address", real)))
                    .as(real)
                    .hasMessageContaining("real address");
        }
    }

    @Test
    void aNameIsTheSameInUnicodeAndAsItIsAsked() {
        Map<String, String> real = Map.of("address", "https://xn--hn-jia.example/adapter");
        assertThatThrownBy(
                        () -> RehearsalAddress.refuseReal("k", Map.of("address", "https://hàn.example./adapter"), real))
                .hasMessageContaining("real address");
    }

    @Test
    void credentialsGoToWhatIsNamedAsTheRealOneOnly() {
        assertThat(RehearsalAddress.isNamed(URI.create("https://DVC.example./adapter/"), "https://dvc.example/adapter"))
                .isTrue();
        assertThat(RehearsalAddress.isNamed(URI.create("http://127.0.0.2:9090"), "http://localhost:9090"))
                .isFalse();
        assertThat(RehearsalAddress.isNamed(URI.create("https://dvc.example"), ""))
                .isFalse();
    }

    @Test
    void anAddressBesideTheFirstIsLookedAtToo() {
        Map<String, String> test =
                Map.of("address", "https://t.example", "token-address", "https://dvc.example/adapter");
        assertThatThrownBy(() -> RehearsalAddress.refuseReal("k", test, REAL)).hasMessageContaining("real address");
    }

    @Test
    void nothingOfTheDestinationIsTakenButWhatAMappingReads() {
        Map<String, String> own = Map.of("address", "https://t.example", "username", "test", "password", "test-secret");

        assertThat(RehearsalAddress.settings("province-rest", REAL, own, ""))
                .isEqualTo(Map.of(
                        "address", "https://t.example",
                        "username", "test",
                        "password", "test-secret",
                        "unit-code", "000.00.00.H08",
                        "mapping.without-due-date", "send-empty"));
        assertThat(RehearsalAddress.settings("province-rest", REAL, Map.of(), "https://t.example"))
                .doesNotContainKeys("username", "password");
    }
}
