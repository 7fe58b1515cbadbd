package vn.lienthong.hub.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;

/** What another tool recorded, told by its content: a HAR, mappings of WireMock, a project of SoapUI, a collection of Postman. */
public final class ForeignFile {
    /** Why an exchange of such a file has no answer. */
    static final String NO_ANSWER = "the file holds no answer";

    private static final long MOST_BYTES = 256L << 20;
    /** A file in base64 within it may be as large as all of it. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength((int) MOST_BYTES)
                    .build())
            .build());

    private static final int FRONT = 4096;
    private static final String KNOWN =
            "Known are HAR 1.2, a project of SoapUI (.xml), a collection of Postman v2.1, and a folder or file of WireMock mappings.";

    private ForeignFile() {}

    /**
     * What a set exported stays out of it: its made-up people would count as originals there, and be found in all its recordings from then on.
     *
     * @param keyId by which the file says that it was masked; empty when it says nothing
     */
    static void mayGoInto(Recorded recorded, String keyId, Path file) {
        if (!keyId.isEmpty() && keyId.equals(recorded.keyId())) {
            throw new BadRecording(
                    "The file was exported from the recording set that it is to go into.",
                    file + ", masked with key " + keyId,
                    "Name another set, such as --recording again: in its own, its made-up people would count as real ones.");
        }
    }

    /**
     * Reads it, as it is: with everybody in it.
     *
     * @param connector whose words are spoken there
     * @param recorded who imports it, when and why; its form is put in
     * @throws BadRecording when it has none of the forms, or is larger than 256 MiB
     */
    public static List<RecordedExchange> read(Path file, String connector, Recorded recorded) {
        if (Files.isDirectory(file)) {
            return WireMockMappings.read(file, connector, from(recorded, "wiremock"));
        }
        String front = front(file);
        if (front.startsWith("<")) {
            return SoapUi.read(file, connector, from(recorded, "soapui"));
        }
        if (!front.startsWith("{") && !front.startsWith("[")) {
            throw unknown(file, "neither XML nor JSON");
        }
        JsonNode tree = tree(file);
        if (tree.at("/log/entries").isArray()) {
            return Har.read(file, connector, from(recorded, "har"));
        }
        if (tree.path("info").isObject() && tree.path("item").isArray()) {
            return Postman.read(file, tree, connector, from(recorded, "postman"));
        }
        if (tree.has("mappings") || tree.has("request") && tree.has("response")) {
            return WireMockMappings.read(file, connector, from(recorded, "wiremock"));
        }
        throw unknown(file, "JSON with none of /log/entries, /info and /item, /mappings");
    }

    private static Recorded from(Recorded recorded, String form) {
        return new Recorded(recorded.at(), recorded.by(), recorded.why(), form, null, recorded.keyId());
    }

    /** How it begins, without what may stand before XML or JSON. */
    private static String front(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw unknown(file, "more than " + MOST_BYTES + " bytes");
            }
            try (InputStream in = Files.newInputStream(file)) {
                String text = new String(in.readNBytes(FRONT), StandardCharsets.UTF_8);
                return text.replaceFirst("^\\ufeff", "").strip();
            }
        } catch (IOException e) {
            throw unknown(file, "not readable");
        }
    }

    /**
     * A file of JSON, if it is not too large.
     *
     * @throws BadRecording when it is larger than 256 MiB
     */
    static JsonNode json(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw unknown(file, "more than " + MOST_BYTES + " bytes");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return JSON.readTree(in);
        }
    }

    /** @throws IllegalArgumentException when it is no base64 */
    static byte[] fromBase64(String text) {
        try {
            return Base64.getDecoder().decode(text.replaceAll("\\s+", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("with a content that is no base64", e);
        }
    }

    private static JsonNode tree(Path file) {
        try {
            return json(file);
        } catch (JsonProcessingException e) {
            throw unknown(file, "not JSON to its end");
        } catch (IOException e) {
            throw unknown(file, "not readable");
        }
    }

    private static BadRecording unknown(Path file, String found) {
        return new BadRecording("The file has no form that can be imported.", file + ", " + found, KNOWN);
    }
}
