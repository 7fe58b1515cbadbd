package vn.lienthong.hub.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.hub.replay.Misbehaviour.Kind;

/**
 * What the weather does to pulls at the door: CXF, which reads and writes the messages of the exchange service by the contract, knows nothing of it, nor does a
 * recording.
 * Thread-safe.
 */
final class SpoiltPulls {
    private static final Pattern ID = Pattern.compile("(<idList[^>]*>)\\s*(\\d{1,18})\\s*(</idList>)");
    private static final Pattern MORE = Pattern.compile("(<conTiep[^>]*>)[^<]*(</conTiep>)");
    private static final Pattern MORE_IN_JSON =
            Pattern.compile("(\"conTiep\"\\s*:\\s*)(?:\"[^\"]*\"|\\w+)", Pattern.CASE_INSENSITIVE);
    private static final String LIST = "onlineDocumentSoapList";
    private static final Pattern FILING = Pattern.compile("<" + LIST + "[ >].*?</" + LIST + ">", Pattern.DOTALL);

    private final OnlineFilings filings;

    SpoiltPulls(OnlineFilings filings) {
        this.filings = filings;
    }

    /** A request as it is heard: the acknowledgement of what stands first is one of nothing. */
    byte[] heard(String request, Weather.Hits hits) {
        String text = request;
        if (hits.has(Kind.UNACKNOWLEDGED_HEAD)) {
            List<Long> heads = filings.heads();
            text = ID.matcher(request)
                    .replaceAll(id -> heads.contains(Long.valueOf(id.group(2)))
                            ? id.group(1) + OnlineFilings.NOBODY + id.group(3)
                            : id.group());
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** An answer as it is said; whatever its charset is, what is not changed stays byte for byte. */
    static byte[] said(byte[] answer, Weather.Hits hits, long variation) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        if (hits.has(Kind.MORE_FOR_EVER)) {
            text = MORE.matcher(text).replaceAll(more -> more.group(1) + "1" + more.group(2));
            text = MORE_IN_JSON.matcher(text).replaceAll("$1\"1\"");
        }
        return (hits.has(Kind.OUT_OF_ORDER) ? shuffled(text, variation) : text).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String shuffled(String text, long variation) {
        List<String> filings = new ArrayList<>();
        Matcher found = FILING.matcher(text);
        int from = text.length();
        int to = 0;
        while (found.find()) {
            filings.add(found.group());
            from = Math.min(from, found.start());
            to = found.end();
        }
        return filings.size() < 2
                ? text
                : text.substring(0, from) + String.join("", Chance.shuffled(filings, variation)) + text.substring(to);
    }
}
