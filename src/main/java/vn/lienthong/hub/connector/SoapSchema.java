package vn.lienthong.hub.connector;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.apache.cxf.common.xmlschema.SchemaCollection;
import org.apache.ws.commons.schema.XmlSchemaAll;
import org.apache.ws.commons.schema.XmlSchemaAny;
import org.apache.ws.commons.schema.XmlSchemaChoice;
import org.apache.ws.commons.schema.XmlSchemaComplexContentExtension;
import org.apache.ws.commons.schema.XmlSchemaComplexContentRestriction;
import org.apache.ws.commons.schema.XmlSchemaComplexType;
import org.apache.ws.commons.schema.XmlSchemaContent;
import org.apache.ws.commons.schema.XmlSchemaElement;
import org.apache.ws.commons.schema.XmlSchemaGroup;
import org.apache.ws.commons.schema.XmlSchemaGroupRef;
import org.apache.ws.commons.schema.XmlSchemaObject;
import org.apache.ws.commons.schema.XmlSchemaParticle;
import org.apache.ws.commons.schema.XmlSchemaSequence;
import org.apache.ws.commons.schema.XmlSchemaSimpleContentExtension;
import org.apache.ws.commons.schema.XmlSchemaSimpleContentRestriction;
import org.apache.ws.commons.schema.XmlSchemaSimpleType;
import org.apache.ws.commons.schema.XmlSchemaType;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.SoapElement.Content;
import vn.lienthong.hub.connector.SoapElement.Occurs;

/**
 * Turns the schemas of a WSDL into {@link SoapElement}s: sequences, choices, alls and groups, extended and restricted types, attributes, text with
 * attributes, types that hold themselves. Type by type and not type in type: a schema may be deeper than a stack.
 */
final class SoapSchema {

    private static final int DEEPEST = 32;

    private final SchemaCollection schemas;
    private final SoapAttributes attributes;
    private final IdentityHashMap<XmlSchemaComplexType, Content> types = new IdentityHashMap<>();
    private final Set<XmlSchemaComplexType> filled = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<XmlSchemaComplexType> left = new ArrayDeque<>();

    SoapSchema(SchemaCollection schemas) {
        this.schemas = schemas;
        this.attributes = new SoapAttributes(schemas);
    }

    /** @throws IllegalArgumentException if the schemas do not declare it, or use what a message cannot say */
    SoapElement element(QName name) {
        XmlSchemaElement declared = schemas.getElementByQName(name);
        if (declared == null) {
            throw new IllegalArgumentException("the schemas do not declare the element " + name);
        }
        SoapElement element = read(declared, Occurs.ALWAYS, 1);
        for (XmlSchemaComplexType next = left.poll(); next != null; next = left.poll()) {
            fill(next);
        }
        String refused = element.refused();
        if (refused != null) {
            throw new IllegalArgumentException(refused);
        }
        return element;
    }

    private SoapElement read(XmlSchemaElement declared, Occurs occurs, long most) {
        XmlSchemaElement meant = declared.isRef() ? declared.getRef().getTarget() : declared;
        if (meant == null) {
            throw new IllegalArgumentException("an element refers to one that nobody declares: "
                    + declared.getRef().getTargetQName());
        }
        XmlSchemaType type = meant.getSchemaType() == null && meant.getSchemaTypeName() != null
                ? schemas.getTypeByQName(meant.getSchemaTypeName())
                : meant.getSchemaType();
        Content content = type instanceof XmlSchemaComplexType complex
                ? shell(complex)
                : Content.text(
                        type instanceof XmlSchemaSimpleType simple
                                ? simple
                                : XsdSample.builtIn(meant.getSchemaTypeName()),
                        meant.getFixedValue());
        // What is declared for all is qualified always; the library's wire name forgets that.
        QName name = meant.isTopLevel() ? meant.getQName() : meant.getWireName();
        return new SoapElement(name, meant.isNillable(), occurs, most, content);
    }

    /** What stands in a type, empty at first: it is filled when its turn comes. */
    private Content shell(XmlSchemaComplexType type) {
        Content known = types.get(type);
        if (known != null) {
            return known;
        }
        Content content = new Content();
        types.put(type, content);
        left.add(type);
        return content;
    }

    private void fill(XmlSchemaComplexType type) {
        if (!filled.add(type)) {
            return;
        }
        Content content = shell(type);
        try {
            XmlSchemaContent model = type.getContentModel() == null
                    ? null
                    : type.getContentModel().getContent();
            if (model == null) {
                particle(content, type.getParticle(), Occurs.ALWAYS, 1);
                attributes.into(content, type.getAttributes());
            } else {
                derived(content, model);
            }
        } catch (IllegalArgumentException e) {
            content.refuse((type.getQName() == null ? "" : "type " + type.getQName() + ": ") + e.getMessage());
        }
    }

    private void derived(Content content, XmlSchemaContent model) {
        if (model instanceof XmlSchemaComplexContentExtension extension) {
            base(content, extension.getBaseTypeName(), true);
            particle(content, extension.getParticle(), Occurs.ALWAYS, 1);
            attributes.into(content, extension.getAttributes());
        } else if (model instanceof XmlSchemaComplexContentRestriction restriction) {
            base(content, restriction.getBaseTypeName(), false);
            particle(content, restriction.getParticle(), Occurs.ALWAYS, 1);
            attributes.into(content, restriction.getAttributes());
        } else if (model instanceof XmlSchemaSimpleContentExtension extension) {
            base(content, extension.getBaseTypeName(), false);
            attributes.into(content, extension.getAttributes());
        } else if (model instanceof XmlSchemaSimpleContentRestriction restriction) {
            base(content, restriction.getBaseTypeName(), false);
            attributes.into(content, restriction.getAttributes());
        }
    }

    private void base(Content content, QName name, boolean elements) {
        XmlSchemaType base = schemas.getTypeByQName(name);
        if (base instanceof XmlSchemaComplexType complex) {
            Content inherited = shell(complex);
            fill(complex);
            content.inherits(inherited, elements);
        } else if (base instanceof XmlSchemaSimpleType simple) {
            content.isText(simple);
        } else if (XMLConstants.W3C_XML_SCHEMA_NS_URI.equals(name.getNamespaceURI())) {
            if (!name.getLocalPart().equals("anyType")) {
                content.isText(XsdSample.builtIn(name));
            }
        } else {
            throw new IllegalArgumentException("it stands on a type that nobody declares: " + name);
        }
    }

    /** @param often how often what stands around it may come again */
    private void particle(Content content, @Nullable XmlSchemaParticle particle, Occurs around, long often) {
        if (particle == null || particle.getMaxOccurs() == 0) {
            return;
        }
        Occurs occurs = around == Occurs.ALWAYS && particle.getMinOccurs() == 0 ? Occurs.PERHAPS : around;
        long most = Math.max(often, particle.getMaxOccurs());
        if (particle instanceof XmlSchemaElement child) {
            content.holds(read(child, occurs, most));
        } else if (particle instanceof XmlSchemaAny) {
            // What the contract leaves open is passed over; where something must stand there, nobody could say what.
            if (occurs == Occurs.ALWAYS) {
                throw new IllegalArgumentException(
                        "anything at all must stand in it (xs:any), and no message can say what");
            }
        } else if (particle instanceof XmlSchemaGroupRef group) {
            particle(content, group(group), occurs, most);
        } else if (particle instanceof XmlSchemaChoice choice) {
            choice(content, choice, occurs, most);
        } else {
            if (particle instanceof XmlSchemaAll) {
                content.anyOrder();
            }
            for (XmlSchemaObject member : members(particle)) {
                if (member instanceof XmlSchemaParticle inner) {
                    particle(content, inner, occurs, most);
                }
            }
        }
    }

    private void choice(Content content, XmlSchemaChoice choice, Occurs occurs, long most) {
        boolean first = true;
        Set<QName> before = content.names();
        int needs = content.needs();
        for (XmlSchemaObject member : members(choice)) {
            particle(content, (XmlSchemaParticle) member, first ? occurs : Occurs.INSTEAD, most);
            first = false;
        }
        Set<QName> chosen = content.names();
        chosen.removeAll(before);
        if (members(choice).size() > 1) {
            content.chooses(chosen);
            content.needsNo(needs);
            if (occurs == Occurs.ALWAYS && !mayBeNothing(choice, 0)) {
                content.needs(chosen);
            }
        }
    }

    private boolean mayBeNothing(@Nullable XmlSchemaParticle particle, int depth) {
        if (particle == null || particle.getMinOccurs() == 0 || depth > DEEPEST) {
            return true;
        }
        if (particle instanceof XmlSchemaGroupRef group) {
            return mayBeNothing(group(group), depth + 1);
        }
        Stream<XmlSchemaParticle> members = members(particle).stream()
                .filter(XmlSchemaParticle.class::isInstance)
                .map(XmlSchemaParticle.class::cast);
        return particle instanceof XmlSchemaChoice
                ? members.anyMatch(one -> mayBeNothing(one, depth + 1))
                : !(particle instanceof XmlSchemaElement) && members.allMatch(one -> mayBeNothing(one, depth + 1));
    }

    private static List<XmlSchemaObject> members(XmlSchemaParticle particle) {
        Stream<?> members = particle instanceof XmlSchemaSequence sequence
                ? sequence.getItems().stream()
                : particle instanceof XmlSchemaAll all
                        ? all.getItems().stream()
                        : particle instanceof XmlSchemaChoice choice ? choice.getItems().stream() : Stream.empty();
        return members.map(XmlSchemaObject.class::cast).toList();
    }

    private XmlSchemaParticle group(XmlSchemaGroupRef reference) {
        if (reference.getParticle() != null) {
            return reference.getParticle();
        }
        return Arrays.stream(schemas.getXmlSchemas())
                .map(schema -> schema.getGroupByName(reference.getRefName()))
                .filter(Objects::nonNull)
                .map(XmlSchemaGroup::getParticle)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "it refers to a group that nobody declares: " + reference.getRefName()));
    }
}
