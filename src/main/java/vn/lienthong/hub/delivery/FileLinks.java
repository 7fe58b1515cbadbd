package vn.lienthong.hub.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import vn.lienthong.hub.vocabulary.FileName;
import vn.lienthong.hub.vocabulary.Sha256;

/**
 * Addresses under which the hub gives out a file that goes with a transfer, to whoever has the address: signed, so that nobody can make one up,
 * and with its name encrypted, for names of files name people and addresses stand in access logs.
 *
 * <p>An address is always the same for the same file of the same transfer: a message that is repeated has the same bytes. Hence no time stands in it; how
 * long it holds is told by the transfer, see {@code docs/adr/0019-files-by-address.md}. Thread-safe.
 */
public final class FileLinks {

    /** The path of all of them, with a slash at its end. */
    public static final String PATH = "/v1/files/";

    private static final byte FORM = 2;
    private static final int MAC = 16;
    private static final int HEAD = 1 + Long.BYTES;
    private static final String CONTEXT = "lienthong-hub file address 2";
    private static final String NAMES = "lienthong-hub file name 2";
    private static final String TAIL = "tep";
    private static final String NO_TYPE = "application/octet-stream";

    private final String publicAddress;
    private final FileLinkKeys keys;

    /**
     * What an address says.
     *
     * @param transferId with which the file goes
     * @param name of the file, for whoever saves it
     */
    public record Link(long transferId, String sha256, String name, String mediaType) {}

    /** @param publicAddress where others reach the hub, without a slash at its end */
    public FileLinks(String publicAddress, FileLinkKeys keys) {
        this.publicAddress = publicAddress;
        this.keys = keys;
    }

    /**
     * The address of a file.
     *
     * @param acceptedAt of the transfer: it chooses the key, so that a new key changes no message that may have been sent
     */
    public String of(Link link, Instant acceptedAt) {
        Link sent = new Link(
                link.transferId(),
                link.sha256(),
                FileName.of(link.name(), TAIL),
                link.mediaType().isBlank() ? NO_TYPE : link.mediaType());
        byte[] head = head(sent);
        byte[] said = said(sent);
        SecretKeySpec key = keys.at(acceptedAt);
        byte[] mac = mac(key, sent.sha256(), head, said);
        byte[] ticket = ByteBuffer.allocate(HEAD + MAC + said.length)
                .put(head)
                .put(mac)
                .put(veiled(key, mac, said))
                .array();
        return publicAddress
                + PATH
                + sent.sha256()
                + '/'
                + Base64.getUrlEncoder().withoutPadding().encodeToString(ticket)
                + '/'
                + tail(sent.name());
    }

    /** What all nodes on one journal must have the same of: a message that another one repeats has the same addresses, and each opens those of all. */
    public String sum() {
        return keys.sum();
    }

    /**
     * What an address says that we made.
     *
     * @param sha256 the first part of its path behind {@link #PATH}, and the two others
     * @return empty when we did not make it
     */
    public Optional<Link> read(String sha256, String ticket, String tail) {
        byte[] bytes;
        byte[] hash;
        try {
            bytes = Base64.getUrlDecoder().decode(ticket);
            hash = HexFormat.of().parseHex(sha256);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length <= HEAD + MAC || bytes[0] != FORM || hash.length != 32 || !isLowerCase(sha256)) {
            return Optional.empty();
        }
        byte[] head = Arrays.copyOf(bytes, HEAD);
        byte[] veiled = Arrays.copyOfRange(bytes, HEAD + MAC, bytes.length);
        byte[] mac = Arrays.copyOfRange(bytes, HEAD, HEAD + MAC);
        byte[] said = null;
        for (SecretKeySpec key : keys.all()) {
            byte[] one = veiled(key, mac, veiled);
            said = MessageDigest.isEqual(mac, mac(key, sha256, head, one)) ? one : said;
        }
        String[] words = said == null ? new String[0] : new String(said, StandardCharsets.UTF_8).split("\n", 2);
        if (words.length != 2 || !tail.equals(tail(words[1]))) {
            return Optional.empty();
        }
        return Optional.of(new Link(ByteBuffer.wrap(bytes, 1, Long.BYTES).getLong(), sha256, words[1], words[0]));
    }

    private static boolean isLowerCase(String text) {
        return text.equals(text.toLowerCase(Locale.ROOT));
    }

    private static byte[] head(Link link) {
        return ByteBuffer.allocate(HEAD).put(FORM).putLong(link.transferId()).array();
    }

    private static byte[] said(Link link) {
        return (link.mediaType() + '\n' + link.name()).getBytes(StandardCharsets.UTF_8);
    }

    /** The name itself may tell about a person, and addresses stand in logs; the ending alone does not. */
    private static String tail(String name) {
        String extension = FileName.extension(name).toLowerCase(Locale.ROOT);
        return extension.matches("\\.[a-z0-9]{1,10}") ? TAIL + extension : TAIL;
    }

    private static byte[] mac(SecretKeySpec key, String sha256, byte[] head, byte[] said) {
        Mac mac = Sha256.keyed(key);
        mac.update(CONTEXT.getBytes(StandardCharsets.US_ASCII));
        mac.update(HexFormat.of().parseHex(sha256));
        mac.update(head);
        return Arrays.copyOf(mac.doFinal(said), MAC);
    }

    /**
     * Encrypts, or decrypts what is encrypted. It begins from the signature of what is said (as in RFC 5297, SIV): the same is always the same, and two that
     * differ share nothing.
     */
    private static byte[] veiled(SecretKeySpec key, byte[] mac, byte[] said) {
        byte[] own = Sha256.keyed(key).doFinal(NAMES.getBytes(StandardCharsets.US_ASCII));
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(own, "AES"), new IvParameterSpec(mac));
            return cipher.doFinal(said);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES", e);
        }
    }
}
