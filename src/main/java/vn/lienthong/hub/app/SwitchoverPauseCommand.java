package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;

/** Stops the backfill of a unit. */
@Command(name = "pause", description = "Stops the backfill of a unit; live records flow as before.")
final class SwitchoverPauseCommand extends SwitchoverStepCommand {
    @Override
    String act() {
        return "pause";
    }

    @Override
    void more(ObjectNode body) {
        // It says nothing else.
    }
}
