package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** Names what an exception of the HTTP client means for the message that was to be sent. */
final class Failures {

    private Failures() {}

    /**
     * @param posted whether the body had begun to leave: from then on it may have arrived, unless they refuse our certificate
     * @param proven whether the connection had carried an answer before: then our certificate was taken long ago, and a refusal comes too late
     */
    static Answer.Failure of(Exception e, boolean posted, boolean proven) {
        return posted && (proven || !TlsWords.refusesUs(e)) ? after(e) : before(e);
    }

    private static Answer.Failure before(Exception e) {
        if (e instanceof ConnectionRequestTimeoutException || !(e instanceof IOException)) {
            return Answer.Failure.NOT_SENT;
        }
        if (e instanceof SocketTimeoutException) {
            return Answer.Failure.CONNECT_TIMEOUT;
        }
        if (e instanceof UnknownHostException) {
            return Answer.Failure.UNKNOWN_HOST;
        }
        return e instanceof SSLException ? Answer.Failure.TLS : Answer.Failure.CONNECTION_REFUSED;
    }

    private static Answer.Failure after(Exception e) {
        if (e instanceof HttpDoor.AnswerTooLarge) {
            return Answer.Failure.ANSWER_TOO_LARGE;
        }
        if (e instanceof InterruptedIOException) {
            return Answer.Failure.ANSWER_TIMEOUT;
        }
        boolean strange = e instanceof MalformedChunkCodingException && !(e instanceof TruncatedChunkException)
                || e instanceof MessageConstraintException
                || e instanceof ClientProtocolException && e.getCause() instanceof HttpException;
        return strange ? Answer.Failure.NOT_HTTP : Answer.Failure.CONNECTION_LOST;
    }

    /** The kind of exception, with words of our own where TLS was not agreed: its message may quote what the other side sent. */
    static String shown(Throwable e) {
        String kind = e.getClass().getSimpleName();
        return TlsWords.of(e).map(words -> kind + ", " + words).orElse(kind);
    }
}
