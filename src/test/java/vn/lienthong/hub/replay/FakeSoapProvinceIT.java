package vn.lienthong.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.Dispatch;
import jakarta.xml.ws.Service;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.cxf.binding.soap.SoapFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The exchange service of the fake province, as a client that is not ours meets it: CXF's own, which knows nothing but the WSDL that is served. */
class FakeSoapProvinceIT {
    private static final String HERE = "http://hoso.provider.exch.sharedservice.dtt.vn/";
    private static final String CODE = "000.00.01.H08-191216-0001";

    private final FakeProvince province =
            FakeProvince.start(FakeProvince.Settings.defaults().withLogin("hub", "throw-away"), Clock.systemUTC());
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void open() {
        province.serveSoap(Path.of("connectors/province-soap/contract/exchange.wsdl"));
    }

    @AfterEach
    void close() {
        province.close();
    }

    private String address() {
        return province.address() + FakeProvince.SOAP_PATH;
    }

    private String called(String operation, String argument) throws Exception {
        Service service = Service.create(
                URI.create(address() + "?wsdl").toURL(), new QName(HERE, "ExchDocumentServiceImplService"));
        Dispatch<Source> dispatch = service.createDispatch(
                new QName(HERE, "ExchDocumentServiceImplPort"), Source.class, Service.Mode.PAYLOAD);
        dispatch.getRequestContext().put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, address());
        String payload = "<x:" + operation + " xmlns:x=\"" + HERE + "\">" + argument + "</x:" + operation + ">";
        return written(dispatch.invoke(new StreamSource(new StringReader(payload))));
    }

    private static String written(Source source) throws TransformerException {
        StringWriter text = new StringWriter();
        TransformerFactory.newDefaultInstance().newTransformer().transform(source, new StreamResult(text));
        return text.toString();
    }

    private static String account(String password, String more) {
        return "<arg0><password>" + password + "</password><userName>hub</userName>" + more + "</arg0>";
    }

    private static String dossier(String sex) {
        return "<ossDocumentSoapList><gioiTinh>" + sex + "</gioiTinh><maSoHoSo>" + CODE
                + "</maSoHoSo></ossDocumentSoapList>";
    }

    @Test
    void aClientThatKnowsOnlyTheServedWsdlIsUnderstood() throws Exception {
        assertThat(called("pushDocument", account("throw-away", dossier("1")))).contains("<errCode>0</errCode>");
        assertThat(called("countDocument", account("throw-away", "<maDonViTiepNhan>H08</maDonViTiepNhan>")))
                .contains("<errCode>0</errCode>", "<countDocument>0</countDocument>");
        assertThat(province.holding(CODE)).isPresent();
        assertThat(province.report().creates()).isEqualTo(1);
    }

    @Test
    void everyBusinessCodeComesInsideAnAnswer() throws Exception {
        assertThat(called("pushDocument", "")).contains("<errCode>1</errCode>");
        assertThat(called("pushDocument", account("throw-away", ""))).contains("<errCode>2</errCode>");
        assertThat(called("pushDocument", account("wrong", dossier("1")))).contains("<errCode>3</errCode>");
        assertThat(called("countDocument", account("throw-away", ""))).contains("<errCode>4</errCode>");
        province.misbehave(List.of(Misbehaviour.parse("error-inside-200")));
        assertThat(called("pushDocument", account("throw-away", dossier("1")))).contains("<errCode>9</errCode>");
        assertThat(province.holding(CODE)).isEmpty();
    }

    @Test
    void whatDoesNotKeepTheSchemaIsAFaultAndHeldByNobody() {
        assertThatThrownBy(() -> called("pushDocument", account("throw-away", dossier("nam"))))
                .hasCauseInstanceOf(SoapFault.class);
        assertThatThrownBy(() -> called(
                        "pushDocument", account("throw-away", "<x:ossDocumentSoapList xmlns:x=\"" + HERE + "\"/>")))
                .hasCauseInstanceOf(SoapFault.class);
        assertThat(province.holding(CODE)).isEmpty();
        assertThat(province.report().invalid()).containsKey("soap-fault");
    }

    @Test
    void aSecondPushIsTakenAndCounted() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(called("pushDocument", account("throw-away", dossier("1"))))
                    .contains("<errCode>0</errCode>");
        }
        assertThat(province.report().creates()).isEqualTo(1);
        assertThat(province.report().repeatedCreates()).isEqualTo(2);
    }

    @Test
    void misbehavesInFaultsToo() {
        province.misbehave(List.of(Misbehaviour.parse("fault")));
        assertThatThrownBy(() -> called("pushDocument", account("throw-away", dossier("1"))))
                .cause()
                .isInstanceOfSatisfying(
                        SoapFault.class,
                        fault -> assertThat(fault.getFaultCode().getLocalPart()).isEqualTo("Server"));
        assertThat(province.report().misbehaved()).isEqualTo(Map.of("fault", 1L));
    }

    @Test
    void bombsAndEntitiesReachNobody() throws Exception {
        String bomb =
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">"
                        + "<s:Body><x:pushDocument xmlns:x=\"" + HERE + "\">"
                        + account("throw-away", dossier("1").replace("</ma", "&x;</ma"))
                        + "</x:pushDocument></s:Body></s:Envelope>";
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(address()))
                        .header("Content-Type", "text/xml; charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofString(bomb, StandardCharsets.UTF_8))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("Fault");
        assertThat(province.report().creates()).isZero();
    }
}
