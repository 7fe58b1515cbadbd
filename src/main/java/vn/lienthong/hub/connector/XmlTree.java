package vn.lienthong.hub.connector;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** XML that somebody else wrote, read whole, no further than {@link SafeXml} goes. What stands in CDATA is told apart from what stands beside it. */
final class XmlTree {

    private final QName name;
    private final Map<QName, String> attributes = new HashMap<>();
    private final List<XmlTree> children = new ArrayList<>();
    private final StringBuilder whole = new StringBuilder();
    private final StringBuilder marked = new StringBuilder();
    private boolean beside;
    private boolean hasMarked;

    private XmlTree(XMLStreamReader at) {
        this.name = at.getName();
        for (int i = 0; i < at.getAttributeCount(); i++) {
            attributes.put(at.getAttributeName(i), at.getAttributeValue(i));
        }
    }

    /**
     * @throws XMLStreamException if it is not XML to its end; what it says may quote
     * @throws SafeXml.Harmful if it could do harm
     */
    static XmlTree read(String xml) throws XMLStreamException {
        SafeXml safe = SafeXml.apart(new StringReader(xml));
        safe.nextTag();
        XmlTree root = element(safe);
        while (safe.at().hasNext()) {
            safe.next();
        }
        return root;
    }

    private static XmlTree element(SafeXml xml) throws XMLStreamException {
        XMLStreamReader at = xml.at();
        XmlTree tree = new XmlTree(at);
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.END_ELEMENT -> {
                    return tree;
                }
                case XMLStreamConstants.START_ELEMENT -> tree.children.add(element(xml));
                case XMLStreamConstants.CDATA -> {
                    tree.hasMarked = true;
                    tree.marked.append(at.getText());
                    tree.whole.append(at.getText());
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> {
                    tree.beside = tree.beside || !at.getText().isBlank();
                    tree.whole.append(at.getText());
                }
                default -> {
                    // Comments and instructions say nothing.
                }
            }
        }
    }

    QName name() {
        return name;
    }

    String local() {
        return name.getLocalPart();
    }

    @Nullable
    String attribute(QName attribute) {
        return attributes.get(attribute);
    }

    List<XmlTree> children() {
        return children;
    }

    /** The first child of this name, or null. */
    @Nullable
    XmlTree child(QName wanted) {
        return children.stream()
                .filter(child -> child.name.equals(wanted))
                .findFirst()
                .orElse(null);
    }

    /** Whether words stand between its children. */
    boolean mixed() {
        return !children.isEmpty() && !whole.toString().isBlank();
    }

    /** Whether words stand beside its CDATA sections: nobody can say which of the two is meant. */
    boolean twofold() {
        return hasMarked && beside;
    }

    /** All that stands in it. */
    String text() {
        return whole.toString();
    }

    /** The CDATA sections together, where there are any: the blanks around them are none of it. */
    String value() {
        return hasMarked ? marked.toString() : whole.toString();
    }
}
