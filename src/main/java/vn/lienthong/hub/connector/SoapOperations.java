package vn.lienthong.hub.connector;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.model.SoapBindingInfo;
import org.apache.cxf.binding.soap.model.SoapBodyInfo;
import org.apache.cxf.binding.soap.model.SoapHeaderInfo;
import org.apache.cxf.binding.soap.model.SoapOperationInfo;
import org.apache.cxf.service.model.BindingMessageInfo;
import org.apache.cxf.service.model.BindingOperationInfo;
import org.apache.cxf.service.model.MessagePartInfo;
import org.jspecify.annotations.Nullable;

/** The operations of a port: those that can be spoken, and why the others cannot. One that cannot takes nothing from the rest. */
final class SoapOperations {

    private final SortedMap<String, SoapOperation> usable = new TreeMap<>();
    private final SortedMap<String, RpcOperation> calls = new TreeMap<>();
    private final SortedMap<String, String> unusable = new TreeMap<>();

    SoapOperations(SoapPorts.Port port) {
        SoapSchema schemas = new SoapSchema(port.service().getXmlSchemaCollection());
        RpcSchema rpc = new RpcSchema(port.service().getXmlSchemaCollection());
        for (BindingOperationInfo each : port.binding().getOperations()) {
            String name = each.getName().getLocalPart();
            try {
                Object before = isCall(each, port.binding())
                        ? calls.put(name, rpc.operation(each))
                        : usable.put(name, read(each, schemas));
                if (before != null) {
                    throw new IllegalArgumentException("there are two of this name");
                }
            } catch (IllegalArgumentException e) {
                usable.remove(name);
                calls.remove(name);
                unusable.put(name, "operation " + name + " cannot be spoken: " + e.getMessage());
            }
        }
    }

    Map<String, SoapOperation> usable() {
        return Map.copyOf(usable);
    }

    /** Those of style RPC that can be spoken. */
    Map<String, RpcOperation> calls() {
        return Map.copyOf(calls);
    }

    Map<String, String> unusable() {
        return Map.copyOf(unusable);
    }

    private static boolean isCall(BindingOperationInfo operation, SoapBindingInfo binding) {
        SoapOperationInfo soap = operation.getExtensor(SoapOperationInfo.class);
        return "rpc".equals(soap == null || soap.getStyle() == null ? binding.getStyle() : soap.getStyle());
    }

    private static SoapOperation read(BindingOperationInfo operation, SoapSchema schemas) {
        SoapOperationInfo soap = operation.getExtensor(SoapOperationInfo.class);
        if (operation.getInput() == null || operation.getOutput() == null) {
            throw new IllegalArgumentException("it has no answer, so nobody knows whether a message arrived");
        }
        String action = soap == null || soap.getAction() == null ? "" : soap.getAction();
        return new SoapOperation(
                operation,
                action,
                schemas.element(element(operation.getInput())),
                schemas.element(element(operation.getOutput())));
    }

    private static QName element(BindingMessageInfo message) {
        SoapBodyInfo body = message.getExtensor(SoapBodyInfo.class);
        if (body != null && "encoded".equals(body.getUse())) {
            throw new IllegalArgumentException("it is not document/literal, but encoded");
        }
        List<MessagePartInfo> parts = body == null || body.getParts() == null ? List.of() : body.getParts();
        if (parts.isEmpty()) {
            parts = message.getMessageParts();
        }
        QName element = parts.size() == 1 ? element(parts.get(0)) : null;
        if (element == null) {
            throw new IllegalArgumentException("its message is not one element, but " + parts.size() + " parts "
                    + parts.stream().map(part -> part.getName().getLocalPart()).toList());
        }
        return element;
    }

    private static @Nullable QName element(MessagePartInfo part) {
        return part.isElement() ? part.getElementQName() : null;
    }

    /** What the contract wants in the header of a message, by local name; no step fills it from a contract. */
    static List<String> headers(BindingOperationInfo operation) {
        List<SoapHeaderInfo> headers = operation.getInput().getExtensors(SoapHeaderInfo.class);
        return headers == null
                ? List.of()
                : headers.stream()
                        .map(header -> header.getPart().getConcreteName().getLocalPart())
                        .toList();
    }

    /** The elements that stand in the details of the Faults that the contract declares. */
    static List<QName> faults(SoapOperation operation) {
        return operation.binding().getFaults().stream()
                .flatMap(fault -> fault.getFaultInfo().getMessageParts().stream())
                .filter(MessagePartInfo::isElement)
                .map(MessagePartInfo::getElementQName)
                .sorted(Comparator.comparing(QName::toString))
                .toList();
    }
}
