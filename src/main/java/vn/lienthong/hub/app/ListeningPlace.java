package vn.lienthong.hub.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.springframework.core.env.Environment;

/** Where the HTTP server is to listen, tried before anything is started that takes time or makes files. */
final class ListeningPlace {
    private ListeningPlace() {}

    /** @throws CommandFailure when the hub could not listen there in the end */
    static void requireFree(Environment environment) {
        String written = environment.getProperty("server.port", "8080");
        String address = environment.getProperty("server.address", "127.0.0.1");
        if (!written.matches("\\d{1,5}") || Integer.parseInt(written) > 65_535) {
            throw CommandFailure.usage(
                    "A port is a number from 0 to 65535.",
                    "server.port " + written,
                    "Correct it where it is set (SERVER_PORT in the environment too), or give --port 8080.");
        }
        try {
            requireFree(InetAddress.getByName(address), Integer.parseInt(written));
        } catch (UnknownHostException e) {
            throw unusable(address + " (no such name)");
        }
    }

    private static void requireFree(InetAddress address, int port) {
        try {
            bind(address, port);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("ermission")) {
                throw CommandFailure.outOfReach(
                        "This user may not listen on this port.",
                        "port " + port,
                        "Choose a port above 1023: --port 8080, and put a proxy in front.");
            }
            try {
                bind(address, 0);
            } catch (IOException other) {
                throw unusable(address.getHostAddress() + " (" + other.getMessage() + ")");
            }
            throw StartFailures.portTaken(port);
        }
    }

    private static void bind(InetAddress address, int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        }
    }

    private static CommandFailure unusable(String found) {
        return CommandFailure.usage(
                "The hub cannot listen at this address.",
                "server.address " + found,
                "Name an address of this machine, 127.0.0.1 or 0.0.0.0.");
    }
}
