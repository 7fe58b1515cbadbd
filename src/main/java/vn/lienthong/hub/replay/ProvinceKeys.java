package vn.lienthong.hub.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Keys of a fake province, made by the JDK's keytool: one whose certificate holds, one whose certificate has ended, both by an authority of its own, whose
 * certificate stands in {@code authority.pem} and {@code authority.p12} for those who are to trust it. Immutable.
 */
final class ProvinceKeys {
    /** Of the stores; no secret, this is a toy. */
    static final String PASSWORD = "demo-demo";

    private static final String AUTHORITY = "authority";
    private static final String GOOD = "good";
    private static final String EXPIRED = "expired";

    private final Path folder;

    private final Instant goodEnds;
    private final Instant expiredEnds;

    private ProvinceKeys(Path folder, Instant goodEnds, Instant expiredEnds) {
        this.folder = folder;
        this.goodEnds = goodEnds;
        this.expiredEnds = expiredEnds;
    }

    /** Makes them, in a folder that is made as well. */
    static ProvinceKeys in(Path folder) {
        Path made = folder.resolve("made.p12");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(made);
            make(made, AUTHORITY, "-validity", "300", "-ext", "bc:c");
            make(made, GOOD, "-validity", "300", "-ext", "san=ip:127.0.0.1", "-signer", AUTHORITY);
            make(
                    made,
                    EXPIRED,
                    "-validity",
                    "5",
                    "-startdate",
                    "-20d",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-signer",
                    AUTHORITY);
            KeyStore all = KeyStore.getInstance("PKCS12");
            try (InputStream bytes = Files.newInputStream(made)) {
                all.load(bytes, PASSWORD.toCharArray());
            }
            Files.delete(made);
            ProvinceKeys keys = new ProvinceKeys(folder, ends(all, GOOD), ends(all, EXPIRED));
            keys.write(all, GOOD);
            keys.write(all, EXPIRED);
            keys.trust(all);
            byte[] authority = all.getCertificate(AUTHORITY).getEncoded();
            Files.writeString(
                    folder.resolve(AUTHORITY + ".pem"),
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(authority)
                            + "\n-----END CERTIFICATE-----\n");
            return keys;
        } catch (IOException | GeneralSecurityException e) {
            throw new UncheckedIOException(
                    "The fake province cannot make its keys. Found: " + e.getMessage() + ", for " + folder
                            + ". Give a folder that can be written, and run it with a JDK, which has keytool.",
                    new IOException(e));
        }
    }

    /** The store with the certificate that holds. */
    Path good() {
        return store(GOOD);
    }

    /** The store with the certificate that has ended. */
    Path expired() {
        return store(EXPIRED);
    }

    Instant ends(boolean expired) {
        return expired ? expiredEnds : goodEnds;
    }

    private static Instant ends(KeyStore all, String name) throws GeneralSecurityException {
        return ((X509Certificate) all.getCertificate(name)).getNotAfter().toInstant();
    }

    private Path store(String name) {
        return folder.resolve(name + ".p12");
    }

    /** For Java programs, which trust no PEM. */
    private void trust(KeyStore all) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(AUTHORITY, all.getCertificate(AUTHORITY));
        try (OutputStream out = Files.newOutputStream(store(AUTHORITY))) {
            trusted.store(out, PASSWORD.toCharArray());
        }
    }

    private void write(KeyStore all, String name) throws IOException, GeneralSecurityException {
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(
                name, all.getKey(name, PASSWORD.toCharArray()), PASSWORD.toCharArray(), all.getCertificateChain(name));
        try (OutputStream out = Files.newOutputStream(store(name))) {
            one.store(out, PASSWORD.toCharArray());
        }
    }

    private static void make(Path store, String name, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name + " of a fake province",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
