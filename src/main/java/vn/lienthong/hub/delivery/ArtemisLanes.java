package vn.lienthong.hub.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.FailoverEventType;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.journal.Journal.Lane;

/** Lanes on Artemis: one queue {@code hub.lane.<destination>.<unit>} each, messages not durable, acknowledged one by one. */
final class ArtemisLanes implements Lanes {
    private static final Logger LOG = LoggerFactory.getLogger(ArtemisLanes.class);
    private static final int PREFETCH_BYTES = 64 << 10;

    private final ServerLocator locator;
    private final ClientSessionFactory factory;
    private final ClientSession putting;
    private final ClientProducer producer;
    private final Broker broker;
    private final Map<String, Receiver> receivers = new ConcurrentHashMap<>();
    private final Map<Lane, String> queues = new ConcurrentHashMap<>();
    private final List<Runnable> afterReconnect = new ArrayList<>();
    // Of its own, because a broker that fails over makes whoever acknowledges wait, and that must not be the journal.
    private final ExecutorService acknowledging = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "lane-acknowledge");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean reachable = true;

    ArtemisLanes(Broker broker) {
        this.broker = broker;
        try {
            locator = ActiveMQClient.createServerLocator(broker.url())
                    .setBlockOnNonDurableSend(false)
                    .setBlockOnAcknowledge(false)
                    .setConsumerWindowSize(PREFETCH_BYTES)
                    .setReconnectAttempts(-1)
                    .setRetryInterval(500)
                    .setCallTimeout(5_000);
            factory = locator.createSessionFactory();
            factory.addFailoverListener(this::failover);
            putting = session();
            putting.start();
            producer = putting.createProducer();
        } catch (Exception e) {
            throw new IllegalStateException("The broker is out of reach at " + broker.url(), e);
        }
    }

    @Override
    public void put(Lane lane, long[] transferIds) {
        try {
            synchronized (putting) {
                String queue = queueOf(lane);
                ClientMessage message = putting.createMessage(false);
                message.getBodyBuffer().writeInt(transferIds.length);
                for (long id : transferIds) {
                    message.getBodyBuffer().writeLong(id);
                }
                producer.send(queue, message);
            }
        } catch (ActiveMQException e) {
            throw new IllegalStateException("The broker did not take a bundle for " + lane, e);
        }
    }

    @Override
    public void open(String destination, Consumer<Bundle> receiver) {
        try {
            ClientSession session = session();
            session.start();
            receivers.put(destination, new Receiver(session, receiver));
            for (Map.Entry<Lane, String> known : queues.entrySet()) {
                listen(known.getKey(), known.getValue());
            }
        } catch (ActiveMQException e) {
            throw new IllegalStateException("The lanes of " + destination + " could not be opened", e);
        }
    }

    @Override
    public void onReconnect(Runnable action) {
        synchronized (afterReconnect) {
            afterReconnect.add(action);
        }
    }

    @Override
    public boolean reachable() {
        return reachable && !factory.isClosed();
    }

    @Override
    public void close() {
        acknowledging.shutdown();
        try {
            if (!acknowledging.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.debug("Some bundles were not acknowledged; the broker forgets them with the session");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Receiver receiver : receivers.values()) {
            closeQuietly(receiver.session);
        }
        closeQuietly(putting);
        factory.close();
        locator.close();
    }

    private ClientSession session() throws ActiveMQException {
        return factory.createSession(broker.user(), broker.password(), false, true, true, false, 0);
    }

    private void failover(FailoverEventType event) {
        reachable = event == FailoverEventType.FAILOVER_COMPLETED;
        if (reachable) {
            synchronized (afterReconnect) {
                afterReconnect.forEach(Runnable::run);
            }
        }
    }

    private String queueOf(Lane lane) throws ActiveMQException {
        String known = queues.get(lane);
        if (known != null) {
            return known;
        }
        String queue = "hub.lane." + lane.destination() + "." + lane.unit().replace(':', '-');
        try {
            putting.createQueue(QueueConfiguration.of(queue)
                    .setRoutingType(RoutingType.ANYCAST)
                    .setDurable(true));
        } catch (ActiveMQException e) {
            if (e.getType() != ActiveMQExceptionType.QUEUE_EXISTS) {
                throw e;
            }
        }
        // Remembered last: a lane without a consumer would take bundles that nobody gets.
        listen(lane, queue);
        queues.put(lane, queue);
        return queue;
    }

    private void listen(Lane lane, String queue) throws ActiveMQException {
        Receiver receiver = receivers.get(lane.destination());
        if (receiver == null) {
            return;
        }
        synchronized (receiver.session) {
            ClientConsumer consumer = receiver.session.createConsumer(queue);
            consumer.setMessageHandler(message -> receiver.target.accept(bundle(lane, message, receiver.session)));
        }
    }

    private Bundle bundle(Lane lane, ClientMessage message, ClientSession session) {
        int count = message.getBodyBuffer().readInt();
        long[] ids = new long[count];
        for (int i = 0; i < count; i++) {
            ids[i] = message.getBodyBuffer().readLong();
        }
        return new LeasedBundle(lane, ids, () -> acknowledgeLater(message, session));
    }

    private void acknowledgeLater(ClientMessage message, ClientSession session) {
        try {
            acknowledging.execute(() -> acknowledge(message, session));
        } catch (RejectedExecutionException e) {
            LOG.debug("A bundle ended after its lanes were closed");
        }
    }

    private static void acknowledge(ClientMessage message, ClientSession session) {
        try {
            synchronized (session) {
                message.individualAcknowledge();
            }
        } catch (ActiveMQException e) {
            // The broker gives the bundle to someone else; the journal then says that nothing of it is ready.
            LOG.debug("A bundle could not be acknowledged", e);
        }
    }

    private static void closeQuietly(ClientSession session) {
        try {
            session.close();
        } catch (ActiveMQException e) {
            LOG.debug("A lane session did not close cleanly", e);
        }
    }

    private record Receiver(ClientSession session, Consumer<Bundle> target) {}

    private record LeasedBundle(Lane lane, long[] transferIds, Runnable acknowledge) implements Bundle {
        @Override
        public void done() {
            acknowledge.run();
        }
    }
}
