package vn.lienthong.hub.connector;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/**
 * The step {@code inline-files}: where the body has {@code "FIELD":"sha256:…"}, the file of that name goes out in its place, as base64, read from the
 * disk while it is sent. A file that is not held, empty or too large ends the call before anything is sent: a message never leaves without one of
 * its files.
 */
final class InlineFilesStep implements Step {

    private final Pattern claim;
    private final int field;
    private final String name;
    private final CarriedFiles.Form form;
    private final FileLimits limits;

    InlineFilesStep(StepOptions options) {
        this.name = options.text("field", "");
        this.form = form(options.text("as", "base64"));
        String quoted = '"' + name + "\":\"";
        // Inside a text the quotes would have backslashes: only a field of this name begins like this.
        this.claim = Pattern.compile(Pattern.quote(quoted) + "sha256:([0-9a-f]{64})\"");
        this.field = quoted.length();
        this.limits = FileLimits.of(options);
    }

    private static CarriedFiles.Form form(String word) {
        return Words.find(CarriedFiles.Form.class, word)
                .orElseThrow(() -> new IllegalArgumentException("Step inline-files does not know this form. Found: "
                        + word + ". Known: " + Words.all(CarriedFiles.Form.class)));
    }

    @Override
    public void take(Call call, Exchange exchange) {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        HeldFiles files = call.instance().files();
        // One character for each byte: the places in the text are the places in the bytes.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        List<InlineBody.Place> places = new ArrayList<>();
        Matcher matcher = claim.matcher(text);
        long sum = 0;
        while (matcher.find()) {
            String sha256 = matcher.group(1);
            OptionalLong size = files.size(sha256);
            String fault = limits.fault(size, sum);
            if (!fault.isEmpty()) {
                call.ended(FileLimits.notHeld(places.size() + 1, sha256, fault), exchange);
                return;
            }
            sum += size.orElseThrow();
            places.add(new InlineBody.Place(matcher.start() + field, matcher.end() - 1, sha256, size.orElseThrow()));
        }
        if (!places.isEmpty()) {
            Map<String, Long> sizes = new HashMap<>();
            places.forEach(place -> sizes.put(place.sha256(), place.size()));
            call.carryFiles(
                    new InlineBody(Letter.JSON_UTF8, body, places, files),
                    new CarriedFiles(name, form, places.size(), Map.copyOf(sizes), files));
        }
    }
}
