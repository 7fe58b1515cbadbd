package vn.lienthong.hub.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.jspecify.annotations.Nullable;

/** An Artemis outside the hub: over TCP, keeps nothing, can go away and come back at the same port as if new. */
public final class TestBroker implements AutoCloseable {
    private final int port;
    private @Nullable ActiveMQServer server;

    public TestBroker() throws Exception {
        this.port = freePort();
        start();
    }

    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    public void start() throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration
                .setName("test-" + port)
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setGracefulShutdownEnabled(false)
                .addAcceptorConfiguration("tcp", url());
        server = ActiveMQServers.newActiveMQServer(configuration, false);
        server.start();
    }

    /** Goes away with all that it held. */
    public void stop() throws Exception {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public void close() throws Exception {
        stop();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
