package vn.lienthong.hub.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * An authority of the tests, and one certificate by it for servers on this machine ({@code localhost} and {@code 127.0.0.1}). In a folder:
 * {@code ca.pem}, {@code server.crt}, {@code server.key}, and {@code broker.pem} with the last two in one file.
 */
public final class Certificates {
    private static final String SECRET = "throw-away";

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** Makes them, in a folder that is made as well. */
    public static Certificates in(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path store = folder.resolve("made.p12");
        keytool(store, "ca", List.of("-dname", "CN=Authority of a test", "-ext", "bc:c"));
        List<String> signed =
                List.of("-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-signer", "ca");
        keytool(store, "server", signed);
        try (InputStream bytes = Files.newInputStream(store)) {
            KeyStore made = KeyStore.getInstance("PKCS12");
            made.load(bytes, SECRET.toCharArray());
            String certificate =
                    pem("CERTIFICATE", made.getCertificate("server").getEncoded());
            String key = pem(
                    "PRIVATE KEY", made.getKey("server", SECRET.toCharArray()).getEncoded());
            Files.writeString(
                    folder.resolve("ca.pem"),
                    pem("CERTIFICATE", made.getCertificate("ca").getEncoded()));
            Files.writeString(folder.resolve("server.crt"), certificate);
            secret(folder.resolve("server.key"), key);
            secret(folder.resolve("broker.pem"), key + certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        Files.delete(store);
        return new Certificates(folder);
    }

    /** Whom clients trust. */
    public Path authority() {
        return folder.resolve("ca.pem");
    }

    /** One of the files. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    private static void secret(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static void keytool(Path store, String alias, List<String> more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of("-validity", "30", "-storetype", "PKCS12", "-keystore", store.toString()));
        command.addAll(List.of("-storepass", SECRET));
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

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + kind + "-----\n";
    }
}
