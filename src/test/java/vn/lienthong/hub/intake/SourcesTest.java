package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourcesTest {
    private static final String SECRET = "made-up-secret-for-this-test";
    private static final Sources CITY =
            Sources.of(Map.of("city", hash(SECRET), "ward-21607", hash("another made-up one")));

    @Test
    void knowsASourceByItsToken() {
        assertThat(CITY.caller("Bearer " + SECRET, "203.0.113.9", true)).contains(new Source("city"));
    }

    @Test
    void knowsASourceByNameAndSecret() {
        assertThat(CITY.caller("Basic " + base64("city:" + SECRET), "203.0.113.9", false))
                .contains(new Source("city"));
        assertThat(CITY.caller("basic " + base64("city:" + SECRET), "203.0.113.9", false))
                .contains(new Source("city"));
    }

    @Test
    void refusesASecretUnderAnotherName() {
        assertThat(CITY.caller("Basic " + base64("ward-21607:" + SECRET), "127.0.0.1", false))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNoCredential() {
        assertThat(CITY.caller(null, "127.0.0.1", false)).isEmpty();
        assertThat(CITY.caller("Basic !!!", "127.0.0.1", false)).isEmpty();
        assertThat(CITY.caller("Basic " + base64("nocolon"), "127.0.0.1", false))
                .isEmpty();
        assertThat(CITY.caller("Digest x", "127.0.0.1", false)).isEmpty();
        assertThat(CITY.caller("Bearer ", "127.0.0.1", false)).isEmpty();
    }

    @Test
    void takesLoopbackAsTheDemoSourceWhileNothingIsConfigured() {
        Sources none = Sources.of(Map.of());

        assertThat(none.isDemoOnly()).isTrue();
        assertThat(none.caller(null, "127.0.0.1", false)).contains(Source.DEMO);
        assertThat(none.caller(null, "::1", false)).contains(Source.DEMO);
        assertThat(none.caller(null, "192.0.2.1", false)).isEmpty();
    }

    @Test
    void doesNotTakeAProxyOnLoopbackAsTheDemoSource() {
        assertThat(Sources.of(Map.of()).caller(null, "127.0.0.1", true)).isEmpty();
    }

    @Test
    void saysWhichSettingIsNoHash() {
        assertThatThrownBy(() -> Sources.of(Map.of("city", "secret")))
                .hasMessage("Setting hub.sources.city.secret-sha256 must be 64 hexadecimal digits. Found: 6 characters."
                        + " Make one with: printf %s SECRET | sha256sum");
    }

    private static String hash(String secret) {
        return HexFormat.of().formatHex(CanonicalJson.fingerprint(secret.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
