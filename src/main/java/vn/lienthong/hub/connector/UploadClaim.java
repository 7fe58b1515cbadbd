package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ContentType;
import vn.lienthong.hub.vocabulary.FileName;

/**
 * A file that a mapping wants uploaded before its message goes, and where it says so.
 *
 * @param owner the object in the message in which it says so
 * @param said {@code {"sha256": …, "name": …, "mediaType": …, "form": {…}}}; only the first is needed
 * @param name of the file, fit to be sent
 */
record UploadClaim(ObjectNode owner, ObjectNode said, String sha256, String name) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final String NAMELESS = "tep";

    /** All of a message, in order; a claim that cannot be one stands with an empty {@link #sha256}. */
    static List<UploadClaim> in(JsonNode message, String field) {
        List<UploadClaim> claims = new ArrayList<>();
        collect(message, field, claims);
        return claims;
    }

    private static void collect(JsonNode here, String field, List<UploadClaim> claims) {
        if (here instanceof ObjectNode owner && owner.get(field) instanceof ObjectNode said) {
            String sha256 = said.path("sha256").asText("");
            claims.add(new UploadClaim(
                    owner,
                    said,
                    SHA256.matcher(sha256).matches() ? sha256 : "",
                    FileName.of(said.path("name").asText(""), NAMELESS)));
            return;
        }
        here.forEach(child -> collect(child, field, claims));
    }

    /** What the file is said to be; whatever is no media type is a row of bytes. */
    ContentType mediaType() {
        String written = said.path("mediaType").asText("");
        return written.matches("[\\w!#$&^.+-]{1,60}/[\\w!#$&^.+-]{1,60}")
                ? ContentType.create(written)
                : ContentType.APPLICATION_OCTET_STREAM;
    }

    /** What goes with the file, by the name of the part. */
    Map<String, JsonNode> form() {
        Map<String, JsonNode> form = new LinkedHashMap<>();
        said.path("form").fields().forEachRemaining(part -> form.put(part.getKey(), part.getValue()));
        return form;
    }

    /** What is shown of the upload: everything but the bytes. */
    byte[] shown(long size) {
        return SessionBody.bytes(said.deepCopy().put("name", name).put("size", size));
    }

    /** In the message, what the upload gave stands in the place of the claim, in its place among the other fields. */
    void replace(String field, Map<String, String> values) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        owner.fields().forEachRemaining(old -> {
            if (old.getKey().equals(field)) {
                values.forEach(whole::put);
            } else if (!values.containsKey(old.getKey())) {
                whole.set(old.getKey(), old.getValue());
            }
        });
        owner.removeAll();
        owner.setAll(whole);
    }
}
