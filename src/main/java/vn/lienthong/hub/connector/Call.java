package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.cxf.headers.Header;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Sha256;

/** One call on its way through a Kamelet: what the steps leave for each other and for the one who called. One thread. */
final class Call {

    /** Enough to tell the few uploads of one message apart. */
    private static final int DIGITS = 12;

    /** Exchange property under which the steps find it. */
    static final String PROPERTY = "hub.call";

    /**
     * What the mapping wants to be said.
     *
     * @param operation to be called at the other side
     * @param bytes the message as JSON
     */
    record Said(String operation, JsonNode message, byte[] bytes) {}

    private final Instance instance;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final MessageKey key;
    private final BooleanSupplier mayBegin;
    private final Said said;
    private final Map<String, String> notes = new HashMap<>();
    private final List<Conversation> uploads = new ArrayList<>();
    private JsonNode message;
    private boolean changed;
    private String endedAs = "";
    private String given = "";
    private byte[] shown;
    private final List<Header> envelopeHeaders = new ArrayList<>();
    private String pathInFront = "";
    private String query = "";
    private UnaryOperator<Answer> check = UnaryOperator.identity();
    private @Nullable InlineBody inline;
    private @Nullable CarriedFiles carried;
    private @Nullable WsSecurity security;
    private @Nullable Answer answer;
    private long session;
    private boolean left;

    Call(Instance instance, Said said, MessageKey key, BooleanSupplier mayBegin) {
        this.instance = instance;
        this.said = said;
        this.key = key;
        this.mayBegin = mayBegin;
        this.message = said.message();
        this.shown = said.bytes();
    }

    static Call of(Exchange exchange) {
        Call call = exchange.getProperty(PROPERTY, Call.class);
        if (call == null) {
            throw new IllegalStateException("A hub step was used outside a connector; call it through Connector.call");
        }
        return call;
    }

    Instance instance() {
        return instance;
    }

    /** What the mapping wants to be said. */
    Said said() {
        return said;
    }

    /** What is to be said as the steps before have left it: with what the uploads gave in the place of the files. */
    JsonNode message() {
        return message;
    }

    /** Whether a step put something else in the place of what the mapping said. */
    boolean isChanged() {
        return changed;
    }

    /** What stands in the message from now on. What is shown of it stays as the mapping made it. */
    void becomes(JsonNode left, Exchange exchange) {
        message = left;
        changed = true;
        exchange.getMessage().setBody(SessionBody.bytes(left));
    }

    /** What a step leaves for a later one to find under a name. */
    void note(String name, String value) {
        notes.put(name, value);
    }

    /** What a step before left under a name; null when none did. */
    @Nullable
    String noted(String name) {
        return notes.get(name);
    }

    /** A file was uploaded, and the message goes on. */
    void uploaded(Conversation upload) {
        uploads.add(upload);
    }

    /** Ends the call because a file could not be uploaded: what is answered then was answered to the upload. */
    void endedAtUpload(Answer came, byte[] sent, Exchange exchange) {
        answer = came;
        shown = sent;
        endedAs = Conversation.UPLOAD;
        exchange.setRouteStop(true);
    }

    /** The same because of what was asked before the upload. */
    void endedBefore(Conversation asked, Answer came, Exchange exchange) {
        endedAtUpload(came, asked.sent(), exchange);
        endedAs = asked.operation();
    }

    /** What was uploaded on the way to the message, in order. */
    List<Conversation> uploads() {
        return uploads;
    }

    /** What the answer answers. */
    String answeredTo() {
        return endedAs.isEmpty() ? said.operation() : endedAs;
    }

    /** The destination's name for what is asked. */
    String operation() {
        return said.operation();
    }

    /** What the steps before put in front of the message. Secrets: never shown, never logged. */
    Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }

    /**
     * Puts a header in front of the message. What no header can carry, such as the line break at the end of a file, ends the call: inside a
     * request it would begin another header.
     *
     * @return whether the call goes on
     */
    boolean carry(String header, String value, Exchange exchange) {
        if (value.isEmpty() || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            ended(
                    new Answer.Failed(
                            Answer.Failure.NOT_SENT,
                            "what is to stand in header " + header
                                    + " is empty or has a character that no header carries"),
                    exchange);
            return false;
        }
        headers.put(header, value);
        return true;
    }

    /** Puts something into the Header of the envelope, where there is one. */
    void carry(Header header) {
        envelopeHeaders.add(header);
    }

    List<Header> envelopeHeaders() {
        return List.copyOf(envelopeHeaders);
    }

    /** The message goes to a path that stands in front of the one of the last step. */
    void behind(String path) {
        pathInFront = path;
    }

    /** The message goes with a query, encoded. */
    void asks(String encoded) {
        query = encoded;
    }

    /** Where the message goes, with what the steps before said of the way. */
    HttpTarget directed(HttpTarget place) {
        return place.directed(pathInFront, query);
    }

    /** What a step before has to say of the answer, before anybody judges it. */
    void checks(UnaryOperator<Answer> answer) {
        check = answer;
    }

    /** One for each message: a repetition has the same, for it is made from the key that repetitions share. It tells nothing of what was said. */
    String messageId() {
        return UUID.nameUUIDFromBytes(idempotencyKey().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** The body goes out with files in it; what is shown of it are their claims. */
    void carryFiles(InlineBody body, CarriedFiles files) {
        inline = body;
        carried = files;
    }

    /** The files themselves, for a body that is not JSON. */
    @Nullable
    CarriedFiles carried() {
        return carried;
    }

    @Nullable
    InlineBody inline() {
        return inline;
    }

    /** The envelope is signed, and its answer looked at, as this says. */
    void secureBy(WsSecurity plan) {
        security = plan;
    }

    @Nullable
    WsSecurity security() {
        return security;
    }

    /** The same for the same bytes, and for no others: with what uploads gave it, a message is another one. */
    String idempotencyKey() {
        return given.isEmpty() ? key.get() : key.get() + '-' + given;
    }

    /** What uploads gave the message stands in it from now on, and in its key. */
    void carries(List<Map<String, String>> values) {
        String sum = HexFormat.of().formatHex(Sha256.of(values.toString().getBytes(StandardCharsets.UTF_8)));
        given = sum.substring(0, DIGITS);
    }

    /** Whether the message may be at the other side already. */
    boolean mayHaveArrived() {
        return key.mayHaveArrived();
    }

    /** What all messages of its transfer have in common. */
    String transfer() {
        return key.transfer();
    }

    /** The submission that it is about; 0 where there is none. */
    long submission() {
        return key.submission();
    }

    /** Whether the message may be sent, asked directly before. */
    boolean mayBegin() {
        return mayBegin.getAsBoolean();
    }

    /** What was sent, fit to be kept: without secrets. */
    byte[] shown() {
        return shown;
    }

    @Nullable
    Answer answer() {
        return answer;
    }

    long session() {
        return session;
    }

    void sentAs(byte[] withoutSecrets, long underSession) {
        shown = withoutSecrets;
        session = underSession;
    }

    /** Directly before the message is sent: if nothing is answered from here on, nobody knows whether it arrived. */
    void leaving() {
        left = true;
    }

    boolean hasLeft() {
        return left;
    }

    void answered(Answer came) {
        answer = check.apply(came);
    }

    /** Ends the call before the message was sent. */
    void ended(Answer.Failed why, Exchange exchange) {
        answer = why;
        exchange.setRouteStop(true);
    }

    @Override
    public String toString() {
        return "Call[session=" + session + "]";
    }
}
