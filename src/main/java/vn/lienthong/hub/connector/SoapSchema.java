package vn.lienthong.hub.connector;

import java.util.HashMap;
import java.util.Map;
import javax.xml.namespace.QName;
import org.apache.cxf.common.xmlschema.SchemaCollection;
import org.apache.ws.commons.schema.XmlSchemaAll;
import org.apache.ws.commons.schema.XmlSchemaAllMember;
import org.apache.ws.commons.schema.XmlSchemaAny;
import org.apache.ws.commons.schema.XmlSchemaChoice;
import org.apache.ws.commons.schema.XmlSchemaChoiceMember;
import org.apache.ws.commons.schema.XmlSchemaComplexContentExtension;
import org.apache.ws.commons.schema.XmlSchemaComplexType;
import org.apache.ws.commons.schema.XmlSchemaContent;
import org.apache.ws.commons.schema.XmlSchemaElement;
import org.apache.ws.commons.schema.XmlSchemaObject;
import org.apache.ws.commons.schema.XmlSchemaParticle;
import org.apache.ws.commons.schema.XmlSchemaSequence;
import org.apache.ws.commons.schema.XmlSchemaSequenceMember;
import org.apache.ws.commons.schema.XmlSchemaType;
import org.jspecify.annotations.Nullable;

/** Turns the schemas of a WSDL into {@link SoapElement}s: sequences, choices and alls, extended types, types that hold themselves. */
final class SoapSchema {

    private final SchemaCollection schemas;
    private final Map<QName, SoapElement.Content> named = new HashMap<>();

    SoapSchema(SchemaCollection schemas) {
        this.schemas = schemas;
    }

    /** @throws IllegalArgumentException if the schemas do not declare it, or use what a message cannot say */
    SoapElement element(QName name) {
        XmlSchemaElement declared = schemas.getElementByQName(name);
        if (declared == null) {
            throw new IllegalArgumentException("the schemas do not declare the element " + name);
        }
        return read(declared);
    }

    private SoapElement read(XmlSchemaElement declared) {
        XmlSchemaElement meant = declared.isRef() ? declared.getRef().getTarget() : declared;
        if (meant == null) {
            throw new IllegalArgumentException("an element refers to one that nobody declares: "
                    + declared.getRef().getTargetQName());
        }
        XmlSchemaType type = meant.getSchemaType() == null && meant.getSchemaTypeName() != null
                ? schemas.getTypeByQName(meant.getSchemaTypeName())
                : meant.getSchemaType();
        SoapElement.Content content =
                type instanceof XmlSchemaComplexType complex ? content(complex) : SoapElement.Content.text();
        // What is declared for all is qualified always; the library's wire name forgets that.
        QName name = meant.isTopLevel() ? meant.getQName() : meant.getWireName();
        return new SoapElement(name, meant.isNillable(), content);
    }

    private SoapElement.Content content(XmlSchemaComplexType type) {
        QName name = type.getQName();
        SoapElement.Content known = name == null ? null : named.get(name);
        if (known != null) {
            return known;
        }
        SoapElement.Content content = SoapElement.Content.elements();
        if (name != null) {
            named.put(name, content);
        }
        XmlSchemaContent model =
                type.getContentModel() == null ? null : type.getContentModel().getContent();
        if (model instanceof XmlSchemaComplexContentExtension extension) {
            if (schemas.getTypeByQName(extension.getBaseTypeName()) instanceof XmlSchemaComplexType base) {
                content.inherits(content(base));
            }
            particle(content, extension.getParticle());
        } else if (model != null) {
            throw new IllegalArgumentException("type " + name + " restricts another one or has text with attributes");
        }
        particle(content, type.getParticle());
        return content;
    }

    private void particle(SoapElement.Content content, @Nullable XmlSchemaParticle particle) {
        if (particle instanceof XmlSchemaSequence sequence) {
            for (XmlSchemaSequenceMember member : sequence.getItems()) {
                member(content, (XmlSchemaObject) member);
            }
        } else if (particle instanceof XmlSchemaAll all) {
            for (XmlSchemaAllMember member : all.getItems()) {
                member(content, (XmlSchemaObject) member);
            }
        } else if (particle instanceof XmlSchemaChoice choice) {
            for (XmlSchemaChoiceMember member : choice.getItems()) {
                member(content, (XmlSchemaObject) member);
            }
        } else if (particle != null) {
            throw new IllegalArgumentException("a type refers to a group of elements");
        }
    }

    private void member(SoapElement.Content content, XmlSchemaObject member) {
        if (member instanceof XmlSchemaElement child) {
            content.holds(read(child));
        } else if (!(member instanceof XmlSchemaAny)) {
            particle(content, (XmlSchemaParticle) member);
        }
    }
}
