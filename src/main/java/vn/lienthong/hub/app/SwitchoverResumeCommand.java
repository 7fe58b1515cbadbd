package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;

/** Lets a backfill go on. */
@Command(name = "resume", description = "Lets the paused backfill of a unit go on.")
final class SwitchoverResumeCommand extends SwitchoverStepCommand {
    @Override
    String act() {
        return "resume";
    }

    @Override
    void more(ObjectNode body) {
        // It says nothing else.
    }
}
