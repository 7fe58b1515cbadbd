package vn.lienthong.hub.connector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.model.SoapOperationInfo;
import org.apache.cxf.binding.soap.wsdl.extensions.SoapBody;
import org.apache.cxf.common.xmlschema.SchemaCollection;
import org.apache.cxf.service.model.BindingMessageInfo;
import org.apache.cxf.service.model.BindingOperationInfo;
import org.apache.cxf.service.model.MessagePartInfo;
import org.apache.ws.commons.schema.XmlSchemaAttribute;
import org.apache.ws.commons.schema.XmlSchemaAttributeOrGroupRef;
import org.apache.ws.commons.schema.XmlSchemaComplexContentRestriction;
import org.apache.ws.commons.schema.XmlSchemaComplexType;
import org.apache.ws.commons.schema.XmlSchemaElement;
import org.apache.ws.commons.schema.XmlSchemaSequence;
import org.apache.ws.commons.schema.XmlSchemaSimpleType;
import org.apache.ws.commons.schema.XmlSchemaType;
import org.apache.ws.commons.schema.constants.Constants;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;

/** Reads the operations of a WSDL that are in the style RPC, encoded or literal. */
final class RpcSchema {

    private static final QName ARRAY = new QName(RpcType.ENCODING, "Array");
    private static final QName ARRAY_TYPE = new QName("http://schemas.xmlsoap.org/wsdl/", "arrayType");

    private final SchemaCollection schemas;

    RpcSchema(SchemaCollection schemas) {
        this.schemas = schemas;
    }

    /** @throws IllegalArgumentException if the hub cannot speak it, with the reason */
    RpcOperation operation(BindingOperationInfo binding) {
        String name = binding.getName().getLocalPart();
        if (binding.getInput() == null || binding.getOutput() == null) {
            throw new IllegalArgumentException("it has no answer, so nobody knows whether a message arrived");
        }
        SoapOperationInfo soap = binding.getExtensor(SoapOperationInfo.class);
        SoapBody body = binding.getInput().getExtensor(SoapBody.class);
        List<RpcOperation.Part> arguments = parts(binding.getInput());
        for (RpcOperation.Part part : arguments) {
            if (part.type().shape() == RpcType.Shape.OTHER) {
                throw new IllegalArgumentException(
                        "its part " + part.name() + " is neither a simple value nor a list of such");
            }
        }
        boolean encoded = body != null && "encoded".equals(body.getUse());
        if (encoded
                && body.getElementType() != null
                && !body.getElementType().getNamespaceURI().endsWith("/wsdl/soap/")) {
            throw new IllegalArgumentException("it is RPC/encoded of SOAP 1.2, which nobody was seen to speak");
        }
        return new RpcOperation(
                binding,
                soap == null || soap.getAction() == null ? "" : soap.getAction(),
                encoded,
                new QName(namespace(binding, binding.getInput()), name),
                new QName(namespace(binding, binding.getOutput()), name + "Response"),
                arguments,
                parts(binding.getOutput()));
    }

    private static String namespace(BindingOperationInfo binding, BindingMessageInfo message) {
        SoapBody body = message.getExtensor(SoapBody.class);
        String said = body == null ? null : body.getNamespaceURI();
        return said == null || said.isEmpty() ? binding.getName().getNamespaceURI() : said;
    }

    private List<RpcOperation.Part> parts(BindingMessageInfo message) {
        List<RpcOperation.Part> parts = new ArrayList<>();
        for (MessagePartInfo part : message.getMessageInfo().getMessageParts()) {
            String name = part.getName().getLocalPart();
            if (part.isElement() || part.getTypeQName() == null) {
                throw new IllegalArgumentException("it is not document/literal but of style rpc, and yet its part "
                        + name + " names an element instead of a type");
            }
            parts.add(new RpcOperation.Part(name, type(part.getTypeQName())));
        }
        return List.copyOf(parts);
    }

    private RpcType type(QName name) {
        if (RpcType.isSimple(name)) {
            return RpcType.simple(name);
        }
        XmlSchemaType type = schemas.getTypeByQName(name);
        if (type instanceof XmlSchemaSimpleType) {
            // What it restricts is not looked at: a text, as the other side reads it.
            return RpcType.simple(name);
        }
        RpcType list = type instanceof XmlSchemaComplexType complex ? list(complex) : null;
        return list == null ? RpcType.other(name) : list;
    }

    /** A list of simple values: SOAP's own array, or a sequence of one element that comes again. */
    private static @Nullable RpcType list(XmlSchemaComplexType type) {
        if (type.getContentModel() != null
                && type.getContentModel().getContent() instanceof XmlSchemaComplexContentRestriction restriction) {
            QName item = ARRAY.equals(restriction.getBaseTypeName()) ? arrayOf(restriction) : null;
            return item == null || !RpcType.isSimple(item) ? null : RpcType.list(item, "item");
        }
        if (type.getParticle() instanceof XmlSchemaSequence sequence
                && sequence.getItems().size() == 1
                && sequence.getItems().get(0) instanceof XmlSchemaElement only
                && only.getMaxOccurs() > 1
                && only.getSchemaTypeName() != null
                && RpcType.isSimple(only.getSchemaTypeName())) {
            return RpcType.list(only.getSchemaTypeName(), only.getName());
        }
        return null;
    }

    /** What {@code wsdl:arrayType="xsd:string[]"} says; it stands at the attribute as one that XML Schema does not know. */
    private static @Nullable QName arrayOf(XmlSchemaComplexContentRestriction restriction) {
        for (XmlSchemaAttributeOrGroupRef each : restriction.getAttributes()) {
            Map<Object, Object> more = each instanceof XmlSchemaAttribute attribute ? attribute.getMetaInfoMap() : null;
            if (more != null
                    && more.get(Constants.MetaDataConstants.EXTERNAL_ATTRIBUTES) instanceof Map<?, ?> external
                    && external.get(ARRAY_TYPE) instanceof Node node
                    && node.getNodeValue().endsWith("[]")) {
                String written =
                        node.getNodeValue().substring(0, node.getNodeValue().length() - 2);
                int colon = written.indexOf(':');
                String namespace = node.lookupNamespaceURI(colon < 0 ? null : written.substring(0, colon));
                return new QName(namespace == null ? "" : namespace, written.substring(colon + 1));
            }
        }
        return null;
    }
}
