package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;

/** Takes a wave or a unit back to the city's software. */
@Command(
        name = "back",
        description =
                "Takes a wave or a unit back to the city's software, from any state before SETTLED. Nothing is deleted anywhere.")
final class SwitchoverBackCommand extends SwitchoverStepCommand {
    @Override
    String act() {
        return "back";
    }

    @Override
    void more(ObjectNode body) {
        // Back leads to one state only.
    }
}
