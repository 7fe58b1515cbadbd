package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.xml.validation.Schema;
import javax.xml.validation.ValidatorHandler;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.model.SoapBindingInfo;
import org.apache.cxf.headers.Header;
import org.apache.cxf.service.model.BindingInfo;
import org.apache.cxf.service.model.BindingOperationInfo;
import org.apache.cxf.ws.addressing.EndpointReferenceUtils;
import org.jspecify.annotations.Nullable;

/**
 * A WSDL 1.1 with its schemas, read once: SOAP 1.1, or 1.2 where there is no other, document/literal with one part for each message, and RPC of simple
 * values and lists of them. Thread-safe.
 */
final class SoapContract {

    private final Map<String, SoapOperation> operations;
    private final Map<String, RpcOperation> calls;
    private final Map<String, String> unusable;
    private final SoapBindingInfo binding;
    /** Null where nothing is document/literal. */
    private final @Nullable SchemaCheckers checkers;

    private SoapContract(SoapPorts.Port port, SoapOperations read, @Nullable SchemaCheckers checkers) {
        this.binding = port.binding();
        this.checkers = checkers;
        this.operations = read.usable();
        this.calls = read.calls();
        this.unusable = read.unusable();
    }

    /**
     * Reads a WSDL of a connector's folder.
     *
     * @param reference the file, and behind a {@code #} the port that is meant where there are several: {@code contract/their.wsdl#ThePort}
     * @throws ContractFault if it cannot be read or is of another kind
     */
    static SoapContract read(Path folder, String reference) {
        int port = reference.indexOf('#');
        return port < 0
                ? read(folder.resolve(reference))
                : readPort(folder.resolve(reference.substring(0, port)), reference.substring(port + 1));
    }

    /** The same, where there is no doubt about the port. */
    static SoapContract read(Path wsdl) {
        return readPort(wsdl, "");
    }

    private static SoapContract readPort(Path wsdl, String name) {
        return of(wsdl, new SoapPorts(wsdl).named(name));
    }

    /**
     * Of a file that was read, at a port of it: a name may stand for several.
     *
     * @throws ContractFault as {@link #read(Path, String)}
     */
    static SoapContract of(Path wsdl, SoapPorts.Port port) {
        SoapOperations read = new SoapOperations(port);
        if (read.usable().isEmpty() && read.calls().isEmpty()) {
            throw new ContractFault(
                    "The WSDL has no operation that step:soap can speak: document/literal, one element each way, or RPC of simple values",
                    read.unusable().isEmpty()
                            ? "no operation at all"
                            : String.join("; ", read.unusable().values()),
                    "Ask them for a document/literal port; what no step can say is a missing step, hence an ADR");
        }
        return new SoapContract(port, read, read.usable().isEmpty() ? null : checkers(wsdl, port));
    }

    private static SchemaCheckers checkers(Path wsdl, SoapPorts.Port port) {
        Schema schema;
        try {
            SoapPorts.withoutSchemasAsContent(port.service());
            schema = EndpointReferenceUtils.getSchema(port.service(), SoapPorts.Machine.BUS);
        } catch (RuntimeException e) {
            throw unchecked(wsdl, SoapPorts.reason(e));
        }
        if (schema == null) {
            throw unchecked(wsdl, "no schema");
        }
        return new SchemaCheckers(schema);
    }

    private static ContractFault unchecked(Path wsdl, String why) {
        return new ContractFault(
                "The schemas of the WSDL cannot be used for checking messages",
                why + " in " + wsdl,
                "Correct them in contract/, or ask whoever publishes them");
    }

    @Nullable
    SoapOperation operation(String name) {
        return operations.get(name);
    }

    Map<String, SoapOperation> operations() {
        return operations;
    }

    /** By name, why an operation of the contract cannot be spoken. */
    Map<String, String> unusable() {
        return unusable;
    }

    /** An envelope with what is said about it in the head of the request. */
    Letter letter(String operation, byte[] envelope, @Nullable SoapFiles files, Map<String, String> headers) {
        RpcOperation call = calls.get(operation);
        SoapOperation called = operations.get(operation);
        String action = call != null ? call.action() : called == null ? "" : called.action();
        if (files != null) {
            return Letter.soap(files, envelope, newer(), action, headers);
        }
        return newer() ? Letter.newerSoap(envelope, action, headers) : Letter.soap(envelope, action, headers);
    }

    /** Whether it is SOAP 1.2 that is spoken here, and not 1.1. */
    boolean newer() {
        return !(binding.getSoapVersion() instanceof Soap11);
    }

    /**
     * A message as an envelope that keeps the contract.
     *
     * @throws OffContract if it does not, with what is wrong and where; nothing of what it says
     */
    byte[] envelope(String operation, JsonNode message, @Nullable SoapFiles files, List<Header> headers) {
        byte[] written = written(operation, message, files, headers);
        return calls.containsKey(operation) ? written : kept(called(operation).request(), written);
    }

    /** The same without files. */
    byte[] envelope(String operation, JsonNode message) {
        return envelope(operation, message, null, List.of());
    }

    /** An envelope that is only kept: what is left out of it, secrets and files, the contract may want. */
    byte[] written(String operation, JsonNode message, @Nullable SoapFiles files, List<Header> headers) {
        RpcOperation call = calls.get(operation);
        if (call != null && files != null) {
            throw new OffContract("an operation in the RPC style carries no files");
        }
        if (call != null) {
            return bytes(call.binding(), headers, writer -> new RpcWriter(writer, call).write(message));
        }
        SoapOperation called = called(operation);
        return bytes(
                called.binding(), headers, writer -> new SoapWriter(writer, files).write(called.request(), message));
    }

    /**
     * The same for what the other side would answer, as a stub says it.
     *
     * @throws OffContract if it does not keep the contract, or there is no such operation
     */
    byte[] answerEnvelope(String operation, JsonNode message) {
        SoapOperation called = called(operation);
        return kept(called.answer(), bytes(called.binding(), List.of(), writer -> new SoapWriter(writer, null)
                .write(called.answer(), message)));
    }

    private byte[] bytes(BindingOperationInfo operation, List<Header> headers, SoapEnvelope.Payload payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        SoapEnvelope.write(binding, operation, headers, payload, bytes);
        return bytes.toByteArray();
    }

    private byte[] kept(SoapElement element, byte[] written) {
        SoapReading back = SoapReader.request(this, element, written);
        if (back.kind() != SoapReading.Kind.KEPT) {
            throw new OffContract(back.why());
        }
        return written;
    }

    /** What an envelope says, one of ours or one of theirs; empty if it does not keep the contract. */
    Optional<JsonNode> said(String operation, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        RpcOperation call = calls.get(operation);
        if (call != null) {
            return Optional.ofNullable(RpcReader.answer(call, text).tree());
        }
        SoapOperation called = operations.get(operation);
        if (called == null) {
            return Optional.empty();
        }
        JsonNode sent = SoapReader.answer(this, called.request(), text).tree();
        return Optional.ofNullable(
                sent == null ? SoapReader.answer(this, called.answer(), text).tree() : sent);
    }

    private SoapOperation called(String operation) {
        SoapOperation called = operations.get(operation);
        if (called == null) {
            throw new OffContract(unusable.getOrDefault(operation, "the contract has no operation " + operation));
        }
        return called;
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
