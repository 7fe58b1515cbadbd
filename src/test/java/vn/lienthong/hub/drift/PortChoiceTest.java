package vn.lienthong.hub.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** They publish a second port, and it stands in front of ours: compared is the one that is like ours. */
class PortChoiceTest {
    private static final String SOAP = "http://schemas.xmlsoap.org/wsdl/soap/";
    private static final String SOAP_12 = "http://schemas.xmlsoap.org/wsdl/soap12/";
    private static final String LAST_OF_THE_BINDING =
            """
                <wsdl:operation name="updateSendSignal">
                  <soap:operation soapAction="" style="document"/>
                  <wsdl:input><soap:body use="literal"/></wsdl:input>
                  <wsdl:output><soap:body use="literal"/></wsdl:output>
                </wsdl:operation>
              </wsdl:binding>
            """;
    private static final String SERVICE = "  <wsdl:service name=";
    private static final String PORT = "    <wsdl:port name=\"ExchDocumentServiceImplPort\"";
    private static final List<String> ALL = List.of(
            "pushDocument", "updateStatus", "updateResult", "countDocument", "pullDocument", "updateSendSignal");

    @TempDir
    Path folder;

    private DriftBed bed;

    @BeforeEach
    void copy() throws Exception {
        bed = new DriftBed(folder, "province-soap", "dossier-to-province-soap", "");
    }

    /** Its actions are other ones, so that it is known when it is compared. */
    private static Map<String, String> inFront(String version, List<String> operations) {
        StringBuilder binding = new StringBuilder("  <wsdl:binding name=\"second\" type=\"x:IExchDocumentService\">\n"
                + "    <s:binding xmlns:s=\"" + version + "\" style=\"document\""
                + " transport=\"http://schemas.xmlsoap.org/soap/http\"/>\n");
        operations.forEach(name -> binding.append("<wsdl:operation name=\"" + name + "\" xmlns:s=\"" + version
                + "\"><s:operation soapAction=\"urn:khac\" style=\"document\"/>"
                + "<wsdl:input><s:body use=\"literal\"/></wsdl:input>"
                + "<wsdl:output><s:body use=\"literal\"/></wsdl:output></wsdl:operation>\n"));
        return Map.of(
                SERVICE,
                binding + "  </wsdl:binding>\n" + SERVICE,
                PORT,
                "    <wsdl:port name=\"First\" binding=\"x:second\"><s:address xmlns:s=\"" + version
                        + "\" location=\"http://khac.example\"/></wsdl:port>\n" + PORT);
    }

    private List<Change> changes(Map<String, String> edits) throws Exception {
        return bed.changes(bed.published(folder.resolve("theirs"), edits));
    }

    @Test
    void theOneWithMostOfOurOperations() throws Exception {
        assertThat(changes(inFront(SOAP, List.of("countDocument")))).isEmpty();
    }

    @Test
    void ofSeveralWithAllTheOneThatSpeaksOurVersion() throws Exception {
        assertThat(changes(inFront(SOAP_12, ALL))).isEmpty();
    }

    @Test
    void ofSeveralThatSpeakItTheOneOfOurName() throws Exception {
        Path kamelet = bed.contract().resolveSibling("province-soap-sink.kamelet.yaml");
        Files.writeString(
                kamelet,
                Files.readString(kamelet).replace("exchange.wsdl", "exchange.wsdl#ExchDocumentServiceImplPort"));
        assertThat(changes(inFront(SOAP, ALL))).isEmpty();
    }

    @Test
    void whereNoneIsLikeItTheFirstAndWhatItSaysIsTold() throws Exception {
        assertThat(changes(inFront(SOAP, ALL)))
                .as("nobody named ours")
                .anyMatch(change ->
                        change.level() == Level.BREAKS && change.what().contains("urn:khac"));
    }

    @Test
    void theOneThatSpeaksOurVersionAlsoWhereItLostAnOperationThatAnotherHas() throws Exception {
        Map<String, String> edits = new LinkedHashMap<>(Map.of(LAST_OF_THE_BINDING, "  </wsdl:binding>\n"));
        edits.putAll(inFront(SOAP_12, ALL));
        assertThat(changes(edits)).singleElement().satisfies(change -> {
            assertThat(change.endpoint()).isEqualTo("updateSendSignal");
            assertThat(change.what()).isEqualTo("the operation is gone");
        });
    }

    @Test
    void whereOursMovedToTheOtherVersionThePortThatHasItAndNotTheRestThatStayed() throws Exception {
        Map<String, String> edits = new LinkedHashMap<>(inFront(SOAP, List.of("countDocument")));
        edits.put("xmlns:soap=\"" + SOAP + "\"", "xmlns:soap=\"" + SOAP_12 + "\"");
        assertThat(changes(edits))
                .filteredOn(change -> change.level() == Level.BREAKS)
                .isNotEmpty()
                .allSatisfy(change -> assertThat(change.what()).contains("SOAP 1.2"));
    }

    @Test
    void aPortOfTheSameNameInAnotherServiceKeepsNobodyFromComparing() throws Exception {
        Map<String, String> edits = Map.of(
                SERVICE,
                "  <wsdl:portType name=\"Other\"><wsdl:operation name=\"pushDocument\">"
                        + "<wsdl:input message=\"x:pushDocument\"/><wsdl:output message=\"x:pushDocumentResponse\"/>"
                        + "</wsdl:operation></wsdl:portType>\n"
                        + "<wsdl:binding name=\"other\" type=\"x:Other\"><soap:binding style=\"document\""
                        + " transport=\"http://schemas.xmlsoap.org/soap/http\"/><wsdl:operation name=\"pushDocument\">"
                        + "<soap:operation soapAction=\"urn:khac\" style=\"document\"/>"
                        + "<wsdl:input><soap:body use=\"literal\"/></wsdl:input>"
                        + "<wsdl:output><soap:body use=\"literal\"/></wsdl:output></wsdl:operation></wsdl:binding>\n"
                        + "  <wsdl:service name=\"Other\"><wsdl:port name=\"ExchDocumentServiceImplPort\" binding=\"x:other\">"
                        + "<soap:address location=\"http://khac.example\"/></wsdl:port></wsdl:service>\n"
                        + SERVICE);
        assertThat(changes(edits)).isEmpty();
    }

    /** Whoever tries a corrected file again and again in a hub that runs is not told what the one before said. */
    @Test
    void aFileThatWasChangedInPlaceIsReadAnew() throws Exception {
        Path theirs = bed.published(folder.resolve("theirs"), Map.of());
        assertThat(bed.changes(theirs)).isEmpty();
        Path ours = bed.contract();
        DriftBed.edit(ours, Map.of(LAST_OF_THE_BINDING, "  </wsdl:binding>\n"));
        assertThat(bed.changes(theirs)).singleElement().satisfies(change -> {
            assertThat(change.endpoint()).isEqualTo("updateSendSignal");
            assertThat(change.what()).isEqualTo("new operation");
        });
    }
}
