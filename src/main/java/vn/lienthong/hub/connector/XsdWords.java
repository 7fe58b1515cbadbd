package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.apache.ws.commons.schema.XmlSchemaEnumerationFacet;
import org.apache.ws.commons.schema.XmlSchemaFacet;
import org.apache.ws.commons.schema.XmlSchemaLengthFacet;
import org.apache.ws.commons.schema.XmlSchemaMaxExclusiveFacet;
import org.apache.ws.commons.schema.XmlSchemaMaxInclusiveFacet;
import org.apache.ws.commons.schema.XmlSchemaMaxLengthFacet;
import org.apache.ws.commons.schema.XmlSchemaMinExclusiveFacet;
import org.apache.ws.commons.schema.XmlSchemaMinInclusiveFacet;
import org.apache.ws.commons.schema.XmlSchemaMinLengthFacet;
import org.apache.ws.commons.schema.XmlSchemaPatternFacet;
import org.apache.ws.commons.schema.XmlSchemaSimpleType;
import org.apache.ws.commons.schema.XmlSchemaSimpleTypeRestriction;
import org.jspecify.annotations.Nullable;

/** What a simple type of a schema takes, in the words of JSON Schema, as far as these can say it. */
final class XsdWords {

    private static final int DEEPEST = 16;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> WHOLE = Set.of(
            "int",
            "integer",
            "long",
            "short",
            "byte",
            "nonNegativeInteger",
            "positiveInteger",
            "negativeInteger",
            "nonPositiveInteger",
            "unsignedInt",
            "unsignedLong",
            "unsignedShort",
            "unsignedByte");
    private static final Set<String> BROKEN = Set.of("decimal", "float", "double");
    private static final Map<String, String> ENCODED = Map.of("base64Binary", "base64", "hexBinary", "base16");

    /** Zones are left to whoever writes: the type takes times with one and without. */
    private static final Map<String, String> FORMS = Map.of(
            "date", "^\\d{4}-\\d\\d-\\d\\d(Z|[+-]\\d\\d:\\d\\d)?$",
            "dateTime", "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d([.]\\d+)?(Z|[+-]\\d\\d:\\d\\d)?$",
            "time", "^\\d\\d:\\d\\d:\\d\\d([.]\\d+)?(Z|[+-]\\d\\d:\\d\\d)?$",
            "gYear", "^\\d{4}(Z|[+-]\\d\\d:\\d\\d)?$",
            "gYearMonth", "^\\d{4}-\\d\\d(Z|[+-]\\d\\d:\\d\\d)?$");

    private final ObjectNode words = JSON.objectNode();
    private String called = "";

    private XsdWords() {}

    /** With the names of the types, from the outermost to that of XML Schema itself, under {@code $comment}. */
    static ObjectNode of(@Nullable XmlSchemaSimpleType type) {
        XsdWords made = new XsdWords();
        made.add(type, 0);
        if (!made.called.isEmpty()) {
            made.words.put("$comment", made.called);
        }
        return made.words;
    }

    private void add(@Nullable XmlSchemaSimpleType type, int depth) {
        if (type == null || depth > DEEPEST) {
            return;
        }
        QName name = type.getQName();
        if (name != null) {
            boolean builtIn = XMLConstants.W3C_XML_SCHEMA_NS_URI.equals(name.getNamespaceURI());
            called += (called.isEmpty() ? "" : ", a ") + (builtIn ? "xs:" : "") + name.getLocalPart();
            if (builtIn) {
                plain(name.getLocalPart());
                return;
            }
        }
        if (type.getContent() instanceof XmlSchemaSimpleTypeRestriction restriction) {
            facets(restriction.getFacets());
            add(XsdSample.named(type, restriction.getBaseType(), restriction.getBaseTypeName()), depth + 1);
        }
    }

    private void plain(String builtIn) {
        put(
                "type",
                WHOLE.contains(builtIn)
                        ? "integer"
                        : BROKEN.contains(builtIn) ? "number" : builtIn.equals("boolean") ? "boolean" : "string");
        String encoding = ENCODED.get(builtIn);
        if (encoding != null) {
            put("contentEncoding", encoding);
        }
        String form = FORMS.get(builtIn);
        if (form != null) {
            put("pattern", form);
            put("format", builtIn.equals("dateTime") ? "date-time" : builtIn);
        }
    }

    private void put(String word, String value) {
        if (!words.has(word)) {
            words.put(word, value);
        }
    }

    private void facets(List<XmlSchemaFacet> facets) {
        ArrayNode values = JSON.arrayNode();
        List<String> patterns = new ArrayList<>();
        for (XmlSchemaFacet facet : facets) {
            String value = String.valueOf(facet.getValue());
            if (facet instanceof XmlSchemaEnumerationFacet) {
                values.add(value);
            } else if (facet instanceof XmlSchemaPatternFacet) {
                patterns.add(value);
            } else if (facet instanceof XmlSchemaLengthFacet) {
                number("minLength", value);
                number("maxLength", value);
            } else if (facet instanceof XmlSchemaMinLengthFacet) {
                number("minLength", value);
            } else if (facet instanceof XmlSchemaMaxLengthFacet) {
                number("maxLength", value);
            } else if (facet instanceof XmlSchemaMinInclusiveFacet) {
                number("minimum", value);
            } else if (facet instanceof XmlSchemaMaxInclusiveFacet) {
                number("maximum", value);
            } else if (facet instanceof XmlSchemaMinExclusiveFacet) {
                number("exclusiveMinimum", value);
            } else if (facet instanceof XmlSchemaMaxExclusiveFacet) {
                number("exclusiveMaximum", value);
            }
        }
        if (!patterns.isEmpty()) {
            // Those of one step are alternatives.
            pattern(String.join("|", patterns));
        }
        if (!values.isEmpty() && !words.has("enum")) {
            words.set("enum", values);
        }
    }

    private void pattern(String theirs) {
        try {
            String whole = "^(?:" + theirs + ")$";
            Pattern.compile(whole);
            put("pattern", whole);
        } catch (PatternSyntaxException e) {
            // Theirs knows words that Java does not: the contract itself judges when the message is written.
        }
    }

    private void number(String word, String value) {
        try {
            BigDecimal bound = new BigDecimal(value.strip());
            if (!words.has(word)) {
                words.put(word, bound);
            }
        } catch (NumberFormatException e) {
            // The bound of a date.
        }
    }
}
