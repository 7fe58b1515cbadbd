package vn.lienthong.hub.reconciliation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The two passes of one comparison: each side once into sums and files, then the files of what differs, part by part. */
final class Passes implements AutoCloseable {
    /** Parts that are compared or wait to be told of at a time. */
    private static final int AHEAD = 3;

    private final Reconciliation.Question question;
    private final Map<Side, Passed> sides = new EnumMap<>(Side.class);
    private final ExecutorService threads = Executors.newFixedThreadPool(Side.values().length);

    /** One side after the first pass. */
    private static final class Passed {
        final Sums sums = new Sums();
        final Spill spill;
        String sha256 = "";

        Passed(Spill spill) {
            this.spill = spill;
        }

        void take(Row row) {
            long hash = Values.hash(row.code());
            try {
                spill.add(hash, sums.add(row, hash), row);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Passes(Reconciliation.Question question, Path work) throws IOException {
        this.question = question;
        for (Side side : Side.values()) {
            if (side == Side.HUB || question.lists().of(side) != null) {
                sides.put(side, new Passed(new Spill(work, side)));
            }
        }
    }

    Reconciled run(Reconciliation.Journaled hub, Spool told) throws IOException {
        read(hub);
        Set<Sums.Key> opened = new HashSet<>();
        Map<Side, IntPredicate> wanted = wanted(opened);
        Reconciled.Sum sum = counts();
        if (!opened.isEmpty()) {
            compare(wanted, sum, told);
        }
        return whole(sum, opened.size());
    }

    private void read(Reconciliation.Journaled hub) throws IOException {
        List<Future<Void>> readers = new ArrayList<>();
        sides.forEach((side, passed) -> readers.add(threads.submit(() -> read(side, passed, hub))));
        for (Future<Void> reader : readers) {
            got(reader);
        }
    }

    private Void read(Side side, Passed passed, Reconciliation.Journaled hub) throws IOException {
        try (Spill writing = passed.spill) {
            ListFile list = question.lists().of(side);
            if (list != null) {
                passed.sha256 = list.each(question.statuses(), passed::take).sha256();
            } else {
                try (InputStream in = hub.open()) {
                    new HubLines().read(in, passed::take);
                }
            }
        }
        return null;
    }

    /** Units and days in which any two sides differ, and of each side a test for their numbers. */
    private Map<Side, IntPredicate> wanted(Set<Sums.Key> opened) {
        List<Passed> all = List.copyOf(sides.values());
        for (Sums.Key key : keys()) {
            for (int i = 1; i < all.size(); i++) {
                for (int j = 0; j < i; j++) {
                    if (!Sums.same(all.get(j).sums, all.get(i).sums, key)) {
                        opened.add(key);
                    }
                }
            }
        }
        Map<Side, IntPredicate> wanted = new EnumMap<>(Side.class);
        sides.forEach((side, passed) -> {
            boolean[] open = new boolean[passed.sums.numbers.size()];
            passed.sums.numbers.forEach((key, number) -> open[number] = opened.contains(key));
            wanted.put(side, number -> open[number]);
        });
        return wanted;
    }

    private Set<Sums.Key> keys() {
        return sides.values().stream()
                .flatMap(passed -> passed.sums.numbers.keySet().stream())
                .collect(Collectors.toSet());
    }

    private Reconciled.Sum counts() {
        Reconciled.Sum sum = new Reconciled.Sum();
        sides.forEach((side, passed) -> passed.sums.numbers.keySet().forEach(key -> {
            if (covers(key.unit(), key.day())) {
                sum.of(key.unit(), key.day()).rows.put(side, passed.sums.bucket(key).rows);
            }
        }));
        return sum;
    }

    private boolean covers(String unit, int day) {
        return question.scope().covers(unit, local(day));
    }

    private void compare(Map<Side, IntPredicate> wanted, Reconciled.Sum sum, Spool told) throws IOException {
        Map<Side, Set<Field>> fields = new EnumMap<>(Side.class);
        sides.forEach((side, passed) -> fields.put(side, passed.sums.told));
        Judge judge = new Judge(question.lists(), fields, question.units());
        Deque<Future<Part>> ahead = new ArrayDeque<>();
        for (int part = 0; part < Spill.PARTS; part++) {
            int number = part;
            if (ahead.size() == AHEAD) {
                tell(got(ahead.remove()), sum, told);
            }
            ahead.add(threads.submit(() -> compare(number, wanted, judge)));
        }
        while (!ahead.isEmpty()) {
            tell(got(ahead.remove()), sum, told);
        }
    }

    /** What came of a part. */
    private record Part(List<Difference> differences, List<Row> onTheirWay) {}

    private Part compare(int part, Map<Side, IntPredicate> wanted, Judge judge) throws IOException {
        Map<String, Judge.Case> cases = new TreeMap<>();
        for (Map.Entry<Side, Passed> side : sides.entrySet()) {
            Consumer<Row> take = row ->
                    cases.computeIfAbsent(row.code(), code -> new Judge.Case()).take(side.getKey(), row);
            side.getValue().spill.read(part, number -> isWanted(wanted, side.getKey(), number), take);
        }
        Part found = new Part(new ArrayList<>(), new ArrayList<>());
        for (Judge.Case one : cases.values()) {
            Judge.Verdict verdict = judge.judge(one);
            Difference difference = verdict.difference();
            if (difference != null && question.scope().covers(difference.unit(), difference.day())) {
                found.differences.add(difference);
            } else if (verdict.onItsWay()
                    && covers(one.shown().unit(), one.shown().day())) {
                found.onTheirWay.add(one.shown());
            }
        }
        return found;
    }

    private static boolean isWanted(Map<Side, IntPredicate> wanted, Side side, int number) {
        IntPredicate test = wanted.get(side);
        return test != null && test.test(number);
    }

    private static void tell(Part part, Reconciled.Sum sum, Spool told) throws IOException {
        for (Difference one : part.differences) {
            sum.add(one);
            told.add(one);
        }
        for (Row row : part.onTheirWay) {
            sum.onTheirWay++;
            sum.of(row.unit(), row.day()).onTheirWay++;
        }
    }

    private Reconciled whole(Reconciled.Sum sum, long opened) {
        Map<Side, Long> rows = new EnumMap<>(Side.class);
        Map<Side, String> sums = new EnumMap<>(Side.class);
        sides.forEach((side, passed) -> {
            rows.put(side, passed.sums.rows);
            if (side != Side.HUB) {
                sums.put(side, passed.sha256);
            }
        });
        String name = question.destination() + sums + question.at();
        return new Reconciled(
                "rec-" + Long.toHexString(Values.hash(name)),
                question.at(),
                question.destination(),
                question.scope(),
                rows,
                sums,
                notCompared(),
                keys().size(),
                opened,
                sum.differences,
                sum.onTheirWay,
                sum.kinds,
                new TreeMap<>(sum.days));
    }

    private List<String> notCompared() {
        List<String> words = new ArrayList<>();
        for (Side side : List.of(Side.CITY, Side.PROVINCE)) {
            Passed passed = sides.get(side);
            ListFile list = question.lists().of(side);
            if (passed == null || list == null) {
                words.add("the " + side.word() + "'s list: none was given");
                continue;
            }
            String missing = Field.ALL.stream()
                    .filter(field -> !passed.sums.told.contains(field))
                    .map(field -> field.name().toLowerCase(java.util.Locale.ROOT))
                    .collect(Collectors.joining(", "));
            if (!missing.isEmpty()) {
                words.add("the " + side.word() + "'s list does not tell: " + missing);
            }
        }
        reused().forEach((code, units) -> words.add("which of the units that had the code " + code
                + " one after the other (" + units + ") a list means: a code is told without its day"));
        long gone = withoutBody(sides.get(Side.HUB));
        if (gone > 0) {
            words.add(
                    "of " + gone
                            + " dossiers the hub keeps no body any more: only their being there, and city with province, was compared");
        }
        return words;
    }

    /** Codes of the dossiers that are told of, which meant several units from their day on. */
    private Map<String, String> reused() {
        Map<String, String> reused = new TreeMap<>();
        for (Sums.Key key : keys()) {
            String units = covers(key.unit(), key.day()) ? question.units().meanings(key.unit(), local(key.day())) : "";
            if (!units.isEmpty()) {
                reused.merge(key.unit(), units, (one, other) -> one.length() < other.length() ? other : one);
            }
        }
        return reused;
    }

    private static @Nullable LocalDate local(int day) {
        return day == Row.NO_DAY ? null : LocalDate.ofEpochDay(day);
    }

    private static long withoutBody(@Nullable Passed passed) {
        return passed == null ? 0 : passed.sums.withoutBody;
    }

    private static <T> T got(Future<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The comparison was interrupted. Found: no end. Run it again.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Passed passed : sides.values()) {
            passed.spill.close();
        }
    }
}
