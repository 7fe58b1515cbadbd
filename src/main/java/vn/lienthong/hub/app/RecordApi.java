package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.journal.Carried;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.recording.BadRecording;
import vn.lienthong.hub.recording.ExchangeFolder;
import vn.lienthong.hub.recording.FromJournal;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;
import vn.lienthong.hub.recording.Recorder;
import vn.lienthong.hub.recording.RecordingSet;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * Gives out what was said and answered by transfers as recorded exchanges, masked before they leave, as a ZIP of folders. A page of transfers is in memory
 * at a time. The last entry, {@code recording.json}, is there only if all before it is.
 */
@HubApi
final class RecordApi {
    static final String END = "recording.json";
    static final String DEFAULT_SET = "default";
    private static final Logger LOG = LoggerFactory.getLogger(RecordApi.class);
    private static final Set<String> NAMES = Set.of("filter", "all", "by", "why", "dryRun", "recording", "raw");
    private static final int PAGE = 20;
    private static final int MOST = 20_000;

    private final Supplier<Hub> hub;
    private final Journal journal;
    private final HubSettings settings;
    private final Access access;
    private final Clock clock;
    private final RecordedPlaces known;
    /** One at a time: it takes a processor of its own as long as it runs. */
    private final Semaphore one = new Semaphore(1);

    RecordApi(Supplier<Hub> hub, Journal journal, HubSettings settings, Access access, Clock clock) {
        this.hub = hub;
        this.journal = journal;
        this.settings = settings;
        this.access = access;
        this.clock = clock;
        this.known = new RecordedPlaces(hub, settings);
    }

    @PostMapping("/v1/record")
    void record(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Caller caller = access.operator(request);
        ActBody body = ActBody.of(request, NAMES);
        TransferFilter filter = body.filter().filter();
        Journal.By by = body.by(caller);
        boolean raw = body.flag("raw");
        if (raw && settings.explain().personalData() != HubSettings.Visibility.SHOWN) {
            throw refusedRaw();
        }
        if (!one.tryAcquire()) {
            throw busy();
        }
        try {
            String name = body.optional("recording");
            Recording recording = new Recording(by, raw ? null : set(name == null ? DEFAULT_SET : name));
            if (body.dryRun()) {
                recording.all(filter, null);
                answer(response, "application/json", recording.json().put("dryRun", true));
                return;
            }
            LOG.warn(
                    "{} records exchanges{}: {}",
                    by.who(),
                    raw ? " UNMASKED, with everybody in them" : ", masked",
                    by.why());
            response.setContentType("application/zip");
            try (ZipOutputStream zip = new ZipOutputStream(response.getOutputStream())) {
                recording.all(filter, zip);
                put(zip, END, recording.json().toString().getBytes(StandardCharsets.UTF_8));
            }
        } finally {
            one.release();
        }
    }

    private RecordingSet set(String name) {
        try {
            return RecordingSet.open(settings.dataFolder(), name);
        } catch (BadRecording e) {
            throw new ApiFailure(422, e.problem(), "never");
        }
    }

    private static void answer(HttpServletResponse response, String type, ObjectNode node) throws IOException {
        response.setContentType(type);
        response.getOutputStream().write(node.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    /** One call. */
    private final class Recording {
        private final Journal.By by;
        private final @Nullable RecordingSet set;
        private final @Nullable Recorder recorder;
        private final Map<String, FromJournal.Place> places = new HashMap<>();
        private final Map<String, Long> left = new TreeMap<>();
        private long exchanges;
        private long legs;
        private boolean more;

        Recording(Journal.By by, @Nullable RecordingSet set) {
            this.by = by;
            this.set = set;
            this.recorder = set == null ? null : set.recorder(name -> HarmlessWords.of(hub.get(), name));
        }

        /** @param zip null: only counts */
        void all(TransferFilter filter, @Nullable ZipOutputStream zip) throws IOException {
            Long after = null;
            while (true) {
                List<Carried> page = journal.carried(filter, after, PAGE);
                for (Carried carried : page) {
                    if (exchanges >= MOST) {
                        more = true;
                        return;
                    }
                    one(carried, zip);
                }
                if (page.size() < PAGE) {
                    return;
                }
                after = page.get(page.size() - 1).transfer().id();
            }
        }

        private void one(Carried carried, @Nullable ZipOutputStream zip) throws IOException {
            String because = FromJournal.notRecorded(carried);
            if (because != null) {
                left.merge(because, 1L, Long::sum);
                return;
            }
            exchanges++;
            legs += carried.exchanges().size();
            if (zip == null) {
                return;
            }
            FromJournal.Place place = places.computeIfAbsent(carried.transfer().destination(), known::of);
            Recorded recorded = new Recorded(clock.instant(), by.who(), by.why(), "journal", null, null);
            RecordedExchange raw = FromJournal.of(carried, place, recorded);
            RecordedExchange given = recorder == null ? raw : recorder.masked(raw);
            String folder = ExchangeFolder.name(given);
            for (Map.Entry<String, byte[]> file : ExchangeFolder.files(given).entrySet()) {
                put(zip, folder + "/" + file.getKey(), file.getValue());
            }
        }

        ObjectNode json() {
            ObjectNode node =
                    Json.object().put("exchanges", exchanges).put("legs", legs).put("masked", set != null);
            Json.put(node, "recording", set == null ? null : set.name());
            ArrayNode not = node.putArray("notRecorded");
            left.forEach(
                    (because, count) -> not.addObject().put("because", because).put("transfers", count));
            return node.put("more", more);
        }
    }

    private static ApiFailure refusedRaw() {
        return new ApiFailure(
                403,
                new Problem(
                        "raw-not-allowed",
                        "Exchanges with everybody in them are not given out here.",
                        "raw, while hub.explain.personal-data is HIDDEN",
                        "Leave raw out; or, where operators may see personal data, set hub.explain.personal-data=SHOWN."),
                "never");
    }

    private static ApiFailure busy() {
        return new ApiFailure(
                409,
                new Problem(
                        "recording-under-way",
                        "A recording is under way already.",
                        "another call that has not ended",
                        "Wait for its end, then ask again."),
                "later");
    }
}
