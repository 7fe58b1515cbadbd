package vn.lienthong.hub.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import vn.lienthong.hub.connector.FileShelf;
import vn.lienthong.hub.intake.ContentStore;

/**
 * The files that came in through the intake, for the messages that carry them out, and those that are fetched for them.
 *
 * @param madeUp bytes of files that are taken as held and are not, by SHA-256; none but where a recording is played, which keeps no files
 */
record StoredFiles(ContentStore store, Map<String, Long> madeUp) implements FileShelf {
    private static final byte[] FILL =
            "Tep nay thay cho mot tep khong duoc ghi lai. ".getBytes(StandardCharsets.US_ASCII);

    @Override
    public OptionalLong size(String sha256) {
        Long size = madeUp.get(sha256);
        return size == null ? store.size(sha256) : OptionalLong.of(size);
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        Long size = madeUp.get(sha256);
        return size == null ? store.open(sha256) : filled(size);
    }

    /** As many bytes, and never more of them in memory than one is asked for. */
    private static InputStream filled(long size) {
        return new InputStream() {
            private long at;

            @Override
            public int read() {
                return at < size ? FILL[(int) (at++ % FILL.length)] : -1;
            }

            @Override
            public int read(byte[] into, int from, int most) {
                int count = (int) Math.min(most, size - at);
                for (int i = 0; i < count; i++) {
                    into[from + i] = (byte) read();
                }
                return count > 0 || most == 0 ? count : -1;
            }
        };
    }

    @Override
    public Taken take(InputStream bytes, long limit) throws IOException {
        try {
            ContentStore.Taken taken = store.take(bytes, limit);
            return new Taken(taken.sha256(), taken.size(), taken.result() == ContentStore.Result.TOO_LARGE);
        } catch (ContentStore.StoreFailure e) {
            throw new NotKept(e);
        }
    }

    @Override
    public Optional<String> noted(long submission, String name) {
        return store.noted(submission, name);
    }

    @Override
    public void note(long submission, String name, String words) throws NotKept {
        try {
            store.note(submission, name, words);
        } catch (ContentStore.StoreFailure e) {
            throw new NotKept(e);
        }
    }

    @Override
    public void forget(long submission, String name) throws IOException {
        store.forget(submission, name);
    }
}
