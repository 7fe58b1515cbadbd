package vn.lienthong.hub.kit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.Ready;

/**
 * A journal as the delivery sees it that is driven by hand: of what is ready it hears, and takes into flight, only what was let go, once.
 * Everything else is the journal's. Thread-safe.
 */
final class HandJournal {
    private static final int MOST = 10_000;

    private final Journal real;
    private final List<Consumer<List<Ready>>> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Ready letGo;
    private @Nullable CompletableFuture<Boolean> taken;

    HandJournal(Journal real) {
        this.real = real;
    }

    /** What the hub is started with. */
    Journal journal() {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(),
                new Class<?>[] {Journal.class},
                (proxy, method, given) -> ask(method, given));
    }

    /**
     * From now on this one may go, and no other.
     *
     * @return completes when it was taken off: false if the journal had not let it
     */
    synchronized CompletableFuture<Boolean> letGo(Ready one) {
        letGo = one;
        CompletableFuture<Boolean> told = new CompletableFuture<>();
        taken = told;
        return told;
    }

    /** From now on nothing may go. False if it went already. */
    synchronized boolean keep() {
        boolean kept = letGo != null;
        letGo = null;
        return kept;
    }

    /** Tells the lanes of what may go; more than once does no harm. */
    void announce() {
        Ready one = mayGo();
        if (one != null) {
            listeners.forEach(listener -> listener.accept(List.of(one)));
        }
    }

    private synchronized @Nullable Ready mayGo() {
        return letGo;
    }

    private @Nullable Object ask(Method method, Object @Nullable [] given) throws Throwable {
        if (given != null) {
            switch (method.getName()) {
                case "takeOff":
                    return takeOff((String) given[0], (Collection<?>) given[1]);
                case "onReady":
                    @SuppressWarnings("unchecked")
                    Consumer<List<Ready>> listener = (Consumer<List<Ready>>) given[0];
                    listeners.add(listener);
                    return null;
                case "due":
                    return CompletableFuture.completedFuture(List.<Ready>of());
                case "backlog":
                    return List.<Ready>of();
                case "wake":
                    return CompletableFuture.completedFuture(0);
                case "nearest":
                    return Optional.ofNullable(mayGo())
                            .filter(one -> one.destination().equals(given[0]));
                default:
            }
        } else if (method.getName().equals("lanesWithBacklog")) {
            return List.<Journal.Lane>of();
        }
        try {
            return method.invoke(real, given);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private CompletableFuture<List<Flight>> takeOff(String destination, Collection<?> wanted) {
        Ready one;
        CompletableFuture<Boolean> told;
        synchronized (this) {
            one = letGo;
            told = taken;
            if (one == null || told == null || !wanted.contains(one.transferId())) {
                return CompletableFuture.completedFuture(List.of());
            }
            letGo = null;
        }
        CompletableFuture<List<Flight>> flights = real.takeOff(destination, List.of(one.transferId()));
        flights.whenComplete((flying, failure) -> told.complete(failure == null && !flying.isEmpty()));
        return flights;
    }

    /** Makes ready what the time, or a destination that is back, has made so, and gives all that may go. */
    List<Ready> ready(Instant now, Collection<String> back, Collection<String> tried) {
        back.forEach(destination -> real.wake(destination, MOST).join());
        tried.stream()
                .filter(destination -> real.nearest(destination).isEmpty())
                .forEach(destination -> real.wake(destination, 1).join());
        List<Ready> ready = new ArrayList<>(real.due(now, MOST).join());
        for (Journal.Lane lane : real.lanesWithBacklog()) {
            ready.addAll(real.backlog(lane.destination(), lane.unit(), null, MOST));
        }
        return ready.stream().distinct().toList();
    }
}
