package vn.lienthong.hub.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.apache.camel.Exchange;

/**
 * The step {@code xml-field}: where a field of the body holds an object, its place is taken by the object as XML in a text, by a schema of the
 * contract. A field that holds a text, or is not there, stays as it is. What does not keep the schema is not sent.
 */
final class XmlFieldStep implements Step {

    private final String field;
    private final String schema;
    private final String element;

    XmlFieldStep(StepOptions options) {
        this.field = options.text("field", "");
        this.schema = options.text("schema", "");
        this.element = options.text("element", "");
    }

    @Override
    public void take(Call call, Exchange exchange) {
        if (!call.said().message().path(field).isObject()) {
            return;
        }
        try {
            JsonNode body = JsonPath.JSON.readTree(exchange.getMessage().getBody(byte[].class));
            String text = call.instance().xmlForm(schema, element).write(body.path(field));
            byte[] bytes = SessionBody.bytes(((ObjectNode) body).put(field, text));
            exchange.getMessage().setBody(bytes);
            call.sentAs(bytes, call.session());
        } catch (SoapContract.OffContract e) {
            call.ended(
                    new Answer.Failed(Answer.Failure.OFF_CONTRACT, "field " + field + ": " + e.getMessage()), exchange);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A step before xml-field made the body no JSON", e);
        } catch (IOException e) {
            throw new IllegalStateException("The body cannot be read", e);
        }
    }
}
