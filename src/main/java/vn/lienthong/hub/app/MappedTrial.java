package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.delivery.MappingInput;
import vn.lienthong.hub.delivery.RecordFiles;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.mapping.Message;
import vn.lienthong.hub.rehearsal.Trial;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.Problem;

/** Maps records as delivery does and looks whether the contract would be kept and the files are there. Sends nothing, fetches nothing. */
final class MappedTrial implements Trial {
    private static final String HASH = "sha256";

    private final Mapping mapping;
    private final Map<String, String> forMapping;
    private final Flow flow;
    private final Connectors connectors;
    private final HubFiles files;

    /** @param files what the flow does with the files of a record: {@code hold}, {@code link}, or nothing */
    record Flow(String destination, String files) {}

    MappedTrial(Mapping mapping, Map<String, String> forMapping, Flow flow, Connectors connectors, HubFiles files) {
        this.mapping = mapping;
        this.forMapping = forMapping;
        this.flow = flow;
        this.connectors = connectors;
        this.files = files;
    }

    String destination() {
        return flow.destination();
    }

    @Override
    public Verdict of(Subject subject) {
        ObjectNode record = subject.record();
        files.records()
                .asSent(
                        new RecordFiles.Owed(0, subject.submission(), subject.acceptedAt()),
                        record,
                        flow.files().equals("link"));
        List<JsonNode> missing = missing(record);
        MappingResult result = mapping.apply(MappingInput.of(record, Held.NOTHING, false, forMapping));
        if (result instanceof MappingResult.Refused refused) {
            return new Unfit(Stage.MAPPING, refused.problem(), refused.unmappedCode(), List.of());
        }
        return checked((MappingResult.Mapped) result, missing);
    }

    private Verdict checked(MappingResult.Mapped mapped, List<JsonNode> missing) {
        List<String> notes = new ArrayList<>(mapped.notes());
        for (Message message : mapped.messages()) {
            if (connectors
                    .asSaid(flow.destination(), message.operation(), message.body())
                    .isEmpty()) {
                return new Unfit(Stage.CONTRACT, offContract(message), null, notes);
            }
        }
        JsonNode lost = lost(mapped.messages(), missing);
        if (lost != null) {
            return new Unfit(Stage.FILES, notHeld(lost), null, notes);
        }
        missing.forEach(file -> notes.add(
                file.has("url")
                        ? "attachment: not at the hub yet; it will be fetched from the address that the record names"
                        : "attachment: named in the record and not at the hub; this destination is sent none"));
        return new Fit(notes, mapped.messages().size(), Duration.ZERO);
    }

    /** The first that has to go and cannot: the flow waits for it, or a message carries it. */
    private @Nullable JsonNode lost(List<Message> messages, List<JsonNode> missing) {
        if (missing.isEmpty()) {
            return null;
        }
        String said = flow.files().isEmpty() ? messages.toString() : "";
        for (JsonNode file : missing) {
            String hash = file.path(HASH).asText("");
            boolean goes = !flow.files().isEmpty() || !hash.isEmpty() && said.contains(hash);
            if (goes && !file.has("url")) {
                return file;
            }
        }
        return null;
    }

    private List<JsonNode> missing(ObjectNode record) {
        List<JsonNode> missing = new ArrayList<>(0);
        for (JsonNode file : record.path("attachments")) {
            String hash = file.path(HASH).asText("");
            if (hash.isEmpty() || files.stored().size(hash).isEmpty()) {
                missing.add(file);
            }
        }
        return missing;
    }

    private static Problem notHeld(JsonNode file) {
        return new Problem(
                "file-not-held",
                "A file of the dossier is not at the hub, and nobody says where it is.",
                "attachment " + file.path("id").asText("without id") + (file.has(HASH) ? "" : " without sha256")
                        + ", without url",
                "Have the file put in (PUT /v1/attachments/SHA256); if the record names no sha256, have it named in a new revision.");
    }

    private static Problem offContract(Message message) {
        return new Problem(
                "off-contract",
                "What the mapping makes does not keep the destination's contract; nothing would be sent.",
                "operation " + message.operation(),
                "See 'map' with this record; correct the mapping.");
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
