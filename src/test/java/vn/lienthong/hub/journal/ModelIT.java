package vn.lienthong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.TransferState;

/** Random lives of a few dossiers, compared step by step with a model that fits on one page. */
class ModelIT {
    private static final String ECHO = "echo";
    private static final Journal.By HOA = new Journal.By("Hoa (made up)", "a test");
    private static final TransferFilter ALL = new TransferFilter(null, null, null, null, Set.of(), null);

    /** Something that is done to the journal; {@code pick} chooses a dossier or a transfer. */
    record Step(String kind, int pick, int revision) {}

    /** What the model knows of a transfer. */
    private static final class Model {
        final String dossier;
        TransferState state;
        boolean unclear;
        /** Nothing unfinished is before it. */
        boolean first;
        /** When it may go again, until that was noticed. */
        @Nullable
        Instant due;

        Model(String dossier, TransferState state) {
            this.dossier = dossier;
            this.state = state;
        }
    }

    private final Map<Long, Model> model = new TreeMap<>();
    private final Map<String, Integer> latest = new TreeMap<>();
    private final Set<String> unclearLines = new java.util.TreeSet<>();
    /** Active holds: what each covers, a dossier or everything. */
    private final Map<String, String> holds = new TreeMap<>();

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<String> kinds = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.just("accept")),
                net.jqwik.api.Tuple.of(6, Arbitraries.just("take")),
                net.jqwik.api.Tuple.of(9, Arbitraries.of("DELIVERED", "WAITING", "UNCLEAR", "PARKED", "back")),
                net.jqwik.api.Tuple.of(4, Arbitraries.of("due", "release", "cancel", "restart")),
                net.jqwik.api.Tuple.of(4, Arbitraries.of("hold", "lift")));
        return net.jqwik.api.Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(1, 4))
                .as(Step::new);
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void standsWhereTheModelStands(@ForAll("lives") List<Step> steps) {
        model.clear();
        latest.clear();
        unclearLines.clear();
        holds.clear();
        try (TestJournal test = TestJournal.started()) {
            for (Step step : steps) {
                run(test, step);
                compare(test.journal(), step);
            }
            assertThat(test.journal().recount()).isEqualTo(test.journal().balance());
            assertThat(test.audited().findings()).isEmpty();
        }
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        return steps().list().ofMinSize(40).ofMaxSize(60);
    }

    private void run(TestJournal test, Step step) {
        Journal journal = test.journal();
        switch (step.kind()) {
            case "accept" -> accept(journal, "H" + step.pick() % 3, step.revision());
            case "take" -> {
                Long id = pick(step, TransferState.READY);
                List<Flight> flights = journal.takeOff(ECHO, model.keySet()).join();
                assertThat(TestJournal.ids(flights)).containsAll(id == null ? List.of() : List.of(id));
                assertThat(TestJournal.ids(flights)).noneMatch(one -> isHeld(at(one)));
                TestJournal.ids(flights).forEach(one -> at(one).state = TransferState.IN_FLIGHT);
            }
            case "hold" -> hold(journal, step);
            case "lift" -> lift(journal, step);
            case "due" -> {
                test.clock().forward(Duration.ofSeconds(10));
                fallDue(
                        test.clock().instant(),
                        journal.due(test.clock().instant(), 100).join());
            }
            case "restart" -> {
                test.reopen().recoverAfterCrash();
                model.values().stream()
                        .filter(t -> t.state == TransferState.IN_FLIGHT)
                        .forEach(t -> {
                            t.state = TransferState.UNCLEAR;
                            t.unclear = true;
                            t.due = test.clock().instant();
                        });
            }
            case "release" -> release(journal, step);
            case "cancel" -> cancel(journal, step);
            default -> land(test, step);
        }
    }

    private void accept(Journal journal, String dossier, int revision) {
        Acceptance.Receipt receipt = TestJournal.receipt(journal, TestJournal.entry("city", dossier, revision, ECHO));
        boolean known = model.containsKey(receipt.transfers().get(0).id());
        assertThat(receipt.repeated()).isEqualTo(known);
        if (known) {
            return;
        }
        boolean superseded = revision < latest.getOrDefault(dossier, 0);
        assertThat(receipt.superseded()).isEqualTo(superseded);
        TransferState state = superseded
                ? TransferState.SUPERSEDED
                : model.values().stream().anyMatch(t -> t.dossier.equals(dossier) && t.state.blocks())
                        ? TransferState.WAITING
                        : TransferState.READY;
        latest.merge(dossier, revision, Math::max);
        Model fresh = new Model(dossier, state);
        fresh.first = state == TransferState.READY;
        fresh.unclear = fresh.first && unclearLines.contains(dossier);
        if (fresh.first && isHeld(fresh)) {
            fresh.state = TransferState.WAITING;
        }
        model.put(receipt.transfers().get(0).id(), fresh);
    }

    private void land(TestJournal test, Step step) {
        Long id = pick(step, TransferState.IN_FLIGHT);
        if (id == null) {
            return;
        }
        if (step.kind().equals("back")) {
            test.journal().putBack(List.of(id)).join();
            at(id).state = at(id).unclear
                    ? TransferState.UNCLEAR
                    : isHeld(at(id)) ? TransferState.WAITING : TransferState.READY;
            return;
        }
        TransferState becomes = TransferState.valueOf(step.kind());
        Flight flight = flight(id, test.journal().transfer(id).orElseThrow().submissionId());
        Outcome outcome = becomes == TransferState.DELIVERED
                ? new Outcome.Delivered(null)
                : new Outcome.Unclear(TestJournal.problem("any"));
        test.journal()
                .land(new Landing(
                        flight,
                        TestJournal.START,
                        TestJournal.START,
                        outcome,
                        becomes,
                        test.clock().instant().plusSeconds(step.revision() * 5L),
                        true,
                        "any",
                        flight.held(),
                        null,
                        List.of()))
                .join();
        at(id).state = becomes;
        at(id).due = becomes == TransferState.WAITING || becomes == TransferState.UNCLEAR
                ? test.clock().instant().plusSeconds(step.revision() * 5L)
                : null;
        at(id).unclear = outcome instanceof Outcome.Unclear;
        if (becomes == TransferState.DELIVERED) {
            unclearLines.remove(at(id).dossier);
            promote(at(id).dossier);
        }
    }

    private Flight flight(long id, long submission) {
        return new Flight(
                id,
                submission,
                "city",
                ECHO,
                "21583",
                at(id).dossier,
                1,
                new byte[0],
                0,
                0,
                false,
                vn.lienthong.hub.vocabulary.Held.NOTHING,
                TestJournal.START,
                null,
                0);
    }

    private void release(Journal journal, Step step) {
        Long id = pick(step, TransferState.PARKED);
        if (id != null) {
            journal.release(TransferFilter.only(id), HOA, false).join();
            at(id).state = isHeld(at(id)) ? TransferState.WAITING : TransferState.READY;
        }
    }

    private void cancel(Journal journal, Step step) {
        Long id = pick(step, TransferState.PARKED, TransferState.WAITING, TransferState.READY, TransferState.UNCLEAR);
        if (id != null) {
            journal.cancel(TransferFilter.only(id), HOA, false).join();
            at(id).state = TransferState.CANCELLED;
            at(id).due = null;
            if (at(id).unclear) {
                unclearLines.add(at(id).dossier);
            }
            promote(at(id).dossier);
        }
    }

    /** The first unfinished transfer of a dossier, if nothing of the dossier is under way and it only waited for its turn. */
    private void promote(String dossier) {
        model.values().stream()
                .filter(t -> t.dossier.equals(dossier) && t.state.blocks())
                .findFirst()
                .filter(t -> t.state == TransferState.WAITING && !t.first)
                .ifPresent(t -> {
                    t.first = true;
                    t.state = isHeld(t) ? TransferState.WAITING : TransferState.READY;
                    t.unclear = unclearLines.contains(dossier);
                });
    }

    private void hold(Journal journal, Step step) {
        String covers = step.pick() % 4 == 3 ? "everything" : "H" + step.pick() % 4;
        Holds.Scope scope = covers.equals("everything")
                ? new Holds.Scope(ECHO, null, null, null, null)
                : new Holds.Scope(null, null, covers, null, null);
        String name = "hold " + step.pick() % 7;
        boolean taken =
                journal.holds().place(new Holds.Wanted(name, scope, null), HOA).taken();
        assertThat(taken).isEqualTo(holds.containsKey(name));
        holds.putIfAbsent(name, covers);
        model.values().stream()
                .filter(t -> t.state == TransferState.READY && isHeld(t))
                .forEach(t -> t.state = TransferState.WAITING);
    }

    private void lift(Journal journal, Step step) {
        String name = "hold " + step.pick() % 7;
        assertThat(journal.holds().lift(name, HOA).isPresent()).isEqualTo(holds.remove(name) != null);
        model.values().stream()
                .filter(t -> t.state == TransferState.WAITING && t.first && t.due == null && !isHeld(t))
                .forEach(t -> t.state = TransferState.READY);
    }

    private boolean isHeld(Model transfer) {
        return holds.containsValue("everything") || holds.containsValue(transfer.dossier);
    }

    /** What falls due under a hold is not told, and goes when that ends. */
    private void fallDue(Instant now, List<Journal.Ready> told) {
        Set<Long> free = new java.util.TreeSet<>();
        model.forEach((id, transfer) -> {
            Instant due = transfer.due;
            if (due != null && !due.isAfter(now)) {
                transfer.due = null;
                if (!isHeld(transfer)) {
                    free.add(id);
                    transfer.state = transfer.state == TransferState.WAITING ? TransferState.READY : transfer.state;
                }
            }
        });
        assertThat(told).extracting(Journal.Ready::transferId).containsExactlyInAnyOrderElementsOf(free);
    }

    private void compare(Journal journal, Step after) {
        assertThat(journal.holds().names()).hasSameElementsAs(holds.keySet());
        Map<Long, TransferState> stands = new TreeMap<>();
        journal.transfers(ALL, null, 1000).forEach(view -> assertThat(view.hold() != null)
                .as("held: " + view + " after " + after)
                .isEqualTo(isKept(at(view.id()))));
        journal.transfers(ALL, null, 1000).forEach(view -> stands.put(view.id(), view.state()));
        Map<Long, TransferState> expected = new TreeMap<>();
        model.forEach((id, transfer) -> expected.put(id, transfer.state));
        assertThat(stands).as("after " + after).isEqualTo(expected);
        List<Journal.BalanceRow> balance = journal.balance();
        if (!model.isEmpty()) {
            assertThat(balance.get(0)).isEqualTo(sums());
            assertThat(balance.get(0).closes()).isTrue();
        }
    }

    /** Whether it would go by itself, now or later, if no hold covered it. */
    private boolean isKept(Model transfer) {
        boolean goes = transfer.state == TransferState.READY
                || transfer.state == TransferState.UNCLEAR
                || (transfer.state == TransferState.WAITING && transfer.first);
        return goes && isHeld(transfer);
    }

    private Journal.BalanceRow sums() {
        long open = model.values().stream().filter(t -> t.state.blocks()).count();
        long parked = count(TransferState.PARKED);
        return new Journal.BalanceRow(
                ECHO,
                "21583",
                model.size(),
                count(TransferState.DELIVERED),
                open - parked,
                parked,
                count(TransferState.CANCELLED),
                count(TransferState.SUPERSEDED));
    }

    private long count(TransferState state) {
        return model.values().stream().filter(t -> t.state == state).count();
    }

    private @Nullable Long pick(Step step, TransferState... states) {
        List<Long> fitting = model.entrySet().stream()
                .filter(e -> Set.of(states).contains(e.getValue().state))
                .map(Map.Entry::getKey)
                .toList();
        return fitting.isEmpty() ? null : fitting.get(step.pick() % fitting.size());
    }

    private Model at(long id) {
        return java.util.Objects.requireNonNull(model.get(id));
    }
}
