package vn.lienthong.hub.connector;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.cxf.staxutils.StaxUtils;
import org.w3c.dom.Document;

/**
 * Walks through XML that somebody else wrote, from one element to the next, and stops before it can do harm: no document type, hence no entities of its
 * own, nothing fetched, no XInclude, no depth or number of elements that would fill the memory. Used by one thread.
 */
final class SafeXml {

    /** The deepest honest answer seen has eight. */
    static final int DEEPEST = 48;

    static final int MOST_ELEMENTS = 20_000;
    private static final int MOST_ATTRIBUTES = 32;
    private static final int LONGEST_ATTRIBUTE = 4096;
    private static final String XINCLUDE = "http://www.w3.org/2001/XInclude";
    private static final XMLInputFactory FACTORY = factory(true);
    private static final XMLInputFactory APART = factory(false);
    private static final XMLInputFactory CONTRACTS = harmless();

    private final XMLStreamReader reader;
    private int depth;
    private int elements;

    /** It could do harm, so it is read no further. */
    static final class Harmful extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Harmful(String what) {
            super(what);
        }
    }

    SafeXml(Reader text) throws XMLStreamException {
        this(FACTORY.createXMLStreamReader(text));
    }

    private SafeXml(XMLStreamReader reader) {
        this.reader = reader;
    }

    /** The same, where a CDATA section is an event of its own. */
    static SafeXml apart(Reader text) throws XMLStreamException {
        return new SafeXml(APART.createXMLStreamReader(text));
    }

    /** Over a contract, which may be larger than any honest answer: no document type, nothing fetched, and the caller looks at each event. */
    static XMLStreamReader plain(InputStream bytes) throws XMLStreamException {
        return CONTRACTS.createXMLStreamReader(bytes);
    }

    private static WstxInputFactory harmless() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        return factory;
    }

    private static XMLInputFactory factory(boolean together) {
        WstxInputFactory factory = harmless();
        factory.setProperty(XMLInputFactory.IS_COALESCING, together);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LONGEST_ATTRIBUTE);
        // Ours come first and have words of their own; these hold where ours cannot look.
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST + 2);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, (long) MOST_ELEMENTS + 2);
        return factory;
    }

    /**
     * A document as a tree, after it was found harmless.
     *
     * @throws Harmful if it is not
     */
    static Document tree(String text) throws XMLStreamException {
        SafeXml walk = new SafeXml(new StringReader(text));
        while (walk.reader.hasNext()) {
            walk.next();
        }
        return StaxUtils.read(FACTORY.createXMLStreamReader(new StringReader(text)));
    }

    XMLStreamReader at() {
        return reader;
    }

    /** Goes on to what comes next. */
    int next() throws XMLStreamException {
        int event = reader.next();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> begun();
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD -> throw new Harmful("a document type");
            case XMLStreamConstants.ENTITY_REFERENCE -> throw new Harmful("an entity of its own");
            default -> {
                // Text, comments and instructions are the caller's.
            }
        }
        return event;
    }

    private void begun() {
        if (++depth > DEEPEST) {
            throw new Harmful("elements nested deeper than " + DEEPEST);
        }
        if (++elements > MOST_ELEMENTS) {
            throw new Harmful("more than " + MOST_ELEMENTS + " elements");
        }
        if (XINCLUDE.equals(reader.getNamespaceURI())) {
            throw new Harmful("an XInclude");
        }
    }

    /** Goes on to the next beginning or end of an element; false at the end of the document. Text in between is passed over. */
    boolean nextTag() throws XMLStreamException {
        while (reader.hasNext()) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                return true;
            }
        }
        return false;
    }

    /** Passes over the rest of the element that has begun. */
    void skip() throws XMLStreamException {
        int around = depth - 1;
        while (depth > around) {
            next();
        }
    }

    /** Reads on, past everything, to where so many elements are open. */
    void skipTo(int open) throws XMLStreamException {
        while (depth > open && reader.hasNext()) {
            next();
        }
    }
}
