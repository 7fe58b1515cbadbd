package vn.lienthong.hub.connector;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.cxf.staxutils.StaxUtils;
import org.apache.wss4j.dom.engine.WSSConfig;
import org.apache.xml.security.parser.XMLParserException;
import org.apache.xml.security.utils.XMLUtils;
import org.w3c.dom.Document;

/** XML as a tree, where it must be changed or signed, read and written without changing what is signed. */
final class DomTree {

    static {
        // Whoever secures nothing pays nothing for it.
        WSSConfig.init();
    }

    private DomTree() {}

    /** Of what the hub itself wrote; what others wrote goes through {@link SafeXml#tree}. */
    static Document ofOurs(byte[] xml) {
        try {
            return XMLUtils.read(new ByteArrayInputStream(xml), true);
        } catch (XMLParserException e) {
            throw new IllegalArgumentException("what was just written is no XML", e);
        }
    }

    static byte[] written(Document tree) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(16_384);
        try {
            XMLStreamWriter writer = StaxUtils.createXMLStreamWriter(out, "UTF-8");
            StaxUtils.writeDocument(tree, writer, true, true);
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("a tree that was read can be written", e);
        }
        return out.toByteArray();
    }
}
