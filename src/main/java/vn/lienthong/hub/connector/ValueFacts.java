package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.apache.ws.commons.schema.XmlSchemaFacet;
import org.apache.ws.commons.schema.XmlSchemaFractionDigitsFacet;
import org.apache.ws.commons.schema.XmlSchemaSimpleType;
import org.apache.ws.commons.schema.XmlSchemaSimpleTypeList;
import org.apache.ws.commons.schema.XmlSchemaSimpleTypeRestriction;
import org.apache.ws.commons.schema.XmlSchemaSimpleTypeUnion;
import org.apache.ws.commons.schema.XmlSchemaTotalDigitsFacet;
import org.jspecify.annotations.Nullable;

/** What a simple type of a schema takes, as {@link ContractFacts} say it: beside {@link XsdWords} also what only a comparison must know. */
final class ValueFacts {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 16;
    /** The least and the greatest number of a type of XML Schema itself; empty where it has none. */
    private static final Map<String, List<String>> BOUNDS = Map.ofEntries(
            Map.entry("int", List.of("-2147483648", "2147483647")),
            Map.entry("short", List.of("-32768", "32767")),
            Map.entry("byte", List.of("-128", "127")),
            Map.entry("long", List.of("-9223372036854775808", "9223372036854775807")),
            Map.entry("unsignedLong", List.of("0", "18446744073709551615")),
            Map.entry("unsignedInt", List.of("0", "4294967295")),
            Map.entry("unsignedShort", List.of("0", "65535")),
            Map.entry("unsignedByte", List.of("0", "255")),
            Map.entry("nonNegativeInteger", List.of("0", "")),
            Map.entry("positiveInteger", List.of("1", "")),
            Map.entry("nonPositiveInteger", List.of("", "0")),
            Map.entry("negativeInteger", List.of("", "-1")));
    /** Texts of which not everything is taken. */
    private static final Set<String> FORMS = Set.of(
            "duration",
            "gMonth",
            "gDay",
            "gMonthDay",
            "language",
            "Name",
            "NCName",
            "NMTOKEN",
            "NMTOKENS",
            "ID",
            "IDREF",
            "IDREFS",
            "QName");

    private ValueFacts() {}

    /** With a type always; what nobody knows is text. */
    static ObjectNode of(@Nullable XmlSchemaSimpleType type) {
        return of(type, 0);
    }

    private static ObjectNode of(@Nullable XmlSchemaSimpleType type, int depth) {
        ObjectNode words = XsdWords.of(type);
        builtIn(words);
        XmlSchemaSimpleType base = type;
        for (int i = 0;
                i < DEEPEST
                        && base != null
                        && !isBuiltIn(base)
                        && base.getContent() instanceof XmlSchemaSimpleTypeRestriction restriction;
                i++) {
            digits(words, restriction.getFacets());
            base = XsdSample.named(base, restriction.getBaseType(), restriction.getBaseTypeName());
        }
        if (depth < DEEPEST && base != null && base.getContent() instanceof XmlSchemaSimpleTypeList list) {
            XmlSchemaSimpleType item = XsdSample.named(base, list.getItemType(), list.getItemTypeName());
            String name = item == null || !isBuiltIn(item) ? of(item, depth + 1).toString() : item.getName();
            words.put(ContractFacts.LIST, name);
        } else if (depth < DEEPEST && base != null && base.getContent() instanceof XmlSchemaSimpleTypeUnion union) {
            alternatives(words, base, union, depth);
        }
        return words.has("type") || words.has("oneOf") ? words : words.put("type", "string");
    }

    private static boolean isBuiltIn(XmlSchemaSimpleType type) {
        return type.getQName() != null
                && XMLConstants.W3C_XML_SCHEMA_NS_URI.equals(type.getQName().getNamespaceURI());
    }

    private static void alternatives(
            ObjectNode words, XmlSchemaSimpleType around, XmlSchemaSimpleTypeUnion union, int depth) {
        List<ObjectNode> members = new ArrayList<>();
        union.getBaseTypes().forEach(member -> members.add(of(member, depth + 1)));
        QName[] names = union.getMemberTypesQNames();
        for (QName name : names == null ? new QName[0] : names) {
            members.add(of(XsdSample.named(around, null, name), depth + 1));
        }
        members.sort(Comparator.comparing(ObjectNode::toString));
        ArrayNode all = JSON.arrayNode();
        members.forEach(all::add);
        JoinedSchemas.alternatives(words, all);
    }

    private static void builtIn(ObjectNode words) {
        String types = words.path("$comment").asText("");
        String name = types.substring(types.lastIndexOf(':') + 1);
        List<String> bounds = BOUNDS.getOrDefault(name, List.of("", ""));
        bound(words, "minimum", bounds.get(0));
        bound(words, "maximum", bounds.get(1));
        if (FORMS.contains(name) && types.endsWith("xs:" + name)) {
            words.put("format", name);
        }
        words.remove("$comment");
    }

    private static boolean isWhole(ObjectNode words) {
        return words.path("type").asText().equals("integer");
    }

    private static void bound(ObjectNode words, String word, String value) {
        if (!value.isEmpty() && !words.has(word)) {
            words.put(word, new BigDecimal(value));
        }
    }

    private static void digits(ObjectNode words, List<XmlSchemaFacet> facets) {
        for (XmlSchemaFacet facet : facets) {
            String word = facet instanceof XmlSchemaTotalDigitsFacet
                    ? ContractFacts.DIGITS
                    : facet instanceof XmlSchemaFractionDigitsFacet ? ContractFacts.FRACTION : "";
            String value = String.valueOf(facet.getValue()).strip();
            if (!word.isEmpty()
                    && value.matches("\\d{1,9}")
                    && !words.has(word)
                    && !(word.equals(ContractFacts.FRACTION) && isWhole(words))) {
                words.put(word, new BigDecimal(value));
            }
        }
    }
}
