package vn.lienthong.hub.connector;

import java.io.OutputStream;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.cxf.binding.soap.SoapBinding;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.SoapOutInterceptor;
import org.apache.cxf.binding.soap.model.SoapBindingInfo;
import org.apache.cxf.headers.Header;
import org.apache.cxf.interceptor.StaxOutInterceptor;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.ExchangeImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.phase.PhaseInterceptor;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.apache.cxf.service.model.BindingOperationInfo;
import org.jspecify.annotations.Nullable;

/**
 * Writes an envelope through CXF's outbound chain, without CXF's HTTP: what a header, a signature or an attachment needs is an interceptor more, and
 * the bytes leave through {@link HttpDoor} like all others.
 */
final class SoapEnvelope {

    private static final SortedSet<Phase> PHASES = new TreeSet<>(List.of(
            new Phase(Phase.PRE_STREAM, 1),
            new Phase(Phase.WRITE, 2),
            new Phase(Phase.MARSHAL, 3),
            new Phase(Phase.MARSHAL_ENDING, 4),
            new Phase(Phase.WRITE_ENDING, 5),
            new Phase(Phase.PRE_STREAM_ENDING, 6)));

    private static final PhaseInterceptor<Message> STREAM = new StaxOutInterceptor();
    private static final SoapOutInterceptor ENVELOPE = new SoapOutInterceptor(SoapPorts.Machine.BUS);

    /** What stands in the body. */
    interface Payload {
        void write(XMLStreamWriter writer) throws XMLStreamException;
    }

    private SoapEnvelope() {}

    /** @throws SoapContract.OffContract if the payload cannot be written */
    static void write(
            SoapBindingInfo binding,
            BindingOperationInfo operation,
            List<Header> headers,
            Payload payload,
            OutputStream into) {
        Exchange exchange = new ExchangeImpl();
        exchange.put(BindingOperationInfo.class, operation);
        SoapMessage message = (SoapMessage) new SoapBinding(binding).createMessage();
        message.setVersion(binding.getSoapVersion());
        message.setExchange(exchange);
        message.getHeaders().addAll(headers);
        exchange.setOutMessage(message);
        message.put(Message.REQUESTOR_ROLE, true);
        message.setContent(OutputStream.class, into);
        PhaseInterceptorChain chain = new PhaseInterceptorChain(PHASES);
        chain.add(STREAM);
        chain.add(ENVELOPE);
        Body body = new Body(payload);
        chain.add(body);
        message.setInterceptorChain(chain);
        chain.doIntercept(message);
        Exception failed = body.failed == null ? message.getContent(Exception.class) : body.failed;
        if (failed != null) {
            throw offContract(failed);
        }
    }

    private static SoapContract.OffContract offContract(Exception failed) {
        return failed instanceof SoapContract.OffContract known
                ? known
                : new SoapContract.OffContract(
                        "it cannot be written as XML: " + failed.getClass().getSimpleName());
    }

    /** Writes the payload where CXF would marshal an object. */
    private static final class Body extends AbstractPhaseInterceptor<Message> {

        private final Payload payload;
        private @Nullable Exception failed;

        Body(Payload payload) {
            super(Phase.MARSHAL);
            this.payload = payload;
        }

        @Override
        public void handleMessage(Message message) {
            try {
                payload.write(message.getContent(XMLStreamWriter.class));
            } catch (XMLStreamException | RuntimeException e) {
                // Not thrown: the chain would log it, and what it quotes may be about a person.
                failed = e;
                message.getInterceptorChain().abort();
            }
        }
    }
}
