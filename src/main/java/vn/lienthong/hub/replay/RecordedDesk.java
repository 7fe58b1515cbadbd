package vn.lienthong.hub.replay;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.OtherSide;
import vn.lienthong.hub.recording.HttpBytes;
import vn.lienthong.hub.recording.RecordedExchange.Leg;

/**
 * One destination as it was recorded: finds the answer that fits a message best, and remembers which dossiers it holds and of which listed messages it was told,
 * where the connector says that its other side does. Thread-safe.
 */
final class RecordedDesk {
    /** So many dossiers are remembered; a tester who needs more starts it again. */
    private static final int MOST = 1_000_000;

    /** A header's value breaks at anything else. */
    private static final Pattern IN_A_HEADER = Pattern.compile("[\\x21-\\x7e]+");

    private final OtherSide side;
    private final boolean remembers;
    private final Map<String, List<RecordedTurn>> turns;
    private final IdentityHashMap<RecordedTurn, List<String>> listed = new IdentityHashMap<>();
    private final Set<String> dossiers;
    private final Set<String> held = new HashSet<>();
    private final Map<String, Integer> last = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    RecordedDesk(OtherSide side, List<ReplayScript> scripts) {
        this.side = side;
        this.remembers = side.remembers();
        List<RecordedTurn> all = RecordedHistory.of(side, scripts);
        this.turns = all.stream()
                .collect(Collectors.groupingBy(turn -> turn.leg().operation(), TreeMap::new, Collectors.toList()));
        all.stream()
                .filter(turn -> side.lists(turn.leg().operation()))
                .forEach(turn -> listed.put(turn, listed(turn.leg())));
        this.dossiers = all.stream()
                .map(RecordedTurn::dossier)
                .filter(code -> !code.isEmpty())
                .collect(Collectors.toSet());
    }

    /** How often each operation was recorded. */
    Map<String, Long> recorded() {
        Map<String, Long> recorded = new TreeMap<>();
        turns.forEach((operation, those) -> recorded.put(operation, (long) those.size()));
        return recorded;
    }

    /**
     * A message.
     *
     * @param target within the destination, with its query
     * @param operation as its head names it; null: it does not
     */
    record Asked(String method, String target, @Nullable String operation, byte[] body) {
        String path() {
            return HttpBytes.path(target);
        }
    }

    /**
     * What a message asks for and of which dossier.
     *
     * @param operation null when nobody can tell
     * @param dossier empty when it names none
     */
    record Meant(@Nullable String operation, String dossier, List<String> apart, Map<String, String> says) {}

    Meant meant(Asked asked) {
        String head = asked.operation();
        String operation = head != null && turns.containsKey(head)
                ? head
                : side.operation(asked.path(), asked.body(), turns.keySet());
        Map<String, String> says = MessageLeaves.of(asked.target(), asked.body());
        String known = CodesInside.first(MessageLeaves.plain(asked.target()), asked.body(), dossiers::contains);
        String dossier = known != null
                ? known
                : of(operation)
                        .map(turn -> turn.dossierIn(says))
                        .filter(code -> code != null)
                        .findFirst()
                        .orElse("");
        return new Meant(operation, dossier, operation == null ? List.of() : side.apart(operation, asked.body()), says);
    }

    private Stream<RecordedTurn> of(@Nullable String operation) {
        return operation == null ? Stream.of() : turns.getOrDefault(operation, List.of()).stream();
    }

    /** The turn that answers, if any: what it changes is changed. */
    synchronized @Nullable RecordedTurn answer(Asked asked, Meant meant) {
        boolean isHeld = held.contains(meant.dossier());
        RecordedTurn found = of(meant.operation())
                .filter(turn -> turn.apart().equals(meant.apart()))
                .filter(turn -> turn.isAt(asked.method(), asked.path()) && turn.fits(isHeld))
                .filter(turn -> !side.lists(turn.leg().operation()) || leavesAny(turn) || isLastOf(turn))
                .min(best(meant))
                .orElse(null);
        if (found != null) {
            if (found.dossier().equals(meant.dossier())) {
                last.put(meant.dossier(), found.order());
            }
            if (found.holds() && !meant.dossier().isEmpty() && held.size() < MOST) {
                held.add(meant.dossier());
            }
        }
        return found;
    }

    /**
     * Its own dossier's before others', where it says the very same before where it does not, what was not answered yet before what was; of another dossier's those
     * that went well first, and then those that are most alike. When all were answered, the last of them stays where the other side remembers; else it begins again.
     */
    private Comparator<RecordedTurn> best(Meant meant) {
        int before = last.getOrDefault(meant.dossier(), -1);
        Predicate<RecordedTurn> given = turn -> turn.dossier().equals(meant.dossier())
                && turn.order() <= before
                && !side.lists(turn.leg().operation());
        IdentityHashMap<RecordedTurn, Double> likeness = new IdentityHashMap<>();
        Comparator<RecordedTurn> alike = Comparator.comparingDouble(
                turn -> -likeness.computeIfAbsent(turn, one -> one.likeness(meant.says(), meant.dossier())));
        return Comparator.<RecordedTurn, Boolean>comparing(
                        turn -> !turn.dossier().equals(meant.dossier()))
                .thenComparing(turn -> turn.dossier().equals(meant.dossier())
                        ? turn.likeness(meant.says(), meant.dossier()) < 1
                        : !turn.taken() && turn.held() == null)
                .thenComparing(given::test)
                .thenComparing(turn -> !turn.dossier().equals(meant.dossier()) && !turn.taken())
                .thenComparing(alike)
                .thenComparing(turn -> remembers && given.test(turn) ? -turn.order() : turn.order());
    }

    private boolean leavesAny(RecordedTurn list) {
        return listed.getOrDefault(list, List.of()).stream().anyMatch(id -> !told.contains(id));
    }

    /** One list is always there: what was asked for then and is all told now is empty. */
    private boolean isLastOf(RecordedTurn list) {
        return of(list.leg().operation()).noneMatch(turn -> turn.order() > list.order());
    }

    private List<String> listed(Leg list) {
        byte[] answer = list.answer();
        return answer == null
                ? List.of()
                : side.listed(list.operation(), HttpBytes.parse(answer).body());
    }

    /**
     * The body that a turn answers with: without what it was told of, and of the dossier that was asked for; and if this tells of something, that it is told.
     *
     * @param headStays whether what stands first in the lists stays
     */
    synchronized byte[] body(RecordedTurn turn, Meant meant, HttpBytes answer, boolean headStays) {
        Leg leg = turn.leg();
        if (side.isTold(leg.operation()) && turn.taken()) {
            Set<String> all = new TreeSet<>();
            listed.values().forEach(all::addAll);
            String head = headStays ? head() : null;
            meant.says().values().stream()
                    .filter(all::contains)
                    .filter(id -> !id.equals(head))
                    .forEach(told::add);
        }
        byte[] body = side.lists(leg.operation()) ? side.without(answer.body(), told) : answer.body();
        return ofDossier(body, turn.dossier(), meant.dossier());
    }

    private @Nullable String head() {
        return listed.entrySet().stream()
                .sorted(Comparator.comparing(list -> list.getKey().order()))
                .flatMap(list -> list.getValue().stream())
                .filter(id -> !told.contains(id))
                .findFirst()
                .orElse(null);
    }

    /** What the same operation was answered when all went well with another dossier, as it was recorded; empty where that never was. */
    Optional<byte[]> another(Meant meant) {
        return of(meant.operation())
                .filter(turn -> turn.taken() && !turn.dossier().equals(meant.dossier()))
                .map(turn -> turn.leg().answer())
                .filter(Objects::nonNull)
                .findFirst()
                .map(answer -> HttpBytes.parse(answer).body());
    }

    /** A header's value, of the dossier that was asked for where its code can stand there. */
    static String header(String value, RecordedTurn turn, Meant meant) {
        return turn.dossier().isEmpty() || !IN_A_HEADER.matcher(meant.dossier()).matches()
                ? value
                : value.replace(turn.dossier(), meant.dossier());
    }

    private static byte[] ofDossier(byte[] body, String recorded, String asked) {
        return recorded.isEmpty() || asked.isEmpty() || recorded.equals(asked)
                ? body
                : new String(body, StandardCharsets.ISO_8859_1)
                        .replace(latin(recorded), latin(asked))
                        .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** So that a charset is kept, whatever it is: codes of dossiers are ASCII, and anything else finds its own bytes. */
    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Whether XML is spoken where this operation is asked for. */
    boolean speaksXml(@Nullable String operation) {
        return of(operation)
                .map(turn -> turn.leg().answer())
                .filter(Objects::nonNull)
                .findFirst()
                .filter(answer -> HttpBytes.parse(answer).header("Content-Type").contains("xml"))
                .isPresent();
    }

    boolean lists(RecordedTurn turn) {
        return side.lists(turn.leg().operation());
    }

    /** Why nothing answers, in words. */
    synchronized String missing(Meant meant) {
        String operation = meant.operation();
        if (operation == null) {
            return "it is told by no place, path or name which operation it asks for";
        }
        if (!turns.containsKey(operation)) {
            return "operation " + operation + " was not recorded";
        }
        boolean isHeld = held.contains(meant.dossier());
        boolean same = of(operation).anyMatch(turn -> turn.apart().equals(meant.apart()) && !turn.fits(isHeld));
        return same
                ? "operation " + operation + " was recorded only of dossiers that were " + (isHeld ? "not " : "")
                        + "held, and this one is" + (isHeld ? "" : " not")
                : "operation " + operation + " was recorded only at other addresses, or for another kind of request "
                        + meant.apart();
    }
}
