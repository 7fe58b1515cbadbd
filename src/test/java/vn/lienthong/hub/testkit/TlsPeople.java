package vn.lienthong.hub.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Two authorities and who is known by them, made when a test begins and gone when it ends. By the first: {@code server} (127.0.0.1), {@code elsewhere}
 * (a server of another name), {@code late} (a server whose certificate has ended), {@code client}, {@code ended} and {@code soon} (clients whose
 * certificate has ended, or ends within days). By the second, which nobody knows: {@code stranger}.
 */
public final class TlsPeople {

    /** Of every file. */
    public static final String PASSWORD = "throw-away";

    private final Path folder;
    private final KeyStore all;

    private TlsPeople(Path folder, KeyStore all) {
        this.folder = folder;
        this.all = all;
    }

    public static TlsPeople in(Path folder) throws IOException, GeneralSecurityException {
        Path store = folder.resolve("made.p12");
        keytool(store, "ca", "300", "CN=Authority of a test", "-ext", "bc:c");
        keytool(store, "other-ca", "30", "CN=Unknown authority of a test", "-ext", "bc:c");
        keytool(store, "server", "30", "CN=server", "-ext", "san=ip:127.0.0.1", "-signer", "ca");
        keytool(store, "elsewhere", "30", "CN=elsewhere", "-ext", "san=dns:khac.example", "-signer", "ca");
        keytool(store, "late", "5", "CN=late", "-ext", "san=ip:127.0.0.1", "-signer", "ca", "-startdate", "-20d");
        keytool(store, "client", "300", "CN=hub-thu", "-signer", "ca");
        keytool(store, "ended", "5", "CN=hub-thu", "-signer", "ca", "-startdate", "-20d");
        keytool(store, "soon", "5", "CN=hub-thu", "-signer", "ca");
        keytool(store, "stranger", "30", "CN=hub-thu", "-signer", "other-ca");
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            all.load(in, PASSWORD.toCharArray());
        }
        return new TlsPeople(folder, all);
    }

    /** Somebody's key with its certificates, as PKCS12. */
    public Path keys(String name) throws IOException, GeneralSecurityException {
        return written(folder.resolve(name + ".p12"), only(name));
    }

    /** The same as PEM. */
    public Path pem(String name) throws IOException, GeneralSecurityException {
        StringBuilder text = new StringBuilder(block("PRIVATE KEY", key(name).getEncoded()));
        for (Certificate certificate : all.getCertificateChain(name)) {
            text.append(block("CERTIFICATE", certificate.getEncoded()));
        }
        return Files.writeString(folder.resolve(name + ".pem"), text);
    }

    /** The first authority as somebody to be trusted, as PKCS12. */
    public Path trust() throws IOException, GeneralSecurityException {
        return written(folder.resolve("trust.p12"), trusted());
    }

    /** The same as PEM. */
    public Path trustPem() throws IOException, GeneralSecurityException {
        String block = block("CERTIFICATE", all.getCertificate("ca").getEncoded());
        return Files.writeString(folder.resolve("trust.pem"), block);
    }

    /** A door that wants a certificate by the first authority, on this machine. */
    public SSLServerSocket door(String name, String... protocols) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(only(name), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        SSLServerSocket door = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        door.setNeedClientAuth(true);
        if (protocols.length > 0) {
            door.setEnabledProtocols(protocols);
        }
        return door;
    }

    private KeyStore trusted() throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        store.setCertificateEntry("ca", all.getCertificate("ca"));
        return store;
    }

    private KeyStore only(String name) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        store.setKeyEntry(name, key(name), PASSWORD.toCharArray(), all.getCertificateChain(name));
        return store;
    }

    private PrivateKey key(String name) throws GeneralSecurityException {
        return (PrivateKey) all.getKey(name, PASSWORD.toCharArray());
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Path written(Path file, KeyStore store) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static String block(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + kind + "-----\n";
    }

    private static void keytool(Path store, String alias, String days, String name, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of("-validity", days, "-storetype", "PKCS12", "-keystore", store.toString()));
        command.addAll(List.of("-storepass", PASSWORD, "-dname", name));
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
}
