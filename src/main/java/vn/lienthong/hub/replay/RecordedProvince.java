package vn.lienthong.hub.replay;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import vn.lienthong.hub.connector.StandIn;

/**
 * The other side of any connectors as it was recorded: answers each message of an exchange that is being played with what was answered then, in order,
 * lets everybody log in, and says what came that nobody recorded. Listens on loopback only. Thread-safe.
 */
public final class RecordedProvince implements AutoCloseable {
    private final RecordedAnswers answers = new RecordedAnswers();
    private final ProvinceServer server;
    private final Map<String, ProvinceServer> doors = new ConcurrentHashMap<>();

    private RecordedProvince() {
        this.server = new ProvinceServer(0, answers);
    }

    /**
     * Starts one that knows nobody yet.
     *
     * @throws UncheckedIOException when no port is free
     */
    public static RecordedProvince start() {
        RecordedProvince province = new RecordedProvince();
        province.server.listen();
        return province;
    }

    /** Gives a destination a port of its own, so that what comes at any other path there, as an answer gave it, is known to be meant for it. */
    public void openDoor(String destination) {
        doors.computeIfAbsent(destination, name -> new ProvinceServer(0, answers.at(name)))
                .listen();
    }

    /** Where a destination is found. */
    public URI address(String destination) {
        return URI.create("http://127.0.0.1:"
                + doors.getOrDefault(destination, server).port() + RecordedAnswers.PREFIX + destination);
    }

    /** Lets everybody log in at a destination. */
    public void admit(String destination, List<StandIn.Login> logins) {
        answers.admit(destination, logins);
    }

    /** A path as the destination has it itself, without where it is found here. */
    public String within(String path) {
        String rest = path.startsWith(RecordedAnswers.PREFIX) ? path.substring(RecordedAnswers.PREFIX.length()) : path;
        int slash = rest.indexOf('/');
        return slash < 0 ? "/" : rest.substring(slash);
    }

    /** Gives every message that comes, log-ins too, as bytes of HTTP/1.1, at the path that the destination has itself. */
    public void listen(Consumer<byte[]> all) {
        answers.listen(all);
    }

    /** From now on messages of this exchange are answered; of a dossier, one exchange at a time. */
    public void begin(ReplayScript script) {
        answers.begin(script);
    }

    /** From now on they are not expected any more. */
    public void end(ReplayScript script) {
        answers.end(script);
    }

    /** What came of which no exchange was being played, the first hundred in words, with how often. */
    public Map<String, Long> strangers() {
        return answers.strangers();
    }

    @Override
    public void close() {
        server.refuse();
        doors.values().forEach(ProvinceServer::refuse);
    }
}
