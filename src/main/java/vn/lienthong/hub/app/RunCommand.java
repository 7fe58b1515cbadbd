package vn.lienthong.hub.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the hub from its configuration until it is stopped. */
@Command(name = "run", description = "Runs the hub, from configuration (application.yaml, environment, --set).")
final class RunCommand extends HubCommand {
    @Mixin
    private ServerOptions options;

    @Override
    public Integer call() throws InterruptedException {
        try (Stop stop = new Stop();
                HubServer server = HubServer.start(options.settings())) {
            out().println("The hub listens on port " + server.port() + " (health: /actuator/health).");
            stop.await();
            out().println("Stopping.");
        }
        return DONE;
    }
}
