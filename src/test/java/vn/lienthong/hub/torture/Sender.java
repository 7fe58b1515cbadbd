package vn.lienthong.hub.torture;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One unit's software, which nobody watches: pushes at its pace, and whatever gets no receipt goes again until it has one. */
final class Sender implements Runnable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_OPEN = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * A unit of the city.
     *
     * @param code in the hub's tables
     * @param number of its own, part of its dossiers' codes
     * @param perSecond records it pushes
     */
    record Unit(String code, int number, double perSecond) {}

    /**
     * How it reaches the hub.
     *
     * @param overtaking of a hundred records, so many are pushed after the next one of their dossier
     */
    record Way(URI hub, HttpClient http, int overtaking) {}

    private final Unit unit;
    private final URI hub;
    private final HttpClient http;
    private final int overtaking;
    private final Ledger ledger;
    private final Diary diary;
    private final Draws draws;
    private final List<Dossier> open = new ArrayList<>();
    private final List<Integer> next = new ArrayList<>();
    private int opened;
    private volatile boolean ending;

    Sender(Unit unit, Way way, Ledger ledger, Diary diary, long seed) {
        this.unit = unit;
        this.hub = way.hub().resolve("/v1/dossiers");
        this.http = way.http();
        this.overtaking = way.overtaking();
        this.ledger = ledger;
        this.diary = diary;
        this.draws = new Draws(seed ^ 0x5DEECE66DL * unit.number());
    }

    /** Begins nothing new; what has no receipt yet still gets one. */
    void end() {
        ending = true;
    }

    @Override
    public void run() {
        double gapMillis = 1_000 / unit.perSecond();
        double due = draws.below(1_000) * gapMillis / 1_000;
        long start = System.nanoTime();
        while (!ending) {
            double now = (System.nanoTime() - start) / 1e6;
            if (now < due) {
                Machine.pause(Math.min(200, Math.max(1, (long) (due - now))));
                continue;
            }
            // What an outage kept back comes faster afterwards, but not all at once.
            due = Math.max(due + gapMillis, now - 50 * gapMillis);
            push();
        }
    }

    private void push() {
        int at = draws.below(open.size() + 1);
        if (open.isEmpty()
                || at == open.size() && open.size() < MOST_OPEN
                || draws.below(100) < 20 && open.size() < MOST_OPEN) {
            String code = String.format(Locale.ROOT, "000.%02d.ZZ.H08-191216-%05d", unit.number(), ++opened);
            open.add(new Dossier(code, unit.code(), draws.next()));
            next.add(1);
            at = open.size() - 1;
        }
        at = Math.min(at, open.size() - 1);
        Dossier dossier = open.get(at);
        int revision = next.get(at);
        int latest = revision;
        if (overtaking > 0 && revision < dossier.revisions() && draws.below(100) < overtaking) {
            latest++;
            untilReceipt(dossier, latest, false);
        }
        untilReceipt(dossier, revision, latest > revision);
        if (latest == dossier.revisions()) {
            open.remove(at);
            next.remove(at);
        } else {
            next.set(at, latest + 1);
        }
    }

    private void untilReceipt(Dossier dossier, int revision, boolean overtaken) {
        HttpRequest request = HttpRequest.newBuilder(hub)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(dossier.record(revision)))
                .build();
        while (true) {
            try {
                HttpResponse<String> answer =
                        http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                if (answer.statusCode() == 202 || answer.statusCode() == 200) {
                    if (overtaken
                            != JSON.readTree(answer.body()).path("superseded").asBoolean()) {
                        ledger.untrue();
                        diary.note("a receipt is not true: " + answer.body());
                    }
                    ledger.accepted(dossier, revision, overtaken);
                    return;
                }
                if (answer.statusCode() != 503 && answer.statusCode() != 429) {
                    ledger.refused();
                    diary.note("a sound record was refused: " + answer.statusCode() + " " + answer.body());
                    return;
                }
                ledger.putOff();
                String after = answer.headers().firstValue("Retry-After").orElse("");
                if (after.isEmpty()) {
                    ledger.refused();
                    diary.note("answered " + answer.statusCode() + " without Retry-After: " + answer.body());
                }
                Machine.pause(
                        Math.min(2_000, TimeUnit.SECONDS.toMillis(after.matches("\\d+") ? Long.parseLong(after) : 1)));
            } catch (IOException e) {
                ledger.again();
                Machine.pause(200 + draws.below(800));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
