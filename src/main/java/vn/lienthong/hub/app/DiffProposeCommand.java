package vn.lienthong.hub.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vn.lienthong.hub.difference.Proposal;
import vn.lienthong.hub.difference.Tally;

/** Proposes what to ignore; a person decides. */
@Command(
        name = "propose",
        description =
                "Prints as rows of ignore.yaml what differs between two replays of the same; a row counts only when a person has written why.")
final class DiffProposeCommand extends HubCommand {
    @Mixin
    private TwoRecordings recordings;

    @Override
    public Integer call() {
        Tally tally = new Tally(recordings.everywhere());
        recordings.compare(tally::add);
        out().print(Proposal.text(tally));
        if (tally.alone() > 0) {
            err().println(tally.alone() + " exchanges are on one side only: these were no two replays of the same.");
        }
        return tally.alone() == 0 ? DONE : CommandFailure.WRONG;
    }
}
