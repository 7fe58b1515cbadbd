package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the sums per unit and destination of a running hub; exit code 1 when they do not close. */
@Command(name = "balance", description = "The sums per unit and destination, and whether they close.")
final class BalanceCommand extends HubCommand {
    @Mixin
    private HubAddress hub;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode balance = hub.client().get("/v1/balance", Map.of());
        out().print(json ? Json.pretty(balance) + System.lineSeparator() : BalanceText.of(balance));
        return balance.path("closes").asBoolean() ? DONE : CommandFailure.WRONG;
    }
}
