package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** What a refusal of our certificate means for the message behind which it comes. */
class FailuresTest {

    private final SSLHandshakeException refused =
            new SSLHandshakeException("(bad_certificate) Received fatal alert: bad_certificate");

    /** With TLS 1.3 it comes after the first message has begun to leave, and nobody has read it. */
    @Test
    void onANewConnectionNothingWasSentWhereTheyRefuseUs() {
        assertThat(Failures.of(refused, true, false)).isEqualTo(Answer.Failure.TLS);
        assertThat(Failures.of(refused, false, true)).isEqualTo(Answer.Failure.TLS);
    }

    @Test
    void behindAnAnswerOnTheSameConnectionTheMessageMayHaveArrived() {
        assertThat(Failures.of(refused, true, true)).isEqualTo(Answer.Failure.CONNECTION_LOST);
        assertThat(Failures.of(new IOException(), true, false)).isEqualTo(Answer.Failure.CONNECTION_LOST);
    }
}
