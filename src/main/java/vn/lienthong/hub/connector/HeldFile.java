package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.client5.http.entity.mime.AbstractContentBody;
import org.apache.hc.core5.http.ContentType;

/** A held file as a part of what is sent. Memory: one buffer. */
final class HeldFile extends AbstractContentBody {

    private final HeldFiles files;
    private final String sha256;
    private final long size;

    HeldFile(HeldFiles files, String sha256, long size, ContentType type) {
        super(type);
        this.files = files;
        this.sha256 = sha256;
        this.size = size;
    }

    /** None, and yet not null: what has no file name at all is written into a form without its type. */
    @Override
    public String getFilename() {
        return "";
    }

    @Override
    public long getContentLength() {
        return size;
    }

    /** A file that is not what it was breaks the sending off: its length was announced, so nobody takes a part for the whole. */
    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream file = files.open(sha256)) {
            if (file.transferTo(out) != size) {
                throw new IOException("a held file has changed its length");
            }
        }
    }
}
