package vn.lienthong.hub.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.api.core.client.SessionFailureListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.delivery.Lanes.Bundle;
import vn.lienthong.hub.delivery.Lanes.Level;
import vn.lienthong.hub.journal.Journal.Lane;
import vn.lienthong.hub.journal.Journal.Ready;

/** One connection to a broker with all that hangs on it; broken once, it stays broken. Thread-safe. */
final class ArtemisLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArtemisLink.class);
    private static final int PREFETCH_BYTES = 64 << 10;
    private static final int ANSWER_MILLIS = 5_000;
    private static final int SILENCE_MILLIS = 5_000;
    private static final int GIVEN_UP_MILLIS = 15_000;
    /** Of what a bundle says; there is one so far. Nodes of different versions may share a broker. */
    private static final byte FORM = 0;

    private static final long NEVER = Long.MAX_VALUE;

    private final ServerLocator locator;
    private final ClientSessionFactory factory;
    private final Broker broker;
    private final ClientSession putting;
    private final ClientProducer producer;
    private final Map<String, Consumer<Bundle>> receivers;
    private final Set<String> paused;
    /** The sessions that bundles come through, of the destinations that are not paused. */
    private final Map<String, ClientSession> receiving = new ConcurrentHashMap<>();

    private final Map<Lane, String> queues = new ConcurrentHashMap<>();
    // Of its own, because a broker that is slow makes whoever acknowledges wait, and that must not be the journal.
    private final ExecutorService acknowledging = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "lane-acknowledge");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean whole = true;

    private ArtemisLink(
            ServerLocator locator,
            ClientSessionFactory factory,
            Broker broker,
            Map<String, Consumer<Bundle>> receivers,
            Set<String> paused)
            throws ActiveMQException {
        this.locator = locator;
        this.factory = factory;
        this.broker = broker;
        this.receivers = receivers;
        this.paused = paused;
        this.putting = session();
        this.producer = putting.createProducer();
    }

    /**
     * Connects.
     *
     * @param receivers who gets the bundles, by destination
     * @param paused destinations that get none for now
     * @throws ActiveMQException when no broker answers, or it refuses us
     */
    static ArtemisLink to(Broker broker, Map<String, Consumer<Bundle>> receivers, Set<String> paused)
            throws ActiveMQException {
        ServerLocator locator = locator(broker);
        try {
            return new ArtemisLink(locator, locator.createSessionFactory(), broker, receivers, paused);
        } catch (ActiveMQException e) {
            locator.close();
            throw e;
        } catch (Exception e) { // createSessionFactory says no more than that
            locator.close();
            throw new ActiveMQException(ActiveMQExceptionType.NOT_CONNECTED, e.toString(), e);
        }
    }

    private static ServerLocator locator(Broker broker) throws ActiveMQException {
        try {
            return ActiveMQClient.createServerLocator(broker.url())
                    .setBlockOnNonDurableSend(false)
                    .setBlockOnAcknowledge(false)
                    .setConsumerWindowSize(PREFETCH_BYTES)
                    // A broker that dies while it owes us leave to send would hold the filler for ever; lanes are
                    // bounded anyway.
                    .setProducerWindowSize(-1)
                    .setReconnectAttempts(0)
                    .setInitialConnectAttempts(1)
                    .setCallTimeout(ANSWER_MILLIS)
                    .setClientFailureCheckPeriod(SILENCE_MILLIS)
                    .setConnectionTTL(GIVEN_UP_MILLIS);
        } catch (Exception e) { // whatever the reading of the address throws
            throw new ActiveMQException(ActiveMQExceptionType.ILLEGAL_STATE, "the broker's address is wrong", e);
        }
    }

    /** Whether it still carries. */
    boolean isWhole() {
        return whole && !factory.isClosed();
    }

    void breakOff() {
        whole = false;
    }

    void put(Lane lane, List<Ready> transfers) throws ActiveMQException {
        synchronized (putting) {
            String queue = queueOf(lane);
            ClientMessage message = putting.createMessage(false);
            message.getBodyBuffer().writeByte(FORM);
            message.getBodyBuffer().writeInt(transfers.size());
            for (Ready ready : transfers) {
                Instant deadline = ready.deadline();
                message.getBodyBuffer().writeLong(ready.transferId());
                message.getBodyBuffer().writeLong(deadline == null ? NEVER : deadline.toEpochMilli());
            }
            producer.send(queue, message);
        }
    }

    boolean listen(Lane lane) throws ActiveMQException {
        synchronized (putting) {
            return !queueOf(lane).isEmpty();
        }
    }

    Level level(Lane lane) throws ActiveMQException {
        synchronized (putting) {
            ClientSession.QueueQuery found = putting.queueQuery(SimpleString.of(queueOf(lane)));
            return new Level(found.getMessageCount(), found.getConsumerCount());
        }
    }

    /** Closing the session gives back what was not acknowledged; what was acknowledged before is said before. */
    void pause(String destination) {
        ClientSession session = receiving.remove(destination);
        if (session != null) {
            acknowledging.execute(() -> closeQuietly(session));
        }
    }

    void resume(String destination) throws ActiveMQException {
        synchronized (putting) {
            for (Map.Entry<Lane, String> known : queues.entrySet()) {
                if (known.getKey().destination().equals(destination)) {
                    consume(known.getKey(), known.getValue());
                }
            }
        }
    }

    private ClientSession session() throws ActiveMQException {
        ClientSession session = factory.createSession(broker.user(), broker.password(), false, true, true, false, 0);
        session.addFailureListener(new Failure());
        session.start();
        return session;
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
                    .setDurable(false));
        } catch (ActiveMQException e) {
            if (e.getType() != ActiveMQExceptionType.QUEUE_EXISTS) {
                throw e;
            }
        }
        // Remembered last: a lane without a consumer would take bundles that nobody gets.
        consume(lane, queue);
        queues.put(lane, queue);
        return queue;
    }

    private void consume(Lane lane, String queue) throws ActiveMQException {
        Consumer<Bundle> receiver = receivers.get(lane.destination());
        if (receiver == null || paused.contains(lane.destination())) {
            return;
        }
        ClientSession session = receiving.get(lane.destination());
        if (session == null) {
            session = session();
            receiving.put(lane.destination(), session);
            // Pausing does not wait for us: it may have looked for a session before there was one.
            if (paused.contains(lane.destination()) && receiving.remove(lane.destination(), session)) {
                closeQuietly(session);
                return;
            }
        }
        consume(lane, queue, session, receiver);
    }

    private void consume(Lane lane, String queue, ClientSession through, Consumer<Bundle> receiver)
            throws ActiveMQException {
        try {
            synchronized (through) {
                through.createConsumer(queue)
                        .setMessageHandler(message -> receiver.accept(bundle(lane, message, through)));
            }
        } catch (ActiveMQException e) {
            // Closed under our hands by a pause, which is no trouble of the connection.
            if (!through.isClosed() || !paused.contains(lane.destination())) {
                throw e;
            }
        }
    }

    private Bundle bundle(Lane lane, ClientMessage message, ClientSession session) {
        message.getBodyBuffer().readByte();
        int count = message.getBodyBuffer().readInt();
        List<Ready> transfers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long id = message.getBodyBuffer().readLong();
            long deadline = message.getBodyBuffer().readLong();
            transfers.add(new Ready(
                    id, lane.destination(), lane.unit(), deadline == NEVER ? null : Instant.ofEpochMilli(deadline)));
        }
        return new LeasedBundle(transfers, () -> acknowledgeLater(message, session));
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

    /** What has not been acknowledged by now, the broker gives to somebody else. */
    @Override
    public void close() {
        acknowledging.shutdown();
        try {
            if (isWhole() && !acknowledging.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.debug("Some bundles were not acknowledged; the broker forgets them with the session");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        whole = false;
        // Closes the sessions too, and does not ask a broker that may be gone.
        factory.close();
        locator.close();
    }

    private static void closeQuietly(ClientSession session) {
        try {
            session.close();
        } catch (ActiveMQException e) {
            LOG.debug("A lane session did not close cleanly", e);
        }
    }

    private record LeasedBundle(List<Ready> transfers, Runnable end) implements Bundle {
        @Override
        public void done() {
            end.run();
        }
    }

    /** Any failure of the connection is the end of the link. */
    private final class Failure implements SessionFailureListener {
        @Override
        public void connectionFailed(ActiveMQException cause, boolean failedOver) {
            whole = false;
        }

        @Override
        public void connectionFailed(ActiveMQException cause, boolean failedOver, String scaleDownTarget) {
            whole = false;
        }

        @Override
        public void beforeReconnect(ActiveMQException cause) {
            whole = false;
        }
    }
}
