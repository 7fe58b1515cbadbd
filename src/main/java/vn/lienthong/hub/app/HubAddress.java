package vn.lienthong.hub.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the running hub is, and as whom to speak to it: options that several commands share. */
final class HubAddress {
    private static final int PATIENCE_MILLIS = 5_000;

    @Option(
            names = "--hub",
            paramLabel = "URL",
            defaultValue = "${env:HUB_URL:-http://127.0.0.1:8080}",
            description = "address of the running hub (default: ${DEFAULT-VALUE})")
    private String hub;

    @Mixin
    private Credential credential;

    HubClient client() {
        return new HubClient(address(hub), credential.header());
    }

    static URI address(String text) {
        try {
            URI address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Answered below, as any other text that is no address.
        }
        throw CommandFailure.usage(
                "The address of the hub cannot be read.", "'" + text + "'", "Example: http://127.0.0.1:8080");
    }

    /** Fails at once when nobody listens there, instead of after the patience of a long push. */
    static void reachable(URI address) {
        int port = address.getPort() > 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port), PATIENCE_MILLIS);
        } catch (IOException e) {
            throw unreachable(address, e);
        }
    }

    static CommandFailure unreachable(URI address, IOException e) {
        return CommandFailure.outOfReach(
                "The hub does not answer.",
                address + " (" + e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage())
                        + ")",
                "Start it with 'run' or 'demo', or say where it is.");
    }
}
