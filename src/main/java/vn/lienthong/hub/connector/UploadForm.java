package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.entity.mime.AbstractContentBody;
import org.apache.hc.client5.http.entity.mime.ByteArrayBody;
import org.apache.hc.client5.http.entity.mime.FormBodyPart;
import org.apache.hc.client5.http.entity.mime.FormBodyPartBuilder;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.client5.http.entity.mime.StringBody;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;

/** A form with one file in it, as browsers send it (RFC 7578), read from the disk while it is sent. The same file makes the same bytes. */
final class UploadForm {

    private static final ContentType FORM = ContentType.create("multipart/form-data");
    private static final ContentType TEXT = ContentType.create("text/plain", StandardCharsets.UTF_8);
    private static final ContentType JSON = ContentType.create("application/json", StandardCharsets.UTF_8);

    private UploadForm() {}

    /**
     * The file comes last: whoever reads a form as it comes knows by then what belongs to it.
     *
     * @param hashPart name of the part that holds the hash; empty: none
     */
    static HttpEntity of(UploadClaim claim, HeldFile file, String filePart, String hashPart, String hash) {
        MultipartEntityBuilder form = MultipartEntityBuilder.create()
                // The one mode that writes names as they are, in UTF-8.
                .setMode(HttpMultipartMode.LEGACY)
                .setCharset(StandardCharsets.UTF_8)
                .setContentType(FORM)
                // No file holds its own hash, so this never stands in it.
                .setBoundary("hub-" + claim.sha256().substring(0, 40));
        claim.form().forEach((name, value) -> form.addPart(part(name, value)));
        if (!hashPart.isEmpty()) {
            form.addPart(part(hashPart, new StringBody(hash, TEXT)));
        }
        return form.addPart(part(filePart + "\"; filename=\"" + quoted(claim.name()), file))
                .build();
    }

    private static FormBodyPart part(String name, JsonNode value) {
        // What has no file name is written without its type, which is right for text only.
        return part(
                quoted(name),
                value.isContainerNode()
                        ? new ByteArrayBody(value.toString().getBytes(StandardCharsets.UTF_8), JSON, "")
                        : new StringBody(value.asText(""), TEXT));
    }

    private static FormBodyPart part(String quotedName, AbstractContentBody body) {
        return FormBodyPartBuilder.create("part", body, HttpMultipartMode.LEGACY)
                .setField("Content-Disposition", "form-data; name=\"" + quotedName + '"')
                .build();
    }

    /** As browsers do it: the name in UTF-8, and what would end it written with per cent. */
    private static String quoted(String text) {
        return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    /** A held file as a part. Memory: one buffer. */
    static final class HeldFile extends AbstractContentBody {

        private final HeldFiles files;
        private final String sha256;
        private final long size;

        HeldFile(HeldFiles files, String sha256, long size, ContentType type) {
            super(type);
            this.files = files;
            this.sha256 = sha256;
            this.size = size;
        }

        @Override
        public String getFilename() {
            return "";
        }

        @Override
        public long getContentLength() {
            return size;
        }

        /** A file that is not what it was breaks the upload off: its length was announced, so nobody takes a part for the whole. */
        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (InputStream file = files.open(sha256)) {
                if (file.transferTo(out) != size) {
                    throw new IOException("a held file has changed its length");
                }
            }
        }
    }
}
