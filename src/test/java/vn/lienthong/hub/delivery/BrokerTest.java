package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerTest {

    @ParameterizedTest
    @ValueSource(strings = {"foo", "tcp:/x", "tcp://x", "tcp://x:abc", "tcp://a b:1", "tcp://:61616", "http://a:1"})
    void anAddressThatCannotBeOneIsRefusedWithoutContactingAnybody(String url) {
        assertThatThrownBy(() -> Broker.external(url, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "Setting hub.broker.url must be the address of an Artemis. Found: " + url + ". ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://127.0.0.1:1",
                "(tcp://a:61616,tcp://b:61616)?reconnectAttempts=-1",
                "tcp://a:61616?sslEnabled=true"
            })
    void aBrokerThatIsAwayIsNoFault(String url) {
        assertThatCode(() -> Broker.external(url, null, null).close()).doesNotThrowAnyException();
    }
}
