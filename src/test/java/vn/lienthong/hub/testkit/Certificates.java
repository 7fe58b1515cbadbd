package vn.lienthong.hub.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/**
 * An authority of the tests, and one certificate by it for servers on this machine ({@code localhost} and {@code 127.0.0.1}). In a folder:
 * {@code ca.pem}, {@code server.crt}, {@code server.key}, and {@code broker.pem} with the last two in one file.
 */
public final class Certificates {
    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** Makes them, in a folder that is made as well. */
    public static Certificates in(Path folder) throws IOException {
        Files.createDirectories(folder);
        KeyTool tool = new KeyTool(folder.resolve("made.p12"), KeyTool.EC);
        tool.make("ca", "CN=Authority of a test", "-validity", "30", "-ext", "bc:c");
        String here = "san=dns:localhost,ip:127.0.0.1";
        tool.make("server", "CN=localhost", "-validity", "30", "-ext", here, "-signer", "ca");
        try {
            KeyStore made = tool.made();
            String certificate =
                    KeyTool.pem("CERTIFICATE", made.getCertificate("server").getEncoded());
            String key = KeyTool.pem(
                    "PRIVATE KEY",
                    made.getKey("server", KeyTool.SECRET.toCharArray()).getEncoded());
            Files.writeString(
                    folder.resolve("ca.pem"),
                    KeyTool.pem("CERTIFICATE", made.getCertificate("ca").getEncoded()));
            Files.writeString(folder.resolve("server.crt"), certificate);
            secret(folder.resolve("server.key"), key);
            secret(folder.resolve("broker.pem"), key + certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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
}
