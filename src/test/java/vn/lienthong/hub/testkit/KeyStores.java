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
import java.util.List;

/**
 * RSA keys of a test: an authority, the {@code hub}, the {@code province} and one more, {@code other}, all signed by it, and a {@code stranger} signed by
 * nobody. Each has a store of its own ({@code hub.p12}), under its name; stores of certificates are made as asked for.
 */
public final class KeyStores {

    public static final String SECRET = "khoa thu & 1%+";

    private final Path folder;
    private final KeyStore made;

    private KeyStores(Path folder, KeyStore made) {
        this.folder = folder;
        this.made = made;
    }

    /** Makes them, in a folder that is made as well. */
    public static KeyStores in(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path store = folder.resolve("made.p12");
        keytool(store, "ca", List.of("-dname", "CN=Authority of a test", "-ext", "bc:c"));
        for (String name : List.of("hub", "province", "other")) {
            keytool(store, name, List.of("-dname", "CN=" + name + " of a test", "-signer", "ca"));
        }
        keytool(store, "stranger", List.of("-dname", "CN=Stranger of a test"));
        try (InputStream bytes = Files.newInputStream(store)) {
            KeyStore made = KeyStore.getInstance("PKCS12");
            made.load(bytes, "throw-away".toCharArray());
            KeyStores all = new KeyStores(folder, made);
            for (String name : List.of("hub", "province", "other", "stranger")) {
                all.write(all.file(name), name, name);
            }
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } finally {
            Files.deleteIfExists(store);
        }
    }

    /** The store with the key of this name. */
    public Path file(String name) {
        return folder.resolve(name + ".p12");
    }

    /** Writes the key of somebody under another name, also over a file that is there. */
    public void write(Path file, String name, String alias) throws IOException {
        try {
            KeyStore one = empty();
            one.setKeyEntry(
                    alias,
                    made.getKey(name, "throw-away".toCharArray()),
                    SECRET.toCharArray(),
                    made.getCertificateChain(name));
            write(one, file);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A store with these certificates and no key; {@code ca} is the authority's. */
    public Path trusting(String name, String... certificates) throws IOException {
        try {
            KeyStore one = empty();
            for (String each : certificates) {
                one.setCertificateEntry(each, made.getCertificate(each));
            }
            Path file = folder.resolve(name + ".p12");
            write(one, file);
            return file;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        return one;
    }

    private static void write(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, SECRET.toCharArray());
        }
    }

    private static void keytool(Path store, String alias, List<String> more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "RSA", "-keysize", "2048"));
        // The clocks of the tests stand in January 2026, or go with the machine's.
        command.addAll(List.of("-startdate", "2025/12/01", "-validity", "36500"));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", "throw-away"));
        command.addAll(more);
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
}
