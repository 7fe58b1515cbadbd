package vn.lienthong.hub.app;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.lienthong.hub.delivery.FileLinks;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.vocabulary.FileName;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Problem;

/**
 * Gives out the files of transfers to whoever has their address; nothing else proves who asks. Ranges, HEAD and conditions are Spring's; an address holds
 * until a while after its transfer has come to its end.
 */
@HubApi
final class FilesApi {
    private static final Logger LOG = LoggerFactory.getLogger(FilesApi.class);

    private final HubFiles hub;
    private final Journal journal;
    private final FileSettings settings;
    private final HubMetrics metrics;
    private final Clock clock;
    private final AtomicInteger open = new AtomicInteger();

    FilesApi(HubFiles hub, Journal journal, FileSettings settings, HubMetrics metrics, Clock clock) {
        this.hub = hub;
        this.journal = journal;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    @GetMapping("/v1/files/{sha256}/{ticket}/{tail}")
    ResponseEntity<Resource> file(
            @PathVariable("sha256") String sha256,
            @PathVariable("ticket") String ticket,
            @PathVariable("tail") String tail,
            HttpServletRequest request) {
        FileLinks.Link link = hub.links().read(sha256, ticket, tail).orElseThrow(FilesApi::notOurs);
        Optional<TransferView> transfer = journal.transfer(link.transferId());
        TransferView owed = transfer.filter(this::stillHolds).orElseThrow(FilesApi::expired);
        OptionalLong size = hub.stored().size(link.sha256());
        if (size.isEmpty()) {
            throw notHeld();
        }
        String tag = '"' + link.sha256() + '"';
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .eTag(tag)
                .contentType(mediaType(link.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(link.name()))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-transform")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox");
        if (request.getMethod().equals("HEAD")) {
            // Spring would read the whole file for it.
            return answer.header(HttpHeaders.ACCEPT_RANGES, "bytes")
                    .contentLength(size.getAsLong())
                    .build();
        }
        if (open.get() >= settings.downloads()) {
            throw busy();
        }
        hub.given().note(owed.id());
        metrics.fileGiven(owed.destination());
        LOG.info("A file of transfer {} is given out to {}", Ids.text(owed.id()), owed.destination());
        HeldResource resource = new HeldResource(hub.stored(), link.sha256(), size.getAsLong(), open);
        // Spring knows ranges and conditions, but not this one: a part of another file is no part of this.
        String ifRange = request.getHeader(HttpHeaders.IF_RANGE);
        return ifRange == null || ifRange.equals(tag)
                ? answer.body(resource)
                : answer.contentLength(size.getAsLong()).body(new InputStreamResource(resource::getInputStream));
    }

    private boolean stillHolds(TransferView transfer) {
        Instant endedAt = transfer.endedAt();
        return switch (transfer.state()) {
            case DELIVERED, CANCELLED, SUPERSEDED ->
                endedAt == null || clock.instant().isBefore(endedAt.plus(settings.linkLifetime()));
            default -> true;
        };
    }

    private static MediaType mediaType(String written) {
        try {
            return MediaType.parseMediaType(written);
        } catch (IllegalArgumentException e) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
    }

    /** RFC 6266: the name for everybody, and as it is for those that can read it. */
    private static String disposition(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "!#$&+-.^_`|~".indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return "attachment; filename=\"" + FileName.ascii(name) + "\"; filename*=UTF-8''" + encoded;
    }

    private static ApiFailure busy() {
        return new ApiFailure(
                503,
                new Problem(
                        "too-many-downloads",
                        "The hub gives out as many files as it may.",
                        "all of hub.files.downloads in use",
                        "Ask again after the time in Retry-After."),
                "later");
    }

    private static ApiFailure notOurs() {
        return new ApiFailure(
                403,
                new Problem(
                        "wrong-signature",
                        "The hub did not make this address.",
                        "another signature, or a part of the address changed or cut off",
                        "Use the address as it stands in the message, to its last character."),
                "never");
    }

    private static ApiFailure expired() {
        return new ApiFailure(
                410,
                new Problem(
                        "address-expired",
                        "The address of the file does not hold any more.",
                        "its time is over",
                        "Ask the operator of the hub to have the dossier sent once more."),
                "never");
    }

    private static ApiFailure notHeld() {
        return new ApiFailure(
                404,
                new Problem(
                        "file-not-held",
                        "The hub does not hold this file any more.",
                        "no file of this SHA-256",
                        "Ask the operator of the hub."),
                "never");
    }
}
