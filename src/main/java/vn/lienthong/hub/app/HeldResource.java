package vn.lienthong.hub.app;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.io.AbstractResource;

/** A held file as Spring gives one out, streamed. */
final class HeldResource extends AbstractResource {

    private final StoredFiles files;
    private final String sha256;
    private final long size;
    private final AtomicInteger open;

    /** @param open counts those that are being given out */
    HeldResource(StoredFiles files, String sha256, long size, AtomicInteger open) {
        this.files = files;
        this.sha256 = sha256;
        this.size = size;
        this.open = open;
    }

    @Override
    public String getDescription() {
        return "file " + sha256;
    }

    @Override
    public long contentLength() {
        return size;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        InputStream file = files.open(sha256);
        open.incrementAndGet();
        AtomicBoolean counted = new AtomicBoolean(true);
        return new FilterInputStream(file) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return in.read(into, from, length);
            }

            @Override
            public void close() throws IOException {
                if (counted.getAndSet(false)) {
                    open.decrementAndGet();
                }
                super.close();
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeldResource held && held.sha256.equals(sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }
}
