package vn.lienthong.hub.connector;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * An element as a schema declares it: what it is called on the wire, and what may stand in it.
 *
 * @param content shared by all elements of the same type: a type may hold itself
 */
record SoapElement(QName name, boolean nillable, Content content) {

    /** What stands in an element, in the order in which it must. Made while a contract is read, not changed afterwards. */
    static final class Content {

        private final Map<QName, SoapElement> children = new LinkedHashMap<>();
        private final Map<String, SoapElement> byLocalName = new HashMap<>();
        private final boolean text;

        private Content(boolean text) {
            this.text = text;
        }

        static Content text() {
            return new Content(true);
        }

        static Content elements() {
            return new Content(false);
        }

        void holds(SoapElement child) {
            children.put(child.name, child);
            byLocalName.put(child.name.getLocalPart(), child);
        }

        /** Takes over what the type holds that this one extends. */
        void inherits(Content base) {
            base.children.values().forEach(this::holds);
        }
    }

    /** Whether text stands in it and no elements. */
    boolean text() {
        return content.text;
    }

    Iterable<SoapElement> children() {
        return content.children.values();
    }

    /** The child of this wire name, or null. */
    @Nullable
    SoapElement child(QName wireName) {
        return content.children.get(wireName);
    }

    /** Whether a message, which knows no namespaces, may name a child so. */
    boolean knows(String localName) {
        return content.byLocalName.containsKey(localName);
    }

    @Override
    public String toString() {
        return "SoapElement[" + name + "]";
    }
}
