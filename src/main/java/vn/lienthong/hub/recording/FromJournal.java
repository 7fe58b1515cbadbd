package vn.lienthong.hub.recording;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.journal.Carried;
import vn.lienthong.hub.journal.Flight;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.recording.RecordedExchange.About;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;
import vn.lienthong.hub.vocabulary.Ids;
import vn.lienthong.hub.vocabulary.Problem;
import vn.lienthong.hub.vocabulary.Sha256;

/**
 * Makes recorded exchanges of what the journal kept. It keeps bodies, without heads and without secrets: the heads are made anew, with what can be known
 * of them, and each leg says so.
 */
public final class FromJournal {
    private FromJournal() {}

    /**
     * What the journal does not know of a destination.
     *
     * @param connector whose words it speaks
     * @param address where it is; may be empty
     * @param versions of hub, connector and mapping as they are now
     */
    public record Place(String connector, String address, Map<String, String> versions) {}

    /** Why a transfer gives no recorded exchange; null when it gives one. */
    public static @Nullable String notRecorded(Carried carried) {
        if (!carried.readable()) {
            return "its bodies cannot be read any more";
        }
        return carried.exchanges().isEmpty() ? "nothing was said to the destination" : null;
    }

    /** The exchange as it was: with everybody in it. */
    public static RecordedExchange of(Carried carried, Place place, Recorded recorded) {
        TransferView transfer = carried.transfer();
        About about = new About(
                transfer.dossierCode(),
                transfer.revision(),
                Ids.text(transfer.id()),
                transfer.unit(),
                transfer.destination(),
                place.connector(),
                place.versions(),
                transfer.state().name(),
                transfer.row(),
                transfer.problem(),
                transfer.acceptedAt(),
                recorded);
        return with(about, carried.content(), carried.exchanges(), place);
    }

    /** One attempt while it is written down, as it was: with everybody in it. */
    static RecordedExchange of(Landing landing, Place place, Recorded recorded) {
        Flight flight = landing.flight();
        Problem problem = landing.outcome().problem();
        About about = new About(
                flight.dossierCode(),
                flight.revision(),
                Ids.text(flight.transferId()),
                flight.unit(),
                flight.destination(),
                place.connector(),
                place.versions(),
                landing.becomes().name(),
                landing.row(),
                problem == null ? null : problem.message(),
                flight.acceptedAt(),
                recorded);
        return with(about, flight.content(), landing.exchanges(), place);
    }

    private static RecordedExchange with(About about, byte @Nullable [] content, List<KeptExchange> said, Place place) {
        List<Leg> legs = new ArrayList<>();
        for (KeptExchange kept : said) {
            legs.add(leg(kept, path(place.address())));
        }
        List<String> notes = List.of(
                "only bodies were kept: heads are made, with method POST, the path of the destination's address and the media type of the body",
                "versions are those of the time of recording");
        return new RecordedExchange(about, content, legs, List.of(), notes);
    }

    /** One message as the journal keeps it, with heads that are made. */
    public static Leg leg(KeptExchange kept, String path) {
        String request = "POST " + path + " HTTP/1.1\r\nContent-Type: " + type(kept.sent()) + "\r\nX-Hub-Operation: "
                + kept.operation().replaceAll("[^\\x21-\\x7e]", "-") + "\r\n";
        String answer = "HTTP/1.1 " + kept.status() + "\r\nContent-Type: " + type(kept.answered()) + "\r\n";
        return new Leg(
                kept.operation(),
                whole(request, kept.sent()),
                kept.status() > 0 || kept.answered().length > 0 ? whole(answer, kept.answered()) : null,
                kept.failure(),
                kept.tookMillis(),
                true,
                kept.mayRepeat());
    }

    private static byte[] whole(String head, byte[] body) {
        byte[] front = (head + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[front.length + body.length];
        System.arraycopy(front, 0, whole, 0, front.length);
        System.arraycopy(body, 0, whole, front.length, body.length);
        return whole;
    }

    private static String type(byte[] body) {
        String front = new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8).strip();
        if (front.startsWith("<")) {
            return "text/xml; charset=UTF-8";
        }
        return front.startsWith("{") || front.startsWith("[")
                ? "application/json; charset=UTF-8"
                : front.isEmpty() ? "application/octet-stream" : "text/plain; charset=UTF-8";
    }

    private static String path(String address) {
        try {
            String path = URI.create(address).getRawPath();
            return path == null || path.isEmpty() ? "/" : path;
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }

    /** The SHA-256 of a connector's or mapping's files but its cases; empty where there is no such folder. */
    public static String sum(Path folder) {
        if (!Files.isDirectory(folder)) {
            return "";
        }
        try (Stream<Path> all = Files.walk(folder)) {
            MessageDigest digest = Sha256.begin();
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(file -> !folder.relativize(file).startsWith("cases"))
                    .sorted()
                    .toList();
            for (Path file : files) {
                digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            return "";
        }
    }
}
