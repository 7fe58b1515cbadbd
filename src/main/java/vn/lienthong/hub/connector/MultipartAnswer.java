package vn.lienthong.hub.connector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.apache.cxf.attachment.AttachmentDeserializer;
import org.apache.cxf.message.Attachment;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * An answer in several parts ({@code multipart/related}) as the envelope that it is: what an {@code xop:Include} stands for is put back into its place,
 * other parts are nobody's. It is in memory already, and no larger than an answer may be; a part is used once, so that nothing grows.
 */
final class MultipartAnswer {

    private static final String XOP = "http://www.w3.org/2004/08/xop/include";
    private static final String RELATED = "multipart/related";

    private static final Pattern START = Pattern.compile("start\\s*=\\s*\"?<([^>\"]+)>", Pattern.CASE_INSENSITIVE);

    private MultipartAnswer() {}

    /** The answer itself where it has one part, or where it cannot be taken apart: then nobody takes it for an envelope. */
    static Answer opened(Answer came) {
        if (!(came instanceof Answer.Http http) || !isRelated(http)) {
            return came;
        }
        try {
            return opened(http);
        } catch (IOException | XMLStreamException | RuntimeException e) {
            return came;
        }
    }

    private static boolean isRelated(Answer.Http http) {
        return http.headers()
                .getOrDefault("content-type", "")
                .strip()
                .toLowerCase(Locale.ROOT)
                .startsWith(RELATED);
    }

    private static Answer opened(Answer.Http http) throws IOException, XMLStreamException {
        String type = http.headers().getOrDefault("content-type", "");
        Message message = new MessageImpl();
        message.put(Message.CONTENT_TYPE, type);
        // Nothing of it goes onto the disk.
        message.put(AttachmentDeserializer.ATTACHMENT_MEMORY_THRESHOLD, String.valueOf(http.body().length + 1));
        message.setContent(InputStream.class, new ByteArrayInputStream(http.body()));
        new AttachmentDeserializer(message, List.of(RELATED)).initializeAttachments();
        byte[] root = message.getContent(InputStream.class).readAllBytes();
        Map<String, byte[]> parts = new HashMap<>();
        parts.put(nameOfTheFirst(message), root);
        for (Attachment part : message.getAttachments()) {
            try (InputStream bytes = part.getDataHandler().getInputStream()) {
                parts.put(part.getId(), bytes.readAllBytes());
            }
        }
        // The root need not come first.
        Matcher start = START.matcher(type);
        byte[] named = start.find() ? parts.remove(start.group(1)) : null;
        root = named == null ? root : named;
        String rootType = String.valueOf(message.get(Message.CONTENT_TYPE));
        Answer.Http envelope = envelope(http, charset(rootType), root);
        boolean includes = new String(root, StandardCharsets.ISO_8859_1).contains(XOP);
        return includes ? envelope(http, "UTF-8", whole(envelope, parts)) : envelope;
    }

    private static Answer.Http envelope(Answer.Http http, String charset, byte[] body) {
        Map<String, String> headers = new HashMap<>(http.headers());
        headers.put("content-type", "text/xml; charset=" + charset);
        return new Answer.Http(http.status(), headers, body);
    }

    private static String charset(String type) {
        try {
            ContentType parsed = ContentType.parse(type);
            return parsed == null || parsed.getCharset() == null
                    ? "UTF-8"
                    : parsed.getCharset().name();
        } catch (IllegalArgumentException e) {
            return "UTF-8";
        }
    }

    private static byte[] whole(Answer.Http envelope, Map<String, byte[]> parts)
            throws IOException, XMLStreamException {
        Document document = SafeXml.tree(Facts.text(envelope));
        NodeList found = document.getElementsByTagNameNS(XOP, "Include");
        List<Element> includes = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            includes.add((Element) found.item(i));
        }
        for (Element include : includes) {
            byte[] part = parts.remove(id(include.getAttribute("href")));
            if (part == null) {
                throw new IOException("an Include of a part that is not there, or is used already");
            }
            String text = Base64.getEncoder().encodeToString(part);
            include.getParentNode().replaceChild(document.createTextNode(text), include);
        }
        return DomTree.written(document);
    }

    /** CXF takes the first part for the root; what it is called stands in its own head. */
    private static String nameOfTheFirst(Message message) {
        Object heads = message.get(AttachmentDeserializer.ATTACHMENT_PART_HEADERS);
        if (heads instanceof Map<?, ?> head) {
            for (Map.Entry<?, ?> each : head.entrySet()) {
                if ("content-id".equalsIgnoreCase(String.valueOf(each.getKey()))
                        && each.getValue() instanceof List<?> values
                        && !values.isEmpty()) {
                    return String.valueOf(values.get(0)).replaceAll("^<|>$", "");
                }
            }
        }
        return "";
    }

    private static @Nullable String id(String href) {
        return href.startsWith("cid:") ? URLDecoder.decode(href.substring(4), StandardCharsets.UTF_8) : null;
    }
}
