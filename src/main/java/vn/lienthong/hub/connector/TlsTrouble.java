package vn.lienthong.hub.connector;

import javax.net.ssl.SSLException;

/** Our own side of TLS is not as it must be: a file that is missing, a password that does not fit. Its message is for people and quotes no secret. */
final class TlsTrouble extends SSLException {

    private static final long serialVersionUID = 1L;

    TlsTrouble(String words) {
        super(words);
    }
}
