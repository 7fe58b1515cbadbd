package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Fetched.Missed;

/**
 * The step {@code download}: answers the operation {@code download} itself, by fetching the file whose address the message names onto the hub's shelf,
 * streamed. Of an address that the other side gave, path and query count; the host is that of the settings, and what the steps before put into
 * headers goes there and nowhere else. No redirect is followed. A {@code size} in the message must be that of the file; what is said to be a web page
 * by {@code mediaType} may be one. Every other operation passes by.
 */
final class DownloadStep implements Step {

    private final HttpTarget target;
    private final HttpLimits limits;
    private final long largest;

    DownloadStep(StepOptions options) {
        this.target = options.url();
        this.limits = options.limits();
        this.largest = FileLimits.of(options).each();
    }

    @Override
    public void take(Call call, Exchange exchange) {
        if (!call.operation().equals(Conversation.DOWNLOAD)) {
            return;
        }
        FileShelf shelf = call.instance().shelf();
        HttpTarget place = place(call.message().path("address").asText("").strip());
        if (shelf == null || place == null || !call.mayBegin()) {
            call.ended(notBegun(shelf, place), exchange);
            return;
        }
        FileAnswer file = new FileAnswer(shelf, largest);
        FileFetch.Wanted wanted = wanted(call.message());
        call.leaving();
        call.answered(call.instance().door(limits).fetch(place, call.headers(), entity -> taken(file, entity, wanted)));
        exchange.setRouteStop(true);
    }

    private static Answer.Failed notBegun(@Nullable FileShelf shelf, @Nullable HttpTarget place) {
        if (shelf == null) {
            return new Answer.Failed(Answer.Failure.FILE_NOT_KEPT, "this hub holds no files");
        }
        return place == null
                ? new Answer.Failed(Answer.Failure.FILE_UNUSABLE, "no plain address of a file")
                : new Answer.Failed(Answer.Failure.NOT_SENT, "it was too late to begin");
    }

    private static FileFetch.Wanted wanted(JsonNode message) {
        long said = message.path("size").asLong(-1);
        // Nothing is said by 0 too: dates have it so, and no file is empty.
        return new FileFetch.Wanted(
                "", "", said > 0 ? said : -1, message.path("mediaType").asText(""));
    }

    /** At the host of the settings; null when nobody could mean the address. */
    private @Nullable HttpTarget place(String address) {
        boolean bare = address.startsWith("/") && !address.startsWith("//");
        URI uri = FileFetch.plain(bare ? target.host().toURI() + address : address);
        return uri == null ? null : target.at(uri.toString());
    }

    private static Answer taken(FileAnswer file, @Nullable HttpEntity entity, FileFetch.Wanted wanted)
            throws IOException {
        try {
            Fetched fetched = file.take(entity, wanted);
            if (fetched instanceof Fetched.Kept kept) {
                byte[] said = SessionBody.bytes(JsonPath.JSON
                        .createObjectNode()
                        .put("sha256", kept.sha256())
                        .put("size", kept.size()));
                return new Answer.Http(200, Map.of("content-type", "application/json"), said);
            }
            return new Answer.Failed(Answer.Failure.FILE_UNUSABLE, ((Missed) fetched).found());
        } catch (FileShelf.NotKept e) {
            return new Answer.Failed(Answer.Failure.FILE_NOT_KEPT, "the hub's own disk: " + Failures.shown(e));
        }
    }
}
