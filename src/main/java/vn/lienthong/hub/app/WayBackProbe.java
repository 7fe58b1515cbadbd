package vn.lienthong.hub.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import vn.lienthong.hub.connector.Connector;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.Conversation;
import vn.lienthong.hub.connector.HeldFiles;
import vn.lienthong.hub.connector.LookupFile;
import vn.lienthong.hub.connector.PullSide;
import vn.lienthong.hub.connector.PullSide.Page;
import vn.lienthong.hub.connector.PullSide.Told;
import vn.lienthong.hub.vocabulary.Outcome;

/** One question to those that give instead of take: a page of a source's list, of which nothing is fetched or acknowledged; what a lookup's folder names. */
final class WayBackProbe {
    private final Connectors connectors;
    private final CamelContext camel;
    private final Clock clock;

    WayBackProbe(Connectors connectors, CamelContext camel, Clock clock) {
        this.connectors = connectors;
        this.camel = camel;
        this.clock = clock;
    }

    ObjectNode pull(String name, Map<String, String> settings) {
        PullSide side = connectors.openPull(name, settings, camel, clock, HeldFiles.NONE);
        List<String> places = side.places();
        if (places.isEmpty()) {
            return Heard.notProbed(Heard.PULL, name, "its settings name nothing that it could be asked for");
        }
        ZoneId zone = side.zoneOfDays();
        long began = System.nanoTime();
        Told<Page> told =
                side.list(places.get(0), zone == null ? null : LocalDate.ofInstant(clock.instant(), zone), () -> true);
        Outcome outcome = told.reading().outcome();
        Heard heard = new Heard(
                told.reading(),
                outcome instanceof Outcome.Rejected || told.reading().row().equals("login-refused"),
                Duration.ofNanos(System.nanoTime() - began),
                side.notice());
        Page page = told.said();
        return heard.finding(
                Heard.PULL,
                name,
                page == null ? null : "it is there and our credentials work; " + holds(page, places.get(0)));
    }

    private static String holds(Page page, String place) {
        int count = page.items().size();
        return "its list" + (place.isEmpty() ? "" : " for " + place) + " names "
                + (count == 0 ? "nothing" : count + (count == 1 ? " message" : " messages"))
                + (page.more() ? " and more" : "") + ", nothing was fetched or acknowledged";
    }

    ObjectNode lookup(String name, Map<String, String> settings) {
        LookupFile file = connectors.lookups().get(name);
        LookupFile.Question question = file == null ? null : file.probe();
        if (question == null) {
            return Heard.notProbed(Heard.LOOKUP, name, file == null ? "" : file.whyNoProbe());
        }
        Connector connector = connectors.open(name, settings, camel, clock);
        Conversation conversation = connector.call(question.operation(), question.body(), () -> "probe");
        Heard heard = Heard.of(connector, conversation);
        boolean there = heard.reading().outcome() instanceof Outcome.Delivered;
        return heard.finding(Heard.LOOKUP, name, there ? "it is there and our credentials work" : null);
    }
}
