package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The step {@code soap}: writes the body as the envelope that the operation of the message has in the WSDL, sends it where the connector's settings say,
 * and keeps the answer, whatever it is. Where the WSDL says that the service listens counts for nothing.
 */
final class SoapStep implements Step {

    private final HttpTarget target;
    private final HttpLimits limits;
    private final String wsdl;
    private final String contentType;
    private final String idAt;
    private final List<Secret> secrets;

    /**
     * A credential that goes into the message.
     *
     * @param name under which the instance knows it
     * @param at where it goes
     */
    private record Secret(String name, JsonPath at) {

        void into(ObjectNode message, String value) {
            ObjectNode here = message;
            List<String> steps = at.steps();
            for (String step : steps.subList(0, steps.size() - 1)) {
                here = here.withObjectProperty(step);
            }
            here.put(steps.get(steps.size() - 1), value);
        }
    }

    SoapStep(StepOptions options) {
        this.target = options.url();
        this.limits = options.limits();
        this.wsdl = options.text("wsdl", "");
        this.contentType = options.text("contentType", Letter.TEXT_XML);
        this.idAt = options.text("idAt", "");
        this.secrets = List.of("username", "password").stream()
                .filter(name -> !options.text(name, "").isEmpty())
                .map(name -> new Secret(options.text(name, ""), JsonPath.of(options.text(name + "At", ""))))
                .toList();
    }

    @Override
    public void take(Call call, Exchange exchange) {
        if (!call.mayBegin()) {
            call.ended(new Answer.Failed(Answer.Failure.NOT_SENT, "it was too late to begin"), exchange);
            return;
        }
        Letter letter;
        WsSecurity security = call.security();
        WsSecurity.Secured secured;
        try {
            CarriedFiles carried = call.carried();
            SoapFiles files = carried == null ? null : new SoapFiles(carried);
            byte[] envelope = envelope(call, files);
            secured = security == null ? WsSecurity.Secured.plain(envelope) : security.secured(envelope, files);
            letter = call.instance().contract(wsdl).letter(call.operation(), secured.envelope(), files, call.headers());
            if (files == null && contentType.equals(Letter.APPLICATION_XML)) {
                letter = letter.under(contentType, secured.envelope());
            }
        } catch (SoapContract.OffContract e) {
            call.ended(new Answer.Failed(Answer.Failure.OFF_CONTRACT, String.valueOf(e.getMessage())), exchange);
            return;
        } catch (WsSecurity.Failed e) {
            call.ended(new Answer.Failed(Answer.Failure.NOT_SENT, String.valueOf(e.getMessage())), exchange);
            return;
        }
        call.leaving();
        Answer came = MultipartAnswer.opened(call.instance().door(limits).post(call.directed(target), letter));
        call.answered(security == null ? came : security.verified(came, secured));
    }

    /** The envelope that is sent, after the one that is kept: without the account, and with the claims of files. */
    private byte[] envelope(Call call, @Nullable SoapFiles files) {
        SoapContract contract = call.instance().contract(wsdl);
        ObjectNode message = message(call.message());
        // What a step before packed is shown as the mapping made it: nobody reads base64 in XML in SOAP.
        boolean packed = call.isChanged();
        if (!idAt.isEmpty()) {
            new Secret("", JsonPath.of(idAt)).into(message, call.messageId());
        }
        secrets.forEach(secret -> secret.into(message, ""));
        byte[] kept = packed || secrets.isEmpty() && files == null
                ? null
                : contract.written(call.operation(), message, null, call.envelopeHeaders());
        secrets.forEach(secret -> secret.into(message, call.instance().credential(secret.name())));
        byte[] envelope = contract.envelope(call.operation(), message, files, call.envelopeHeaders());
        if (!packed) {
            call.sentAs(kept == null ? envelope : kept, call.session());
        }
        return envelope;
    }

    /** A message as it is kept: with the places of the account that the Kamelet names, and nothing in them. */
    static ObjectNode withoutAccount(JsonNode said, KameletFile kamelet) {
        ObjectNode message = message(said);
        for (KameletFile.Use use : kamelet.uses()) {
            for (String option : List.of("usernameAt", "passwordAt")) {
                YamlNode at = use.parameters().get(option);
                if (at != null) {
                    new Secret(option, JsonPath.of(at.text())).into(message, "");
                }
            }
        }
        return message;
    }

    /** A copy: the account goes into it. */
    private static ObjectNode message(JsonNode said) {
        if (said.isObject()) {
            return said.deepCopy();
        }
        throw new SoapContract.OffContract("a message must be a JSON object");
    }
}
