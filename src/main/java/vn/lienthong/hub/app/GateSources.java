package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.BalanceRow;
import vn.lienthong.hub.journal.Switchovers;
import vn.lienthong.hub.journal.Switchovers.Counts;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.reference.WallClock;
import vn.lienthong.hub.switchover.Gates;
import vn.lienthong.hub.switchover.Gates.Kind;
import vn.lienthong.hub.switchover.Gates.Known;
import vn.lienthong.hub.switchover.Gates.Reading;
import vn.lienthong.hub.switchover.Gates.Unknown;
import vn.lienthong.hub.vocabulary.TransferState;

/** Who counts what the gates ask: the journal, the tables, a probe of the destination, and the newest kept reports. */
final class GateSources {
    private static final String PROCEDURE = "procedure:";

    private final Journal journal;
    private final Supplier<Reference> reference;
    private final Clock clock;
    private final Reports reports;
    private final Duration patience;

    /**
     * Where reports are read, over all codes that go with a unit.
     *
     * @param rehearsed records that failed in the newest rehearsal
     * @param unmapped codes of procedures that it found unmapped, by the code that was rehearsed; one that was not is left out
     * @param reconciled differences of the newest reconciliation with a destination
     * @param oldest working minutes since the oldest fact that a destination has not confirmed
     */
    record Reports(
            Function<GateScope, Reading> rehearsed,
            Function<GateScope, Map<String, Set<String>>> unmapped,
            BiFunction<GateScope, String, Reading> reconciled,
            BiFunction<GateScope, String, Reading> oldest,
            Function<String, ObjectNode> probe) {}

    /**
     * Asks nothing yet.
     *
     * @param patience how long one number may take
     */
    GateSources(Journal journal, Supplier<Reference> reference, Clock clock, Reports reports, Duration patience) {
        this.journal = journal;
        this.reference = reference;
        this.clock = clock;
        this.reports = reports;
        this.patience = patience;
    }

    /**
     * For one judgement: the destination is probed once at most, however many units ask, and each unit is looked up once.
     *
     * @param settled until when a unit is on its way, by the plan
     */
    Gates.Numbers towards(String destination, Function<String, LocalDate> settled) {
        Map<String, Switchovers.Unit> seen = new ConcurrentHashMap<>();
        Function<String, Switchovers.Unit> stepping =
                unit -> seen.computeIfAbsent(unit, journal.switchovers()::stepping);
        Function<String, GateScope> scope = stepping.andThen(GateScope::of);
        Map<Kind, Function<String, Reading>> sources = new EnumMap<>(Kind.class);
        sources.put(Kind.UNMAPPED_PROCEDURES, unit -> unmapped(scope.apply(unit), destination));
        sources.put(Kind.AGENCY_CODES_ABSENT, unit -> agencyCodes(unit, settled.apply(unit)));
        sources.put(Kind.PROBE_FAILURES, GateNumbers.once(() -> probe(destination)));
        sources.put(Kind.REHEARSAL_FAILURES, scope.andThen(reports.rehearsed()));
        sources.put(Kind.RECONCILIATION_DIFFERENCE, unit -> reports.reconciled().apply(scope.apply(unit), destination));
        sources.put(Kind.BACKFILL_LEFT, stepping.andThen(this::backfill));
        sources.put(Kind.PARKED, unit -> parked(scope.apply(unit), destination));
        sources.put(Kind.OLDEST_UNREPORTED_MINUTES, unit -> reports.oldest().apply(scope.apply(unit), destination));
        return new GateNumbers(sources, patience);
    }

    /** What waits under codes now, and what the newest rehearsal found, as far as the tables do not know it by now. */
    private Reading unmapped(GateScope scope, String destination) {
        Map<String, Set<String>> rehearsed = reports.unmapped().apply(scope);
        Set<String> delivered = rows(scope, destination)
                .filter(sums -> sums.delivered() > 0)
                .map(BalanceRow::unit)
                .collect(Collectors.toSet());
        for (String code : scope.codes()) {
            if (!rehearsed.containsKey(code) && !delivered.contains(code)) {
                return new Unknown(
                        "No record of " + code + " was mapped yet: none was rehearsed, none delivered.",
                        "Rehearse the unit first.");
            }
        }
        Set<String> codes = new TreeSet<>();
        rehearsed.values().stream()
                .flatMap(Set::stream)
                .filter(code -> reference.get().procedures().find(code).isEmpty())
                .forEach(codes::add);
        journal.unmapped().codes().stream()
                .filter(code -> code.destination().equals(destination)
                        && code.units().stream().anyMatch(scope.codes()::contains))
                .map(code -> code.code())
                .filter(code -> code.startsWith(PROCEDURE))
                .forEach(code -> codes.add(code.substring(PROCEDURE.length())));
        return new Known(codes.size(), List.copyOf(codes));
    }

    /** From today until the unit is settled; if that should have been before, today. */
    private Reading agencyCodes(String unit, LocalDate settled) {
        LocalDate today = WallClock.dayOf(clock.instant());
        LocalDate last = settled.isBefore(today) ? today : settled;
        return AgencyDays.absent(reference.get().agencies(), unit, today, last);
    }

    private Reading probe(String destination) {
        ObjectNode finding;
        try {
            finding = reports.probe().apply(destination);
        } catch (CommandFailure e) {
            return new Unknown(
                    destination + " could not be probed: " + e.getMessage(), "See probe " + destination + ".");
        }
        return finding.path("exitCode").asInt(1) == HubCommand.DONE
                ? new Known(0, List.of())
                : new Known(1, List.of(finding.path("words").asText(destination)));
    }

    private Reading backfill(Switchovers.Unit stepping) {
        Counts counts = stepping.counts();
        List<String> first =
                counts.through() ? List.of() : journal.switchovers().left(stepping.unit(), Gates.SHOWN);
        return new Known(counts.later() + counts.underWay(), first);
    }

    private Reading parked(GateScope scope, String destination) {
        long parked = rows(scope, destination).mapToLong(BalanceRow::parked).sum();
        List<String> first = new ArrayList<>();
        for (String code : parked == 0 ? List.<String>of() : scope.codes()) {
            TransferFilter filter =
                    new TransferFilter(null, null, code, destination, Set.of(TransferState.PARKED), null);
            journal.transfers(filter, null, Gates.SHOWN).stream()
                    .map(TransferView::dossierCode)
                    .forEach(first::add);
        }
        return new Known(parked, first.subList(0, Math.min(first.size(), Gates.SHOWN)));
    }

    private Stream<BalanceRow> rows(GateScope scope, String destination) {
        return journal.balance().stream()
                .filter(row ->
                        scope.codes().contains(row.unit()) && row.destination().equals(destination));
    }
}
