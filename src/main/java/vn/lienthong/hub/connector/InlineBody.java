package vn.lienthong.hub.connector;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A body with files in it, as base64, that are read from the disk while it is sent. Memory: one buffer. */
final class InlineBody extends AbstractHttpEntity {

    /** @param from the first byte of the claim, and the first one after it: what stands there is replaced by the file */
    record Place(int from, int to, String sha256, long size) {

        long length() {
            return (size + 2) / 3 * 4;
        }
    }

    private final byte[] text;
    private final List<Place> places;
    private final HeldFiles files;

    InlineBody(ContentType type, byte[] text, List<Place> places, HeldFiles files) {
        super(type, null);
        this.text = text;
        this.places = List.copyOf(places);
        this.files = files;
    }

    @Override
    public long getContentLength() {
        long length = text.length;
        for (Place place : places) {
            length += place.length() - (place.to() - place.from());
        }
        return length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        int written = 0;
        for (Place place : places) {
            out.write(text, written, place.from() - written);
            write(place, out);
            written = place.to();
        }
        out.write(text, written, text.length - written);
    }

    /** A file that is not what it was breaks the message off: its length was announced, so nobody takes a part for the whole. */
    private void write(Place place, OutputStream out) throws IOException {
        try (InputStream file = files.open(place.sha256());
                OutputStream base64 = Base64.getEncoder().wrap(new Unclosed(out))) {
            long copied = file.transferTo(base64);
            if (copied != place.size()) {
                throw new IOException("a held file has changed its length");
            }
        }
    }

    /** What ends the base64 must not end the message. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("It is only ever written");
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public void close() {
        // Files are open only while they are written.
    }
}
