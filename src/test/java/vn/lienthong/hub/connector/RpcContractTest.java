package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SOAP of style RPC, encoded and literal: arguments by name, results believed only where they keep the contract and read only where it is safe. */
class RpcContractTest {

    private static final Path WSDL = Bed.CONNECTORS.resolve("gateway-soap/contract/gateway.wsdl");
    private static final SoapContract GATEWAY = SoapContract.read(WSDL);
    private static final String LIST = "getReceivedMessageIds";

    @TempDir
    Path folder;

    private static String envelope(SoapContract contract, String operation, String message) {
        try {
            return new String(contract.envelope(operation, JsonPath.JSON.readTree(message)), StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static SoapReading answer(SoapContract contract, String operation, String inside, String beside) {
        return contract.answer(
                operation,
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                        + " xmlns:e=\"" + RpcType.ENCODING + "\"><s:Body><n:" + operation
                        + "Response xmlns:n=\"urn:http.service.gateway.nss.com\">" + inside + "</n:" + operation
                        + "Response>" + beside + "</s:Body></s:Envelope>");
    }

    @Test
    void writesEachArgumentWithItsTypeInTheContractsOrder() {
        assertThat(XmlShape.of(
                        envelope(GATEWAY, "checkReceiverMessage", "{\"receiverOrgId\":\"a <b> ]]>\",\"msId\":12}")))
                .contains(
                        "encodingStyle=" + RpcType.ENCODING,
                        "{}msId{{http://www.w3.org/2001/XMLSchema-instance}type=xsd:long} = 12\n"
                                + "      {}receiverOrgId{{http://www.w3.org/2001/XMLSchema-instance}type=xsd:string} = a <b> ]]>");
        assertThat(envelope(GATEWAY, "updateErrorMessage", "{\"messageId\":null,\"errorMessage\":\"\"}"))
                .contains("<messageId xsi:nil=\"true\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deleteAll            | {}                                      | the contract has no operation deleteAll",
                "sendMessage          | {}                                      | something must stand at /xmlMessage",
                "sendMessage          | {\"xmlMessage\":\"x\",\"y\":1}          | the contract has no place /y",
                "sendMessage          | {\"xmlMessage\":{\"message\":1}}        | text belongs at /xmlMessage",
                "sendMessage          | []                                      | arguments belong at /",
                "sendMessage          | {\"xmlMessage\":\"a\\u000bb\"}          | it cannot be written as XML",
                "sendMessage          | {\"xmlMessage\":\"a\\ud842b\"}          | half a character at /xmlMessage",
                "checkReceiverMessage | {\"msId\":\"Bí Mật\",\"receiverOrgId\":\"\"} | /msId breaks the contract: no long",
                "checkReceiverMessage | {\"msId\":9223372036854775808,\"receiverOrgId\":\"\"} | /msId breaks the contract: no long",
            })
    void aCallThatDoesNotKeepTheContractIsNotWritten(String operation, String message, String why) {
        assertThatThrownBy(() -> envelope(GATEWAY, operation, message))
                .isInstanceOf(SoapContract.OffContract.class)
                .message()
                .startsWith(why);
    }

    @Test
    void aListIsReadWhereverItStands() throws Exception {
        String entry = "<x>1</x><x href=\"#b\"/><x xsi:nil=\"1\"/>";
        for (SoapReading read : new SoapReading[] {
            answer(GATEWAY, LIST, "<r e:arrayType=\"s:string[3]\">" + entry + "</r>", "<m id=\"b\">2</m>"),
            answer(
                    GATEWAY,
                    LIST,
                    "<r href=\"#a\"/>",
                    "<m id=\"a\" e:arrayType=\"s:string[]\">" + entry + "</m><m id=\"b\">2</m>"),
        }) {
            assertThat(read.tree())
                    .as(read.why())
                    .isEqualTo(JsonPath.JSON.readTree("{\"getReceivedMessageIdsReturn\":[\"1\",\"2\",null]}"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<r href=\"#a\"/>                              | <m id=\"a\"><x href=\"#a\"/></m>  | HARMFUL",
                "<r href=\"http://noi-khac.example/a\"/>       | ''                                | OFF_CONTRACT",
                "<r e:arrayType=\"s:string[2,2]\"><x>1</x></r> | ''                                | OFF_CONTRACT",
                "<r e:offset=\"[1]\" e:arrayType=\"s:string[1]\"><x>1</x></r> | ''                 | OFF_CONTRACT",
                "<r>words <x>1</x></r>                         | ''                                | OFF_CONTRACT",
                "<r><x><y/></x></r>                            | ''                                | OFF_CONTRACT",
                "<r/>                                          | <m>1</m>                          | OFF_CONTRACT",
                "<r/>                                          | ''                                | KEPT",
            })
    void whatIsNotTheListOfTheContractIsNotBelieved(String inside, String beside, SoapReading.Kind kind) {
        assertThat(answer(GATEWAY, LIST, inside, beside).kind()).isEqualTo(kind);
    }

    /** Two references to a value that holds two references, thirty deep: written it is small, read it would be a thousand million. */
    @Test
    void referencesThatDoubleAreReadNoFurtherThanElementsAre() throws IOException {
        String wsdl = Files.readString(WSDL).replace("type=\"t:ArrayOf_xsd_string\"", "type=\"t:Bean\"");
        SoapContract beans = SoapContract.read(Files.writeString(folder.resolve("beans.wsdl"), wsdl));
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            values.append("<m id=\"i%d\"><x href=\"#i%d\"/><y href=\"#i%d\"/></m>".formatted(i, i + 1, i + 1));
        }
        SoapReading read = answer(beans, LIST, "<r href=\"#i0\"/>", values + "<m id=\"i30\">1</m>");
        assertThat(read.kind()).isEqualTo(SoapReading.Kind.HARMFUL);
        assertThat(read.why()).contains("behind references");
        assertThat(answer(beans, LIST, "<r><ten>a</ten><so href=\"#s\"/></r>", "<m id=\"s\">2</m>")
                        .tree())
                .isEqualTo(JsonPath.JSON.readTree("{\"getReceivedMessageIdsReturn\":{\"ten\":\"a\",\"so\":\"2\"}}"));
    }

    /** One value behind the other: no element stands deep, but reading would go a step down for each. */
    @Test
    void aChainOfReferencesIsFollowedNoDeeperThanElementsAre() throws IOException {
        String wsdl = Files.readString(WSDL).replace("type=\"t:ArrayOf_xsd_string\"", "type=\"t:Bean\"");
        SoapContract beans = SoapContract.read(Files.writeString(folder.resolve("beans.wsdl"), wsdl));
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < 9_000; i++) {
            values.append("<m id=\"i%d\"><x href=\"#i%d\"/></m>".formatted(i, i + 1));
        }
        SoapReading read = answer(beans, LIST, "<r href=\"#i0\"/>", values + "<m id=\"i9000\">1</m>");
        assertThat(read.kind()).isEqualTo(SoapReading.Kind.HARMFUL);
        assertThat(read.why()).contains("nested deeper than 48 behind references");
    }

    @Test
    void theLiteralUseHasNoTypesAndNoReferences() throws IOException {
        String wsdl = Files.readString(WSDL)
                .replace("encodingStyle=\"" + RpcType.ENCODING + "\" ", "")
                .replace("use=\"encoded\"", "use=\"literal\"");
        SoapContract literal = SoapContract.read(Files.writeString(folder.resolve("literal.wsdl"), wsdl));
        assertThat(envelope(literal, "sendMessage", "{\"xmlMessage\":\"x\"}"))
                .contains("<xmlMessage>x</xmlMessage>")
                .doesNotContain("encodingStyle", "xsi:type");
        assertThat(answer(literal, "sendMessage", "<sendMessageReturn>7</sendMessageReturn>", "")
                        .tree())
                .isEqualTo(JsonPath.JSON.readTree("{\"sendMessageReturn\":\"7\"}"));
        assertThat(answer(literal, "sendMessage", "<sendMessageReturn href=\"#a\"/>", "<m id=\"a\">7</m>")
                        .kind())
                .isEqualTo(SoapReading.Kind.OFF_CONTRACT);
        assertThat(answer(literal, "sendMessage", "<out>7</out>", "").tree()).isEqualTo(JsonPath.JSON.readTree("{}"));
    }

    @Test
    void anArgumentWithAShapeOfItsOwnTakesOnlyItsOperationAway() throws IOException {
        String wsdl = Files.readString(WSDL)
                .replace("name=\"orgCode\" type=\"xsd:string\"", "name=\"orgCode\" type=\"t:Bean\"");
        SoapContract contract = SoapContract.read(Files.writeString(folder.resolve("bean.wsdl"), wsdl));
        assertThat(contract.unusable().get("getConnectionStatus"))
                .contains("orgCode is neither a simple value nor a list");
        assertThat(envelope(contract, "sendMessage", "{\"xmlMessage\":\"x\"}")).contains(">x<");
    }
}
