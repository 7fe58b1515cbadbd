package vn.lienthong.hub.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.SwitchoverState;

/**
 * A person has records sent again. One that is not at its end goes on, and the hub forgets what it is told to of what the destination holds.
 * One that has ended stays as it ended: a new transfer of the same record is made, which stands behind all others of its line. An older
 * record never goes over a newer one.
 */
final class ResendStep {
    private final Batch batch;
    private final Op.Acting op;
    private final @Nullable Rewind from;
    private final List<Journal.ActResult> results = new ArrayList<>();
    /** By the id of the new transfer. */
    private final Map<Long, ResendRows.Ended> again = new TreeMap<>();

    private final List<ResendRows.Open> goingOn = new ArrayList<>();
    /** Lines that this step adds to already. */
    private final Map<LineKey, Long> added = new HashMap<>();

    private final ResendRows rows;

    ResendStep(Batch batch, Op.Acting op) {
        this.batch = batch;
        this.op = op;
        this.from = op.act.from();
        this.rows = new ResendRows(batch, op.act);
    }

    void run() throws SQLException {
        Map<Long, ResendRows.Open> open = rows.open(op.ids);
        List<Long> others = op.ids.stream().filter(id -> !open.containsKey(id)).toList();
        Map<Long, ResendRows.Ended> ended = rows.ended(others);
        Map<Long, ResendRows.Ahead> ahead = rows.ahead(others);
        for (long id : op.ids) {
            ResendRows.Open going = open.get(id);
            if (going != null) {
                decide(going);
            }
        }
        // Those of one line in the order of their records.
        ended.values().stream()
                .sorted(Comparator.comparingLong(ResendRows.Ended::submissionId))
                .forEach(one -> decide(one, ahead.get(one.id())));
        if (!op.act.dryRun()) {
            rows.write(goingOn);
            write();
        }
        op.becomes(List.copyOf(results));
    }

    private void decide(ResendRows.Open transfer) {
        String refused = cannot(transfer);
        if (refused == null && from != null && from.in(transfer.held().steps()) == null) {
            refused = unknownStep();
        }
        if (refused == null) {
            goingOn.add(transfer);
        }
        results.add(new Journal.ActResult(
                transfer.id(), transfer.state(), refused == null ? transfer.goesOnAs() : transfer.state(), refused));
    }

    private @Nullable String cannot(ResendRows.Open transfer) {
        if (transfer.quiet()) {
            return ActStep.STILL_SPEAKING;
        }
        return switch (transfer.state()) {
            case IN_FLIGHT -> "It is IN_FLIGHT: wait for the end of the attempt and resend it then.";
            case WAITING ->
                transfer.timed()
                        ? null
                        : "It waits behind an earlier transfer of its dossier and has not been sent yet: resend that one.";
            case READY -> from == null ? "It is READY: it is sent by itself." : null;
            default -> null;
        };
    }

    private void decide(ResendRows.Ended transfer, ResendRows.@Nullable Ahead ahead) {
        String refused = cannot(transfer, ahead == null ? ResendRows.Ahead.NOTHING : ahead);
        Long id = null;
        if (refused == null) {
            added.put(transfer.line(), transfer.submissionId());
            id = op.act.dryRun() ? null : (Long) batch.post.ids().next(1);
            if (id != null) {
                again.put(id, transfer);
            }
        }
        results.add(new Journal.ActResult(transfer.id(), transfer.state(), transfer.state(), refused, id));
    }

    private @Nullable String cannot(ResendRows.Ended transfer, ResendRows.Ahead ahead) {
        SwitchoverState state = batch.switchovers.state(transfer.unit());
        if (batch.switchovers.governs(transfer.line().destination()) && !state.owes()) {
            return "Its unit is in " + state + ": nothing is owed to its destination now. Advance the unit first.";
        }
        if (transfer.passed()) {
            return "A newer revision of it had been accepted first: an older one never goes over it. Resend that one.";
        }
        if (transfer.bodyGone()) {
            return "Its body is no longer in the journal, by retention: let its source send the dossier again.";
        }
        if (transfer.sameAct()) {
            return "It was sent again for this very reason already. Give another reason if it is to go once more.";
        }
        if (ahead.newerDelivered()) {
            return "A newer record of its dossier was delivered since: an older one never goes over it. Resend that one.";
        }
        if (ahead.newerOpen()) {
            return "A newer record of its dossier is on its way: an older one never goes after it.";
        }
        Long other = added.get(transfer.line());
        if (ahead.sameOpen() || (other != null && other == transfer.submissionId())) {
            return "Its record is on its way again already: wait for the end of that, or resend that one.";
        }
        return from != null && from.in(transfer.held().steps()) == null ? unknownStep() : null;
    }

    private String unknownStep() {
        return "The destination is not known to hold step " + (from == null ? "" : from.step())
                + ": name one that it holds, by its key or its number, or --from create.";
    }

    /** The new transfers, behind all others of their lines. */
    private void write() throws SQLException {
        if (again.isEmpty()) {
            return;
        }
        Map<LineKey, Integer> more = new TreeMap<>(LineKey.ORDER);
        again.values().forEach(one -> more.merge(one.line(), 1, Integer::sum));
        Map<LineKey, ResendRows.Line> lines = ResendRows.add(batch, more);
        ResendRows.New made = rows.begin();
        for (Map.Entry<Long, ResendRows.Ended> entry : again.entrySet()) {
            long id = entry.getKey();
            ResendRows.Ended one = entry.getValue();
            ResendRows.Line line = Objects.requireNonNull(lines.get(one.line()));
            lines.put(one.line(), line.next());
            Rewind forget = from == null ? null : from.in(line.held().steps());
            made.add(id, one, line, forget);
            batch.tallies.accepted(one.line().destination(), one.unit().code());
            String words = "Transfer " + Ids.text(one.id()) + " once more"
                    + (forget == null ? "" : ", " + forget.words()) + ": "
                    + op.act.by().why();
            note(new Events.Subject(one.source(), one.submissionId(), id), words);
        }
        made.flush();
    }

    private void note(Events.Subject subject, String words) {
        batch.events.add(new Events.Event(
                subject, batch.now, "resent", null, Texts.kept(op.act.by().who()), null, words, null));
    }
}
