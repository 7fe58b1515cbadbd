package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Answer;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.connector.Conversation;
import vn.lienthong.hub.connector.Reading;
import vn.lienthong.hub.vocabulary.Outcome;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * What a probe heard.
 *
 * @param ours whether what is wrong is for us to correct
 * @param notice what a person should know besides
 */
record Heard(Reading reading, boolean ours, Duration took, Optional<String> notice) {
    /** Names of what a finding may be about. */
    static final String DESTINATION = "destination";

    static final String PULL = "pull";
    static final String LOOKUP = "lookup";

    static Heard of(Connector connector, Conversation conversation) {
        Reading reading = connector.read(conversation.operation(), conversation.answer());
        boolean refused = conversation.answer() instanceof Answer.Failed failed
                && failed.failure() == Answer.Failure.LOGIN_REFUSED;
        return new Heard(
                reading,
                refused || reading.outcome() instanceof Outcome.Rejected,
                conversation.took(),
                connector.notice());
    }

    /** @param good what is said when it is there; null when it is not */
    ObjectNode finding(String kind, String name, @Nullable String good) {
        ObjectNode finding = Json.object().put(kind, name).put("works", good != null);
        finding.put("row", reading.row()).put("tookMillis", took.toMillis());
        String end = " (" + reading.row() + ", " + took.toMillis() + " ms)"
                + notice.map(words -> "; " + words).orElse("");
        if (good != null) {
            return finding.put("words", shown(kind, name) + ": " + good + end).put("exitCode", HubCommand.DONE);
        }
        Problem found = reading.outcome().problem();
        String problem = found == null ? "" : found.message();
        return finding.put("problem", problem)
                .put("words", shown(kind, name) + ": " + problem + end)
                .put("exitCode", ours ? CommandFailure.WRONG : CommandFailure.OUT_OF_REACH);
    }

    /** Of something that was not asked: nobody knows whether it works. */
    static ObjectNode notProbed(String kind, String name, String why) {
        return Json.object()
                .put(kind, name)
                .put("notProbed", why)
                .put("words", shown(kind, name) + ": not probed: " + why)
                .put("exitCode", HubCommand.DONE);
    }

    /** The same folder may be sent to and pulled from. */
    private static String shown(String kind, String name) {
        return kind.equals(DESTINATION) ? name : name + " (" + kind + ")";
    }
}
