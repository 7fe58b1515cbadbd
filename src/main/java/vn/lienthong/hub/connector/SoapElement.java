package vn.lienthong.hub.connector;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.ws.commons.schema.XmlSchemaSimpleType;
import org.jspecify.annotations.Nullable;

/**
 * An element as a schema declares it: what it is called on the wire, and what may stand in it.
 *
 * @param occurs whether it must stand there, as far as a sample must know
 * @param most how often it may stand there at most; {@link Long#MAX_VALUE}: without an end
 * @param content shared by all elements of the same type: a type may hold itself
 */
record SoapElement(QName name, boolean nillable, Occurs occurs, long most, Content content) {

    /** Begins the name under which a tree holds an attribute. */
    static final String ATTRIBUTE = "@";

    /** The name under which a tree holds the text of an element that has attributes besides. */
    static final String TEXT = "#text";

    /** How often an element stands where it does. */
    enum Occurs {
        ALWAYS,
        PERHAPS,
        /** Instead of another one that stands before it in the schema. */
        INSTEAD
    }

    /**
     * An attribute as a schema declares it.
     *
     * @param type null where the schemas do not say it
     * @param fixed the only value that it may have; null: any
     */
    record Attribute(QName name, boolean required, @Nullable XmlSchemaSimpleType type, @Nullable String fixed) {

        /** What a tree, which knows no namespaces, calls it. */
        String key() {
            return ATTRIBUTE + name.getLocalPart();
        }
    }

    /** What stands in an element, in the order in which it must. Made while a contract is read, not changed afterwards. */
    static final class Content {

        private final Map<QName, SoapElement> children = new LinkedHashMap<>();
        private final Map<String, Object> byKey = new HashMap<>();
        private final Map<QName, Attribute> attributes = new LinkedHashMap<>();
        private final Set<QName> alternatives = new LinkedHashSet<>();
        private boolean anyOrder;
        private boolean text;
        private final List<Set<QName>> needed = new ArrayList<>();
        private @Nullable XmlSchemaSimpleType type;
        private @Nullable String fixed;
        private @Nullable String refused;

        /** @param fixed the only value that it may have; null: any */
        static Content text(@Nullable XmlSchemaSimpleType type, @Nullable String fixed) {
            Content content = new Content();
            content.isText(type);
            content.fixed = fixed;
            return content;
        }

        void isText(@Nullable XmlSchemaSimpleType simple) {
            text = true;
            type = simple;
        }

        void holds(SoapElement child) {
            // The same element may stand in more than one place of a model.
            children.putIfAbsent(child.name, child);
            known(child.name, child.name.getLocalPart());
        }

        void has(Attribute attribute) {
            attributes.put(attribute.name, attribute);
            known(attribute.name, attribute.key());
        }

        void hasNot(QName attribute) {
            Attribute gone = attributes.remove(attribute);
            if (gone != null) {
                byKey.remove(gone.key());
            }
        }

        /** Of these one stands there: in the schema each may be written before the others. */
        void chooses(Set<QName> names) {
            alternatives.addAll(names);
        }

        /** Of these one must stand there. */
        void needs(Set<QName> names) {
            needed.add(names);
        }

        /** How many such groups there are. */
        int needs() {
            return needed.size();
        }

        /** Forgets those behind the first ones: what they stand in need not be there itself. */
        void needsNo(int after) {
            needed.subList(after, needed.size()).clear();
        }

        List<Set<QName>> needed() {
            return List.copyOf(needed);
        }

        @Nullable
        String fixed() {
            return fixed;
        }

        /** They may stand in any order. */
        void anyOrder() {
            anyOrder = true;
        }

        boolean isAlternative(QName child) {
            return alternatives.contains(child);
        }

        boolean isAnyOrder() {
            return anyOrder;
        }

        Set<QName> names() {
            return new LinkedHashSet<>(children.keySet());
        }

        private void known(QName name, String key) {
            Object before = byKey.put(key, name);
            if (before != null && !before.equals(name)) {
                refuse("two of one name in different namespaces: " + before + " and " + name);
            }
        }

        /** Takes over what the type has that this one extends or restricts. */
        void inherits(Content base, boolean elements) {
            if (elements) {
                base.children.values().forEach(this::holds);
                alternatives.addAll(base.alternatives);
                needed.addAll(base.needed);
            }
            base.attributes.values().forEach(this::has);
            if (base.text) {
                isText(base.type);
            }
            if (base.refused != null) {
                refused = base.refused;
            }
        }

        /** The schema says more than a message can. */
        void refuse(String why) {
            if (refused == null) {
                refused = why;
            }
        }

        /** The simple type of the text, where the schemas say it. */
        @Nullable
        XmlSchemaSimpleType type() {
            return type;
        }
    }

    /** Whether text stands in it and no elements. */
    boolean text() {
        return content.text;
    }

    /** Whether nothing but text can stand in it: then it is text in a tree too. */
    boolean plain() {
        return content.text && content.attributes.isEmpty();
    }

    Collection<SoapElement> children() {
        return content.children.values();
    }

    Collection<Attribute> attributes() {
        return content.attributes.values();
    }

    /** The child of this wire name, or null. */
    @Nullable
    SoapElement child(QName wireName) {
        return content.children.get(wireName);
    }

    /** The attribute of this wire name, or null. */
    @Nullable
    Attribute attribute(QName wireName) {
        return content.attributes.get(wireName);
    }

    /** Whether a message, which knows no namespaces, may name a child or an attribute so. */
    boolean knows(String key) {
        return content.byKey.containsKey(key);
    }

    /** Why it cannot be written or read, or something in it, however deep; null when it can. */
    @Nullable
    String refused() {
        Set<Content> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Content> left = new ArrayDeque<>();
        left.add(content);
        while (!left.isEmpty()) {
            Content here = left.remove();
            if (here.refused != null) {
                return here.refused;
            }
            if (seen.add(here)) {
                here.children.values().forEach(child -> left.add(child.content));
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "SoapElement[" + name + "]";
    }
}
