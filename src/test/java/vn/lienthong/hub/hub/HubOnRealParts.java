package vn.lienthong.hub.hub;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.delivery.Broker;
import vn.lienthong.hub.journal.Acceptance;
import vn.lienthong.hub.journal.Entry;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Journal.BalanceRow;
import vn.lienthong.hub.replay.FakeProvince;
import vn.lienthong.hub.testkit.Waiting;
import vn.lienthong.hub.vocabulary.DossierRecord;
import vn.lienthong.hub.vocabulary.Status;

/** Test tool: the real hub (journal, broker, flows, connectors) towards a fake province, without HTTP intake and Spring. */
final class HubOnRealParts implements AutoCloseable {
    private static final Hub HUB = Hub.at(Path.of("."));

    final FakeProvince province;
    final Journal journal;
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, Map<String, String>> others = new HashMap<>();
    private final Map<String, Map<String, String>> lookups = new HashMap<>();
    private Hub hub = HUB;
    private final Map<String, Map<String, String>> pulls = new HashMap<>();
    private @Nullable String brokerUrl;
    private @Nullable RunningHub running;
    private @Nullable DefaultCamelContext camel;

    HubOnRealParts(Journal journal) {
        this(
                journal,
                FakeProvince.start(
                        FakeProvince.Settings.defaults()
                                .withLogin("hub", "throw-away")
                                .withSlowness(Duration.ofMillis(60)),
                        Clock.systemUTC()));
    }

    /** A further node that sends to the province of the first. */
    HubOnRealParts(Journal journal, FakeProvince province) {
        this.journal = journal;
        this.province = province;
        settings.put("address", province.address().toString());
        settings.put("username", "hub");
        settings.put("password", "throw-away");
        settings.put("unit-code", "000.00.00.H08");
        settings.put("probe-every", "PT0.2S");
        settings.put("retry.first", "PT0.1S");
        settings.put("retry.cap", "PT0.5S");
        settings.put("retry.give-up-after-attempts", "5");
        settings.put("answer-timeout", "PT2S");
    }

    HubOnRealParts with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** A further destination. */
    HubOnRealParts and(String destination, Map<String, String> itsSettings) {
        others.put(destination, itsSettings);
        return this;
    }

    /** A lookup that flows may ask. */
    HubOnRealParts asking(String lookup, Map<String, String> itsSettings) {
        lookups.put(lookup, itsSettings);
        return this;
    }

    /** With the flows, mappings and connectors of another folder than the repository. */
    HubOnRealParts at(Path home) {
        hub = Hub.at(home);
        return this;
    }

    HubOnRealParts pulling(String source, Map<String, String> itsSettings) {
        pulls.put(source, itsSettings);
        return this;
    }

    HubOnRealParts withBroker(String url) {
        brokerUrl = url;
        return this;
    }

    HubOnRealParts start() {
        camel = new DefaultCamelContext();
        Map<String, Map<String, String>> destinations = new HashMap<>(others);
        destinations.put("province-rest", Map.copyOf(settings));
        running = hub.start(new HubParts(
                        camel,
                        journal,
                        brokerUrl == null ? Broker.embedded() : Broker.external(brokerUrl, null, null),
                        Clock.systemUTC(),
                        new Random(1),
                        destinations)
                .pulling(pulls)
                .asking(lookups));
        return this;
    }

    RunningHub running() {
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running;
    }

    CompletableFuture<Acceptance> push(String code, int revision, String json) {
        return push(code, revision, "21556", json);
    }

    CompletableFuture<Acceptance> push(String code, int revision, String unit, String json) {
        return push(code, revision, unit, json, null);
    }

    CompletableFuture<Acceptance> push(
            String code, int revision, String unit, String json, @Nullable Instant deadline) {
        byte[] content = json.getBytes(StandardCharsets.UTF_8);
        DossierRecord record = dossier(code, revision, unit, content);
        return journal.accept(new Entry("city", record, fingerprint(content), List.of("province-rest"), deadline));
    }

    /** A first revision that is owed to these destinations. */
    CompletableFuture<Acceptance> push(String code, List<String> owed, String json) {
        byte[] content = json.getBytes(StandardCharsets.UTF_8);
        DossierRecord record = dossier(code, 1, "21556", content);
        return journal.accept(new Entry("city", record, fingerprint(content), owed, null));
    }

    private static DossierRecord dossier(String code, int revision, String unit, byte[] content) {
        return new DossierRecord(
                code,
                revision,
                "1.001193.000.00.00.H08",
                unit,
                Status.PROCESSING,
                null,
                Instant.parse("2019-12-16T01:05:00Z"),
                null,
                content);
    }

    /** A record with so many steps. */
    static String record(String code, int revision, int steps, String procedure) {
        StringBuilder text = new StringBuilder(
                """
                {"applicant":{"identity":{"number":"052190999901","type":"CCCD"},"kind":"CITIZEN","name":"Nguyễn Thử Nghiệm"},\
                "dossierCode":"%s","procedureCode":"%s","receivedAt":"2019-12-16T08:05:00+07:00","revision":%d,\
                "status":"PROCESSING","summary":"Đăng ký khai sinh (dữ liệu giả)","unit":"21556","steps":["""
                        .formatted(code, procedure, revision));
        for (int i = 0; i < steps; i++) {
            text.append(i == 0 ? "" : ",")
                    .append(
                            "{\"at\":\"2019-12-16T%02d:%02d:00+07:00\",\"by\":\"Cán bộ Thử\",\"note\":\"Bước %d\",\"status\":\"PROCESSING\"}"
                                    .formatted(8 + i / 60, i % 60, i + 1));
        }
        return text.append("]}").toString();
    }

    static String record(String code, int revision, int steps) {
        return record(code, revision, steps, "1.001193.000.00.00.H08");
    }

    BalanceRow sums() {
        long[] sum = new long[6];
        for (BalanceRow row : journal.balance()) {
            sum[0] += row.accepted();
            sum[1] += row.delivered();
            sum[2] += row.waiting();
            sum[3] += row.parked();
            sum[4] += row.cancelled();
            sum[5] += row.superseded();
        }
        return new BalanceRow("all", "all", sum[0], sum[1], sum[2], sum[3], sum[4], sum[5]);
    }

    /** Waits until something holds, in small looks; fails after three minutes. */
    static void await(String what, BooleanSupplier holds) {
        Waiting.until(what, holds);
    }

    static void await(String what, Duration longest, BooleanSupplier holds) {
        Waiting.until(() -> what, longest, holds);
    }

    void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
        if (camel != null) {
            camel.stop();
            camel = null;
        }
    }

    @Override
    public void close() {
        stop();
        province.close();
    }

    private static byte[] fingerprint(byte[] content) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(content);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
