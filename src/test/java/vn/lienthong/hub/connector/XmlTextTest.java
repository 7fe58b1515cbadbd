package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XML as a text inside a message: written so that every reader reads the same, read no further than is safe. */
class XmlTextTest {

    private static JsonNode json(String text) {
        try {
            return JsonPath.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Whatever stands in it, the JDK's parser reads the same from a CDATA section and from a text. */
    @Property(tries = 300)
    void whatIsWrittenIsReadAsItWas(
            @ForAll @CharRange(from = ' ', to = '~') @CharRange(from = 'À', to = 'ỹ') @Chars({']', '>', '<', '&', '\n'})
                    String text) {
        JsonNode tree = JsonPath.JSON
                .createObjectNode()
                .set("a", JsonPath.JSON.createObjectNode().put("b", text));
        for (boolean cdata : new boolean[] {true, false}) {
            String xml = XmlText.write(tree, cdata);
            assertThat(XmlShape.leaves(xml).findFirst().orElseThrow().getValue())
                    .isEqualTo(text);
            assertThat(XmlText.read(xml)).isEqualTo(tree);
        }
    }

    @Test
    void namespacesStandWhereTheMappingSaysThem() {
        String xml = XmlText.write(
                json("{\"s:E\":{\"@xmlns:s\":\"urn:x\",\"@kind\":\"a\\\"b\",\"s:H\":[1,true,null],\"leer\":{}}}"),
                false);
        assertThat(xml).isEqualTo("<s:E xmlns:s=\"urn:x\" kind=\"a&quot;b\"><s:H>1</s:H><s:H>true</s:H><leer/></s:E>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"b\":2}     | one outermost element",
                "\"a\"                 | one outermost element",
                "{\"p:a\":1}           | nobody declared its prefix",
                "{\"a b\":1}           | no element can be called so",
                "{\"a\":\"x\\u000b\"}  | XML cannot carry a sign that stands in a",
                "{\"a\":\"\\ud842\"}   | half a character",
            })
    void whatCannotBeXmlIsNotWritten(String tree, String why) {
        assertThatThrownBy(() -> XmlText.write(json(tree), true))
                .isInstanceOf(SoapContract.OffContract.class)
                .hasMessageContaining(why);
    }
}
