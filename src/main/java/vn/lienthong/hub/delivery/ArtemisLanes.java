package vn.lienthong.hub.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.journal.Journal.Lane;
import vn.lienthong.hub.journal.Journal.Ready;

/**
 * Lanes on Artemis: one queue {@code hub.lane.<destination>.<unit>} each, messages not durable, acknowledged one by one.
 *
 * <p>The client's own reconnecting is off. After a loss everything is made anew, queues and consumers included: the broker that answers then
 * may be another one, or have forgotten them.
 */
final class ArtemisLanes implements Lanes {
    private static final Logger LOG = LoggerFactory.getLogger(ArtemisLanes.class);
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Broker broker;
    private final Map<String, Consumer<Bundle>> receivers = new ConcurrentHashMap<>();
    private final Set<String> paused = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ArtemisLink link;
    private long nextTry;
    private volatile @Nullable String trouble;
    private volatile boolean refused;

    ArtemisLanes(Broker broker) {
        this.broker = broker;
        this.nextTry = System.nanoTime();
    }

    @Override
    public void open(String destination, Consumer<Bundle> receiver) {
        receivers.put(destination, receiver);
    }

    @Override
    public synchronized Link connect() {
        ArtemisLink held = link;
        if (held != null && held.isWhole()) {
            return Link.HELD;
        }
        letGo();
        if (System.nanoTime() - nextTry < 0) {
            return Link.AWAY;
        }
        try {
            link = ArtemisLink.to(broker, receivers, paused);
            LOG.info("The lanes are open at {}", broker.shownUrl());
            // A broker that lets us in may still refuse what the lanes need; that ends when it has taken something.
            trouble = refused ? trouble : null;
            return Link.NEW;
        } catch (ActiveMQException e) {
            nextTry = System.nanoTime() + AGAIN_NANOS;
            tell(BrokerTrouble.connecting(e, broker));
            return Link.AWAY;
        }
    }

    @Override
    public void put(Lane lane, List<Ready> transfers) {
        ask("take a bundle for " + lane, held -> {
            held.put(lane, transfers);
            return true;
        });
    }

    @Override
    public void listen(Lane lane) {
        ask("open " + lane, held -> held.listen(lane));
    }

    @Override
    public Level level(Lane lane) {
        return ask("tell of " + lane, held -> held.level(lane));
    }

    @Override
    public void pause(String destination) {
        paused.add(destination);
        ArtemisLink held = link;
        if (held != null) {
            held.pause(destination);
        }
    }

    @Override
    public boolean isPaused(String destination) {
        return paused.contains(destination);
    }

    @Override
    public void resume(String destination) {
        paused.remove(destination);
        ArtemisLink held = link;
        if (held != null) {
            try {
                held.resume(destination);
            } catch (ActiveMQException e) {
                held.breakOff();
            }
        }
    }

    private <T> T ask(String what, Question<T> question) {
        ArtemisLink held = link;
        if (held == null || !held.isWhole()) {
            throw new IllegalStateException("The broker is out of reach at " + broker.shownUrl());
        }
        try {
            T answer = question.ask(held);
            trouble = null;
            refused = false;
            return answer;
        } catch (ActiveMQException e) {
            held.breakOff();
            if (BrokerTrouble.isRefusal(e)) {
                refused = true;
                tell(BrokerTrouble.refusing(e, broker));
            }
            throw new IllegalStateException("The broker did not " + what + ": " + e.getMessage(), e);
        }
    }

    /** Once, and again when something else is the matter: the next try follows in half a second. */
    private void tell(String words) {
        if (!words.equals(trouble)) {
            LOG.warn("{} The hub tries again every half second.", words);
        }
        trouble = words;
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Something asked of the broker. */
    private interface Question<T> {
        T ask(ArtemisLink link) throws ActiveMQException;
    }

    @Override
    public boolean reachable() {
        ArtemisLink held = link;
        return held != null && held.isWhole();
    }

    @Override
    public synchronized void close() {
        letGo();
    }

    private void letGo() {
        ArtemisLink held = link;
        link = null;
        if (held != null) {
            held.close();
        }
    }
}
