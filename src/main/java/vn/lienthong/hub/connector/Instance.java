package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one opened connector keeps between calls: its credentials, its connections and its sessions. Credentials live here
 * only; inside Camel they travel as a name that a step looks up here, so that no URI, log or exception can hold one.
 * Thread-safe.
 */
final class Instance implements Closeable {

    /** How the name of a credential begins. */
    static final String NAMED = "setting:";

    private final Map<String, String> credentials;
    private final Path folder;
    private final Clock clock;
    private final HeldFiles files;
    private final Map<HttpLimits, HttpDoor> doors = new ConcurrentHashMap<>();
    private final Map<String, SoapContract> contracts = new ConcurrentHashMap<>();
    private final OutcomeTable outcomes;
    private final UploadMemory uploads;
    private final Map<String, SharedSession> sessions = new ConcurrentHashMap<>();
    private volatile @Nullable TlsFiles tls;
    private final Map<Map<String, String>, WsSecurity> securities = new ConcurrentHashMap<>();

    /**
     * @param folder of the connector
     * @param outcomes how its answers read
     */
    Instance(Path folder, OutcomeTable outcomes, Map<String, String> credentials, Clock clock, HeldFiles files) {
        this.folder = folder;
        this.outcomes = outcomes;
        this.files = files;
        this.uploads = new UploadMemory(files);
        this.credentials = Map.copyOf(credentials);
        this.clock = clock;
    }

    /** The credential behind a name. */
    String credential(String name) {
        String value = name.startsWith(NAMED) ? credentials.get(name.substring(NAMED.length())) : null;
        if (value == null) {
            throw new IllegalStateException("A step asks for a credential that the connector was not given: " + name);
        }
        return value;
    }

    Clock clock() {
        return clock;
    }

    HeldFiles files() {
        return files;
    }

    /** Where files are put; null where none can be. */
    @Nullable
    FileShelf shelf() {
        return files instanceof FileShelf shelf ? shelf : null;
    }

    /** What was uploaded already. */
    UploadMemory uploads() {
        return uploads;
    }

    /** How an answer reads. */
    Reading read(String operation, Answer answer) {
        return outcomes.read(operation, answer, clock);
    }

    /** What an answer to an operation says at a place. */
    JsonNode said(String operation, Answer answer, JsonPath at) {
        return new Facts(operation, answer, outcomes.form()).at(at);
    }

    HttpDoor door(HttpLimits limits) {
        return doors.computeIfAbsent(limits, key -> new HttpDoor(key, tls));
    }

    /** From now on every new connection is made so; told by a step that stands before all that call anybody. */
    void secured(Function<Instance, TlsFiles> files) {
        if (tls == null) {
            synchronized (this) {
                tls = tls == null ? files.apply(this) : tls;
            }
        }
    }

    /** What a person should know of our certificate. */
    Optional<String> notice() {
        TlsFiles files = tls;
        return files == null ? Optional.empty() : files.notice(clock);
    }

    /** Read before the first call, so that the first call is as fast as the others and what is wrong is told at the start. */
    void knows(String wsdl, SoapContract contract) {
        contracts.put(wsdl, contract);
    }

    /** What a WSDL of the connector's folder says. */
    SoapContract contract(String wsdl) {
        return contracts.computeIfAbsent(wsdl, reference -> SoapContract.read(folder, reference));
    }

    /** The keys of a plan, and which answers it has seen. */
    WsSecurity security(WsSecurityPlan plan) {
        return securities.computeIfAbsent(plan.told(), told -> new WsSecurity(plan, this));
    }

    /** The session shared by all senders that go through the same step. */
    SharedSession session(String step, ZoneId zone) {
        return sessions.computeIfAbsent(step, key -> new SharedSession(clock, zone));
    }

    /** Whether no message has been heard under this session yet. */
    boolean unproven(long session) {
        return session > 0 && sessions.values().stream().allMatch(shared -> shared.unproven(session));
    }

    /** A message was heard under this session: if it expires from now on, that is expiry. */
    void proved(long session) {
        sessions.values().forEach(shared -> shared.proved(session));
    }

    void forget(long session) {
        sessions.values().forEach(shared -> shared.forget(session));
    }

    @Override
    public void close() throws IOException {
        for (HttpDoor door : doors.values()) {
            door.close();
        }
    }
}
