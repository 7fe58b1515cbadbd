package vn.lienthong.hub.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.delivery.Remembered;
import vn.lienthong.hub.journal.Carried;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.mapping.Message;
import vn.lienthong.hub.vocabulary.Held;

/**
 * What a transfer of the past would say today: mapped again after each answer that gave the dossier something, a code or a number, as delivery did then, with
 * the answers of then. Sends nothing. One use, one thread.
 */
final class Retelling {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_PASSES = 8;

    private final Carried carried;
    /** What each answer gave, in order, by the place of its exchange. */
    private final List<Map<String, String>> given = new ArrayList<>();

    private final Set<Integer> used = new HashSet<>();

    Retelling(Carried carried, Connectors connectors) {
        this.carried = carried;
        String destination = carried.transfer().destination();
        carried.exchanges()
                .forEach(exchange -> given.add(
                        exchange.isLookup() || exchange.status() == 0
                                ? Map.of()
                                : connectors.remembered(
                                        destination, exchange.operation(), exchange.status(), exchange.answered())));
    }

    /** Makes what a mapping is given, for what the destination held. */
    interface Input {
        JsonNode of(Held held);
    }

    /**
     * All that would be told.
     *
     * @param held what the destination held before, without what it gave the dossier
     */
    MappingResult told(Mapping mapping, Input input, Held held) {
        Remembered known = before();
        Held now = new Held(held.exists(), held.steps(), known.text());
        List<Message> all = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            MappingResult result = mapping.apply(input.of(now));
            if (!(result instanceof MappingResult.Mapped mapped)) {
                return result;
            }
            notes.addAll(mapped.notes());
            boolean again = false;
            for (Message message : mapped.messages()) {
                all.add(message);
                Remembered after = known.with(null, gaveTo(message.operation()));
                now = new Held(
                        now.exists() || message.confirmsExistence(),
                        now.steps().confirming(message.confirmsSteps()),
                        after.text());
                again = after.tellsMoreThan(known);
                known = after;
                if (again) {
                    break;
                }
            }
            if (!again) {
                break;
            }
        }
        return new MappingResult.Mapped(List.copyOf(all), List.copyOf(notes));
    }

    /** What the destination had given the dossier before: all that is known today, without what the answers to this transfer gave. */
    private Remembered before() {
        Map<String, String> values =
                new HashMap<>(Remembered.of(carried.remembered()).values());
        StringBuilder sent = new StringBuilder();
        for (int i = 0; i < given.size(); i++) {
            sent.append(new String(carried.exchanges().get(i).sent(), StandardCharsets.UTF_8));
            given.get(i).forEach((name, value) -> {
                // What stood in a message that went before was known already, and only told once more.
                if (!stoodIn(sent, value)) {
                    values.remove(name);
                }
            });
        }
        return new Remembered(null, values);
    }

    /** Whether a value stands somewhere as a whole: the digits of a short number stand in many a longer one. */
    private static boolean stoodIn(CharSequence text, String value) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])")
                .matcher(text)
                .find();
    }

    /** What the next answer to an operation gave that gave anything. */
    private Map<String, String> gaveTo(String operation) {
        for (int i = 0; i < given.size(); i++) {
            if (!given.get(i).isEmpty()
                    && carried.exchanges().get(i).operation().equals(operation)
                    && used.add(i)) {
                return given.get(i);
            }
        }
        return Map.of();
    }

    /** Puts the findings of registers into the input, as far as they were kept: verdict, differences, and whether it was accepted. */
    static void lookups(Carried carried, ObjectNode input) {
        for (KeptExchange exchange : carried.exchanges()) {
            if (exchange.isLookup()) {
                ObjectNode finding = finding(exchange);
                input.withObject("/lookups").set(name(exchange), finding);
            }
        }
    }

    /** The registers whose findings were kept. */
    static Set<String> asked(Carried carried) {
        Set<String> names = new TreeSet<>();
        carried.exchanges().stream().filter(KeptExchange::isLookup).forEach(exchange -> names.add(name(exchange)));
        return names;
    }

    private static String name(KeptExchange exchange) {
        return exchange.operation().substring(KeptExchange.LOOKUP.length());
    }

    private static ObjectNode finding(KeptExchange exchange) {
        ObjectNode finding = JSON.createObjectNode();
        try {
            JsonNode kept = JSON.readTree(exchange.answered());
            finding.put("verdict", kept.path("verdict").asText());
            finding.put("accepted", kept.path("accepted").asBoolean());
            String differences = kept.path("differences").asText("");
            for (String one : differences.isEmpty() ? new String[0] : differences.split(", ", -1)) {
                finding.withArray("differences").add(one);
            }
            finding.withArray("differences");
            finding.put("how", kept.path("how").asText());
        } catch (IOException e) {
            // The journal keeps what the hub itself wrote; of anything else nothing is known.
            return finding;
        }
        return finding;
    }
}
