package vn.lienthong.hub.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A city that pushes to several nodes: each dossier's revisions in order, turning to the next node for every record, and to another one when a
 * node does not answer or cannot take it now.
 */
final class Pushing {
    private static final List<String> UNITS = List.of("21556", "21553", "21550", "21559", "21562", "21565", "21568");
    private static final int CONNECTIONS = 6;

    private final List<HubNode> nodes;
    private final String series;
    private final int dossiers;
    private final int revisions;
    private final AtomicInteger accepted = new AtomicInteger();
    private final CompletableFuture<Void> goesOn = new CompletableFuture<>();
    private int heldBackFrom = Integer.MAX_VALUE;
    private CompletableFuture<Void> done = new CompletableFuture<>();

    /**
     * @param nodes that take turns; may change while it pushes if the list allows that
     * @param series two letters that no other series of this hub has
     */
    Pushing(List<HubNode> nodes, String series, int dossiers, int revisions) {
        this.nodes = nodes;
        this.series = series;
        this.dossiers = dossiers;
        this.revisions = revisions;
    }

    /** Revisions from this one on are pushed only after {@link #goOn}. */
    Pushing holdingBackFrom(int revision) {
        heldBackFrom = revision;
        return this;
    }

    void goOn() {
        goesOn.complete(null);
    }

    /** Begins. */
    Pushing start() {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            int first = i;
            all.add(CompletableFuture.runAsync(() -> push(first), threads));
        }
        threads.shutdown();
        done = CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
        return this;
    }

    int accepted() {
        return accepted.get();
    }

    int total() {
        return dossiers * revisions;
    }

    /** The codes it pushes. */
    List<String> codes() {
        List<String> codes = new ArrayList<>();
        for (int dossier = 0; dossier < dossiers; dossier++) {
            codes.add(code(dossier));
        }
        return codes;
    }

    /** Waits until every record has its receipt. */
    void finish() throws Exception {
        done.get(3, TimeUnit.MINUTES);
    }

    private String code(int dossier) {
        return "000.00.%s.H08-191216-%04d".formatted(series, dossier);
    }

    private void push(int first) {
        for (int revision = 1; revision <= revisions; revision++) {
            if (revision == heldBackFrom) {
                goesOn.join();
            }
            for (int dossier = first; dossier < dossiers; dossier += CONNECTIONS) {
                push(record(code(dossier), revision, UNITS.get(dossier % UNITS.size())), dossier + revision);
                accepted.incrementAndGet();
            }
        }
    }

    private void push(String record, int turn) {
        for (int attempt = 0; ; attempt++) {
            int status = pushTo(nodes.get(Math.floorMod(turn + attempt, nodes.size())), record);
            if (status == 200 || status == 202) {
                return;
            }
            if (status != -1 && status != 503) {
                throw new AssertionError("A node answers " + status + " to a sound record");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static int pushTo(HubNode node, String record) {
        try {
            return node.push(record);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A snapshot with as many steps as its revision. Made up. */
    private static String record(String code, int revision, String unit) {
        StringBuilder steps = new StringBuilder();
        for (int step = 1; step <= revision; step++) {
            steps.append(step == 1 ? "" : ",")
                    .append(
                            "{\"at\":\"2019-12-16T08:%02d:00+07:00\",\"by\":\"Cán bộ Thử\",\"note\":\"Bước %d\",\"status\":\"PROCESSING\"}"
                                    .formatted(step, step));
        }
        return """
                {"dossierCode":"%s","revision":%d,"procedureCode":"1.001193.000.00.00.H08","unit":"%s","status":"PROCESSING",\
                "summary":"Đăng ký khai sinh (dữ liệu giả)","receivedAt":"2019-12-16T08:00:00+07:00",\
                "applicant":{"kind":"CITIZEN","name":"NGUYỄN VĂN MẪU","identity":{"type":"CCCD","number":"052089000001"}},\
                "steps":[%s]}"""
                .formatted(code, revision, unit, steps);
    }
}
