package vn.lienthong.hub.torture;

import java.util.concurrent.CountDownLatch;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** An Artemis that keeps what it holds on disk, alone in its process. Arguments: port, folder. */
final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] args) throws Exception {
        String folder = args[1];
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration
                .setName("torture")
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(folder + "/journal")
                .setBindingsDirectory(folder + "/bindings")
                .setPagingDirectory(folder + "/paging")
                .setLargeMessagesDirectory(folder + "/large")
                .setNodeManagerLockDirectory(folder + "/lock")
                .setJournalFileSize(1 << 20)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setGracefulShutdownEnabled(false)
                .setMaxDiskUsage(-1)
                .addAddressSetting("hub.lane.#", new AddressSettings().setMaxDeliveryAttempts(-1))
                .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + args[0]);
        ActiveMQServer server = ActiveMQServers.newActiveMQServer(configuration, false);
        server.start();
        System.out.println("ready");
        new CountDownLatch(1).await();
    }
}
