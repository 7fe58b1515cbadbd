package vn.lienthong.hub.connector;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Fetched.Missed;
import vn.lienthong.hub.connector.Fetched.Why;

/**
 * Takes the file out of an answer and puts it on the shelf, if it is one: whole, with an end, not larger than allowed, and no web page in its place.
 * Memory: one buffer.
 *
 * @param largest bytes of one file
 */
record FileAnswer(FileShelf shelf, long largest) {

    private static final int LOOKED_AT = 512;
    private static final Set<String> PAGES = Set.of("text/html", "application/xhtml+xml");

    /**
     * Takes it.
     *
     * @param entity of an answer that says that all is well
     * @throws FileShelf.NotKept when our own disk fails
     * @throws IOException when the bytes end early
     */
    Fetched take(@Nullable HttpEntity entity, FileFetch.Wanted wanted) throws IOException {
        String fault = entity == null ? "an answer without a body" : fault(entity, wanted);
        if (entity == null || !fault.isEmpty()) {
            return new Missed(Why.UNUSABLE, fault);
        }
        InputStream in = new BufferedInputStream(entity.getContent(), 1 << 16);
        if (!PAGES.contains(wanted.mediaType().toLowerCase(Locale.ROOT)) && isPage(in, entity)) {
            return new Missed(Why.UNUSABLE, "a web page, often that of a log-in");
        }
        return kept(shelf.take(in, largest), wanted);
    }

    /** What is wrong with an answer before its first byte is read; empty: nothing. */
    private String fault(HttpEntity entity, FileFetch.Wanted wanted) {
        String encoding = entity.getContentEncoding();
        if (encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
            return "packed as " + encoding.replaceAll("[^\\w,. -]", "") + ", which nobody asked for";
        }
        long length = entity.getContentLength();
        if (length > largest) {
            return length + " bytes, of " + largest + " at most";
        }
        boolean ends = length >= 0 || entity.isChunked() || !wanted.sha256().isEmpty() || wanted.size() >= 0;
        return ends ? "" : "an answer of which nobody says where it ends";
    }

    private Fetched kept(FileShelf.Taken taken, FileFetch.Wanted wanted) {
        if (taken.tooLarge()) {
            return new Missed(Why.UNUSABLE, "more than " + largest + " bytes");
        }
        if (taken.size() == 0) {
            return new Missed(Why.UNUSABLE, "an empty file");
        }
        if (wanted.size() >= 0 && wanted.size() != taken.size()) {
            return new Missed(Why.UNUSABLE, taken.size() + " bytes instead of " + wanted.size());
        }
        return wanted.sha256().isEmpty() || wanted.sha256().equals(taken.sha256())
                ? new Fetched.Kept(taken.sha256(), taken.size())
                : new Missed(Why.UNUSABLE, "another SHA-256: " + taken.sha256().substring(0, 12) + "…");
    }

    /** By its first bytes: servers say of many a file that it is text/html. */
    private static boolean isPage(InputStream in, HttpEntity entity) throws IOException {
        in.mark(LOOKED_AT);
        String begins = new String(in.readNBytes(LOOKED_AT), StandardCharsets.UTF_8);
        in.reset();
        String text = begins.replace("\uFEFF", "").stripLeading().toLowerCase(Locale.ROOT);
        String type = String.valueOf(entity.getContentType()).toLowerCase(Locale.ROOT);
        return text.startsWith("<!doctype html")
                || text.startsWith("<html")
                || text.startsWith("<") && PAGES.stream().anyMatch(type::startsWith);
    }
}
