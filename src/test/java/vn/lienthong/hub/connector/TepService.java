package vn.lienthong.hub.connector;

import jakarta.activation.DataHandler;
import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttachmentRef;
import jakarta.xml.bind.annotation.XmlMimeType;
import jakarta.xml.bind.annotation.XmlType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.jaxws.EndpointImpl;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.apache.cxf.ws.security.wss4j.WSS4JInInterceptor;
import org.apache.cxf.ws.security.wss4j.WSS4JOutInterceptor;
import org.jspecify.annotations.Nullable;

/** The service of {@code soap/files.wsdl} as somebody else has it: CXF whole, on a Tomcat, with JAXB classes, MTOM and CXF's own WSS4J. */
final class TepService implements AutoCloseable {

    /** A file as it arrived: the hash of its bytes. */
    record Arrived(String name, String sha256, long size) {}

    final List<String> dossiers = new CopyOnWriteArrayList<>();
    final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final Tomcat tomcat = new Tomcat();
    private final Bus bus = BusFactory.newInstance().createBus();

    /**
     * Starts it.
     *
     * @param in what WSS4J asks of messages; empty: nothing
     * @param out what it puts into answers
     */
    static TepService start(Path folder, Map<String, Object> in, Map<String, Object> out) throws LifecycleException {
        TepService service = new TepService();
        service.open(folder, in, out);
        return service;
    }

    private void open(Path folder, Map<String, Object> in, Map<String, Object> out) throws LifecycleException {
        tomcat.setBaseDir(folder.resolve("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        CXFNonSpringServlet servlet = new CXFNonSpringServlet();
        servlet.setBus(bus);
        var context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "cxf", servlet).setLoadOnStartup(1);
        context.addServletMappingDecoded("/*", "cxf");
        tomcat.start();
        EndpointImpl endpoint = new EndpointImpl(bus, new Desk(this));
        endpoint.setWsdlLocation(Objects.requireNonNull(TepService.class.getResource("/soap/files.wsdl"))
                .toString());
        endpoint.getProperties().put("mtom-enabled", "true");
        if (!in.isEmpty()) {
            endpoint.getInInterceptors().add(new WSS4JInInterceptor(in));
        }
        if (!out.isEmpty()) {
            endpoint.getOutInterceptors().add(new WSS4JOutInterceptor(out));
        }
        endpoint.publish("/tep");
    }

    String address() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/tep";
    }

    @Override
    public void close() throws Exception {
        bus.shutdown(false);
        tomcat.stop();
        tomcat.destroy();
    }

    private void took(String dossier, @Nullable List<Tep> files) {
        for (Tep file : files == null ? List.<Tep>of() : files) {
            arrived.add(file.arrived());
        }
        dossiers.add(dossier);
    }

    /** What CXF calls. */
    @WebService(name = "Tep", serviceName = "TepService", portName = "TepPort", targetNamespace = "http://tep.example/")
    public static class Desk {
        private final TepService service;

        Desk(TepService service) {
            this.service = service;
        }

        /** Takes a dossier. */
        @WebMethod(operationName = "guiTep")
        @WebResult(name = "return")
        public KetQua guiTep(
                @WebParam(name = "maHoSo") String dossier, @WebParam(name = "tep") @Nullable List<Tep> files) {
            service.took(dossier, files);
            KetQua result = new KetQua();
            result.errCode = "0";
            result.bienNhan = ("Biên nhận " + dossier).repeat(50).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            return result;
        }
    }

    /** A file in a message. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(
            name = "Tep",
            namespace = "http://tep.example/",
            propOrder = {"ten", "data", "thamChieu"})
    public static class Tep {
        String ten = "";

        @XmlMimeType("application/octet-stream")
        @Nullable
        DataHandler data;

        @XmlAttachmentRef
        @Nullable
        DataHandler thamChieu;

        Arrived arrived() {
            DataHandler bytes = data == null ? Objects.requireNonNull(thamChieu) : data;
            try (InputStream in = bytes.getInputStream()) {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                long size = new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
                return new Arrived(ten, HexFormat.of().formatHex(digest.digest()), size);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** An answer. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(
            name = "KetQua",
            namespace = "http://tep.example/",
            propOrder = {"errCode", "bienNhan"})
    public static class KetQua {
        String errCode = "";
        byte @Nullable [] bienNhan;
    }
}
