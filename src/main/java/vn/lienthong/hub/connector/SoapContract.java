package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.xml.validation.Schema;
import javax.xml.validation.ValidatorHandler;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.binding.soap.model.SoapBindingInfo;
import org.apache.cxf.binding.soap.model.SoapOperationInfo;
import org.apache.cxf.headers.Header;
import org.apache.cxf.service.model.BindingInfo;
import org.apache.cxf.service.model.BindingOperationInfo;
import org.apache.cxf.service.model.ServiceInfo;
import org.apache.cxf.ws.addressing.EndpointReferenceUtils;
import org.apache.cxf.wsdl11.WSDLServiceFactory;
import org.jspecify.annotations.Nullable;

/**
 * A WSDL 1.1 with its schemas, read once: SOAP 1.1, document/literal, one part for each message. Where it says that the service listens is passed
 * over: generated addresses cannot be trusted. Thread-safe.
 */
final class SoapContract {

    private static final int VALIDATORS = 32;

    private final Map<String, SoapOperation> operations;
    private final SoapBindingInfo binding;
    private final Schema schema;
    private final BlockingQueue<ValidatorHandler> validators = new ArrayBlockingQueue<>(VALIDATORS);

    /** Made when the first contract is read: whoever speaks no SOAP pays nothing for it. */
    private static final class Machine {
        static final Bus BUS = BusFactory.newInstance().createBus();
    }

    private SoapContract(SoapBindingInfo binding, Map<String, SoapOperation> operations, Schema schema) {
        this.binding = binding;
        this.operations = operations;
        this.schema = schema;
    }

    /** @throws IllegalArgumentException if it cannot be read or is of another kind, with the reason */
    static SoapContract read(Path wsdl) {
        if (!Files.isRegularFile(wsdl)) {
            throw new IllegalArgumentException("no such file");
        }
        ServiceInfo service;
        Schema schema;
        try {
            service = new WSDLServiceFactory(Machine.BUS, wsdl.toUri().toString())
                    .create()
                    .getServiceInfos()
                    .get(0);
            schema = EndpointReferenceUtils.getSchema(service, Machine.BUS);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("it is no WSDL that can be read: " + reason(e), e);
        }
        if (schema == null) {
            throw new IllegalArgumentException("its schemas cannot be used for checking messages");
        }
        SoapBindingInfo binding = service.getBindings().stream()
                .filter(each -> each instanceof SoapBindingInfo)
                .map(each -> (SoapBindingInfo) each)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it has no SOAP binding"));
        return new SoapContract(binding, operations(binding, new SoapSchema(service.getXmlSchemaCollection())), schema);
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
            SoapOperationInfo soap = each.getExtensor(SoapOperationInfo.class);
            String name = each.getName().getLocalPart();
            String style = soap == null || soap.getStyle() == null ? binding.getStyle() : soap.getStyle();
            if (!"document".equals(style) || each.getInput() == null || each.getOutput() == null) {
                throw new IllegalArgumentException("operation " + name + " is not document/literal with an answer");
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

    /** Who knows how things in the Header of an envelope are written. */
    static Bus bus() {
        return Machine.BUS;
    }

    @Nullable
    SoapOperation operation(String name) {
        return operations.get(name);
    }

    Map<String, SoapOperation> operations() {
        return operations;
    }

    /**
     * A message as an envelope that keeps the contract.
     *
     * @throws OffContract if it does not, with what is wrong and where; nothing of what it says
     */
    byte[] envelope(String operation, JsonNode message) {
        return envelope(operation, message, List.of());
    }

    /** The same with something in the Header of the envelope. */
    byte[] envelope(String operation, JsonNode message, List<Header> headers) {
        SoapOperation called = operations.get(operation);
        if (called == null) {
            throw new OffContract("the contract has no operation " + operation);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        SoapEnvelope.Payload payload = writer -> new SoapWriter(writer).write(called.request(), message);
        SoapEnvelope.write(binding, called, headers, payload, bytes);
        byte[] written = bytes.toByteArray();
        SoapReading back = SoapReader.request(this, called.request(), written);
        if (back.kind() != SoapReading.Kind.KEPT) {
            throw new OffContract(back.why());
        }
        return written;
    }

    /** What an answer says, read no further than is safe. */
    SoapReading answer(String operation, String body) {
        SoapOperation called = operations.get(operation);
        return SoapReader.answer(this, called == null ? null : called.answer(), body);
    }

    /** A checker that is the caller's alone until it is given back; making one is dear. */
    ValidatorHandler lend() {
        ValidatorHandler idle = validators.poll();
        return idle == null ? schema.newValidatorHandler() : idle;
    }

    /** Only one that saw its document to the end. */
    void giveBack(ValidatorHandler validator) {
        validator.setErrorHandler(null);
        validators.offer(validator);
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
