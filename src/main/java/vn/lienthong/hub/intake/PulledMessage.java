package vn.lienthong.hub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.PullSide;
import vn.lienthong.hub.journal.PullBook;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.vocabulary.Problem;

/** One message of a source on its way through its flow, which says how it becomes a record and to whom that is owed. One thread. */
public final class PulledMessage {
    private static final int LONGEST_KEY = 200;

    private final PullSide.Item item;
    private final JsonNode said;
    private final byte[] bytes;
    private final PullBook.Message key;
    private final Map<String, String> settings;
    private final List<String> owedTo = new ArrayList<>();
    private @Nullable MappingResult mapped;
    private @Nullable List<ObjectNode> files;

    PulledMessage(PullSide.Item item, JsonNode said, Map<String, String> settings) {
        this.item = item;
        this.said = said;
        this.settings = settings;
        this.bytes = CanonicalJson.of(said);
        this.key = new PullBook.Message(key(item.id()), CanonicalJson.fingerprint(bytes));
    }

    /** A number as it can be kept: what is too long, or no text, by its sum. */
    static String key(String id) {
        return id.length() <= LONGEST_KEY && id.chars().noneMatch(Character::isISOControl)
                ? id
                : "sha256:"
                        + java.util.HexFormat.of()
                                .formatHex(CanonicalJson.fingerprint(
                                        id.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    /** Makes a record of it. */
    public void map(Mapping mapping) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set("message", said);
        input.set("listed", item.node());
        input.put("place", item.place());
        ObjectNode source = input.putObject("source");
        settings.forEach(source::put);
        if (files != null) {
            input.putArray("files").addAll(files);
        }
        mapped = mapping.apply(input);
    }

    /** The hub holds its files: number at the source, SHA-256 and size of each, in the order in which the message names them. */
    void hold(List<ObjectNode> held) {
        files = List.copyOf(held);
    }

    /** It cannot become a record. */
    void refuse(Problem problem) {
        mapped = new MappingResult.Refused(problem, null);
    }

    /** Says to whom the record is owed; may be said for several. */
    public void owe(String destination) {
        owedTo.add(destination);
    }

    PullSide.Item item() {
        return item;
    }

    JsonNode said() {
        return said;
    }

    /** What the source said, as canonical JSON. */
    byte[] bytes() {
        return bytes;
    }

    PullBook.Message key() {
        return key;
    }

    List<String> owedTo() {
        return owedTo;
    }

    /** What the mapping made of it; null when the flow has none. */
    @Nullable
    MappingResult mapped() {
        return mapped;
    }
}
