package vn.lienthong.hub.delivery;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.jspecify.annotations.Nullable;

/**
 * The broker that carries the lanes: inside this process by default, or an Artemis elsewhere. Lane messages are not
 * durable: the journal refills what a broker lost, so the inner broker keeps nothing on disk.
 */
public final class Broker implements AutoCloseable {
    private static final AtomicInteger NEXT_ID = new AtomicInteger();

    private final @Nullable ActiveMQServer server;
    private final String url;
    private final @Nullable String user;
    private final @Nullable String password;

    private Broker(@Nullable ActiveMQServer server, String url, @Nullable String user, @Nullable String password) {
        this.server = server;
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** A broker inside this process, reachable by this process only. */
    public static Broker embedded() {
        int id = NEXT_ID.getAndIncrement();
        AddressSettings bounded = new AddressSettings()
                .setMaxSizeBytes(64L << 20)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL)
                // A hint that came back often, from nodes that were lost, is as good as a new one.
                .setMaxDeliveryAttempts(-1)
                .setDeadLetterAddress(SimpleString.of("hub.dead"))
                .setExpiryAddress(SimpleString.of("hub.expired"))
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false);
        try {
            Configuration configuration = new ConfigurationImpl()
                    .setName("lanes-" + id)
                    .setPersistenceEnabled(false)
                    .setSecurityEnabled(false)
                    .setJMXManagementEnabled(false)
                    .setMessageCounterEnabled(false)
                    .setGracefulShutdownEnabled(false)
                    .setMaxDiskUsage(-1)
                    .addAcceptorConfiguration("in-vm", "vm://" + id)
                    .addAddressSetting("#", bounded);
            return new Broker(ActiveMQServers.newActiveMQServer(configuration, false), "vm://" + id, null, null);
        } catch (Exception e) {
            throw new IllegalStateException("The inner broker could not be set up", e);
        }
    }

    /**
     * An Artemis elsewhere.
     *
     * @param url Artemis' own form, for example {@code (tcp://a:61616,tcp://b:61616)?reconnectAttempts=-1}
     * @throws IllegalArgumentException if that is no such address, in three parts; a broker that is away is no fault
     */
    public static Broker external(String url, @Nullable String user, @Nullable String password) {
        Broker broker = new Broker(null, url, user, password);
        if (!isAddress(url)) {
            throw new IllegalArgumentException("Setting hub.broker.url must be the address of an Artemis. Found: "
                    + broker.shownUrl()
                    + ". Example: hub.broker.url=(tcp://a:61616,tcp://b:61616)?reconnectAttempts=-1");
        }
        return broker;
    }

    /** Whether it can be read as one; contacts nobody. */
    private static boolean isAddress(String url) {
        try (ServerLocator locator = ActiveMQClient.createServerLocator(url)) {
            for (TransportConfiguration place : locator.getStaticTransportConfigurations()) {
                Map<String, Object> parameters = place.getParams();
                boolean inside = parameters.containsKey("serverId");
                Object port = parameters.getOrDefault("port", "-1");
                if (!inside
                        && (parameters.get("host") == null
                                || String.valueOf(port).startsWith("-"))) {
                    return false;
                }
            }
            return true;
        } catch (Exception e) { // whatever the reading of the address throws
            return false;
        }
    }

    void start() {
        if (server == null) {
            return;
        }
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("The inner broker did not start", e);
        }
    }

    String url() {
        return url;
    }

    /** Without parameters, which may hold passwords of a key store. */
    String shownUrl() {
        return url.replaceAll("\\?[^,)]*", "");
    }

    @Nullable
    String user() {
        return user;
    }

    @Nullable
    String password() {
        return password;
    }

    @Override
    public void close() {
        if (server == null) {
            return;
        }
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The inner broker did not stop", e);
        }
    }
}
