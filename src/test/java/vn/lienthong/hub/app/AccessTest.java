package vn.lienthong.hub.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import vn.lienthong.hub.app.HubSettings.Account;
import vn.lienthong.hub.intake.Sources;

class AccessTest {
    private static final Sources NOBODY = Sources.of(Map.of());
    private static final Sources CITY = Sources.of(Map.of("city", new Account("city-secret-1", null).hash()));
    private static final Sources DUTY = Sources.of(Map.of("duty", new Account("duty-secret-1", null).hash()));

    @Test
    void isOpenToThisMachineWhileNothingIsConfigured() {
        Access access = new Access(NOBODY, NOBODY);

        assertThat(access.operator(from("127.0.0.1", null))).isEqualTo(new Caller("demo", true, false));
        assertRefused(access, from("10.0.0.7", null), 401);
    }

    @Test
    void asksForNoKeyWhileNothingIsConfiguredWhateverKeyIsSent() {
        Access access = new Access(NOBODY, NOBODY);

        assertThat(access.operator(from("127.0.0.1", "city:any-key-at-all")))
                .isEqualTo(new Caller("demo", true, false));
        assertRefused(access, from("10.0.0.7", "city:any-key-at-all"), 401);
    }

    @Test
    void trustsNoLoopbackAddressThatAProxySpeaksFrom() {
        MockHttpServletRequest request = from("127.0.0.1", null);
        request.addHeader("X-Forwarded-For", "203.0.113.9");

        assertRefused(new Access(NOBODY, NOBODY), request, 401);
    }

    @Test
    void knowsAnOperatorAndASourceApart() {
        Access access = new Access(DUTY, CITY);

        assertThat(access.operator(from("10.0.0.7", "duty:duty-secret-1"))).isEqualTo(new Caller("duty", true, true));
        assertThat(access.caller(from("10.0.0.7", "city:city-secret-1"))).isEqualTo(new Caller("city", false, true));
        assertThatThrownBy(() -> access.operator(from("10.0.0.7", "city:city-secret-1")))
                .isInstanceOfSatisfying(ApiFailure.class, failure -> assertThat(failure.status())
                        .isEqualTo(403));
    }

    @Test
    void refusesAWrongSecretAlsoFromThisMachine() {
        assertRefused(new Access(DUTY, CITY), from("127.0.0.1", "duty:wrong-secret-1"), 401);
        assertRefused(new Access(DUTY, CITY), from("127.0.0.1", null), 401);
        assertRefused(new Access(NOBODY, CITY), from("127.0.0.1", "city:wrong-secret-1"), 401);
    }

    @Test
    void showsASourceOnlyItsOwn() {
        Caller city = new Caller("city", false, true);

        assertThat(city.maySee("city")).isTrue();
        assertThat(city.maySee("ward")).isFalse();
        assertThat(new Caller("duty", true, true).maySee("ward")).isTrue();
    }

    private static void assertRefused(Access access, MockHttpServletRequest request, int status) {
        assertThatThrownBy(() -> access.operator(request))
                .isInstanceOfSatisfying(ApiFailure.class, failure -> assertThat(failure.status())
                        .isEqualTo(status));
    }

    private static MockHttpServletRequest from(String address, @Nullable String credential) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        if (credential != null) {
            byte[] bytes = credential.getBytes(StandardCharsets.UTF_8);
            request.addHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        }
        return request;
    }
}
