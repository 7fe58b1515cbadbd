package vn.lienthong.hub.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import vn.lienthong.hub.replay.Misbehaviour;
import vn.lienthong.hub.testkit.Relay;
import vn.lienthong.hub.torture.Schedule.Step;

/** Does to a site what the schedule says. Two faults of one part wait for each other; faults of different parts may overlap. */
final class Tormentor {
    private static final long START_MILLIS = 180_000;

    private final Site site;
    private final Recovery recovery;
    private final Diary diary;
    private final Map<String, ReentrantLock> parts = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();

    Tormentor(Site site, Recovery recovery, Diary diary) {
        this.site = site;
        this.recovery = recovery;
        this.diary = diary;
    }

    /** Runs the schedule to its end, then sees to it that everything is up and well. */
    void run(List<Step> schedule, long window) throws InterruptedException {
        long start = System.nanoTime();
        for (Step step : schedule) {
            waitUntil(start, step.at());
            Thread thread =
                    new Thread(() -> inTurn(step), "fault-" + step.fault().word());
            thread.start();
            threads.add(thread);
            if (step.fault() == Fault.HUB_KILLED && !step.detail().equals(Schedule.GOES_ON)) {
                // The schedule stands still meanwhile.
                long stood = System.nanoTime();
                thread.join();
                start += System.nanoTime() - stood - step.millis() * 1_000_000;
            }
        }
        waitUntil(start, window);
        for (Thread thread : threads) {
            thread.join();
        }
        diary.note("no more faults");
        site.links.values().forEach(Relay::restore);
        site.province.misbehave(List.of());
        site.second.moody(false);
    }

    private static void waitUntil(long start, long millis) {
        long left = millis - (System.nanoTime() - start) / 1_000_000;
        if (left > 0) {
            Machine.pause(left);
        }
    }

    private void inTurn(Step step) {
        ReentrantLock part = parts.computeIfAbsent(part(step), name -> new ReentrantLock());
        part.lock();
        try {
            diary.note(step.text());
            doIt(step);
            if (step.fault() != Fault.HUB_KILLED) {
                recovery.ended(step.fault());
            }
            diary.note("  " + step.fault().word() + " is over");
        } catch (IOException | RuntimeException e) {
            diary.note("the fault could not be done: " + step.text() + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            part.unlock();
        }
    }

    private static String part(Step step) {
        return switch (step.fault()) {
            case HUB_KILLED -> "hub";
            case DATABASE_RESTARTED, DISK_FULL -> "database";
            case BROKER_RESTARTED, BROKER_WIPED -> "broker";
            case DROPPED, DELAYED -> "link " + step.detail().split(" ", 2)[0];
            case FROZEN -> step.detail();
            case CLOCK_FORWARD, CLOCK_BACK -> "clock";
            case PROVINCE -> "province";
        };
    }

    private void doIt(Step step) throws IOException, InterruptedException {
        switch (step.fault()) {
            case HUB_KILLED -> {
                site.hub.kill();
                Machine.pause(step.millis());
                site.hub.start();
                recovery.ended(step.fault());
                if (!step.detail().equals(Schedule.GOES_ON)) {
                    waitForHub();
                }
            }
            case DATABASE_RESTARTED -> restartDatabase(step);
            case BROKER_RESTARTED, BROKER_WIPED -> restartBroker(step);
            case DROPPED -> {
                Relay link = site.link(step.detail());
                link.drop();
                Machine.pause(step.millis());
                link.restore();
            }
            case DELAYED -> delay(step);
            case FROZEN -> {
                freeze(step.detail(), true);
                Machine.pause(step.millis());
                freeze(step.detail(), false);
            }
            case CLOCK_FORWARD -> site.hub.moveClock(seconds(step) * 1_000);
            case CLOCK_BACK -> {
                site.hub.moveClock(-seconds(step) * 1_000);
                Machine.pause(step.millis());
                site.hub.moveClock(seconds(step) * 1_000);
            }
            case DISK_FULL -> fillDisk(step);
            case PROVINCE -> {
                site.province.misbehave(List.of(Misbehaviour.parse(step.detail())));
                Machine.pause(step.millis());
                site.province.misbehave(List.of());
                // A door that was closed opens on another thread, a moment later.
                Machine.pause(150);
            }
        }
    }

    private void waitForHub() {
        if (!Machine.within(START_MILLIS, site.hub::answers)) {
            diary.note("  the hub does not answer " + START_MILLIS / 1_000 + " s after its start");
        }
    }

    private static long seconds(Step step) {
        return Long.parseLong(step.detail().split(" ", 2)[0]);
    }

    private void restartDatabase(Step step) throws IOException, InterruptedException {
        if (site.database == null) {
            // The hub starts it again by itself.
            List<String> lines = Files.readAllLines(site.embeddedProcess(), StandardCharsets.ISO_8859_1);
            Machine.signal(step.detail(), Long.parseLong(lines.get(0).strip()));
            return;
        }
        site.database.stop(step.detail());
        Machine.pause(step.millis());
        site.database.start();
    }

    private void restartBroker(Step step) throws IOException, InterruptedException {
        if (site.broker == null) {
            throw new IllegalStateException("the broker is inside the hub");
        }
        site.broker.kill();
        if (step.fault() == Fault.BROKER_WIPED) {
            site.broker.wipe();
        }
        Machine.pause(step.millis());
        site.broker.start();
    }

    private void delay(Step step) {
        String[] words = step.detail().split(" ", 3);
        Relay link = site.link(words[0]);
        if (words[1].equals("silent")) {
            link.stall();
        } else {
            link.delay(Long.parseLong(words[1]));
        }
        Machine.pause(step.millis());
        link.restore();
    }

    private void freeze(String part, boolean still) {
        if (part.equals("database") && site.database != null) {
            site.database.freeze(still);
        } else if (part.equals("broker") && site.broker != null) {
            site.broker.freeze(still);
        } else {
            site.hub.freeze(still);
        }
    }

    /** Keeps it full: what the database lets go of is taken as well. */
    private void fillDisk(Step step) throws IOException {
        long end = System.nanoTime() + Duration.ofMillis(step.millis()).toNanos();
        do {
            site.disk.fill();
            Machine.pause(200);
        } while (System.nanoTime() < end);
        site.disk.makeRoom();
        if (site.database != null && site.database.gone()) {
            diary.note("  the database ended on the full disk; started again, as a service manager does");
            site.database.start();
        }
    }
}
