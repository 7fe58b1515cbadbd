package vn.lienthong.hub.connector;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import javax.xml.namespace.QName;
import org.apache.cxf.common.xmlschema.SchemaCollection;
import org.apache.ws.commons.schema.XmlSchemaAttribute;
import org.apache.ws.commons.schema.XmlSchemaAttributeGroup;
import org.apache.ws.commons.schema.XmlSchemaAttributeGroupRef;
import org.apache.ws.commons.schema.XmlSchemaSimpleType;
import org.apache.ws.commons.schema.XmlSchemaUse;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.SoapElement.Content;

/** Reads the attributes of a type, those of its groups too. Attributes that the schema leaves open ({@code anyAttribute}) are passed over. */
record SoapAttributes(SchemaCollection schemas) {

    private static final int DEEPEST = 32;

    void into(Content content, Collection<?> declared) {
        into(content, declared, 0);
    }

    private void into(Content content, Collection<?> declared, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("its groups of attributes hold each other");
        }
        for (Object one : declared) {
            if (one instanceof XmlSchemaAttribute attribute) {
                add(content, attribute);
            } else if (one instanceof XmlSchemaAttributeGroupRef reference) {
                into(content, group(reference).getAttributes(), depth + 1);
            } else if (one instanceof XmlSchemaAttributeGroup group) {
                into(content, group.getAttributes(), depth + 1);
            }
        }
    }

    private void add(Content content, XmlSchemaAttribute attribute) {
        XmlSchemaAttribute target = attribute.isRef() ? attribute.getRef().getTarget() : attribute;
        QName name = attribute.isRef()
                ? attribute.getRef().getTargetQName()
                : attribute.isTopLevel() ? attribute.getQName() : attribute.getWireName();
        if (attribute.getUse() == XmlSchemaUse.PROHIBITED) {
            content.hasNot(name);
            return;
        }
        String fixed = attribute.getFixedValue() == null && target != null
                ? target.getFixedValue()
                : attribute.getFixedValue();
        content.has(new SoapElement.Attribute(
                name, attribute.getUse() == XmlSchemaUse.REQUIRED, target == null ? null : type(target), fixed));
    }

    private @Nullable XmlSchemaSimpleType type(XmlSchemaAttribute attribute) {
        if (attribute.getSchemaType() != null) {
            return attribute.getSchemaType();
        }
        QName name = attribute.getSchemaTypeName();
        return name != null && schemas.getTypeByQName(name) instanceof XmlSchemaSimpleType simple
                ? simple
                : XsdSample.builtIn(name);
    }

    private XmlSchemaAttributeGroup group(XmlSchemaAttributeGroupRef reference) {
        XmlSchemaAttributeGroup target = reference.getRef().getTarget();
        return target != null
                ? target
                : Arrays.stream(schemas.getXmlSchemas())
                        .map(schema -> schema.getAttributeGroupByName(reference.getTargetQName()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException("it refers to a group of attributes that nobody declares: "
                                        + reference.getTargetQName()));
    }
}
