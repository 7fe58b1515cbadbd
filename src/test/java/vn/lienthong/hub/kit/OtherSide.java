package vn.lienthong.hub.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vn.lienthong.hub.connector.CasePlay;
import vn.lienthong.hub.replay.CaseServer;

/** The system that a connector speaks to, in a test: it answers whatever comes as one of the connector's cases says. */
public final class OtherSide {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TAKEN = "taken";

    private final Path cases;
    private final CaseServer server = CaseServer.start();

    OtherSide(Path cases) {
        this.cases = cases;
        if (Files.isDirectory(cases.resolve(TAKEN))) {
            answerAs(TAKEN);
        }
    }

    String address() {
        return server.address();
    }

    /**
     * From now on it answers as the {@code stub.json} of this case says, by the requests that are named there; what came before is forgotten.
     *
     * @param situation name of a folder in the connector's {@code cases/}; one that is {@code unreachable} cannot be answered
     * @throws IllegalArgumentException when there is none, with those that there are
     */
    public OtherSide answerAs(String situation) {
        Path stub = cases.resolve(situation).resolve("stub.json");
        try {
            JsonNode mappings = Files.isRegularFile(stub)
                    ? JSON.readTree(Files.readString(stub)).path("mappings")
                    : JSON.missingNode();
            if (!mappings.isArray()) {
                throw new IllegalArgumentException("No case of this name answers. Found: " + situation + " in " + cases
                        + ". Its stub.json must hold mappings; there are: " + names() + ".");
            }
            server.answerBy(mappings);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> names() throws IOException {
        if (!Files.isDirectory(cases)) {
            return List.of();
        }
        try (var all = Files.list(cases)) {
            return all.map(one -> one.getFileName().toString()).sorted().toList();
        }
    }

    /** What came since it was last told how to answer, in order. */
    public List<CasePlay.Request> received() {
        return server.received();
    }

    void close() {
        server.close();
    }
}
