package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sends records again. */
@Command(
        name = "resend",
        description =
                "Sends records again, if wished from a chosen step; by filter, those that were delivered unless --state says otherwise.")
final class ResendCommand extends ActCommand {
    @Option(
            names = "--from-step",
            paramLabel = "KEY|N",
            description = "the steps from this one on too, by its key or its number among those the destination holds")
    private @Nullable String fromStep;

    @Option(
            names = "--from",
            paramLabel = "create",
            description =
                    "'create': everything, as if for the first time; as update where the destination has the dossier")
    private @Nullable String from;

    @Override
    String act() {
        return "resend";
    }

    @Override
    void more(ObjectNode body) {
        Json.put(body, "from", from);
        Json.put(body, "fromStep", fromStep);
    }
}
