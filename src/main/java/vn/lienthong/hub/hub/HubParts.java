package vn.lienthong.hub.hub;

import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.HeldFiles;
import vn.lienthong.hub.delivery.Broker;
import vn.lienthong.hub.delivery.RecordFiles;
import vn.lienthong.hub.journal.Journal;

/**
 * What a hub runs on; made by whoever embeds it. Closed by {@link RunningHub#close()}: only the broker and
 * {@code recordFiles}.
 *
 * @param destinations by the name of the connector folder: the settings of the connector (such as {@code address}) and of its
 *     delivery (such as {@code concurrency}) side by side, keys with dashes
 * @param files that messages may carry
 * @param recordFiles what flows do with the files of records; null: no flow does anything with them
 * @param pulls by the name of the connector folder: the settings of the sources that are pulled from
 * @param lookups by the name of a lookup's folder: the settings of its connector and of {@link vn.lienthong.hub.delivery.LookupSettings}
 */
public record HubParts(
        CamelContext camel,
        Journal journal,
        Broker broker,
        Clock clock,
        RandomGenerator random,
        Map<String, Map<String, String>> destinations,
        HeldFiles files,
        @Nullable RecordFiles recordFiles,
        Map<String, Map<String, String>> pulls,
        Map<String, Map<String, String>> lookups) {

    /** A hub that holds no files and asks no register. */
    public HubParts(
            CamelContext camel,
            Journal journal,
            Broker broker,
            Clock clock,
            RandomGenerator random,
            Map<String, Map<String, String>> destinations) {
        this(camel, journal, broker, clock, random, destinations, HeldFiles.NONE, null, Map.of(), Map.of());
    }

    /** The same hub, which pulls from these sources too. */
    public HubParts pulling(Map<String, Map<String, String>> from) {
        return new HubParts(camel, journal, broker, clock, random, destinations, files, recordFiles, from, lookups);
    }

    /** The same hub, whose flows may ask these registers. */
    public HubParts asking(Map<String, Map<String, String>> registers) {
        return new HubParts(camel, journal, broker, clock, random, destinations, files, recordFiles, pulls, registers);
    }
}
