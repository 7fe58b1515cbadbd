package vn.lienthong.hub.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** They publish a second port, and it stands in front of ours: compared is the one that is like ours. */
class PortChoiceTest {
    private static final String SOAP = "http://schemas.xmlsoap.org/wsdl/soap/";
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
        assertThat(changes(inFront("http://schemas.xmlsoap.org/wsdl/soap12/", ALL)))
                .isEmpty();
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
}
