package vn.lienthong.hub.connector;

import java.util.List;
import javax.xml.namespace.QName;
import org.apache.cxf.service.model.BindingOperationInfo;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a WSDL in the style RPC: what goes, what comes back.
 *
 * @param action the SOAPAction, without its quotes; often empty
 * @param encoded by SOAP's own encoding, with a type written at each value; else literal
 * @param request the wrapper that goes; in the literal use of WS-I its parts have no namespace, and so it is in the encoded
 * @param answer the wrapper that comes
 * @param arguments in their order
 * @param results in their order; the first is what the operation returns
 */
record RpcOperation(
        BindingOperationInfo binding,
        String action,
        boolean encoded,
        QName request,
        QName answer,
        List<Part> arguments,
        List<Part> results) {

    /** A value with its name. */
    record Part(String name, RpcType type) {}

    static @Nullable Part named(List<Part> parts, String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
