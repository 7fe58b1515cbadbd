package vn.lienthong.hub.parts;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The broker of the real distribution: an instance that {@code artemis create} made, set by samples of the manual, a process of its own. */
final class OwnArtemis implements AutoCloseable {
    private static final String CORE = "urn:activemq:core";

    private final Path instance;
    private final int port;
    private Process process;

    private OwnArtemis(Path instance, int port) throws IOException {
        this.instance = instance;
        this.port = port;
        this.process = launch();
    }

    /**
     * Makes an instance and starts it; it may answer later.
     *
     * @param create the command that makes it, as the manual has it, with names of this machine; its second word but one is the folder
     * @param elements of broker.xml, each put in the place of the one of its name
     */
    static OwnArtemis start(Path instance, int port, List<String> create, List<String> elements) throws IOException {
        List<String> command = new ArrayList<>(create);
        command.set(0, distribution().resolve("bin/artemis").toString());
        Process made = process(command, instance.resolveSibling(instance.getFileName() + ".create.log"));
        waitFor(made);
        if (made.exitValue() != 0) {
            throw new IOException("artemis create: "
                    + Files.readString(instance.resolveSibling(instance.getFileName() + ".create.log")));
        }
        configure(instance.resolve("etc/broker.xml"), elements);
        return new OwnArtemis(instance, port);
    }

    int port() {
        return port;
    }

    /** Whether it takes connections: of a pair only the one at work does. */
    boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    void awaitAnswer() {
        await("the broker answers", this::answers);
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Ends it at once. */
    void kill() {
        process.destroyForcibly();
        waitFor(process);
    }

    void startAgain() throws IOException {
        process = launch();
    }

    /** Whether its log has a word. */
    boolean said(String word) {
        return log().contains(word);
    }

    String log() {
        try {
            return Files.readString(instance.resolve("run.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        kill();
    }

    private void await(String what, java.util.function.BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new AssertionError("Not within two minutes: " + what + "\n" + log());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private Process launch() throws IOException {
        return process(List.of(instance.resolve("bin/artemis").toString(), "run"), instance.resolve("run.log"));
    }

    private static Process process(List<String> command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_ARGS", "-Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        return builder.start();
    }

    private static Path distribution() throws IOException {
        Path parts = Path.of("target/parts").toAbsolutePath();
        if (Files.isDirectory(parts)) {
            try (Stream<Path> inside = Files.list(parts)) {
                List<Path> found = inside.filter(folder -> folder.getFileName()
                                .toString()
                                .toLowerCase(Locale.ROOT)
                                .startsWith("apache-artemis-"))
                        .toList();
                if (found.size() == 1) {
                    return found.get(0);
                }
            }
        }
        throw new IllegalStateException("The broker for the tests is not there. Found: no one apache-artemis-* in "
                + parts + ". Run once: mvn -DskipTests verify.");
    }

    private static void configure(Path file, List<String> elements) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setNamespaceAware(true);
            Document document = factory.newDocumentBuilder().parse(file.toFile());
            Element core =
                    (Element) document.getElementsByTagNameNS(CORE, "core").item(0);
            for (String text : elements) {
                String named = text.replaceFirst("^<([\\w-]+)>", "<$1 xmlns=\"" + CORE + "\">");
                Element element = factory.newDocumentBuilder()
                        .parse(new InputSource(new StringReader(named)))
                        .getDocumentElement();
                replace(core, (Element) document.importNode(element, true));
            }
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(file.toFile()));
        } catch (javax.xml.parsers.ParserConfigurationException
                | javax.xml.transform.TransformerException
                | org.xml.sax.SAXException e) {
            throw new IOException(file.toString(), e);
        }
    }

    private static void replace(Element core, Element element) throws IOException {
        NodeList children = core.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            Node child = children.item(i);
            if (element.getLocalName().equals(child.getLocalName())) {
                core.replaceChild(element, child);
                return;
            }
        }
        throw new IOException("broker.xml has no <" + element.getLocalName() + ">, and the manual says to replace it");
    }

    private static void waitFor(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
