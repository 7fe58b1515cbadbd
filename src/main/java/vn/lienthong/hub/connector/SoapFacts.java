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
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.namespace.QName;
import vn.lienthong.hub.connector.ContractFacts.Endpoint;
import vn.lienthong.hub.connector.SoapElement.Content;
import vn.lienthong.hub.connector.SoapElement.Occurs;

/** Says what a port of a WSDL says as {@link ContractFacts}. One use, one thread. */
final class SoapFacts {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, List<Long>> BOUNDS = Map.of(
            "int", List.of((long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE),
            "short", List.of((long) Short.MIN_VALUE, (long) Short.MAX_VALUE),
            "byte", List.of((long) Byte.MIN_VALUE, (long) Byte.MAX_VALUE),
            "long", List.of(Long.MIN_VALUE, Long.MAX_VALUE),
            "unsignedInt", List.of(0L, 4_294_967_295L),
            "unsignedShort", List.of(0L, 65_535L),
            "unsignedByte", List.of(0L, 255L));

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
        SortedMap<String, String> traits = traits(one.action(), "document/literal");
        traits.put("element of the request", shown(one.request().name()));
        traits.put("element of the answer", shown(one.answer().name()));
        List<String> headers = SoapOperations.headers(one).stream().sorted().toList();
        if (!headers.isEmpty()) {
            traits.put("headers", String.join(", ", headers));
        }
        return new Endpoint(traits, schema(one.request()), answers);
    }

    private SortedMap<String, String> traits(String action, String style) {
        SortedMap<String, String> traits = new TreeMap<>();
        traits.put("SOAPAction", '"' + action + '"');
        traits.put("style", style);
        traits.put("binding", "SOAP " + port.binding().getSoapVersion().getVersion());
        return traits;
    }

    private static String shown(QName name) {
        return "{" + name.getNamespaceURI() + "}" + name.getLocalPart();
    }

    private Endpoint called(RpcOperation one) {
        SortedMap<String, String> traits = traits(one.action(), one.encoded() ? "rpc/encoded" : "rpc/literal");
        traits.put("element of the request", shown(one.request()));
        traits.put("element of the answer", shown(one.answer()));
        return new Endpoint(traits, parts(one.arguments()), Map.of("answer", parts(one.results())));
    }

    private static ObjectNode parts(List<RpcOperation.Part> parts) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode order = JSON.arrayNode();
        for (RpcOperation.Part part : parts) {
            ObjectNode one = XsdWords.of(XsdSample.builtIn(part.type().name()));
            bounded(one);
            if (!one.has("type")) {
                one.put("type", part.type().shape() == RpcType.Shape.OTHER ? "object" : "string");
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
        ObjectNode words = XsdWords.of(element.content().type());
        bounded(words);
        return words.has("type") ? words : words.put("type", "string");
    }

    /** The numbers that the types of XML Schema themselves take. */
    private static void bounded(ObjectNode words) {
        String types = words.path("$comment").asText("");
        List<Long> bounds = BOUNDS.get(types.substring(types.lastIndexOf(':') + 1));
        if (bounds != null) {
            words.put("minimum", words.path("minimum").asLong(bounds.get(0)));
            words.put("maximum", words.path("maximum").asLong(bounds.get(1)));
        }
        words.remove("$comment");
    }

    private ObjectNode object(SoapElement element) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.arrayNode();
        ArrayNode order = JSON.arrayNode();
        ArrayNode either = JSON.arrayNode();
        for (SoapElement.Attribute attribute : element.attributes()) {
            ObjectNode words = XsdWords.of(attribute.type());
            bounded(words);
            if (attribute.fixed() != null) {
                words.put("const", attribute.fixed());
            }
            properties.set(attribute.key(), words.has("type") ? words : words.put("type", "string"));
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
        if (!either.isEmpty()) {
            schema.set(ContractFacts.EITHER, either);
        }
        if (!element.content().isAnyOrder()) {
            schema.set(ContractFacts.ORDER, order);
        }
        return schema;
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
