package vn.lienthong.hub.replay;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Answer.Failure;
import vn.lienthong.hub.recording.HttpBytes;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.Leg;

/**
 * A recorded exchange while it is played: which of its messages reached the destination, how far it is, and what came instead. Thread-safe.
 */
public final class ReplayScript {
    private static final int SHOWN = 5;

    private final Path folder;
    private final RecordedExchange exchange;
    private final List<Leg> legs;
    private final boolean saysItself;
    private final List<byte[]> heard = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private int unexpectedInAll;

    public ReplayScript(Path folder, RecordedExchange exchange) {
        this.folder = folder;
        this.exchange = exchange;
        this.legs = exchange.legs().stream().filter(ReplayScript::arrived).toList();
        this.saysItself = !dossierCode().isEmpty() && legs.stream().allMatch(this::names);
    }

    /** Whether a destination can have seen it: nothing that was asked of a register, and nothing that never left. */
    public static boolean arrived(Leg leg) {
        return !leg.isLookup() && (leg.answer() != null || leg.failure() == null || mayHaveArrived(leg.failure()));
    }

    private static boolean mayHaveArrived(String failure) {
        for (Failure known : Failure.values()) {
            // What a failed log-in met stands behind its name.
            if (failure.equals(known.name()) || failure.startsWith(known.name() + "/")) {
                return known.mayHaveArrived();
            }
        }
        return true;
    }

    /** The folder it was read from. */
    public Path folder() {
        return folder;
    }

    /** Name of its folder. */
    public String name() {
        return String.valueOf(folder.getFileName());
    }

    public RecordedExchange exchange() {
        return exchange;
    }

    /** The messages that reached the destination, in order. */
    public List<Leg> legs() {
        return legs;
    }

    public String destination() {
        return exchange.about().destination();
    }

    public String dossierCode() {
        return exchange.about().dossierCode();
    }

    /** Tells it apart from what else is played: a destination gets a revision of a dossier once. */
    public String key() {
        return key(destination(), dossierCode(), exchange.about().revision());
    }

    public static String key(String destination, String dossierCode, int revision) {
        return destination + ' ' + dossierCode + ' ' + revision;
    }

    /** When its record was accepted; null when nobody knows. */
    public @Nullable Instant at() {
        return exchange.about().acceptedAt();
    }

    /** Whether each of its messages says of which dossier it is, so that others may be on their way beside it. */
    boolean saysItself() {
        return saysItself;
    }

    private boolean names(Leg leg) {
        HttpBytes request = HttpBytes.parse(leg.request());
        return CodesInside.first(request.target(), request.body(), dossierCode()::equals) != null;
    }

    /** The answer to what comes now; null when nothing more was recorded. */
    synchronized @Nullable Leg next(Supplier<byte[]> request, String words) {
        if (heard.size() >= legs.size()) {
            unexpectedInAll++;
            if (unexpected.size() < SHOWN) {
                unexpected.add(words);
            }
            return null;
        }
        Leg leg = legs.get(heard.size());
        // What the journal keeps is compared as the journal keeps it; bytes are held for what was recorded as bytes.
        heard.add(leg.headMade() ? new byte[0] : request.get());
        return leg;
    }

    /** How many of its messages have come. */
    public synchronized int came() {
        return heard.size();
    }

    /** Whether all of its messages have come. */
    public synchronized boolean over() {
        return heard.size() >= legs.size();
    }

    /** What came as one of its messages, for those that were recorded as bytes; empty for others. */
    public synchronized byte[] heard(int number) {
        return number < heard.size() ? heard.get(number) : new byte[0];
    }

    /** What came beyond its last message, the first few in words. */
    public synchronized List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    /** How much came beyond its last message. */
    public synchronized int unexpectedInAll() {
        return unexpectedInAll;
    }

    @Override
    public String toString() {
        return "ReplayScript[" + name() + "]";
    }
}
