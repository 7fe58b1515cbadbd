package vn.lienthong.hub.connector;

import de.dentrassi.crypto.pem.PemKeyStoreProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file with keys or certificates: PKCS12 or, by its name ({@code .pem}, {@code .crt}, {@code .cer}), PEM. Immutable.
 *
 * @param setting that names the file, for messages
 * @param password of a PKCS12 file; PEM has none
 */
record TlsStore(String setting, Path file, String password) {

    private static final List<String> PEM = List.of(".pem", ".crt", ".cer");

    /** What changes when the file does, as far as its folder tells. */
    FileStamp stand() throws TlsTrouble {
        try {
            return FileStamp.of(file);
        } catch (IOException e) {
            throw trouble("cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** Our key with its certificates. */
    KeyStore keys() throws TlsTrouble {
        return read(() -> {
            KeyStore store = isPem() ? KeyStore.getInstance("PEM", new PemKeyStoreProvider()) : null;
            KeyStore read = store == null ? pkcs12() : loaded(store);
            for (String alias : Collections.list(read.aliases())) {
                if (read.isKeyEntry(alias)) {
                    return read;
                }
            }
            throw trouble("holds no key of ours; it needs the key and its certificates in one file");
        });
    }

    /** Whom we trust. */
    KeyStore trusted() throws TlsTrouble {
        return read(() -> {
            KeyStore read = isPem() ? certificates() : pkcs12();
            for (String alias : Collections.list(read.aliases())) {
                if (read.isCertificateEntry(alias)) {
                    return read;
                }
            }
            throw trouble(
                    "holds no certificate that Java takes as trusted; make it with 'keytool -importcert', or give PEM");
        });
    }

    /** When the first of our own certificates ends. */
    static Optional<Instant> ends(KeyStore keys) {
        try {
            Optional<Instant> first = Optional.empty();
            for (String alias : Collections.list(keys.aliases())) {
                Certificate[] chain = keys.getCertificateChain(alias);
                for (Certificate certificate : chain == null ? new Certificate[0] : chain) {
                    if (certificate instanceof X509Certificate x509) {
                        Instant end = x509.getNotAfter().toInstant();
                        first = first.filter(before -> before.isBefore(end)).or(() -> Optional.of(end));
                    }
                }
            }
            return first;
        } catch (KeyStoreException e) {
            return Optional.empty();
        }
    }

    private boolean isPem() {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return PEM.stream().anyMatch(name::endsWith);
    }

    private KeyStore pkcs12() throws GeneralSecurityException, IOException {
        return loaded(KeyStore.getInstance("PKCS12"));
    }

    private KeyStore loaded(KeyStore store) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password.toCharArray());
        }
        return store;
    }

    private KeyStore certificates() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + ++number, one);
            }
        }
        return store;
    }

    private interface Reading {
        KeyStore store() throws GeneralSecurityException, IOException;
    }

    /** What the libraries say may quote what stands in the file. */
    private KeyStore read(Reading reading) throws TlsTrouble {
        try {
            return reading.store();
        } catch (TlsTrouble e) {
            throw e;
        } catch (IOException e) {
            boolean password = e.getCause() instanceof UnrecoverableKeyException;
            throw trouble(
                    password
                            ? "cannot be opened: the password is wrong"
                            : "cannot be read: " + e.getClass().getSimpleName());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw trouble("cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private TlsTrouble trouble(String what) {
        return new TlsTrouble("the file of " + setting + " " + what);
    }

    @Override
    public String toString() {
        return "TlsStore[" + setting + "]";
    }
}
