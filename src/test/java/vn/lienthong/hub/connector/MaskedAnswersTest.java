package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.hub.kit.SettableClock;
import vn.lienthong.hub.recording.ExchangeFolder;
import vn.lienthong.hub.recording.Harmless;
import vn.lienthong.hub.recording.RecordedExchange;
import vn.lienthong.hub.recording.RecordedExchange.Leg;
import vn.lienthong.hub.recording.RecordedExchange.Recorded;
import vn.lienthong.hub.recording.Recorder;
import vn.lienthong.hub.recording.RecordingSet;
import vn.lienthong.hub.recording.Scan;
import vn.lienthong.hub.recording.WireMockMappings;

/** Answers of the cases of every connector, masked: they say the same to the hub, and the scan finds nobody in them. */
class MaskedAnswersTest {
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-01-05T01:00:00Z"));
    private static final Recorded RECORDED =
            new Recorded(Instant.parse("2026-01-05T01:00:00Z"), "An", "a test", "wiremock", null, null);

    /** Of each connector, spread over all; -Dmasked.cases=9999 takes every one. */
    private static final int MOST_CASES = Integer.getInteger("masked.cases", 12);

    @TempDir
    private Path place;

    static Stream<String> connectors() {
        return Connectors.load(Bed.CONNECTORS).names().stream();
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void anAnswerDecidesTheSameAfterItWasMaskedAndNobodyIsLeft(String connector) {
        Connectors all = Connectors.load(Bed.CONNECTORS);
        OutcomeTable table = new ConnectorFolder(Bed.CONNECTORS.resolve(connector))
                .outcomes()
                .orElseThrow();
        Harmless harmless = new Harmless(
                all.shownFields(connector), all.wordFields(connector), new ArrayList<>(all.turns(connector)), Set.of());
        RecordingSet set = RecordingSet.open(place, "cases");
        Recorder recorder = set.recorder(name -> harmless);
        List<Path> folders = new ArrayList<>();
        Map<String, String> others = new TreeMap<>();
        List<ConnectorCase> cases = ConnectorCase.all(Bed.CONNECTORS, connector).stream()
                .filter(one -> one.stub().has("mappings"))
                .toList();
        for (int i = 0; i < cases.size(); i += Math.max(1, cases.size() / MOST_CASES)) {
            ConnectorCase one = cases.get(i);
            List<RecordedExchange> raw = WireMockMappings.read(one.folder().resolve("stub.json"), connector, RECORDED);
            for (RecordedExchange exchange : raw) {
                RecordedExchange masked = recorder.masked(exchange);
                for (ConnectorCase.Message message : one.messages()) {
                    String before = row(table, message.operation(), exchange);
                    String after = row(table, message.operation(), masked);
                    if (!after.equals(before)) {
                        others.put(one + " " + message.operation(), before + " became " + after);
                    }
                }
                folders.add(ExchangeFolder.write(
                        place.resolve(one.folder().getFileName().toString()), masked));
            }
        }
        assertThat(others).isEmpty();
        Scan scan = set.scan(name -> harmless);
        TreeSet<String> left = new TreeSet<>();
        folders.forEach(folder -> scan.of(folder).forEach(found -> left.add(found.toString())));
        assertThat(left).isEmpty();
        assertThat(folders).isNotEmpty();
    }

    private static String row(OutcomeTable table, String operation, RecordedExchange exchange) {
        Leg leg = exchange.legs().get(0);
        byte[] answered = leg.answer();
        if (answered == null) {
            return "";
        }
        String text = new String(answered, StandardCharsets.ISO_8859_1);
        int gap = text.indexOf("\r\n\r\n");
        Map<String, String> headers = new TreeMap<>();
        text.substring(0, gap)
                .lines()
                .skip(1)
                .forEach(line -> headers.put(
                        line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                        line.substring(line.indexOf(':') + 1).strip()));
        int status = Integer.parseInt(text.substring(9, 12));
        byte[] body = text.substring(gap + 4).getBytes(StandardCharsets.ISO_8859_1);
        return table.read(operation, new Answer.Http(status, headers, body), CLOCK)
                .row();
    }
}
