package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.namespace.QName;
import org.apache.cxf.service.model.BindingOperationInfo;
import org.apache.ws.commons.schema.XmlSchemaSimpleType;
import vn.lienthong.hub.connector.ContractFacts.Endpoint;
import vn.lienthong.hub.connector.SoapElement.Content;
import vn.lienthong.hub.connector.SoapElement.Occurs;

/** Says what a port of a WSDL says as {@link ContractFacts}. One use, one thread. */
final class SoapFacts {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Both versions of SOAP are sent over HTTP, whichever of the names is written. */
    private static final Set<String> HTTP = Set.of(
            "http://schemas.xmlsoap.org/soap/http",
            "http://schemas.xmlsoap.org/soap/http/",
            "http://www.w3.org/2003/05/soap/bindings/HTTP/",
            "",
            "null");

    private final IdentityHashMap<Content, ObjectNode> known = new IdentityHashMap<>();
    private final Deque<Content> around = new ArrayDeque<>();
    private final SoapPorts.Port port;

    private SoapFacts(SoapPorts.Port port) {
        this.port = port;
    }

    static ContractFacts of(SoapPorts.Port port) {
        return new SoapFacts(port).read();
    }

    private ContractFacts read() {
        SoapOperations operations = new SoapOperations(port);
        SortedMap<String, Endpoint> endpoints = new TreeMap<>();
        operations.usable().forEach((name, one) -> endpoints.put(name, spoken(one)));
        operations.calls().forEach((name, one) -> endpoints.put(name, called(one)));
        operations
                .unusable()
                .forEach((name, why) -> endpoints.put(
                        name, new Endpoint(Map.of("cannot be spoken", why), JSON.objectNode(), Map.of())));
        return new ContractFacts(true, port.service().getName().getLocalPart(), endpoints);
    }

    private Endpoint spoken(SoapOperation one) {
        Map<String, JsonNode> answers = new TreeMap<>();
        answers.put("answer", schema(one.answer()));
        SoapOperations.faults(one).forEach(fault -> answers.put("fault " + fault.getLocalPart(), JSON.objectNode()));
        SortedMap<String, String> traits = traits(one.binding(), one.action(), "document/literal");
        traits.put("element of the request", shown(one.request().name()));
        traits.put("element of the answer", shown(one.answer().name()));
        return new Endpoint(traits, schema(one.request()), answers);
    }

    private SortedMap<String, String> traits(BindingOperationInfo operation, String action, String style) {
        SortedMap<String, String> traits = new TreeMap<>();
        traits.put("SOAPAction", '"' + action + '"');
        traits.put("style", style);
        traits.put("binding", "SOAP " + port.binding().getSoapVersion().getVersion());
        String transport = String.valueOf(port.binding().getTransportURI());
        if (!HTTP.contains(transport)) {
            traits.put("transport", transport);
        }
        List<String> headers =
                SoapOperations.headers(operation).stream().sorted().toList();
        if (!headers.isEmpty()) {
            traits.put("headers", String.join(", ", headers));
        }
        Set<String> wanted = SoapPolicies.of(port, operation.getName().getLocalPart());
        if (!wanted.isEmpty()) {
            traits.put("policy", String.join(", ", wanted));
        }
        return traits;
    }

    private static String shown(QName name) {
        return "{" + name.getNamespaceURI() + "}" + name.getLocalPart();
    }

    private Endpoint called(RpcOperation one) {
        SortedMap<String, String> traits =
                traits(one.binding(), one.action(), one.encoded() ? "rpc/encoded" : "rpc/literal");
        traits.put("element of the request", shown(one.request()));
        traits.put("element of the answer", shown(one.answer()));
        return new Endpoint(traits, parts(one.arguments()), Map.of("answer", parts(one.results())));
    }

    private static ObjectNode parts(List<RpcOperation.Part> parts) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode order = JSON.arrayNode();
        for (RpcOperation.Part part : parts) {
            XmlSchemaSimpleType type = XsdSample.builtIn(part.type().name());
            ObjectNode one = ValueFacts.of(type);
            if (type == null && part.type().shape() == RpcType.Shape.OTHER) {
                one.put("type", "object");
            }
            properties.set(
                    part.name(), part.type().shape() == RpcType.Shape.LIST ? list(one, Long.MAX_VALUE, false) : one);
            order.add(part.name());
        }
        schema.set("required", order.deepCopy());
        schema.set(ContractFacts.ORDER, order);
        return schema;
    }

    private ObjectNode schema(SoapElement element) {
        Content content = element.content();
        if (element.plain()) {
            return text(element);
        }
        ObjectNode before = known.get(content);
        if (before != null) {
            return before;
        }
        if (around.contains(content)) {
            return JSON.objectNode().put("type", "object").put(ContractFacts.AGAIN, true);
        }
        around.push(content);
        ObjectNode made = object(element);
        around.pop();
        known.put(content, made);
        return made;
    }

    private static ObjectNode text(SoapElement element) {
        ObjectNode words = ValueFacts.of(element.content().type());
        String only = element.content().fixed();
        return only == null ? words : words.put("const", only);
    }

    private ObjectNode object(SoapElement element) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.arrayNode();
        ArrayNode order = JSON.arrayNode();
        ArrayNode either = JSON.arrayNode();
        for (SoapElement.Attribute attribute : element.attributes()) {
            ObjectNode words = ValueFacts.of(attribute.type());
            if (attribute.fixed() != null) {
                words.put("const", attribute.fixed());
            }
            if (!attribute.name().getNamespaceURI().isEmpty()) {
                words.put(ContractFacts.NAMESPACE, attribute.name().getNamespaceURI());
            }
            properties.set(attribute.key(), words);
            if (attribute.required()) {
                required.add(attribute.key());
            }
        }
        if (element.text()) {
            properties.set(SoapElement.TEXT, text(element));
        }
        for (SoapElement child : element.children()) {
            String name = child.name().getLocalPart();
            properties.set(name, field(child));
            boolean alternative = element.content().isAlternative(child.name());
            (alternative ? either : order).add(name);
            if (child.occurs() == Occurs.ALWAYS && !alternative) {
                required.add(name);
            }
        }
        schema.set("required", required);
        JsonNode groups = groups(element.content());
        if (!groups.isEmpty()) {
            schema.set(ContractFacts.ONE_OF, groups);
        }
        if (!either.isEmpty()) {
            schema.set(ContractFacts.EITHER, either);
        }
        if (!element.content().isAnyOrder()) {
            schema.set(ContractFacts.ORDER, order);
        }
        return schema;
    }

    /** In an order that does not depend on where they stand. */
    private static ArrayNode groups(Content content) {
        TreeMap<String, ArrayNode> groups = new TreeMap<>();
        for (Set<QName> names : content.needed()) {
            ArrayNode group = JSON.arrayNode();
            names.stream().map(QName::getLocalPart).sorted().forEach(group::add);
            groups.put(group.toString(), group);
        }
        return JSON.arrayNode().addAll(groups.values());
    }

    private ObjectNode field(SoapElement child) {
        // Only its own level: what stands below is the same for all of its type.
        ObjectNode one = JSON.objectNode();
        one.setAll(schema(child));
        if (child.nillable()) {
            one.put("nullable", true);
        }
        ObjectNode field = child.most() > 1 ? list(one, child.most(), child.occurs() == Occurs.ALWAYS) : one;
        return field.put(ContractFacts.NAMESPACE, child.name().getNamespaceURI());
    }

    private static ObjectNode list(ObjectNode item, long most, boolean one) {
        ObjectNode list = JSON.objectNode().put("type", "array");
        list.set("items", item);
        if (most < Long.MAX_VALUE) {
            list.put("maxItems", most);
        }
        return one ? list.put("minItems", 1) : list;
    }
}
