package vn.lienthong.hub.replay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.jaxws.EndpointImpl;
import org.apache.cxf.wsdl11.WSDLServiceFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Test tool: a population database that knows a few made-up people, served by CXF from the WSDL of the connector, which checks questions and answers
 * against the schemas. It lets nobody in who does not prove the secret.
 */
public final class FakePopulation implements AutoCloseable {

    static final String ASKED = "http://dancuquocgia.bca";
    static final String ANSWERED = "http://www.mic.gov.vn/dancu/1.0";
    private static final String HASHED = "https://dan-cu.example/tra-cuu";
    private static final String SECRET = "bi-mat-chung-thu";

    /** The bodies of all questions that were let in. */
    public final List<String> questions = new CopyOnWriteArrayList<>();

    private final Map<String, String[]> people = new ConcurrentHashMap<>();
    private final SoapPost post = new SoapPost();
    private final Bus bus = BusFactory.newInstance().createBus();
    private final EndpointImpl endpoint;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile CountDownLatch open = new CountDownLatch(0);
    private volatile boolean failing;
    private volatile @Nullable String fault;

    private FakePopulation() throws IOException {
        String wsdl = Path.of("connectors/population-lookup-soap/contract/population.wsdl")
                .toUri()
                .toString();
        var service =
                new WSDLServiceFactory(bus, wsdl).create().getServiceInfos().get(0);
        endpoint = new EndpointImpl(bus, new Counter(people));
        endpoint.setWsdlLocation(wsdl);
        endpoint.setServiceName(service.getName());
        endpoint.setEndpointName(service.getEndpoints().iterator().next().getName());
        endpoint.getProperties().put("schema-validation-enabled", "true");
        endpoint.publish(post);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public static FakePopulation start() {
        try {
            return new FakePopulation();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a connector needs to ask here. */
    public Map<String, String> settings() {
        return Map.of(
                "address",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/dan-cu",
                "hashed-address",
                HASHED,
                "username",
                "tai-khoan-thu",
                "shared-secret",
                SECRET,
                "api-key",
                "khoa-api-thu",
                "x-road-client",
                "VN/GOV/000.00.00.H08/hub-thu");
    }

    /**
     * Answers for one more person.
     *
     * @param born yyyyMMdd
     */
    public FakePopulation knows(String number, String name, String born) {
        people.put(number, new String[] {name, born});
        return this;
    }

    /** From now on nobody is answered, until {@link #letGo()}. */
    public void holdBack() {
        open = new CountDownLatch(1);
    }

    public void letGo() {
        open.countDown();
    }

    /** From now on it answers that it is out of service, or no longer. */
    public void failing(boolean fails) {
        failing = fails;
    }

    /**
     * From now on every question is answered by a fault.
     *
     * @param code {@code Client} or {@code Server}
     */
    public void faulting(String code, String words) {
        fault = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault><faultcode>s:"
                + code + "</faultcode><faultstring>" + words + "</faultstring></s:Fault></s:Body></s:Envelope>";
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!isKnown(exchange)) {
            answer(exchange, 401, "text/plain", new byte[0]);
            return;
        }
        questions.add(new String(body, StandardCharsets.UTF_8));
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failing) {
            answer(exchange, 503, "text/plain", new byte[0]);
            return;
        }
        String said = fault;
        if (said != null) {
            answer(exchange, 500, "text/xml; charset=utf-8", said.getBytes(StandardCharsets.UTF_8));
            return;
        }
        SoapPost.Answer answer = post.take(body);
        answer(exchange, answer.status(), answer.type(), answer.body());
    }

    private static boolean isKnown(HttpExchange exchange) {
        String time = exchange.getRequestHeaders().getFirst("Timestamp");
        String proof = "tai-khoan-thu:" + sha256(HASHED + "tai-khoan-thu" + time + SECRET);
        String wanted = "Basic " + Base64.getEncoder().encodeToString(proof.getBytes(StandardCharsets.UTF_8));
        return wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && "khoa-api-thu".equals(exchange.getRequestHeaders().getFirst("ApiKey"))
                && "application/xml; charset=UTF-8"
                        .equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Content-Type"))
                && "VN/GOV/000.00.00.H08/hub-thu"
                        .equals(exchange.getRequestHeaders().getFirst("X-Road-Client"));
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
        threads.shutdownNow();
        endpoint.stop();
        bus.shutdown(false);
    }

    /** What CXF hands each question to. */
    @WebServiceProvider
    @ServiceMode(Service.Mode.PAYLOAD)
    static final class Counter implements Provider<Source> {

        private static final TransformerFactory COPIES = TransformerFactory.newDefaultInstance();
        private final Map<String, String[]> people;

        Counter(Map<String, String[]> people) {
            this.people = people;
        }

        @Override
        public Source invoke(@Nullable Source request) {
            try {
                DOMResult copy = new DOMResult();
                COPIES.newTransformer().transform(request, copy);
                Node root = copy.getNode();
                Element question = root instanceof Document document ? document.getDocumentElement() : (Element) root;
                return new DOMSource(answer(question));
            } catch (TransformerException e) {
                throw new IllegalStateException("A question that CXF read can be copied", e);
            }
        }

        private Element answer(Element question) {
            String number = text(question, "SoDinhDanh");
            String[] known = people.get(number);
            Document document = question.getOwnerDocument();
            if (question.getLocalName().startsWith("XacThuc")) {
                Element answer = document.createElementNS(ASKED, "r:XacThucThongTinCongDanResponse");
                boolean same = known != null && known[0].equals(text(question, "HoVaTen"));
                add(answer, ASKED, "KetQua", String.valueOf(same));
                return answer;
            }
            Element all = document.createElementNS(ANSWERED, "ns1:CongdanCollection");
            if (known != null) {
                Element citizen = add(all, ANSWERED, "CongDan", null);
                add(citizen, ANSWERED, "SoDinhDanh", number);
                add(add(citizen, ANSWERED, "HoVaTen", null), ANSWERED, "Ten", known[0]);
                add(add(citizen, ANSWERED, "NgayThangNamSinh", null), ANSWERED, "NgayThangNam", known[1]);
            }
            return all;
        }

        private static Element add(Element to, String namespace, String name, @Nullable String text) {
            Element child = to.getOwnerDocument().createElementNS(namespace, name);
            if (text != null) {
                child.setTextContent(text);
            }
            to.appendChild(child);
            return child;
        }

        private static String text(Element of, String name) {
            Node found = of.getElementsByTagNameNS(ASKED, name).item(0);
            return found == null ? "" : found.getTextContent();
        }
    }
}
