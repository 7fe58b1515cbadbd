package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.recording.LiveRecording;
import vn.lienthong.hub.recording.LiveRecording.Turned;
import vn.lienthong.hub.recording.LiveShare;
import vn.lienthong.hub.recording.LiveStanding;
import vn.lienthong.hub.vocabulary.Problem;

/** Where recording while it happens stands on this node, and its switch for a time. */
@HubApi
final class LiveApi {
    static final String PATH = "/v1/record/live";
    private static final Logger LOG = LoggerFactory.getLogger(LiveApi.class);
    private static final Set<String> NAMES = Set.of("destination", "share", "for", "by", "why", "dryRun");
    private static final Duration LONGEST = Duration.ofDays(7);

    private final LiveRecording live;
    private final Access access;
    private final Clock clock;

    LiveApi(LiveRecording live, Access access, Clock clock) {
        this.live = live;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/v1/record/live")
    ObjectNode standing(HttpServletRequest request) {
        access.operator(request);
        ObjectNode node = Json.object();
        ArrayNode all = node.putArray("destinations");
        live.standing().forEach(one -> all.add(json(one)));
        return node.put("waiting", live.waiting());
    }

    @PostMapping("/v1/record/live")
    ObjectNode turn(HttpServletRequest request) {
        Caller caller = access.operator(request);
        ActBody body = ActBody.of(request, NAMES);
        Journal.By by = body.by(caller);
        LiveStanding before = known(body.optional("destination"));
        Turned turned = turned(body.optional("share"), body.optional("for"), by, clock.instant());
        if (body.dryRun()) {
            return json(before)
                    .put("wouldBe", turned == null ? "settings" : turned.share().text())
                    .put("dryRun", true);
        }
        LOG.warn(
                "{} switches the live recording of {} to {}: {}",
                by.who(),
                before.destination(),
                turned == null ? "what the settings say" : turned.share().text() + " until " + turned.until(),
                by.why());
        return json(live.turn(before.destination(), turned).orElse(before)).put("dryRun", false);
    }

    private LiveStanding known(@Nullable String destination) {
        return live.standing().stream()
                .filter(one -> one.destination().equals(destination))
                .findFirst()
                .orElseThrow(() -> new ApiFailure(
                        404,
                        new Problem(
                                "unknown-destination",
                                "There is no destination of that name here.",
                                destination == null ? "none" : ApiFailure.shown(destination),
                                "Configured are: "
                                        + live.standing().stream()
                                                .map(LiveStanding::destination)
                                                .collect(Collectors.joining(", "))
                                        + "."),
                        "never"));
    }

    /** Null: as the settings say. */
    static @Nullable Turned turned(@Nullable String share, @Nullable String time, Journal.By by, Instant now) {
        if (share == null || share.equals("settings")) {
            return null;
        }
        try {
            Duration how = DurationStyle.detectAndParse(time == null ? "1h" : time);
            if (how.compareTo(Duration.ZERO) > 0 && how.compareTo(LONGEST) <= 0) {
                LiveShare part = LiveShare.parse("share", share);
                return new Turned(part, now.plus(how), by.who(), by.why());
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new ApiFailure(
                422,
                new Problem(
                        "invalid-act",
                        "A live recording is off, all, or a share between 0 and 1, for a time of at most seven days.",
                        "share " + ApiFailure.shown(share) + ", for " + (time == null ? "1h" : ApiFailure.shown(time)),
                        "Example: \"share\": \"0.05\", \"for\": \"2h\"; or \"share\": \"settings\"."),
                "never");
    }

    static ObjectNode json(LiveStanding one) {
        ObjectNode node = Json.object().put("destination", one.destination());
        node.put("share", one.share().text()).put("folder", one.folder().toString());
        node.put("recorded", one.recorded()).put("dropped", one.dropped());
        node.put("kept", one.kept()).put("keptBytes", one.keptBytes());
        Turned turned = one.turned();
        if (turned != null) {
            node.put("until", Json.time(turned.until())).put("by", turned.by()).put("why", turned.why());
        }
        Json.put(node, "trouble", one.trouble());
        Json.put(node, "troubleAt", one.troubleAt());
        return node;
    }

    /** In one line, for people. */
    static String words(LiveStanding one) {
        Turned turned = one.turned();
        return one.share().text()
                + (turned == null ? "" : " until " + Json.time(turned.until()) + ", by " + turned.by())
                + "; recorded " + one.recorded() + ", dropped " + one.dropped()
                + (one.kept() > 0 ? ", " + one.kept() + " exchanges kept" : "")
                + (one.trouble() == null ? "" : "; dropped of late: " + one.trouble());
    }
}
