package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.camel.Exchange;

/** The steps that put into a header what nobody has to be asked for: {@code bearer}, {@code basic}, {@code header}, {@code json-header}. */
final class HeaderStep implements Step {

    static final String AUTHORIZATION = "Authorization";

    /** What stands in the header, made when it is needed: credentials are with the opened connector, not here. */
    private interface Value {
        String in(Instance instance);
    }

    private final String header;
    private final Value value;

    private HeaderStep(String header, Value value) {
        this.header = header;
        this.value = value;
    }

    static HeaderStep bearer(StepOptions options) {
        String token = options.text("token", "");
        String scheme = options.text("scheme", "Bearer");
        return new HeaderStep(
                options.text("header", AUTHORIZATION), instance -> withScheme(scheme, instance.credential(token)));
    }

    static HeaderStep basic(StepOptions options) {
        String username = options.text("username", "");
        String password = options.text("password", "");
        return new HeaderStep(
                options.text("header", AUTHORIZATION),
                instance -> basic(instance.credential(username), instance.credential(password)));
    }

    /** @throws IllegalArgumentException unless it is told a value or a credential, and not both */
    static HeaderStep plain(StepOptions options) {
        String told = options.text("value", "");
        String secret = options.text("secret", "");
        if (told.isEmpty() == secret.isEmpty()) {
            throw new IllegalArgumentException("Step header carries one thing. Found: "
                    + (told.isEmpty() ? "nothing" : "value and secret") + ". Give it a value or a secret");
        }
        return new HeaderStep(
                options.text("header", ""), instance -> secret.isEmpty() ? told : instance.credential(secret));
    }

    /** @throws IllegalArgumentException unless each of its fields is told a value or a credential, and not both */
    static HeaderStep json(StepOptions options) {
        List<Field> fields = new ArrayList<>();
        for (String name : options.list("fields")) {
            fields.add(Field.of(name, options));
        }
        return new HeaderStep(options.text("header", ""), instance -> {
            ObjectNode object = JsonPath.JSON.createObjectNode();
            fields.forEach(field -> object.put(field.name(), field.value().in(instance)));
            return Base64.getEncoder().encodeToString(SessionBody.bytes(object));
        });
    }

    private record Field(String name, Value value) {

        static Field of(String name, StepOptions options) {
            boolean plain = options.values().containsKey(StepWants.FIELD + name);
            if (plain == options.values().containsKey(StepWants.SECRET + name)) {
                throw new IllegalArgumentException("Each field of step json-header has one value. Found: "
                        + (plain ? "two" : "none") + " for " + name + ". Give it " + StepWants.FIELD + name + " or "
                        + StepWants.SECRET + name);
            }
            String told = options.text((plain ? StepWants.FIELD : StepWants.SECRET) + name, "");
            return new Field(name, instance -> plain ? told : instance.credential(told));
        }
    }

    /** Some gateways want the bare token. */
    static String withScheme(String scheme, String token) {
        return scheme.equals("none") ? token : scheme + " " + token;
    }

    /** UTF-8, as RFC 7617 would have it asked for; of plain letters and digits every charset makes the same. */
    static String basic(String name, String secret) {
        byte[] pair = (name + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public void take(Call call, Exchange exchange) {
        call.carry(header, value.in(call.instance()), exchange);
    }
}
