package vn.lienthong.hub.journal;

import java.security.cert.CertificateException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Why a journal could not be opened, in three parts: what the database itself said, in one sentence, and who can do what about it. */
final class NotOpened {
    private static final String USUAL = "See that the database is there and that its user may make tables in it.";
    private static final String TLS =
            "Correct sslmode and sslrootcert in hub.journal.url: the file must hold the certificate of the authority that signed the server's, "
                    + "and the host must be named as in the server's certificate.";

    private NotOpened() {}

    /** The migration wraps what was said in a page, and the pool in a sentence of its own. What we said ourselves stays whole. */
    static JournalUnavailable because(Exception e) {
        SQLException told = told(e);
        String text = String.valueOf((told == null ? e : told).getMessage());
        String line = text.strip().lines().findFirst().orElse("");
        if (line.contains(" Found: ")) {
            return new JournalUnavailable(line, e);
        }
        int end = line.indexOf(". ");
        String found = (end < 0 ? line : line.substring(0, end)).replaceAll("\\.$", "");
        return new JournalUnavailable("The journal cannot be opened. Found: " + found + ". " + cure(told, found), e);
    }

    private static @Nullable SQLException told(Exception e) {
        SQLException told = null;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            told = cause instanceof SQLException sql ? sql : told;
        }
        return told;
    }

    private static String cure(@Nullable SQLException told, String found) {
        if (told == null) {
            return USUAL;
        }
        if (isTls(told, found)) {
            return TLS;
        }
        String state = String.valueOf(told.getSQLState());
        return switch (state) {
            case "28P01" -> "Correct hub.journal.username and hub.journal.password.";
            case "28000" ->
                "Let this user in from this machine in the server's pg_hba.conf, or correct hub.journal.username; where the server wants TLS,"
                        + " put sslmode=verify-full into hub.journal.url.";
            case "3D000" -> "Make the database, owned by the hub's user, or correct its name in hub.journal.url.";
            case "42501" -> "Make the hub's user the owner of the database: ALTER DATABASE … OWNER TO ….";
            case "08001" -> "See that the database runs and listens there, or correct hub.journal.url.";
            default -> USUAL;
        };
    }

    private static boolean isTls(SQLException told, String found) {
        for (Throwable cause = told; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof javax.net.ssl.SSLException) {
                return true;
            }
        }
        return found.contains("SSL");
    }
}
