package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Act;
import vn.lienthong.hub.journal.ActTotals;
import vn.lienthong.hub.journal.Audit;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.By;
import vn.lienthong.hub.journal.Rewind;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Times;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * Applies the lines of a repair plan one by one, each only if what it stands on is still so. That a line was applied stands in the journal with the act
 * itself, so the same plan does nothing twice, whatever reason is given.
 */
final class PlanDesk {
    private static final int MOST_TRANSFERS = 1000;

    private final Journal journal;

    /** One line of a plan, as it came. */
    record Line(String id, String dossierCode, Act.Kind kind, boolean fromCreate, long transfer) {
        /** The state in which its transfer must stand. */
        TransferState expected() {
            return kind == Act.Kind.RELEASE ? TransferState.PARKED : TransferState.DELIVERED;
        }
    }

    /** The plan it is of, and who decided. */
    record Decided(String plan, String destination, By by, boolean dryRun) {
        String mark(Line line) {
            return "[" + plan + " " + line.id() + "]";
        }
    }

    PlanDesk(Journal journal) {
        this.journal = journal;
    }

    ObjectNode apply(Decided decided, Line line) {
        ObjectNode node = Json.object().put("id", line.id()).put("dossierCode", line.dossierCode());
        String refused = refused(decided, line);
        if (refused != null) {
            return node.put("done", false).put("refusedBecause", refused);
        }
        By by = new By(decided.by().who(), decided.by().why() + " " + decided.mark(line));
        ActTotals totals = journal.act(new Act(
                line.kind(),
                TransferFilter.only(line.transfer()),
                by,
                decided.dryRun(),
                line.fromCreate() ? Rewind.CREATE : null));
        if (totals.count() == 0) {
            return node.put("done", false)
                    .put(
                            "refusedBecause",
                            totals.refusals().keySet().stream().findFirst().orElse("There is no such transfer."));
        }
        node.put("done", true);
        totals.first().stream()
                .map(Journal.ActResult::resentAs)
                .filter(java.util.Objects::nonNull)
                .forEach(id -> node.put("resentAs", Ids.text(id)));
        return node;
    }

    private @Nullable String refused(Decided decided, Line line) {
        Optional<Audit.Line> before = journal.audit().show(line.dossierCode()).stream()
                .filter(one -> one.text() != null && one.text().contains(decided.mark(line)))
                .findFirst();
        if (before.isPresent()) {
            return "It was applied already, by " + before.get().who() + " on "
                    + Times.text(before.get().at()) + ".";
        }
        List<TransferView> all = journal.transfers(
                new TransferFilter(null, line.dossierCode(), null, decided.destination(), Set.of(), null),
                null,
                MOST_TRANSFERS);
        Optional<TransferView> meant =
                all.stream().filter(one -> one.id() == line.transfer()).findFirst();
        if (meant.isEmpty()) {
            return "Its dossier has no such transfer to " + decided.destination() + ".";
        }
        if (meant.get().state() != line.expected()) {
            return "It is " + meant.get().state() + " by now, and was " + line.expected()
                    + " when the plan was made: reconcile again.";
        }
        TransferView latest = all.get(all.size() - 1);
        if (line.kind() == Act.Kind.RESEND && latest.id() > line.transfer()) {
            return "Transfer " + Ids.text(latest.id()) + " of its dossier, revision " + latest.revision()
                    + ", came since the plan was made: reconcile again.";
        }
        return null;
    }
}
