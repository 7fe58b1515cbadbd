package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code switchover advance} and {@code switchover back} share. */
abstract class SwitchoverStepCommand extends HubCommand {
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Pattern UNIT = Pattern.compile("[0-9]{5}|city:[A-Z0-9]{1,12}");

    @Parameters(paramLabel = "UNIT|WAVE", description = "code of a unit, or name of a wave of the hub's plan")
    private String name;

    @Mixin
    private Decision decision;

    @Option(names = "--dry-run", description = "only say what would happen")
    private boolean dryRun;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Mixin
    private HubAddress hub;

    /** The last step of the call's path. */
    abstract String act();

    /** What one of them says besides. */
    abstract void more(ObjectNode body);

    boolean isUnit() {
        return UNIT.matcher(name).matches();
    }

    @Override
    public Integer call() {
        ObjectNode body = decision.body(dryRun);
        more(body);
        String path = (isUnit() ? "/v1/switchovers/" : "/v1/switchover-waves/") + HubClient.encoded(name);
        JsonNode done = hub.client().post(path + "/" + act(), body, LONGEST);
        out().print(json ? Json.pretty(done) + System.lineSeparator() : WaveText.of(done));
        return done.path("refused").asLong() == 0 ? DONE : CommandFailure.WRONG;
    }
}
