package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.xml.validation.Schema;
import javax.xml.validation.ValidatorHandler;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.binding.soap.model.SoapBindingInfo;
import org.apache.cxf.binding.soap.model.SoapOperationInfo;
import org.apache.cxf.service.model.BindingInfo;
import org.apache.cxf.service.model.BindingOperationInfo;
import org.apache.cxf.service.model.ServiceInfo;
import org.apache.cxf.ws.addressing.EndpointReferenceUtils;
import org.apache.cxf.wsdl11.WSDLServiceFactory;
import org.jspecify.annotations.Nullable;

/**
 * A WSDL 1.1 with its schemas, read once: SOAP 1.1, document/literal with one part for each message, and RPC, literal or encoded, of simple values and
 * lists of them. Where it says that the service listens is passed over: generated addresses cannot be trusted. Thread-safe.
 */
final class SoapContract {

    private final Map<String, SoapOperation> operations;
    private final SoapBindingInfo binding;
    /** Null where nothing is document/literal. */
    private final @Nullable SchemaCheckers checkers;

    private final Map<String, RpcOperation> calls = new TreeMap<>();
    /** Operations that the hub cannot speak, each with the reason. */
    private final Map<String, String> unspoken = new TreeMap<>();

    /** Made when the first contract is read: whoever speaks no SOAP pays nothing for it. */
    private static final class Machine {
        static final Bus BUS = BusFactory.newInstance().createBus();
    }

    private SoapContract(
            SoapBindingInfo binding, Map<String, SoapOperation> operations, @Nullable SchemaCheckers checkers) {
        this.binding = binding;
        this.operations = operations;
        this.checkers = checkers;
    }

    /** @throws IllegalArgumentException if it cannot be read or is of another kind, with the reason */
    static SoapContract read(Path wsdl) {
        if (!Files.isRegularFile(wsdl)) {
            throw new IllegalArgumentException("no such file");
        }
        ServiceInfo service;
        try {
            service = new WSDLServiceFactory(Machine.BUS, wsdl.toUri().toString())
                    .create()
                    .getServiceInfos()
                    .get(0);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("it is no WSDL that can be read: " + reason(e), e);
        }
        SoapBindingInfo binding = service.getBindings().stream()
                .filter(each -> each instanceof SoapBindingInfo)
                .map(each -> (SoapBindingInfo) each)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it has no SOAP binding"));
        boolean onlyCalls = binding.getOperations().stream().allMatch(each -> isCall(binding, each));
        SoapContract contract = new SoapContract(
                binding,
                operations(binding, new SoapSchema(service.getXmlSchemaCollection())),
                onlyCalls ? null : checkers(service));
        contract.calls(new RpcSchema(service.getXmlSchemaCollection()));
        return contract;
    }

    private static SchemaCheckers checkers(ServiceInfo service) {
        Schema schema;
        try {
            schema = EndpointReferenceUtils.getSchema(service, Machine.BUS);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("it is no WSDL that can be read: " + reason(e), e);
        }
        if (schema == null) {
            throw new IllegalArgumentException("its schemas cannot be used for checking messages");
        }
        return new SchemaCheckers(schema);
    }

    private static boolean isCall(SoapBindingInfo binding, BindingOperationInfo operation) {
        SoapOperationInfo soap = operation.getExtensor(SoapOperationInfo.class);
        return "rpc".equals(soap == null || soap.getStyle() == null ? binding.getStyle() : soap.getStyle());
    }

    private void calls(RpcSchema schemas) {
        for (BindingOperationInfo each : binding.getOperations()) {
            if (isCall(binding, each)) {
                String name = each.getName().getLocalPart();
                try {
                    calls.put(name, schemas.operation(each));
                } catch (IllegalArgumentException e) {
                    unspoken.put(name, String.valueOf(e.getMessage()));
                }
            }
        }
        if (operations.isEmpty() && calls.isEmpty()) {
            throw new IllegalArgumentException(
                    "it has no operation that can be called: " + String.join("; ", unspoken.values()));
        }
    }

    private static String reason(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null ? deepest.getClass().getSimpleName() : message;
    }

    private static Map<String, SoapOperation> operations(SoapBindingInfo binding, SoapSchema schemas) {
        Map<String, SoapOperation> operations = new TreeMap<>();
        for (BindingOperationInfo each : binding.getOperations()) {
            if (isCall(binding, each)) {
                continue;
            }
            SoapOperationInfo soap = each.getExtensor(SoapOperationInfo.class);
            String name = each.getName().getLocalPart();
            String style = soap == null || soap.getStyle() == null ? binding.getStyle() : soap.getStyle();
            if (!"document".equals(style) || each.getInput() == null || each.getOutput() == null) {
                throw new IllegalArgumentException(
                        "operation " + name + " is neither document/literal nor RPC with an answer");
            }
            String action = soap == null || soap.getAction() == null ? "" : soap.getAction();
            operations.put(
                    name,
                    new SoapOperation(
                            each,
                            action,
                            schemas.element(
                                    each.getInput().getMessageParts().get(0).getElementQName()),
                            schemas.element(
                                    each.getOutput().getMessageParts().get(0).getElementQName())));
        }
        return Map.copyOf(operations);
    }

    @Nullable
    SoapOperation operation(String name) {
        return operations.get(name);
    }

    Map<String, SoapOperation> operations() {
        return operations;
    }

    /** The SOAPAction of an operation, without its quotes; empty when there is none. */
    String action(String name) {
        RpcOperation call = calls.get(name);
        SoapOperation operation = operations.get(name);
        return call != null ? call.action() : operation == null ? "" : operation.action();
    }

    /**
     * A message as an envelope that keeps the contract.
     *
     * @throws OffContract if it does not, with what is wrong and where; nothing of what it says
     */
    byte[] envelope(String operation, JsonNode message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        RpcOperation call = calls.get(operation);
        if (call != null) {
            SoapEnvelope.write(binding, call.binding(), writer -> new RpcWriter(writer, call).write(message), bytes);
            return bytes.toByteArray();
        }
        SoapOperation called = operations.get(operation);
        if (called == null) {
            throw new OffContract(unspoken.getOrDefault(operation, "the contract has no operation " + operation));
        }
        SoapEnvelope.write(
                binding, called.binding(), writer -> new SoapWriter(writer).write(called.request(), message), bytes);
        byte[] written = bytes.toByteArray();
        SoapReading back = SoapReader.request(this, called.request(), written);
        if (back.kind() != SoapReading.Kind.KEPT) {
            throw new OffContract(back.why());
        }
        return written;
    }

    /** What an answer says, read no further than is safe. */
    SoapReading answer(String operation, String body) {
        RpcOperation call = calls.get(operation);
        if (call != null) {
            return RpcReader.answer(call, body);
        }
        SoapOperation called = operations.get(operation);
        return SoapReader.answer(this, called == null ? null : called.answer(), body);
    }

    /** A checker that is the caller's alone until it is given back. */
    ValidatorHandler lend() {
        return Objects.requireNonNull(checkers).lend();
    }

    /** Only one that saw its document to the end. */
    void giveBack(ValidatorHandler validator) {
        Objects.requireNonNull(checkers).giveBack(validator);
    }

    BindingInfo binding() {
        return binding;
    }

    /** A message of ours does not keep the contract; it names places, never what stands there. */
    static final class OffContract extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        OffContract(String why) {
            super(why);
        }
    }
}
