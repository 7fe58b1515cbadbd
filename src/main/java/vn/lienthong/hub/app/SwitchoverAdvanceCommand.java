package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes a wave or a unit a step forward, if its gates pass. */
@Command(
        name = "advance",
        description =
                "Takes a wave or a unit to its next state, if every gate passes. A gate that fails changes nothing and ends with 1.")
final class SwitchoverAdvanceCommand extends SwitchoverStepCommand {
    @Option(names = "--to", paramLabel = "STATE", description = "the state that must come next; another one is refused")
    private @Nullable String to;

    @Option(names = "--those-that-can", description = "units of a wave whose gates pass go without the others")
    private boolean thoseThatCan;

    @Option(
            names = "--within",
            paramLabel = "TIME",
            description = "of a unit: returns by itself after this time, such as 4h, if it has not ended")
    private @Nullable String within;

    @Override
    String act() {
        return "advance";
    }

    @Override
    void more(ObjectNode body) {
        Json.put(body, "to", to);
        Json.put(body, "within", within);
        if (thoseThatCan) {
            body.put("thoseThatCan", true);
        }
    }
}
