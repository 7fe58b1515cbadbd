package vn.lienthong.hub.connector;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * The step {@code hash-login}: proves that we know a secret without sending it. What is hashed, in which order, and how the hash is
 * written is told in the Kamelet. The hash holds the time, so it is made anew for each message.
 */
final class HashLoginStep implements Step {

    /** What may be hashed. */
    static final Set<String> PARTS = Set.of("url", "username", "timestamp", "secret");

    static final Set<String> ALGORITHMS = Set.of("SHA-256", "SHA-384", "SHA-512");

    private final String url;
    private final String username;
    private final String secret;
    private final List<String> parts;
    private final String separator;
    private final String algorithm;
    private final String form;
    private final String timestampHeader;
    private final String header;

    HashLoginStep(StepOptions options) {
        this.url = options.text("url", "");
        this.username = options.text("username", "");
        this.secret = options.text("secret", "");
        this.parts = options.values().containsKey("hashOf")
                ? options.list("hashOf")
                : List.of("url", "username", "timestamp", "secret");
        this.separator = options.text("separator", "none").replace("none", "");
        this.algorithm = options.text("algorithm", "SHA-256");
        this.form = options.text("writtenAs", "hex");
        this.timestampHeader = options.text("timestampHeader", "Timestamp");
        this.header = options.text("header", HeaderStep.AUTHORIZATION);
        if (!PARTS.containsAll(parts) || !ALGORITHMS.contains(algorithm) || !Digests.FORMS.contains(form)) {
            throw new IllegalArgumentException("Step hash-login is told what it cannot make. Found: hashOf " + parts
                    + ", algorithm " + algorithm + ", writtenAs " + form + ". Known: " + PARTS + ", " + ALGORITHMS
                    + ", " + Digests.FORMS);
        }
    }

    @Override
    public void take(Call call, Exchange exchange) {
        Instance instance = call.instance();
        String name = instance.credential(username);
        String timestamp = String.valueOf(instance.clock().millis());
        List<String> values = parts.stream()
                .map(part -> switch (part) {
                    case "url" -> url;
                    case "username" -> name;
                    case "timestamp" -> timestamp;
                    default -> instance.credential(secret);
                })
                .toList();
        if (call.carry(timestampHeader, timestamp, exchange)) {
            call.carry(header, HeaderStep.basic(name, written(String.join(separator, values))), exchange);
        }
    }

    private String written(String text) {
        byte[] hash = Digests.of(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        return Digests.written(hash, form);
    }
}
