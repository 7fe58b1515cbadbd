package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
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
}
