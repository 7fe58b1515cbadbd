package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Envelopes by a WSDL, in both directions: what goes keeps the contract, what comes is believed only where it does and read only where it is safe. */
class SoapContractTest {

    private static final SoapContract EXCHANGE =
            SoapContract.read(Bed.CONNECTORS.resolve("province-soap/contract/exchange.wsdl"));
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String HERE = "http://hoso.provider.exch.sharedservice.dtt.vn/";

    @TempDir
    Path folder;

    private static String envelope(SoapContract contract, String operation, String message) {
        try {
            JsonNode json = JsonPath.JSON.readTree(message);
            return new String(contract.envelope(operation, json), StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String answered(String payload) {
        return "<s:Envelope xmlns:s=\"" + SOAP + "\"><s:Body><a:pushDocumentResponse xmlns:a=\"" + HERE + "\">"
                + payload + "</a:pushDocumentResponse></s:Body></s:Envelope>";
    }

    @Test
    void writesInTheContractsOrderAndWithItsNamespaces() {
        assertThat(
                        XmlShape.of(
                                envelope(
                                        EXCHANGE,
                                        "updateResult",
                                        "{\"arg0\":{\"documentResultSoapList\":[{\"phiXuLyHoSo\":2,\"maSoHoSo\":\"x\",\"lePhiHoSo\":1},null],\"userName\":\"u\"}}")))
                .isEqualTo(
                        """
                        {%1$s}Envelope
                          {%1$s}Body
                            {%2$s}updateResult
                              {}arg0
                                {}userName = u
                                {}documentResultSoapList
                                  {}lePhiHoSo = 1
                                  {}maSoHoSo = x
                                  {}phiXuLyHoSo = 2
                                {}documentResultSoapList{{http://www.w3.org/2001/XMLSchema-instance}nil=true} =\s
                        """
                                .formatted(SOAP, HERE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "moveToCommunicationLayer | {}                                      | the contract has no operation moveToCommunicationLayer",
                "pushDocument | {\"arg1\":{}}                                       | the contract has no place /arg1",
                "pushDocument | {\"arg0\":{\"userName\":{}}}                        | text belongs at /arg0/userName",
                "pushDocument | {\"arg0\":\"x\"}                                    | elements belong at /arg0/",
                "pushDocument | {\"arg0\":null}                                     | something must stand at /arg0",
                "pushDocument | {\"arg0\":{\"ossDocumentSoapList\":[{}]}}           | /pushDocument/arg0/ossDocumentSoapList breaks the contract (cvc-complex-type.2.4.b)",
                "pushDocument | {\"arg0\":[{},{}]}                                  | /pushDocument/arg0 breaks the contract (cvc-complex-type.2.4.d)",
                "updateResult | {\"arg0\":{\"documentResultSoapList\":{\"lePhiHoSo\":1.5,\"phiXuLyHoSo\":0}}} | /updateResult/arg0/documentResultSoapList/lePhiHoSo breaks the contract (cvc-datatype-valid.1.2.1)",
                "pushDocument | {\"arg0\":{\"userName\":\"a\\u000bb\"}}             | it cannot be written as XML",
                "pushDocument | {\"arg0\":{\"userName\":\"a\\ud842b\"}}             | half a character at /arg0/userName",
            })
    void aMessageThatDoesNotKeepTheContractIsNotWritten(String operation, String message, String why) {
        assertThatThrownBy(() -> envelope(EXCHANGE, operation, message))
                .isInstanceOf(SoapContract.OffContract.class)
                .message()
                .startsWith(why);
    }

    @Test
    void whatIsWrongIsToldWithoutWhatStandsThere() {
        String message = "{\"arg0\":{\"documentResultSoapList\":{\"lePhiHoSo\":\"Lương Bí Mật\",\"phiXuLyHoSo\":0}}}";
        assertThatThrownBy(() -> envelope(EXCHANGE, "updateResult", message))
                .message()
                .doesNotContain("Bí Mật");
        SoapReading read = EXCHANGE.answer(
                "countDocument",
                answered("<return><countDocument>Lương Bí Mật</countDocument></return>")
                        .replace("pushD", "countD"));
        assertThat(read.kind()).isEqualTo(SoapReading.Kind.OFF_CONTRACT);
        assertThat(read.why())
                .startsWith("/countDocumentResponse/return/countDocument")
                .doesNotContain("Bí Mật");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a>%s",
                "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>%s",
                "<!DOCTYPE a [<!ENTITY % x SYSTEM \"file:///etc/passwd\">%%x;]>%s",
                "<!DOCTYPE a PUBLIC \"-//X\" \"http://127.0.0.1:9/x.dtd\">%s",
            })
    void aDocumentTypeIsReadNoFurther(String template) {
        String answer = template.replace("%s", answered("<return><errCode>0</errCode></return>"));
        assertThat(EXCHANGE.answer("pushDocument", answer).kind()).isEqualTo(SoapReading.Kind.HARMFUL);
    }

    @Test
    void entitiesThatNobodyDeclaredAreNoAnswer() {
        assertThat(EXCHANGE.answer("pushDocument", answered("<return><errCode>&zero;</errCode></return>"))
                        .tree())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<return><errCode>0</errCode>%s</return>", "<la>%s</la><return><errCode>0</errCode></return>"})
    void depthNumberAndInclusionHaveAnEndAlsoWhereNobodyLooks(String template) {
        for (String harm : List.of(
                "<a>".repeat(100) + "</a>".repeat(100),
                "<a/>".repeat(30_000),
                "<x:include xmlns:x=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\"/>")) {
            assertThat(EXCHANGE.answer("pushDocument", answered(template.formatted(harm)))
                            .kind())
                    .isEqualTo(SoapReading.Kind.HARMFUL);
        }
    }

    @Test
    void theLargestAnswerMadeOfElementsLeavesTheMemoryFlat() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        String large =
                answered("<return>" + "<a>".repeat(10) + "<b/>".repeat(260_000) + "</a>".repeat(10) + "</return>");
        String attributes = answered("<return "
                + IntStream.range(0, 20_000)
                        .mapToObj(i -> "a" + i + "=\"" + "x".repeat(40) + "\" ")
                        .reduce("", String::concat)
                        .concat("/>"));
        EXCHANGE.answer("pushDocument", large);
        for (String answer : List.of(large, attributes)) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            assertThat(EXCHANGE.answer("pushDocument", answer).tree()).isNull();
            assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                    .isLessThan(24 << 20);
        }
    }

    @Test
    void halfAnEnvelopeIsNoAnswerWhereverItBreaksOff() {
        String whole = answered("<return><errCode>0</errCode><errMsg>Thành công</errMsg></return>");
        for (int end = 0; end < whole.length(); end++) {
            assertThat(EXCHANGE.answer("pushDocument", whole.substring(0, end)).tree())
                    .as(whole.substring(0, end))
                    .isNull();
        }
        assertThat(EXCHANGE.answer("pushDocument", whole + " <!-- end -->").tree())
                .isNotNull();
        assertThat(EXCHANGE.answer("pushDocument", whole + "<more/>").tree()).isNull();
    }

    @Test
    void manyThreadsWriteTheSameBytes() throws Exception {
        String message = "{\"arg0\":{\"ossDocumentSoapList\":[{\"gioiTinh\":1,\"hoTenNguoiNop\":\"Nguyễn Thị Mẫu\"}]}}";
        String wrong = "{\"arg0\":{\"ossDocumentSoapList\":[{\"gioiTinh\":\"x\"}]}}";
        String alone = envelope(EXCHANGE, "pushDocument", message);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> all = IntStream.range(0, 400)
                    .mapToObj(i -> pool.submit(() -> {
                        if (i % 3 == 0) {
                            assertThatThrownBy(() -> envelope(EXCHANGE, "pushDocument", wrong))
                                    .isInstanceOf(SoapContract.OffContract.class);
                        }
                        return envelope(EXCHANGE, "pushDocument", message);
                    }))
                    .toList();
            for (Future<String> one : all) {
                assertThat(one.get()).isEqualTo(alone);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** As ASMX services are: qualified, an action, a choice, a type that holds itself; nothing of the province in it. */
    @Test
    void anotherWsdlIsSpokenWithoutALineOfJava() throws IOException {
        SoapContract other = SoapContract.read(wsdl("document"));
        assertThat(other.operations().get("Tao")).isNotNull();
        assertThat(other.operations().get("Tao").action()).isEqualTo("http://tempuri.example/Tao");
        assertThat(XmlShape.of(envelope(
                        other,
                        "Tao",
                        "{\"Nhom\":{\"Ten\":\"a\",\"Nhom\":[{\"Ten\":\"b\",\"Nhom\":{\"So\":1}}]},\"Ngay\":null}")))
                .contains(
                        "{http://tempuri.example/}Nhom\n        {http://tempuri.example/}Ten = a",
                        "          {http://tempuri.example/}Ten = b",
                        "            {http://tempuri.example/}So = 1",
                        "{http://tempuri.example/}Ngay{{http://www.w3.org/2001/XMLSchema-instance}nil=true}");
        SoapReading read = other.answer(
                "Tao",
                "<s:Envelope xmlns:s=\"" + SOAP
                        + "\"><s:Body><TaoResponse xmlns=\"http://tempuri.example/\"><TaoResult>7</TaoResult></TaoResponse></s:Body></s:Envelope>");
        assertThat(read.tree()).isEqualTo(JsonPath.JSON.readTree("{\"TaoResult\":\"7\"}"));
    }

    @Test
    void aWsdlOfAnotherKindIsRefusedWithTheReason() throws IOException {
        assertThatThrownBy(() -> SoapContract.read(wsdl("rpc"))).message().contains("not document/literal");
        assertThatThrownBy(() -> SoapContract.read(folder.resolve("none.wsdl")))
                .message()
                .contains("The contract cannot be read", "NoSuchFile");
        Path text = Files.writeString(folder.resolve("text.wsdl"), "no XML");
        assertThatThrownBy(() -> SoapContract.read(text)).message().contains("no XML to its end");
        Path bomb = Files.writeString(
                folder.resolve("bomb.wsdl"),
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + Files.readString(wsdl("document")));
        assertThatThrownBy(() -> SoapContract.read(bomb)).message().contains("a document type or an entity");
    }

    private Path wsdl(String style) throws IOException {
        String text = new String(
                SoapContractTest.class.getResourceAsStream("/soap/asmx.wsdl").readAllBytes(), StandardCharsets.UTF_8);
        return Files.writeString(
                folder.resolve(style + ".wsdl"), text.replace("style=\"document\"", "style=\"" + style + "\""));
    }

    /** Found beside it, and yet CXF would ask the address. */
    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/x.xsd", "//127.0.0.1:1/x.xsd", "file://127.0.0.1/x.xsd"})
    void aContractThatImportsFromAnAddressIsNotRead(String location) throws IOException {
        Path home = Files.createDirectories(folder.resolve("afar"));
        String wsdl = Files.readString(Bed.CONNECTORS.resolve("gateway-soap/contract/gateway.wsdl"));
        Files.writeString(
                home.resolve("x.xsd"),
                "<schema xmlns=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"urn:x\"/>");
        int end = wsdl.indexOf("</wsdl:types>");
        assertThat(end).isPositive();
        String imports =
                "<s:schema xmlns:s=\"http://www.w3.org/2001/XMLSchema\"><s:import namespace=\"urn:x\" schemaLocation=\""
                        + location + "\"/></s:schema>";
        Path file = Files.writeString(home.resolve("a.wsdl"), wsdl.substring(0, end) + imports + wsdl.substring(end));
        assertThatThrownBy(() -> SoapContract.read(file))
                .isInstanceOf(ContractFault.class)
                .hasMessageContaining("by an address")
                .hasMessageContaining(location);
        Files.writeString(file, Files.readString(file).replace(location, "x.xsd"));
        assertThat(SoapContract.read(file).unusable()).isNotNull();
    }
}
