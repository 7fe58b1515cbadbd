package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a contract says, without how it says it: no prefixes, no order of declarations, no names of files, no words for people. A WSDL and an OpenAPI document
 * come in the same form, so that one comparison does for both. Immutable.
 *
 * @param soap whether it is a WSDL
 * @param title as the other side calls the service; for people only
 * @param endpoints by operation of a WSDL, or by {@code METHOD /path} of an OpenAPI document
 */
public record ContractFacts(boolean soap, String title, SortedMap<String, Endpoint> endpoints) {

    public ContractFacts {
        endpoints = Collections.unmodifiableSortedMap(new TreeMap<>(endpoints));
    }

    /**
     * One thing that can be asked of the other side.
     *
     * @param traits what holds for the whole of it, by what it is called: SOAPAction, binding, log-in, deprecated
     * @param request what is taken, as a schema in the words of JSON Schema with all references resolved; of XML an element is a field, an attribute one
     *     that begins with {@code @}; empty where nothing is taken
     * @param answers what comes back, the same way, by HTTP status; of a WSDL as "answer" and "fault NAME"
     */
    public record Endpoint(SortedMap<String, String> traits, JsonNode request, SortedMap<String, JsonNode> answers) {

        public Endpoint {
            traits = Collections.unmodifiableSortedMap(new TreeMap<>(traits));
            answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
        }

        Endpoint(Map<String, String> traits, JsonNode request, Map<String, JsonNode> answers) {
            this(new TreeMap<>(traits), request, new TreeMap<>(answers));
        }
    }
}
