package vn.lienthong.hub.journal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Sha256;

/**
 * Makes payload bytes small and unreadable, and back: zstd, then AES-256-GCM bound to the id of its block, so that blocks cannot be
 * exchanged for one another. Thread-safe.
 */
final class PayloadSeal {
    private static final int LEVEL = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY = 32;
    /** No block is nearly as large; a frame that says so is damaged. */
    private static final int LARGEST = 256 << 20;

    private final @Nullable SecretKeySpec key;
    private final int keyId;
    private final SecureRandom chance = new SecureRandom();

    private PayloadSeal(@Nullable SecretKeySpec key, int keyId) {
        this.key = key;
        this.keyId = keyId;
    }

    /** A seal that only compresses. */
    static PayloadSeal none() {
        return new PayloadSeal(null, 0);
    }

    /** A seal with the key in a file. */
    static PayloadSeal of(Path keyFile) {
        try {
            byte[] bytes = Files.readAllBytes(keyFile);
            if (bytes.length != KEY) {
                throw new JournalUnavailable("The key of the bodies must be 32 bytes. Found: " + bytes.length + " in "
                        + keyFile + ". Bring back the file that belongs to this journal.");
            }
            int id = ByteBuffer.wrap(Sha256.of(bytes)).getInt();
            return new PayloadSeal(new SecretKeySpec(bytes, "AES"), id);
        } catch (IOException e) {
            throw new JournalUnavailable(
                    "The key of the bodies cannot be used. Found: " + e + " for " + keyFile
                            + ". Make the file readable for the user that runs the hub, or bring it back.",
                    e);
        }
    }

    /** Makes a key by chance, in a file that its owner alone may read. */
    static void makeKey(Path keyFile) {
        byte[] fresh = new byte[KEY];
        new SecureRandom().nextBytes(fresh);
        try {
            Files.createDirectories(keyFile.toAbsolutePath().getParent());
            SecretFile.write(keyFile, fresh);
        } catch (IOException e) {
            throw FullDisk.told(keyFile.toAbsolutePath(), e)
                    .orElseGet(() -> new JournalUnavailable(
                            "The key of the bodies cannot be made. Found: " + e + " for " + keyFile
                                    + ". Make its folder writable for the user that runs the hub.",
                            e));
        }
    }

    /** Names the key that blocks are sealed with; null when they are not encrypted. */
    @Nullable
    Integer keyId() {
        return key == null ? null : keyId;
    }

    /** Whether there is a key. */
    boolean hasKey() {
        return key != null;
    }

    /** The key of the audit's chain, made from this one so that neither tells the other; without a key one that everybody knows. */
    SecretKeySpec auditKey() {
        Mac mac = Sha256.keyed(key == null ? Sha256.key(new byte[KEY]) : key);
        return Sha256.key(mac.doFinal("lienthong-hub audit chain 1".getBytes(StandardCharsets.US_ASCII)));
    }

    /** The first {@code size} of some bytes, as the block that is stored. */
    byte[] close(long block, byte[] raw, int size) {
        byte[] small = new byte[(int) Zstd.compressBound(size)];
        long written = Zstd.compressByteArray(small, 0, small.length, raw, 0, size, LEVEL);
        if (Zstd.isError(written)) {
            throw new IllegalStateException("zstd: " + Zstd.getErrorName(written));
        }
        if (key == null) {
            return java.util.Arrays.copyOf(small, (int) written);
        }
        byte[] nonce = new byte[NONCE];
        chance.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, block, nonce, 0);
            byte[] sealed = new byte[NONCE + cipher.getOutputSize((int) written)];
            System.arraycopy(nonce, 0, sealed, 0, NONCE);
            cipher.doFinal(small, 0, (int) written, sealed, NONCE);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What {@link #close} was given. */
    byte[] open(long block, @Nullable Integer sealedWith, byte[] stored) {
        byte[] small = sealedWith == null ? stored : decrypt(block, sealedWith, stored);
        long size = Zstd.getFrameContentSize(small);
        if (size < 0 || size > LARGEST) {
            throw damaged(block, "no zstd frame in it");
        }
        try {
            return Zstd.decompress(small, (int) size);
        } catch (ZstdException e) {
            throw damaged(block, String.valueOf(e.getMessage()));
        }
    }

    private byte[] decrypt(long block, int sealedWith, byte[] stored) {
        if (key == null || sealedWith != keyId) {
            throw new PayloadUnreadable(
                    "payload block " + block + " is sealed with another key, " + Integer.toHexString(sealedWith)
                            + ", we have " + (key == null ? "none" : Integer.toHexString(keyId)),
                    "Start the hub with the key file of that time to read it.");
        }
        if (stored.length < NONCE + TAG_BITS / 8) {
            // The cipher would call that a fault of the program, and the hub would try again for ever.
            throw damaged(block, "only " + stored.length + " bytes of it are left");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key, block, stored, 0).doFinal(stored, NONCE, stored.length - NONCE);
        } catch (GeneralSecurityException e) {
            throw damaged(block, e.getClass().getSimpleName());
        }
    }

    private static PayloadUnreadable damaged(long block, String how) {
        return new PayloadUnreadable(
                "payload block " + block + " was changed or damaged (" + how + ")",
                "Restore it from a back-up of the database, then release the transfer.");
    }

    private static Cipher cipher(int mode, SecretKeySpec key, long block, byte[] nonce, int at)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, at, NONCE));
        cipher.updateAAD(ByteBuffer.allocate(Long.BYTES).putLong(block).array());
        return cipher;
    }
}
