package vn.lienthong.hub.difference;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.difference.Difference.Kind;
import vn.lienthong.hub.difference.Difference.Side;
import vn.lienthong.hub.recording.HttpBytes;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.Leg;

/**
 * Compares recorded exchanges by what they mean: JSON by value, XML by names and namespaces, multipart by part, base64 opened. What a person wrote down
 * to be ignored is still found, and marked. It keeps nothing of one exchange for the next, so thousands may stream through it. Not thread-safe.
 */
public final class Comparer {
    private final Rows everywhere;
    private final boolean secrets;
    private final Messages messages = new Messages();

    /** @param everywhere what to ignore in all exchanges, beside what each says of itself */
    public Comparer(List<Ignore> everywhere) {
        this(everywhere, false);
    }

    private Comparer(List<Ignore> everywhere, boolean secrets) {
        this.everywhere = Rows.of(everywhere);
        this.secrets = secrets;
    }

    /** One that lets any secret stand where the left recording dropped it, if what stands around it is the same. */
    public static Comparer whereSecretsWereDropped(List<Ignore> everywhere) {
        return new Comparer(everywhere, true);
    }

    /**
     * Compares two of the same.
     *
     * @param name under which the exchange is shown
     * @throws BadIgnore when what one of them says is to be ignored cannot be read
     */
    public Comparison compare(String name, RecordedExchange left, RecordedExchange right) {
        Pass pass = new Pass(name, left, right);
        pass.masks();
        pass.outcome();
        pass.record();
        pass.legs();
        return pass.end();
    }

    /**
     * For what is on one side only.
     *
     * @param left null when it is on the right only
     */
    public Comparison alone(String name, @Nullable RecordedExchange left, @Nullable RecordedExchange right) {
        RecordedExchange one = Objects.requireNonNull(left == null ? right : left);
        String shown = one.about().dossierCode() + ", " + one.legs().size() + " messages";
        Difference difference = new Difference(
                0,
                "",
                Side.EXCHANGE,
                "/(exchange)",
                left == null ? Kind.EXTRA : Kind.MISSING,
                left == null ? null : shown,
                right == null ? null : shown,
                null);
        return new Comparison(name, one.about().connector(), List.of(difference), List.of(), List.of());
    }

    private final class Pass {
        private final String name;
        private final RecordedExchange left;
        private final RecordedExchange right;
        private final String connector;
        private final List<Ignore> own;
        private final Rows rows;
        private final Set<Ignore> used = new LinkedHashSet<>();
        private final List<Difference> all = new ArrayList<>();
        private final Set<String> notes = new LinkedHashSet<>();

        Pass(String name, RecordedExchange left, RecordedExchange right) {
            this.name = name;
            this.left = left;
            this.right = right;
            this.connector = left.about().connector();
            this.own = Stream.concat(left.ignore().stream(), right.ignore().stream())
                    .distinct()
                    .map(row -> new Ignore(row.where(), row.why(), "", "", "exchange.yaml of " + name))
                    .toList();
            this.rows = Rows.of(own).and(everywhere);
        }

        /** Whoever shows what comes out must know whose data it is. */
        void masks() {
            if (!left.about().recorded().masked() || !right.about().recorded().masked()) {
                notes.add("not masked: everybody's data is in it, keep it in the house");
            }
        }

        void outcome() {
            Finds finds = new Spot(0, "", Side.OUTCOME);
            known("/(state)", left.about().state(), right.about().state(), finds);
            known("/(row)", left.about().row(), right.about().row(), finds);
        }

        /** What one of them does not know is no difference. */
        private void known(String path, @Nullable String a, @Nullable String b, Finds finds) {
            if (a != null && b != null && !a.isEmpty() && !b.isEmpty() && !a.equals(b)) {
                finds.found(path, Kind.VALUE, a, b);
            }
        }

        void record() {
            byte[] a = left.record();
            byte[] b = right.record();
            if (a != null && b != null) {
                messages.bytes(a, b, new Spot(0, "", Side.RECORD));
            }
        }

        /** A login more or less, and all others are still held against their like. */
        void legs() {
            List<String> a = left.legs().stream().map(Leg::operation).toList();
            List<String> b = right.legs().stream().map(Leg::operation).toList();
            for (AbstractDelta<String> delta : DiffUtils.diff(a, b, true).getDeltas()) {
                boolean equal = delta.getType() == DeltaType.EQUAL;
                for (int i = 0; equal && i < delta.getSource().size(); i++) {
                    leg(delta.getSource().getPosition() + i, delta.getTarget().getPosition() + i);
                }
                for (int i = delta.getSource().getPosition(); !equal && i < end(delta.getSource()); i++) {
                    new Spot(i + 1, a.get(i), Side.REQUEST).found("/(message)", Kind.MISSING, first(left, i), null);
                }
                for (int i = delta.getTarget().getPosition(); !equal && i < end(delta.getTarget()); i++) {
                    new Spot(i + 1, b.get(i), Side.REQUEST).found("/(message)", Kind.EXTRA, null, first(right, i));
                }
            }
        }

        private static int end(Chunk<String> chunk) {
            return chunk.getPosition() + chunk.size();
        }

        private static String first(RecordedExchange of, int leg) {
            return HttpBytes.parse(of.legs().get(leg).request()).first();
        }

        private void leg(int at, int to) {
            Leg a = left.legs().get(at);
            Leg b = right.legs().get(to);
            boolean heads = !a.headMade() && !b.headMade();
            if (!heads) {
                notes.add("heads are not compared: on one side only bodies were kept");
            }
            messages.compare(
                    HttpBytes.parse(a.request()),
                    HttpBytes.parse(b.request()),
                    heads,
                    new Spot(at + 1, a.operation(), Side.REQUEST));
            answer(a, b, heads, new Spot(at + 1, a.operation(), Side.ANSWER));
        }

        private void answer(Leg a, Leg b, boolean heads, Finds finds) {
            byte[] one = a.answer();
            byte[] other = b.answer();
            if (one != null && other != null) {
                messages.compare(HttpBytes.parse(one), HttpBytes.parse(other), heads, finds);
            } else if (one != null || other != null) {
                Kind kind = one == null ? Kind.EXTRA : Kind.MISSING;
                finds.found("/(answer)", kind, came(one, a), came(other, b));
            }
            known("/(failure)", a.failure(), b.failure(), finds);
        }

        private static String came(byte @Nullable [] answer, Leg leg) {
            return answer == null
                    ? "no answer" + (leg.failure() == null ? "" : ": " + leg.failure())
                    : HttpBytes.parse(answer).first();
        }

        Comparison end() {
            List<Ignore> unused =
                    own.stream().filter(row -> !used.contains(row)).toList();
            return new Comparison(name, connector, all, List.copyOf(notes), unused);
        }

        /** Where the walk is. */
        private final class Spot implements Finds {
            private final int leg;
            private final String operation;
            private final Side side;

            Spot(int leg, String operation, Side side) {
                this.leg = leg;
                this.operation = operation;
                this.side = side;
            }

            private static String whole(String path) {
                return path.isEmpty() ? "/(body)" : path;
            }

            @Override
            public void found(String where, Kind kind, @Nullable String one, @Nullable String other) {
                String path = whole(where);
                Clip clip = Clip.of(one, other);
                Difference bare = new Difference(leg, operation, side, path, kind, clip.left(), clip.right(), null);
                Ignore own = rows.covering(connector, bare);
                Ignore row = own == null && secrets && kind == Kind.VALUE ? Dropped.covering(one, other) : own;
                if (row != null) {
                    used.add(row);
                }
                all.add(bare.ignoredBy(row));
            }

            @Override
            public boolean anyOrder(String where) {
                String path = whole(where);
                return rows.covering(
                                connector, new Difference(leg, operation, side, path, Kind.ORDER, null, null, null))
                        != null;
            }
        }
    }
}
