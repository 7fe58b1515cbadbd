package vn.lienthong.hub.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The software of several units, each at work on a thread of its own. */
final class Senders {
    private final List<Sender> senders = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Diary diary;

    private Senders(Diary diary) {
        this.diary = diary;
    }

    static Senders start(List<Sender.Unit> units, Sender.Way way, Ledger ledger, Diary diary, long seed) {
        Senders started = new Senders(diary);
        for (Sender.Unit unit : units) {
            Sender sender = new Sender(unit, way, ledger, diary, seed);
            Thread thread = new Thread(sender, "unit-" + unit.code());
            thread.setDaemon(true);
            thread.start();
            started.senders.add(sender);
            started.threads.add(thread);
        }
        return started;
    }

    /** Lets them begin nothing new; tells whether all that they pushed got its receipt in time. */
    boolean end(Duration patience) {
        senders.forEach(Sender::end);
        boolean all = Machine.within(patience.toMillis(), () -> threads.stream().noneMatch(Thread::isAlive));
        diary.note(all ? "every record has its receipt" : "not every record got a receipt in time");
        return all;
    }
}
