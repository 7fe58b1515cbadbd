package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.hc.client5.http.entity.mime.ByteArrayBody;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.client5.http.entity.mime.MultipartPart;
import org.apache.hc.client5.http.entity.mime.MultipartPartBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.message.BasicNameValuePair;

/** The files of one envelope: what stands in their place, and the body in which they leave, read from the disk while it is sent. One use, one thread. */
final class SoapFiles {

    private static final String XOP = "http://www.w3.org/2004/08/xop/include";
    private static final String XOP_TYPE = "application/xop+xml";
    private static final SecureRandom NAMES = new SecureRandom();
    /** Bytes of a mark that nobody can write into a message by guessing; in base64 it stays base64. */
    private static final int MARK = 36;

    private final CarriedFiles carried;
    private final List<Placed> placed = new ArrayList<>();

    /** @param name of its part, or the mark that stands in its place */
    private record Placed(String sha256, long size, String name) {}

    SoapFiles(CarriedFiles carried) {
        this.carried = carried;
    }

    /** Whether a file stands for this text. */
    boolean takes(String element, JsonNode value) {
        String text = value.asText("");
        return element.equals(carried.field())
                && text.startsWith(CarriedFiles.CLAIM)
                && carried.sizes().containsKey(text.substring(CarriedFiles.CLAIM.length()));
    }

    /** Writes into the element that has begun what stands in the place of the file. */
    void write(XMLStreamWriter writer, String claim) throws XMLStreamException {
        String sha256 = claim.substring(CarriedFiles.CLAIM.length());
        byte[] random = new byte[MARK];
        NAMES.nextBytes(random);
        boolean inside = carried.form() == CarriedFiles.Form.BASE64;
        String name = inside
                ? Base64.getEncoder().encodeToString(random)
                : HexFormat.of().formatHex(random, 0, 16) + "@hub";
        placed.add(new Placed(sha256, carried.sizes().getOrDefault(sha256, 0L), name));
        switch (carried.form()) {
            case BASE64 -> writer.writeCharacters(name);
            case ATTACHMENTS -> writer.writeCharacters("cid:" + name);
            case MTOM -> {
                writer.writeStartElement("xop", "Include", XOP);
                writer.writeNamespace("xop", XOP);
                writer.writeAttribute("href", "cid:" + name);
                writer.writeEndElement();
            }
        }
    }

    /** What may come back. */
    String accept(String xml) {
        return carried.form() == CarriedFiles.Form.BASE64 ? xml : "multipart/related, " + xml;
    }

    /** Whether the envelope itself is not the whole of what it says. */
    boolean inside() {
        return carried.form() != CarriedFiles.Form.ATTACHMENTS;
    }

    /**
     * The whole of what is sent.
     *
     * @throws SoapContract.OffContract if a claim found no place in the envelope: nothing leaves without one of its files
     */
    HttpEntity body(byte[] envelope, ContentType xml) {
        if (placed.size() != carried.claims()) {
            throw new SoapContract.OffContract("a file of " + carried.field() + " finds no place in the envelope");
        }
        return carried.form() == CarriedFiles.Form.BASE64 ? filled(envelope, xml) : parts(envelope, xml);
    }

    private HttpEntity filled(byte[] envelope, ContentType xml) {
        String text = new String(envelope, StandardCharsets.ISO_8859_1);
        List<InlineBody.Place> places = new ArrayList<>();
        for (Placed each : placed) {
            int from = text.indexOf(each.name());
            places.add(new InlineBody.Place(from, from + each.name().length(), each.sha256(), each.size()));
        }
        return new InlineBody(xml, envelope, places, carried.files());
    }

    private HttpEntity parts(byte[] envelope, ContentType xml) {
        boolean mtom = carried.form() == CarriedFiles.Form.MTOM;
        String root = "root-" + placed.get(0).name();
        ContentType rootType = mtom
                ? ContentType.create(
                        XOP_TYPE,
                        new BasicNameValuePair("charset", "UTF-8"),
                        new BasicNameValuePair("type", xml.getMimeType()))
                : xml;
        MultipartEntityBuilder builder = MultipartEntityBuilder.create()
                .setStrictMode()
                .setMimeSubtype("related")
                .addParameter(new BasicNameValuePair("type", mtom ? XOP_TYPE : xml.getMimeType()))
                .addParameter(new BasicNameValuePair("start", "<" + root + ">"));
        if (mtom) {
            builder.addParameter(new BasicNameValuePair("start-info", xml.getMimeType()));
        }
        builder.addPart(
                part(MultipartPartBuilder.create(new ByteArrayBody(envelope, rootType, null)), root, rootType, "8bit"));
        for (Placed each : placed) {
            builder.addPart(part(
                    MultipartPartBuilder.create(new HeldFile(
                            carried.files(), each.sha256(), each.size(), ContentType.APPLICATION_OCTET_STREAM)),
                    each.name(),
                    ContentType.APPLICATION_OCTET_STREAM,
                    "binary"));
        }
        return builder.build();
    }

    private static MultipartPart part(MultipartPartBuilder part, String name, ContentType type, String encoding) {
        return part.setHeader("Content-Type", type.toString())
                .setHeader("Content-Transfer-Encoding", encoding)
                .setHeader("Content-ID", "<" + name + ">")
                .build();
    }
}
