package vn.lienthong.hub.difference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** However the same is written, it is the same; whatever is changed in it is found where it was changed. */
class ComparerPropertiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Something with a name, texts as attributes and content, and more of its kind in it. */
    record Thing(String name, Map<String, String> attributes, String text, List<Thing> inner) {
        /** Other words for the same. */
        String xml(Random luck) {
            String prefix = luck.nextBoolean() ? "p" + luck.nextInt(5) : "";
            String tag = (prefix.isEmpty() ? "" : prefix + ":") + name;
            List<String> said = new ArrayList<>();
            attributes.forEach((key, value) -> said.add(key + "=" + (luck.nextBoolean() ? "'" : "\"") + value));
            said.replaceAll(one -> one + one.charAt(one.indexOf('=') + 1));
            said.add("xmlns" + (prefix.isEmpty() ? "" : ":" + prefix) + "=\"urn:x\"");
            Collections.shuffle(said, luck);
            List<String> children = new ArrayList<>();
            inner.forEach(one -> children.add(one.xml(luck)));
            Collections.shuffle(children, luck);
            String content = luck.nextBoolean() ? "<![CDATA[" + text + "]]>" : text;
            String gap = luck.nextBoolean() ? "\n  " : "";
            return "<" + tag + " " + String.join(" ", said) + ">" + (text.isEmpty() ? "" : gap + content) + gap
                    + String.join(gap + (luck.nextBoolean() ? "<!-- x -->" : ""), children) + "</" + tag + ">";
        }

        JsonNode json(Random luck) {
            List<Map.Entry<String, JsonNode>> fields = new ArrayList<>();
            attributes.forEach((key, value) ->
                    fields.add(Map.entry(key, JSON.getNodeFactory().textNode(value))));
            ArrayNode list = JSON.createArrayNode();
            inner.forEach(one -> list.add(one.json(luck)));
            fields.add(Map.entry("inner", list));
            fields.add(Map.entry("text", JSON.getNodeFactory().textNode(text)));
            Collections.shuffle(fields, luck);
            ObjectNode node = JSON.createObjectNode();
            fields.forEach(field -> node.set(field.getKey(), field.getValue()));
            return node;
        }

        Thing changed(Random luck) {
            if (inner.isEmpty() || luck.nextInt(3) == 0) {
                return new Thing(name, attributes, text + "x", inner);
            }
            List<Thing> others = new ArrayList<>(inner);
            int at = luck.nextInt(others.size());
            others.set(at, others.get(at).changed(luck));
            return new Thing(name, attributes, text, others);
        }
    }

    @Provide
    Arbitrary<Thing> things() {
        return things(3).map(thing -> new Thing("goc", thing.attributes(), thing.text(), thing.inner()));
    }

    private static Arbitrary<Thing> things(int depth) {
        Arbitrary<String> names = Arbitraries.of("HoSo", "ma", "trangThai", "nguoiNop", "ngay");
        Arbitrary<String> texts =
                Arbitraries.of("", "1", "Trần Thị Mẫu", "000.00.01.H08-191216-0042", "{x}", "ABCDEFGHIJKLMNOP");
        Arbitrary<Map<String, String>> attributes =
                Arbitraries.maps(Arbitraries.of("k", "so", "loai"), texts).ofMaxSize(3);
        Arbitrary<List<Thing>> inner = depth == 0
                ? Arbitraries.just(List.of())
                : things(depth - 1).list().ofMaxSize(4).uniqueElements(Thing::name);
        return Combinators.combine(names, attributes, texts, inner).as(Thing::new);
    }

    @Property(tries = 300)
    void theSameXmlWrittenOtherwiseHasNoDifference(@ForAll("things") Thing thing, @ForAll Random luck) {
        assertThat(Exchanges.bodies(thing.xml(luck), thing.xml(luck))).isEmpty();
    }

    @Property(tries = 300)
    void theSameJsonWrittenOtherwiseHasNoDifference(@ForAll("things") Thing thing, @ForAll Random luck) {
        assertThat(Exchanges.bodies(
                        thing.json(luck).toString(), thing.json(luck).toPrettyString()))
                .isEmpty();
    }

    @Property(tries = 300)
    void oneChangedTextIsOneDifference(@ForAll("things") Thing thing, @ForAll Random luck) {
        Thing other = thing.changed(luck);
        assertThat(Exchanges.bodies(thing.xml(luck), other.xml(luck)))
                .singleElement()
                .asString()
                .contains("/goc")
                .matches(".*(value|extra) .*x");
        assertThat(Exchanges.bodies(
                        thing.json(luck).toString(), other.json(luck).toString()))
                .singleElement()
                .asString()
                .contains("/text ")
                .endsWith("x");
    }
}
