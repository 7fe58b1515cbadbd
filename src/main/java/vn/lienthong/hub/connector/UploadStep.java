package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Outcome;

/**
 * The step {@code upload}: each file that the message claims goes to the other side first, as multipart/form-data, streamed; what the answer calls it
 * stands in the message then. An upload is judged by {@code outcomes.yaml} as the operation {@code upload}; unless it is delivered, the message
 * does not go. What was uploaded is remembered for the transfer, so that it is not uploaded again when the message is.
 */
final class UploadStep implements Step {

    static final Set<String> ALGORITHMS = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");
    static final Set<String> METHODS = Set.of("POST", "PUT");
    /** What a field of the message may get besides what the answer says. */
    static final Set<String> OWN = Set.of("hash", "sha256", "size", "name");

    private final HttpTarget target;
    private final HttpLimits limits;
    private final FileLimits sizes;
    private final StepOptions options;
    private final String field;
    private final byte[] mark;
    private final Map<String, String> takes;

    UploadStep(StepOptions options) {
        this.target = options.url();
        this.limits = options.limits();
        this.sizes = FileLimits.of(options);
        this.options = options;
        this.field = options.text("field", "");
        this.mark = ('"' + field + "\":{").getBytes(StandardCharsets.UTF_8);
        this.takes = new LinkedHashMap<>();
        options.list("takes").forEach(take -> {
            int equals = take.indexOf('=');
            takes.put(take.substring(0, Math.max(0, equals)), take.substring(equals + 1));
        });
    }

    @Override
    public void take(Call call, Exchange exchange) {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        if (indexOf(body, mark) < 0) {
            return;
        }
        JsonNode message = tree(call, body);
        List<UploadClaim> claims = UploadClaim.in(message, field);
        HttpTarget place = place(call);
        if (place == null || !held(call, claims, exchange)) {
            if (place == null) {
                call.ended(new Answer.Failed(Answer.Failure.NOT_SENT, "nobody said where to upload to"), exchange);
            }
            return;
        }
        List<Map<String, String>> all = new ArrayList<>();
        for (UploadClaim claim : claims) {
            Map<String, String> values = given(call, claim, place, exchange);
            if (values == null) {
                return;
            }
            claim.replace(field, values);
            all.add(values);
        }
        call.becomes(message, exchange);
        call.carries(all);
    }

    private static JsonNode tree(Call call, byte[] body) {
        if (body == call.said().bytes()) {
            return call.message().deepCopy();
        }
        try {
            return JsonPath.JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalArgumentException("A message with files must be JSON", e);
        }
    }

    /** Before the first one goes it is known that all can. */
    private boolean held(Call call, List<UploadClaim> claims, Exchange exchange) {
        long sum = 0;
        for (int i = 0; i < claims.size(); i++) {
            UploadClaim claim = claims.get(i);
            boolean named = !claim.sha256().isEmpty();
            OptionalLong size = named ? call.instance().files().size(claim.sha256()) : OptionalLong.empty();
            String fault = named ? sizes.fault(size, sum) : "is named by no SHA-256";
            if (!fault.isEmpty()) {
                call.ended(FileLimits.notHeld(i + 1, named ? claim.sha256() : "0".repeat(64), fault), exchange);
                return false;
            }
            sum += size.orElseThrow();
        }
        return true;
    }

    /** Where to: of an address that the other side gave for this upload, path and query count; the host is that of the settings. */
    private @Nullable HttpTarget place(Call call) {
        String noted = options.text("pathNoted", "");
        if (noted.isEmpty()) {
            return target;
        }
        String address = call.noted(noted);
        return address == null ? null : target.at(address);
    }

    /** What stands in the message instead of the file; null when the call has ended. */
    private @Nullable Map<String, String> given(Call call, UploadClaim claim, HttpTarget place, Exchange exchange) {
        Instance instance = call.instance();
        UploadMemory.Key key = new UploadMemory.Key(
                call.submission(), call.transfer(), target.shown() + target.path() + ' ' + claim.said());
        Map<String, String> before =
                instance.uploads().recall(key, instance.clock().instant(), call.mayHaveArrived());
        if (before != null) {
            return before;
        }
        if (!call.mayBegin()) {
            call.ended(new Answer.Failed(Answer.Failure.NOT_SENT, "it was too late to begin"), exchange);
            return null;
        }
        long size = instance.files().size(claim.sha256()).orElse(0);
        Instant startedAt = instance.clock().instant();
        long started = System.nanoTime();
        String hash = hash(instance, claim);
        Answer answer = send(call, claim, place, new Bytes(size, hash));
        Conversation upload = new Conversation(
                Conversation.UPLOAD,
                claim.shown(size),
                answer,
                startedAt,
                Duration.ofNanos(System.nanoTime() - started),
                call.session(),
                List.of());
        if (!(instance.read(Conversation.UPLOAD, answer).outcome() instanceof Outcome.Delivered)) {
            call.endedAtUpload(answer, upload.sent(), exchange);
            return null;
        }
        call.uploaded(upload);
        Map<String, String> values = values(claim, answer, new Bytes(size, hash));
        if (values == null) {
            call.endedAtUpload(
                    new Answer.Failed(
                            Answer.Failure.FILE_NOT_TAKEN,
                            "the answer to the upload lacks a value that the message needs, or tells another hash"),
                    upload.sent(),
                    exchange);
            return null;
        }
        instance.uploads().keep(key, values, instance.clock().instant());
        return values;
    }

    /** @param hash as the other side wants it written */
    private record Bytes(long size, String hash) {}

    private Answer send(Call call, UploadClaim claim, HttpTarget place, Bytes bytes) {
        HttpEntity form = UploadForm.of(
                claim,
                new HeldFile(call.instance().files(), claim.sha256(), bytes.size(), claim.mediaType()),
                options.text("filePart", "file"),
                options.text("hashPart", ""),
                bytes.hash());
        Map<String, String> headers = new LinkedHashMap<>(call.headers());
        String hashHeader = options.text("hashHeader", "");
        if (!hashHeader.isEmpty()) {
            headers.put(hashHeader, bytes.hash());
        }
        return call.instance()
                .door(limits)
                .send(options.text("method", "POST"), place, new Letter(form, "application/json", headers));
    }

    /** Null when one of them is not there, or the other side has taken other bytes. */
    private @Nullable Map<String, String> values(UploadClaim claim, Answer answer, Bytes bytes) {
        Facts facts = new Facts(Conversation.UPLOAD, answer);
        String hashAt = options.text("hashAt", "");
        if (!hashAt.isEmpty()
                && !isSame(facts.at(JsonPath.of(hashAt)).asText("").strip(), bytes.hash())) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> take : takes.entrySet()) {
            String value =
                    switch (take.getValue()) {
                        case "hash" -> bytes.hash();
                        case "sha256" -> claim.sha256();
                        case "size" -> String.valueOf(bytes.size());
                        case "name" -> claim.name();
                        default ->
                            facts.at(JsonPath.of(take.getValue())).asText("").strip();
                    };
            if (value.isEmpty()) {
                return null;
            }
            values.put(take.getKey(), value);
        }
        return values;
    }

    /** Hexadecimal digits are the same in capitals; base64 is not. */
    private boolean isSame(String told, String hash) {
        return options.text("writtenAs", "hex").equals("base64") ? told.equals(hash) : told.equalsIgnoreCase(hash);
    }

    private String hash(Instance instance, UploadClaim claim) {
        String algorithm = options.text("hashAlgorithm", "SHA-256");
        byte[] digest = algorithm.equals("SHA-256")
                ? Digests.ofHex(claim.sha256())
                : digest(instance.files(), claim.sha256(), Digests.of(algorithm));
        return Digests.written(digest, options.text("writtenAs", "hex"));
    }

    private static byte[] digest(HeldFiles files, String sha256, MessageDigest digest) {
        try (InputStream file = files.open(sha256);
                OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            file.transferTo(out);
            return digest.digest();
        } catch (IOException e) {
            throw new IllegalStateException("a held file cannot be read", e);
        }
    }

    private static int indexOf(byte[] body, byte[] mark) {
        for (int i = 0; i <= body.length - mark.length; i++) {
            int j = 0;
            while (j < mark.length && body[i + j] == mark[j]) {
                j++;
            }
            if (j == mark.length) {
                return i;
            }
        }
        return -1;
    }
}
