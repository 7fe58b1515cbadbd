package vn.lienthong.hub.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
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
    public static final String PASSWORD = KeyTool.SECRET;

    private final Path folder;
    private final KeyStore all;

    private TlsPeople(Path folder, KeyStore all) {
        this.folder = folder;
        this.all = all;
    }

    public static TlsPeople in(Path folder) throws IOException, GeneralSecurityException {
        KeyTool tool = new KeyTool(folder.resolve("made.p12"), KeyTool.EC);
        tool.make("ca", "CN=Authority of a test", "-validity", "300", "-ext", "bc:c");
        tool.make("other-ca", "CN=Unknown authority of a test", "-validity", "30", "-ext", "bc:c");
        by(tool, "ca", "server", "CN=server", "30", "-ext", "san=ip:127.0.0.1");
        by(tool, "ca", "elsewhere", "CN=elsewhere", "30", "-ext", "san=dns:khac.example");
        by(tool, "ca", "late", "CN=late", "5", "-ext", "san=ip:127.0.0.1", "-startdate", "-20d");
        by(tool, "ca", "client", "CN=hub-thu", "300");
        by(tool, "ca", "ended", "CN=hub-thu", "5", "-startdate", "-20d");
        by(tool, "ca", "soon", "CN=hub-thu", "5");
        by(tool, "other-ca", "stranger", "CN=hub-thu", "30");
        return new TlsPeople(folder, tool.made());
    }

    private static void by(KeyTool tool, String authority, String... who) throws IOException {
        List<String> more = new ArrayList<>(List.of("-signer", authority, "-validity", who[2]));
        more.addAll(List.of(who).subList(3, who.length));
        tool.make(who[0], who[1], more.toArray(String[]::new));
    }

    /** Somebody's key with its certificates, as PKCS12. */
    public Path keys(String name) throws IOException, GeneralSecurityException {
        return KeyTool.written(folder.resolve(name + ".p12"), only(name), PASSWORD);
    }

    /** The same as PEM. */
    public Path pem(String name) throws IOException, GeneralSecurityException {
        StringBuilder text =
                new StringBuilder(KeyTool.pem("PRIVATE KEY", key(name).getEncoded()));
        for (Certificate certificate : all.getCertificateChain(name)) {
            text.append(KeyTool.pem("CERTIFICATE", certificate.getEncoded()));
        }
        return Files.writeString(folder.resolve(name + ".pem"), text);
    }

    /** The first authority as somebody to be trusted, as PKCS12. */
    public Path trust() throws IOException, GeneralSecurityException {
        return KeyTool.written(folder.resolve("trust.p12"), trusted(), PASSWORD);
    }

    /** The same as PEM. */
    public Path trustPem() throws IOException, GeneralSecurityException {
        String block = KeyTool.pem("CERTIFICATE", all.getCertificate("ca").getEncoded());
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
        KeyStore store = KeyTool.empty();
        store.setCertificateEntry("ca", all.getCertificate("ca"));
        return store;
    }

    private KeyStore only(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyTool.empty();
        store.setKeyEntry(name, key(name), PASSWORD.toCharArray(), all.getCertificateChain(name));
        return store;
    }

    private PrivateKey key(String name) throws GeneralSecurityException {
        return (PrivateKey) all.getKey(name, PASSWORD.toCharArray());
    }
}
