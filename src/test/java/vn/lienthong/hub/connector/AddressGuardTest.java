package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody reaches through the hub what he cannot reach himself. */
class AddressGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void whatLiesInsideIsNotGiven(String address) throws UnknownHostException {
        assertThat(AddressGuard.isOutside(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.0.0.1", "128.0.0.1",
                "169.253.0.1", "172.15.0.1", "172.32.0.1", "192.167.0.1", "192.169.0.1", "198.17.0.1", "198.20.0.1",
                "203.0.112.1", "223.255.255.255", "2001:4860:4860::8888", "2400:cb00::1", "2a00:1450::1"
            })
    void whatLiesOutsideIsGiven(String address) throws UnknownHostException {
        assertThat(AddressGuard.isOutside(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void oneAddressInsideAmongOthersIsEnough() throws UnknownHostException {
        InetAddress outside = InetAddress.getByName("1.1.1.1");
        InetAddress inside = InetAddress.getByName("10.0.0.1");
        AddressGuard guard = new AddressGuard(
                host -> host.equals("good.example") ? new InetAddress[] {outside} : new InetAddress[] {outside, inside},
                Set.of("ours.example"));
        assertThat(guard.resolve("good.example")).containsExactly(outside);
        assertThat(guard.resolve("OURS.example")).containsExactly(outside, inside);
        assertThatThrownBy(() -> guard.resolve("rebinding.example")).isInstanceOf(AddressGuard.Inside.class);
    }

    @Test
    void onlyWhatIsNamedIsAllowedByScheme_HostAndPort() {
        FetchRules rules = new FetchRules(
                List.of(
                        "https://files.example",
                        "http://10.0.5.7:8080",
                        "https://*.city.example",
                        "http://[fd00::1]:81"),
                Set.of(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1,
                1);
        for (String yes : List.of(
                "https://files.example/a",
                "https://FILES.example:443/a",
                "http://10.0.5.7:8080/",
                "https://a.b.city.example/",
                "http://[fd00::1]:81/x")) {
            assertThat(rules.allows(URI.create(yes))).as(yes).isTrue();
        }
        for (String no : List.of(
                "http://files.example/a",
                "https://files.example:8443/a",
                "https://files.example.evil.example/",
                "https://evil-files.example/",
                "http://10.0.5.7/",
                "https://city.example/",
                "https://evilcity.example/",
                "http://[fd00::1]/x")) {
            assertThat(rules.allows(URI.create(no))).as(no).isFalse();
        }
    }
}
