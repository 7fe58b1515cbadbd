package vn.lienthong.hub.connector;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import javax.security.auth.callback.CallbackHandler;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key store on the disk, PKCS12 or JKS: read when it is first needed and again when the file has changed. While a changed one cannot be read, the one
 * before it stays in use. Thread-safe.
 */
final class KeyFile {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

    private final Path file;
    private final char[] password;
    private final @Nullable Entry entry;
    private volatile @Nullable Read read;

    /**
     * The private key that is used.
     *
     * @param password of the key alone
     */
    record Entry(String alias, char[] password) {
        @Override
        public String toString() {
            return "Entry[" + alias + "]";
        }
    }

    private record Read(FileStamp stamp, Keys keys) {}

    /** A store cannot be used; the message is for people. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    /** @param entry null for a store of which only certificates are needed */
    KeyFile(Path file, String password, @Nullable Entry entry) {
        this.file = file;
        this.password = password.toCharArray();
        this.entry = entry;
    }

    /** What stands in it now. */
    Keys keys() throws Unusable {
        Read known = read;
        try {
            FileStamp stamp = FileStamp.of(file);
            if (known != null && known.stamp.equals(stamp)) {
                return known.keys;
            }
            return again(stamp);
        } catch (IOException e) {
            return before(known, null, "no such file, or it cannot be read");
        }
    }

    private synchronized Keys again(FileStamp stamp) throws Unusable {
        Read known = read;
        if (known != null && known.stamp.equals(stamp)) {
            return known.keys;
        }
        try {
            Keys keys = new Keys(KeyStore.getInstance(file.toFile(), password), entry);
            read = new Read(stamp, keys);
            return keys;
        } catch (IOException e) {
            return before(known, stamp, "its password is another one, or it is no key store");
        } catch (GeneralSecurityException e) {
            return before(known, stamp, "it cannot be used: " + e.getClass().getSimpleName());
        } catch (Unusable e) {
            return before(known, stamp, String.valueOf(e.getMessage()));
        }
    }

    /** @param stamp of the file that will not do, which is not read again until it changes; null where there is none */
    private Keys before(@Nullable Read known, @Nullable FileStamp stamp, String why) throws Unusable {
        if (known == null) {
            throw new Unusable("key store " + file + ": " + why);
        }
        if (stamp != null) {
            LOG.warn(
                    "A key store has changed and cannot be used; the one before it stays in use. Found: {}: {}. Put a sound one in its place",
                    file,
                    why);
            read = new Read(stamp, known.keys);
        }
        return known.keys;
    }

    /**
     * Keys and certificates as WSS4J asks for them. The private key is unlocked once: a PKCS12 store takes milliseconds for it each time. Immutable.
     */
    static final class Keys extends Merlin {

        private final KeyStore store;
        private final @Nullable PrivateKey key;
        private final @Nullable X509Certificate own;

        private Keys(KeyStore store, @Nullable Entry entry) throws GeneralSecurityException, Unusable {
            this.store = store;
            if (entry == null) {
                key = null;
                own = null;
                setTrustStore(store);
                return;
            }
            if (!(store.getKey(entry.alias(), entry.password()) instanceof PrivateKey found)
                    || !(store.getCertificate(entry.alias()) instanceof X509Certificate certificate)) {
                throw new Unusable("it has no private key under the name " + entry.alias());
            }
            key = found;
            own = certificate;
            setKeyStore(store);
        }

        /** The certificate of this name. */
        X509Certificate certificate(String alias) throws Unusable {
            try {
                if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                    return certificate;
                }
            } catch (GeneralSecurityException e) {
                // As if there were none.
            }
            throw new Unusable("a store of certificates has none under the name " + alias);
        }

        @Override
        public PrivateKey getPrivateKey(@Nullable String identifier, @Nullable String password)
                throws WSSecurityException {
            return mine();
        }

        @Override
        public PrivateKey getPrivateKey(X509Certificate certificate, CallbackHandler handler)
                throws WSSecurityException {
            if (!certificate.equals(own)) {
                throw new WSSecurityException(WSSecurityException.ErrorCode.FAILED_CHECK);
            }
            return mine();
        }

        @Override
        public PrivateKey getPrivateKey(PublicKey publicKey, CallbackHandler handler) throws WSSecurityException {
            if (own == null || !own.getPublicKey().equals(publicKey)) {
                throw new WSSecurityException(WSSecurityException.ErrorCode.FAILED_CHECK);
            }
            return mine();
        }

        private PrivateKey mine() throws WSSecurityException {
            if (key == null) {
                throw new WSSecurityException(WSSecurityException.ErrorCode.FAILED_CHECK);
            }
            return key;
        }
    }
}
