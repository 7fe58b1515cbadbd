package vn.lienthong.hub.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A file of XML that somebody else wrote, as a tree by local names: no document type, hence no entities of its own; nothing is fetched. */
final class XmlFile {
    private static final int DEEPEST = 100;
    private static final int MOST_ELEMENTS = 500_000;

    private XmlFile() {}

    /** One element: attributes by local name; its own text, CDATA included. */
    static final class Element {
        private final String name;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private final List<Element> children = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        Element(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        /** Empty when it is not there. */
        String attribute(String key) {
            return attributes.getOrDefault(key, "");
        }

        List<Element> children() {
            return children;
        }

        Stream<Element> all(String child) {
            return children.stream().filter(one -> one.name.equals(child));
        }

        Optional<Element> first(String child) {
            return all(child).findFirst();
        }

        /** The text of the first child of that name; empty when there is none. */
        String text(String child) {
            return first(child).map(Element::text).orElse("");
        }

        String text() {
            return text.toString();
        }

        /** Itself and all below it of that name, in order. */
        Stream<Element> anywhere(String wanted) {
            Stream<Element> below = children.stream().flatMap(one -> one.anywhere(wanted));
            return name.equals(wanted) ? Stream.concat(Stream.of(this), below) : below;
        }
    }

    /** Why it cannot be read, for people. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why);
        }
    }

    /** Reads it under an element without a name, which stands above the root. */
    static Element read(Path file) throws Unreadable {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try (InputStream in = Files.newInputStream(file)) {
            return tree(factory.createXMLStreamReader(in));
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new Unreadable("not well-formed XML, line " + line);
        } catch (IOException e) {
            throw new Unreadable("not readable");
        }
    }

    private static Element tree(XMLStreamReader reader) throws XMLStreamException, Unreadable {
        Element root = new Element("");
        List<Element> open = new ArrayList<>(List.of(root));
        int elements = 0;
        while (reader.hasNext()) {
            Element last = open.get(open.size() - 1);
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() > DEEPEST || ++elements > MOST_ELEMENTS) {
                        throw new Unreadable(
                                "elements nested deeper than " + DEEPEST + ", or more than " + MOST_ELEMENTS);
                    }
                    Element child = element(reader);
                    last.children.add(child);
                    open.add(child);
                }
                case XMLStreamConstants.END_ELEMENT -> open.remove(open.size() - 1);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> last.text.append(reader.getText());
                case XMLStreamConstants.DTD -> throw new Unreadable("a document type, which may fetch things");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new Unreadable("an entity of its own");
                default -> {
                    // Comments and instructions say nothing.
                }
            }
        }
        return root;
    }

    private static Element element(XMLStreamReader reader) {
        Element element = new Element(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            element.attributes.put(
                    reader.getAttributeLocalName(i), Objects.requireNonNullElse(reader.getAttributeValue(i), ""));
        }
        return element;
    }
}
