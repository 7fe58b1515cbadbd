package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.apache.ws.commons.schema.XmlSchemaCollection;
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
import org.apache.ws.commons.schema.XmlSchemaSimpleTypeList;
import org.apache.ws.commons.schema.XmlSchemaSimpleTypeRestriction;
import org.apache.ws.commons.schema.XmlSchemaSimpleTypeUnion;
import org.apache.ws.commons.schema.XmlSchemaType;
import org.jspecify.annotations.Nullable;

/** Makes up a value of a simple type of a schema. What facets say in combination may ask for more than is tried here: the contract has the last word. */
final class XsdSample {

    private static final int DEEPEST = 16;
    private static final XmlSchemaCollection BUILT_IN = new XmlSchemaCollection();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Set<String> NUMBERS = Set.of(
            "int",
            "integer",
            "long",
            "short",
            "byte",
            "decimal",
            "float",
            "double",
            "nonNegativeInteger",
            "positiveInteger",
            "unsignedInt",
            "unsignedLong",
            "unsignedShort",
            "unsignedByte");

    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("boolean", "true"),
            Map.entry("date", "2026-01-05"),
            Map.entry("dateTime", "2026-01-05T08:00:00+07:00"),
            Map.entry("time", "08:00:00"),
            Map.entry("gYear", "2026"),
            Map.entry("gYearMonth", "2026-01"),
            Map.entry("gMonth", "--01"),
            Map.entry("gDay", "---05"),
            Map.entry("gMonthDay", "--01-05"),
            Map.entry("duration", "P1D"),
            Map.entry("base64Binary", "bWF1"),
            Map.entry("hexBinary", "00"),
            Map.entry("language", "vi"),
            Map.entry("anyURI", "https://mau.example"),
            Map.entry("negativeInteger", "-1"),
            Map.entry("nonPositiveInteger", "0"));

    private int least;
    private int most = Integer.MAX_VALUE;

    private XsdSample() {}

    static JsonNode of(@Nullable XmlSchemaSimpleType type) {
        return new XsdSample().made(type, 0);
    }

    private JsonNode made(@Nullable XmlSchemaSimpleType type, int depth) {
        if (type == null || depth > DEEPEST) {
            return text("mau");
        }
        QName name = type.getQName();
        if (name != null && XMLConstants.W3C_XML_SCHEMA_NS_URI.equals(name.getNamespaceURI())) {
            return plain(name.getLocalPart());
        }
        if (type.getContent() instanceof XmlSchemaSimpleTypeRestriction restriction) {
            JsonNode said = facets(restriction.getFacets());
            JsonNode base = said == null
                    ? made(named(type, restriction.getBaseType(), restriction.getBaseTypeName()), depth + 1)
                    : said;
            return base.isNumber()
                    ? between(base, restriction.getFacets())
                    : said == null ? onTheBound(base, restriction.getFacets()) : base;
        }
        if (type.getContent() instanceof XmlSchemaSimpleTypeList list) {
            return JSON.textNode(made(named(type, list.getItemType(), list.getItemTypeName()), depth + 1)
                    .asText());
        }
        if (type.getContent() instanceof XmlSchemaSimpleTypeUnion union) {
            QName[] names = union.getMemberTypesQNames();
            XmlSchemaSimpleType first =
                    union.getBaseTypes().isEmpty() ? null : union.getBaseTypes().get(0);
            return made(named(type, first, names == null || names.length == 0 ? null : names[0]), depth + 1);
        }
        return text("mau");
    }

    static @Nullable XmlSchemaSimpleType named(
            XmlSchemaType around, @Nullable XmlSchemaSimpleType inside, @Nullable QName name) {
        if (inside != null || name == null) {
            return inside;
        }
        XmlSchemaSimpleType known = builtIn(name);
        return known == null
                        && around.getParent().getParent().getTypeByQName(name) instanceof XmlSchemaSimpleType simple
                ? simple
                : known;
    }

    /** One of the types that XML Schema itself has, which no collection of somebody's schemas knows; null for any other. */
    static @Nullable XmlSchemaSimpleType builtIn(@Nullable QName name) {
        return name != null && BUILT_IN.getTypeByQName(name) instanceof XmlSchemaSimpleType simple ? simple : null;
    }

    private JsonNode plain(String builtIn) {
        if (NUMBERS.contains(builtIn)) {
            return JSON.numberNode(1);
        }
        String text = TEXTS.get(builtIn);
        return text == null ? text("mau") : JSON.textNode(text);
    }

    private JsonNode text(String text) {
        String long_ = text.length() >= least
                ? text
                : text.repeat(least / text.length() + 1).substring(0, least);
        return JSON.textNode(long_.length() <= most ? long_ : long_.substring(0, most));
    }

    /** What an enumeration or a pattern says; the length is kept for the text beneath. */
    private @Nullable JsonNode facets(List<XmlSchemaFacet> facets) {
        for (XmlSchemaFacet facet : facets) {
            String value = String.valueOf(facet.getValue());
            if (facet instanceof XmlSchemaEnumerationFacet) {
                return JSON.textNode(value);
            }
            if (facet instanceof XmlSchemaLengthFacet || facet instanceof XmlSchemaMinLengthFacet) {
                least = Math.max(least, number(value, least));
            }
            if (facet instanceof XmlSchemaLengthFacet || facet instanceof XmlSchemaMaxLengthFacet) {
                most = Math.min(most, number(value, most));
            }
        }
        for (XmlSchemaFacet facet : facets) {
            if (facet instanceof XmlSchemaPatternFacet) {
                String fits = PatternSample.of(String.valueOf(facet.getValue()), least, most)
                        .orElse(null);
                if (fits != null) {
                    return JSON.textNode(fits);
                }
            }
        }
        return null;
    }

    private static int number(String value, int otherwise) {
        try {
            return Math.min(Integer.parseInt(value.strip()), 100_000);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** A bound of dates and times is one itself: the only one that is surely between them. */
    private static JsonNode onTheBound(JsonNode text, List<XmlSchemaFacet> facets) {
        for (XmlSchemaFacet facet : facets) {
            if (facet instanceof XmlSchemaMinInclusiveFacet || facet instanceof XmlSchemaMaxInclusiveFacet) {
                return JSON.textNode(String.valueOf(facet.getValue()));
            }
        }
        return text;
    }

    private static JsonNode between(JsonNode number, List<XmlSchemaFacet> facets) {
        BigDecimal made = number.decimalValue();
        for (XmlSchemaFacet facet : facets) {
            BigDecimal bound = bound(String.valueOf(facet.getValue()));
            if (bound == null) {
                continue;
            }
            boolean low = facet instanceof XmlSchemaMinInclusiveFacet && made.compareTo(bound) < 0;
            boolean high = facet instanceof XmlSchemaMaxInclusiveFacet && made.compareTo(bound) > 0;
            if (low || high) {
                made = bound;
            } else if (facet instanceof XmlSchemaMinExclusiveFacet && made.compareTo(bound) <= 0) {
                made = bound.add(BigDecimal.ONE);
            } else if (facet instanceof XmlSchemaMaxExclusiveFacet && made.compareTo(bound) >= 0) {
                made = bound.subtract(BigDecimal.ONE);
            }
        }
        return made.stripTrailingZeros().scale() <= 0 && made.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0
                ? JSON.numberNode(made.longValueExact())
                : JSON.numberNode(made);
    }

    private static @Nullable BigDecimal bound(String value) {
        try {
            return new BigDecimal(value.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
