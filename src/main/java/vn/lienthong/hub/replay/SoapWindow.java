package vn.lienthong.hub.replay;

import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.jaxws.EndpointImpl;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.wsdl11.WSDLServiceFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.lienthong.hub.replay.Tally.Count;

/**
 * The window of the fake province where SOAP is spoken: a service of CXF by the WSDL that the connector has too, which checks every message against the
 * schemas, served through whatever carries the bytes. The weather is let at each message before. Thread-safe.
 */
final class SoapWindow implements AutoCloseable {

    static final String PATH = "/services/ExchDocumentServiceImplPort";
    static final String XML = "text/xml; charset=UTF-8";
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final Pattern CODE = Pattern.compile("<maSoHoSo>\\s*([^<]{1,50}?)\\s*</maSoHoSo>");
    /** All that an operation is given stands in these; the account is the same for all. */
    private static final Pattern ASKED = Pattern.compile("<(maDonViTiepNhan|idList)[^>]*>([^<]*)<");

    private static final Pattern OPERATION =
            Pattern.compile("Body>\\s*<(?:[\\w.-]+:)?(\\w+)[^>]*?(?:xmlns(?::[\\w.-]+)?=\"([^\"]*)\")");

    private final SoapDesk desk;
    private final Weather weather;
    private final Tally tally;
    private final Optional<byte[]> form;
    private final Bus bus = BusFactory.newInstance().createBus();
    private final SoapPost post = new SoapPost();
    private final EndpointImpl endpoint;
    private final SpoiltPulls pulls;

    SoapWindow(Path wsdl, SoapDesk desk, Weather weather, Tally tally) {
        this.pulls = new SpoiltPulls(desk.filings());
        this.desk = desk;
        this.weather = weather;
        this.tally = tally;
        this.form = form(wsdl);
        String location = wsdl.toUri().toString();
        var service =
                new WSDLServiceFactory(bus, location).create().getServiceInfos().get(0);
        endpoint = new EndpointImpl(bus, new Counter(desk));
        endpoint.setWsdlLocation(location);
        endpoint.setServiceName(service.getName());
        endpoint.setEndpointName(service.getEndpoints().iterator().next().getName());
        endpoint.getProperties().put("schema-validation-enabled", "true");
        // A client that errs is no trouble of ours: CXF would write a warning with a stack trace for each.
        FaultListener silent = (fault, description, message) -> false;
        endpoint.getProperties().put(FaultListener.class.getName(), silent);
        endpoint.publish(post);
    }

    /** Answers a message. */
    Reply take(byte[] body) {
        tally.add(Count.REQUESTS);
        String text = new String(body, StandardCharsets.UTF_8);
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            tally.add(Count.BODIES_NOT_NFC);
        }
        Matcher named = CODE.matcher(text);
        String code = named.find() ? named.group(1) : "";
        String name = code.isEmpty() ? nameless(text) : code;
        int visit = code.isEmpty() ? weather.turn(name) : desk.visit(code);
        long variation = weather.variation(name, visit);
        Weather.Hits hits = weather.message(name, visit);
        tally.misbehaved(hits);
        if (!hits.committed()) {
            return new Reply(refusal(text), hits.kinds(), variation, 200, XML);
        }
        SoapPost.Answer answer = post.take(hits.any() ? pulls.heard(text, hits) : body);
        if (answer.status() != 200) {
            tally.invalid("soap-fault", "refused with a Fault" + (code.isEmpty() ? "" : ": " + code));
        }
        tally.processed(hits);
        byte[] said = hits.any() ? SpoiltPulls.said(answer.body(), hits, variation) : answer.body();
        return new Reply(said, hits.kinds(), variation, answer.status(), answer.type());
    }

    /** What tells messages apart that name no dossier. */
    private static String nameless(String text) {
        String asked = ASKED.matcher(text)
                .results()
                .map(found -> found.group(1) + ' ' + found.group(2).strip())
                .collect(Collectors.joining(" "));
        return operation(text) + ' ' + Chance.hash(asked);
    }

    private static String operation(String text) {
        Matcher operation = OPERATION.matcher(text);
        return operation.find() ? operation.group(1) : "";
    }

    /** The WSDL and its schemas, as whoever asks for them with {@code ?wsdl} and then {@code ?xsd=} gets them. */
    Reply description(String query, int port) {
        SoapPost.Answer answer = post.ask(query, port);
        return new Reply(answer.body(), answer.status(), answer.type());
    }

    /** The form that is spoken beside SOAP, as a service made with Spring shows it; empty where the folders do not have it. */
    Optional<Reply> openApi() {
        return form.map(document -> new Reply(document, 200, "application/yaml; charset=UTF-8"));
    }

    /** The other connector's contract, two folders further: the fake province speaks both forms. */
    private static Optional<byte[]> form(Path wsdl) {
        Path document =
                wsdl.resolve("../../../province-rest/contract/openapi.yaml").normalize();
        try {
            return Files.isRegularFile(document) ? Optional.of(Files.readAllBytes(document)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The contract " + document + " cannot be read", e);
        }
    }

    /** The system's error inside HTTP 200: nothing was taken. */
    private static byte[] refusal(String request) {
        Matcher operation = OPERATION.matcher(request);
        boolean found = operation.find();
        String name = found ? operation.group(1) : "pushDocument";
        String namespace = found ? operation.group(2) : "";
        String count = name.equals("countDocument") ? "<countDocument>0</countDocument>" : "";
        return ("<s:Envelope xmlns:s=\"" + SOAP + "\"><s:Body><n:" + name + "Response xmlns:n=\"" + namespace
                        + "\"><return><errCode>9</errCode><errMsg>Hệ thống đang gặp sự cố</errMsg>" + count
                        + "</return></n:" + name + "Response></s:Body></s:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A Fault as CXF writes it: no contract declares it. */
    static byte[] fault() {
        return ("<soap:Envelope xmlns:soap=\"" + SOAP
                        + "\"><soap:Body><soap:Fault><faultcode>soap:Server</faultcode><faultstring>Fault"
                        + " occurred while"
                        + " processing.</faultstring></soap:Fault></soap:Body></soap:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        endpoint.stop();
        bus.shutdown(false);
    }

    /** What CXF hands each message to. */
    @WebServiceProvider
    @ServiceMode(Service.Mode.PAYLOAD)
    static final class Counter implements Provider<Source> {

        private static final TransformerFactory COPIES = TransformerFactory.newDefaultInstance();
        private final SoapDesk desk;

        Counter(SoapDesk desk) {
            this.desk = desk;
        }

        @Override
        public Source invoke(@Nullable Source request) {
            try {
                DOMResult copy = new DOMResult();
                COPIES.newTransformer().transform(request, copy);
                Node root = copy.getNode();
                Element wrapper = root instanceof Document document ? document.getDocumentElement() : (Element) root;
                return new DOMSource(desk.take(wrapper));
            } catch (TransformerException e) {
                throw new IllegalStateException("A message that CXF read can be copied", e);
            }
        }
    }
}
