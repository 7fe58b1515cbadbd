package vn.lienthong.hub.connector;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContextBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a connector shows of itself and whom it trusts. The files are looked at for each new connection and read again when they changed; one that
 * cannot be read any more leaves what was read before in force. Thread-safe.
 */
final class TlsFiles {

    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);

    /** A month: an office needs weeks for a new one. */
    private static final Duration SOON = Duration.ofDays(30);

    private final @Nullable TlsStore keys;
    private final @Nullable TlsStore trusted;
    private volatile @Nullable Read read;
    /** How the files stood that could not be read, warned of once; null while nothing is refused. */
    private @Nullable Stand refused;

    /** How the files stand; of one that cannot be looked at, or is not there to be, nothing is known. */
    private record Stand(@Nullable FileStamp keys, @Nullable FileStamp trusted) {
        static final Stand UNKNOWN = new Stand(null, null);
    }

    /** What was read, and how the files stood then. */
    private record Read(SSLContext context, Stand stand, @Nullable Instant ends) {}

    /**
     * @param keys null: nothing is shown
     * @param trusted null: whom the Java machine trusts
     */
    TlsFiles(@Nullable TlsStore keys, @Nullable TlsStore trusted) {
        this.keys = keys;
        this.trusted = trusted;
    }

    /** By what the files hold now. */
    synchronized SSLContext context() throws TlsTrouble {
        Read before = read;
        Stand stand = Stand.UNKNOWN;
        try {
            stand = new Stand(keys == null ? null : keys.stand(), trusted == null ? null : trusted.stand());
            if (before != null && stand.equals(refused)) {
                return before.context();
            }
            if (before != null && before.stand().equals(stand)) {
                refused = null;
                return before.context();
            }
            Read now = read(stand);
            refused = null;
            read = now;
            return now.context();
        } catch (TlsTrouble e) {
            if (before == null) {
                throw e;
            }
            if (!stand.equals(refused)) {
                LOG.warn("What was read before stays in force: {}", e.getMessage());
            }
            refused = stand;
            return before.context();
        }
    }

    private Read read(Stand stand) throws TlsTrouble {
        SSLContextBuilder builder = SSLContextBuilder.create();
        Instant ends = null;
        try {
            if (keys != null) {
                KeyStore store = keys.keys();
                builder.loadKeyMaterial(store, keys.password().toCharArray());
                ends = TlsStore.ends(store).orElse(null);
            }
            if (trusted != null) {
                builder.loadTrustMaterial(trusted.trusted(), null);
            }
            return new Read(builder.build(), stand, ends);
        } catch (GeneralSecurityException e) {
            throw new TlsTrouble("the keys cannot be used: " + e.getClass().getSimpleName());
        }
    }

    /** What a person should know of our certificate: that it has ended, or soon will. */
    Optional<String> notice(Clock clock) {
        Read now = read;
        Instant ends = now == null ? null : now.ends();
        if (keys == null || ends == null || ends.isAfter(clock.instant().plus(SOON))) {
            return Optional.empty();
        }
        long days = Duration.between(clock.instant(), ends).toDays();
        return Optional.of("the certificate of " + keys.setting()
                + (ends.isBefore(clock.instant())
                        ? " has ended on " + ends
                        : " ends on " + ends + ", in " + days + " days")
                + ": put a new one into the file, it is read without a restart");
    }
}
