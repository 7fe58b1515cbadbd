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

    /** A field that is an element, or an attribute that has one, has its namespace under this word. */
    public static final String NAMESPACE = "x-namespace";
    /** The fields of an element in the order in which they must stand. */
    public static final String ORDER = "x-order";
    /** Fields of which not all may stand there together. */
    public static final String EITHER = "x-either";
    /** Groups of fields, of each of which one must be there. */
    public static final String ONE_OF = "x-one-of";
    /** What holds where a contract has said it further up already: a type that holds itself. */
    public static final String AGAIN = "x-again";
    /** A schema that stands in another document, which nobody reads, or is referred to and stands nowhere; the value is where. */
    public static final String ELSEWHERE = "x-elsewhere";
    /** How a value is written as text: {@code base64}, {@code base16}. */
    public static final String ENCODING = "contentEncoding";
    /** Of a number: how many digits at most, and how many of them behind the point. */
    public static final String DIGITS = "totalDigits";

    public static final String FRACTION = "fractionDigits";
    /** Of a text: of what it is a list, between blanks. */
    public static final String LIST = "list of";
    /** Of a request: schemas of what goes in path and header, such as {@code path 1}, {@code header x-unit}. */
    public static final String PARAMETERS = "x-parameters";
    /** Begins the name of a trait that is a parameter which must be there. */
    public static final String NEEDED = "needs ";

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
