package vn.lienthong.hub.connector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.model.SoapBindingInfo;
import org.apache.cxf.service.model.BindingInfo;
import org.apache.cxf.service.model.EndpointInfo;
import org.apache.cxf.service.model.ServiceInfo;
import org.apache.cxf.wsdl11.WSDLServiceFactory;

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

        private String says() {
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
        WsdlFiles.gather(wsdl);
        try {
            new WSDLServiceFactory(Machine.BUS, wsdl.toUri().toString())
                    .create()
                    .getServiceInfos()
                    .forEach(this::take);
        } catch (RuntimeException e) {
            throw new ContractFault(
                    "The WSDL cannot be read",
                    reason(e) + " in " + wsdl,
                    "Correct it in contract/, or ask whoever publishes it");
        }
    }

    private void take(ServiceInfo service) {
        for (EndpointInfo endpoint : service.getEndpoints()) {
            BindingInfo binding = endpoint.getBinding();
            if (binding instanceof SoapBindingInfo soap) {
                all.add(new Port(endpoint.getName().getLocalPart(), service, soap));
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
        if (fit.stream()
                        .map(port -> port.binding.getInterface().getName())
                        .distinct()
                        .count()
                > 1) {
            throw new ContractFault(
                    "The WSDL has several ports, and nobody said which",
                    names(),
                    "Name one behind the file: FILE#PORT");
        }
        return fit.get(0);
    }

    private String names() {
        return all.stream().map(Port::says).collect(Collectors.joining(", "));
    }
}
