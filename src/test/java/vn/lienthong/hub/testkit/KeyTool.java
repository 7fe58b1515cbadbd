package vn.lienthong.hub.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The JDK's keytool and PKCS12 stores, as the keys of tests need them. */
final class KeyTool {
    /** Of the store that a test's keys are made in. */
    static final String SECRET = "throw-away";

    static final List<String> EC = List.of("-keyalg", "EC", "-groupname", "secp256r1");
    static final List<String> RSA = List.of("-keyalg", "RSA", "-keysize", "2048");

    private final Path store;
    private final List<String> algorithm;

    /** Makes keys in a store, which is made with the first of them. */
    KeyTool(Path store, List<String> algorithm) {
        this.store = store;
        this.algorithm = algorithm;
    }

    /**
     * Makes a key with its certificate.
     *
     * @param name as the certificate has it, such as {@code CN=province}
     * @param more what else keytool is told
     */
    void make(String alias, String name, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", name, "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", SECRET));
        command.addAll(algorithm);
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** What was made; the file is taken away. */
    KeyStore made() throws IOException, GeneralSecurityException {
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(store)) {
            made.load(bytes, SECRET.toCharArray());
        } finally {
            Files.deleteIfExists(store);
        }
        return made;
    }

    static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    static Path written(Path file, KeyStore store, String secret) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, secret.toCharArray());
        }
        return file;
    }

    /** One block of a PEM file. */
    static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + kind + "-----\n";
    }
}
