package vn.lienthong.hub.recording;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** What is packed hides what it says. */
public final class Gzip {
    private static final int LARGEST = 64 << 20;

    private Gzip() {}

    /** Whether they begin as gzip does. */
    public static boolean is(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }

    /** At most 64 MiB of it; null when it is no gzip, or broken off. */
    public static byte @Nullable [] unpacked(byte[] bytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readNBytes(LARGEST);
        } catch (IOException e) {
            return null;
        }
    }
}
