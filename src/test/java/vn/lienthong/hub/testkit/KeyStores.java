package vn.lienthong.hub.testkit;

import java.io.IOException;
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
        KeyTool tool = new KeyTool(folder.resolve("made.p12"), KeyTool.RSA);
        make(tool, "ca", "CN=Authority of a test", "-ext", "bc:c");
        for (String name : List.of("hub", "province", "other")) {
            make(tool, name, "CN=" + name + " of a test", "-signer", "ca");
        }
        make(tool, "stranger", "CN=Stranger of a test");
        try {
            KeyStores all = new KeyStores(folder, tool.made());
            for (String name : List.of("hub", "province", "other", "stranger")) {
                all.write(all.file(name), name, name);
            }
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The clocks of the tests stand in January 2026, or go with the machine's. */
    private static void make(KeyTool tool, String alias, String name, String... more) throws IOException {
        List<String> all = new ArrayList<>(List.of("-startdate", "2025/12/01", "-validity", "36500"));
        all.addAll(List.of(more));
        tool.make(alias, name, all.toArray(String[]::new));
    }

    /** The store with the key of this name. */
    public Path file(String name) {
        return folder.resolve(name + ".p12");
    }

    /** Writes the key of somebody under another name, also over a file that is there. */
    public void write(Path file, String name, String alias) throws IOException {
        try {
            KeyStore one = KeyTool.empty();
            one.setKeyEntry(
                    alias,
                    made.getKey(name, KeyTool.SECRET.toCharArray()),
                    SECRET.toCharArray(),
                    made.getCertificateChain(name));
            KeyTool.written(file, one, SECRET);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A store with these certificates and no key; {@code ca} is the authority's. */
    public Path trusting(String name, String... certificates) throws IOException {
        try {
            KeyStore one = KeyTool.empty();
            for (String each : certificates) {
                one.setCertificateEntry(each, made.getCertificate(each));
            }
            Path file = folder.resolve(name + ".p12");
            return KeyTool.written(file, one, SECRET);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
