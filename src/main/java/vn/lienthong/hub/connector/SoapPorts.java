package vn.lienthong.hub.connector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import javax.wsdl.Definition;
import javax.wsdl.WSDLException;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.model.SoapBindingInfo;
import org.apache.cxf.service.model.BindingInfo;
import org.apache.cxf.service.model.EndpointInfo;
import org.apache.cxf.service.model.SchemaInfo;
import org.apache.cxf.service.model.ServiceInfo;
import org.apache.cxf.wsdl.WSDLManager;
import org.apache.cxf.wsdl11.WSDLServiceBuilder;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The ports of a WSDL at which SOAP is spoken. Where it says that they listen is passed over: generated addresses cannot be trusted. Immutable. */
final class SoapPorts {

    private final Path wsdl;
    private final List<Port> all = new ArrayList<>();

    /** One port; a name may come again in another service. */
    record Port(String name, ServiceInfo service, SoapBindingInfo binding) {

        /** SOAP 1.1 first: what has both is asked so. */
        private int newer() {
            return binding.getSoapVersion() instanceof Soap11 ? 0 : 1;
        }

        private String shown() {
            return name + " (" + String.join(", ", operations()) + ")";
        }

        private TreeSet<String> operations() {
            return binding.getOperations().stream()
                    .map(operation -> operation.getName().getLocalPart())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Made when the first contract is read: whoever speaks no SOAP pays nothing for it. */
    static final class Machine {
        static final Bus BUS = BusFactory.newInstance().createBus();
    }

    /** @throws ContractFault if it cannot be read */
    SoapPorts(Path wsdl) {
        this.wsdl = wsdl;
        WsdlFiles files = WsdlFiles.gather(wsdl);
        if (!files.afar().isEmpty()) {
            throw new ContractFault(
                    "A contract of the repository names what it imports by an address, from which it would be fetched",
                    String.join(", ", files.afar()) + " of " + wsdl,
                    "Write the name of the file beside it in the place of the address, such as"
                            + " schemaLocation=\"types.xsd\"");
        }
        List<String> order = files.named("port");
        try {
            WSDLManager documents = Machine.BUS.getExtension(WSDLManager.class);
            Definition definition = documents.getDefinition(wsdl.toUri().toString());
            // It would be kept by its address, and come again after the file was changed.
            documents.removeDefinition(definition);
            // CXF's own factory keeps the first service only.
            new WSDLServiceBuilder(Machine.BUS).buildServices(definition).forEach(this::take);
        } catch (WSDLException | RuntimeException e) {
            throw new ContractFault(
                    "The WSDL cannot be read",
                    reason(e) + " in " + wsdl,
                    "Correct it in contract/, or ask whoever publishes it");
        }
        all.sort(Comparator.comparing(port -> order.indexOf(port.name)));
    }

    private void take(ServiceInfo service) {
        for (EndpointInfo endpoint : service.getEndpoints()) {
            BindingInfo binding = endpoint.getBinding();
            if (binding instanceof SoapBindingInfo soap) {
                all.add(new Port(endpoint.getName().getLocalPart(), service, soap));
            }
        }
    }

    /**
     * An answer that carries a schema of its own, as data sets do, refers to XML Schema itself, which the checker does not have. Such an operation
     * cannot be spoken, and the reference may not keep the others from being checked.
     */
    static void withoutSchemasAsContent(ServiceInfo service) {
        for (SchemaInfo schema : service.getSchemas()) {
            NodeList elements =
                    schema.getElement().getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "element");
            for (int i = elements.getLength() - 1; i >= 0; i--) {
                Element element = (Element) elements.item(i);
                String ref = element.getAttribute("ref");
                int colon = ref.indexOf(':');
                String namespace =
                        ref.isEmpty() ? null : element.lookupNamespaceURI(colon < 0 ? null : ref.substring(0, colon));
                if (XMLConstants.W3C_XML_SCHEMA_NS_URI.equals(namespace) && element.getParentNode() != null) {
                    element.getParentNode().removeChild(element);
                }
            }
        }
    }

    static String reason(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null ? deepest.getClass().getSimpleName() : message.strip();
    }

    /**
     * The one that is meant.
     *
     * @param name empty: the only one, or of several that say the same the one of SOAP 1.1
     * @throws ContractFault if there is none, or nobody said which
     */
    Port named(String name) {
        List<Port> fit = all.stream()
                .filter(port -> name.isEmpty() || port.name.equals(name))
                .sorted(Comparator.comparing(Port::newer))
                .toList();
        if (all.isEmpty()) {
            throw new ContractFault(
                    "The WSDL has no port at which SOAP is spoken", "none in " + wsdl, "Ask them for a SOAP 1.1 port");
        }
        if (fit.isEmpty()) {
            throw new ContractFault("The WSDL has no port of this name", name + " in " + wsdl, "It has: " + names());
        }
        if (fit.stream().map(SoapPorts::says).distinct().count() > 1) {
            throw new ContractFault(
                    "The WSDL has several ports, and nobody said which",
                    names(),
                    "Name one behind the file: FILE#PORT");
        }
        return fit.get(0);
    }

    /**
     * The one that stands for a port of another WSDL: the name of a port is not sent to anybody.
     *
     * @param name of that port; empty where it was the only one
     * @param version of SOAP that it speaks
     * @param operations that it had: of several ports one with at least half as many of them as any has, if there can be of the same version, then that
     *     with the most
     */
    Port like(String name, String version, Set<String> operations) {
        Comparator<Port> same = Comparator.comparing((Port port) ->
                !String.valueOf(port.binding.getSoapVersion().getVersion()).equals(version));
        ToLongFunction<Port> has =
                port -> port.operations().stream().filter(operations::contains).count();
        long best = all.stream().mapToLong(has).max().orElse(0);
        // What shares a name or two with it is something else; what lost some is still it.
        Comparator<Port> another = Comparator.comparing((Port port) -> has.applyAsLong(port) * 2 < best);
        Comparator<Port> most = Comparator.comparing((Port port) -> -has.applyAsLong(port));
        Comparator<Port> called = Comparator.comparing((Port port) -> !port.name.equals(name));
        return all.stream()
                .min(another.thenComparing(same)
                        .thenComparing(most)
                        .thenComparing(called)
                        .thenComparing(Port::newer))
                .orElseGet(() -> named(""));
    }

    /** By what they say, those that fit a name, in the order of the file; of one that is there in both versions of SOAP the older. */
    List<Port> candidates(String name) {
        return name.isEmpty() && several()
                ? all.stream()
                        .filter(port -> all.stream()
                                .noneMatch(other -> says(other).equals(says(port))
                                        && (other.newer() < port.newer()
                                                || other.newer() == port.newer()
                                                        && all.indexOf(other) < all.indexOf(port))))
                        .toList()
                : List.of(named(name));
    }

    /** Whether a name must say which one is meant. */
    boolean several() {
        return all.stream().map(SoapPorts::says).distinct().count() > 1;
    }

    /** What the others say that say something else. */
    List<String> besides(Port port) {
        return all.stream()
                .filter(other -> !says(other).equals(says(port)))
                .map(Port::shown)
                .toList();
    }

    /** What is said at a port, whatever the version of SOAP. */
    private static QName says(Port port) {
        return port.binding.getInterface().getName();
    }

    private String names() {
        return all.stream().map(Port::shown).collect(Collectors.joining(", "));
    }
}
