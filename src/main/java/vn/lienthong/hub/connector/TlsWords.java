package vn.lienthong.hub.connector;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Why TLS was not agreed, in words of our own: those of the libraries may quote what the other side sent. */
final class TlsWords {

    private static final Pattern ALERT = Pattern.compile("[Rr]eceived (?:fatal )?alert: ([a-z_]{1,40})");

    /** By these the other side says that it does not accept what we showed; it never looks at a message before. */
    private static final Set<String> ABOUT_US = Set.of(
            "bad_certificate",
            "unsupported_certificate",
            "certificate_revoked",
            "certificate_expired",
            "certificate_unknown",
            "certificate_required",
            "unknown_ca",
            "access_denied");

    private TlsWords() {}

    static Optional<String> of(Throwable thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof TlsTrouble) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
            if (e instanceof CertificateExpiredException) {
                return Optional.of("their certificate has ended");
            }
            if (e instanceof CertificateNotYetValidException) {
                return Optional.of("their certificate is not valid yet");
            }
            if (e instanceof CertPathBuilderException) {
                return Optional.of("their certificate is signed by nobody whom we trust");
            }
            if (e instanceof SSLPeerUnverifiedException) {
                return Optional.of("their certificate is made out to another name");
            }
        }
        return alert(thrown)
                .map(alert -> ABOUT_US.contains(alert)
                        ? "they do not accept our certificate, or want one (" + alert + ")"
                        : "they broke TLS off (" + alert + ")");
    }

    /** Whether the other side refused what we showed: with TLS 1.3 it says so only after we have begun to speak. */
    static boolean refusesUs(Throwable thrown) {
        return alert(thrown).filter(ABOUT_US::contains).isPresent();
    }

    private static Optional<String> alert(Throwable thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            Matcher alert = ALERT.matcher(String.valueOf(e.getMessage()));
            if (e instanceof SSLException && alert.find()) {
                return Optional.of(alert.group(1));
            }
        }
        return Optional.empty();
    }
}
