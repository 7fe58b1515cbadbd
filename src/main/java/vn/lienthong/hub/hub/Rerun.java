package vn.lienthong.hub.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Conversation;
import vn.lienthong.hub.delivery.DestinationSettings;
import vn.lienthong.hub.delivery.MappingInput;
import vn.lienthong.hub.delivery.RecordFiles;
import vn.lienthong.hub.hub.RerunTotals.Verdict;
import vn.lienthong.hub.journal.Carried;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.Landing;
import vn.lienthong.hub.journal.Landing.KeptExchange;
import vn.lienthong.hub.journal.TransferFilter;
import vn.lienthong.hub.journal.TransferView;
import vn.lienthong.hub.mapping.Mapping;
import vn.lienthong.hub.mapping.MappingResult;
import vn.lienthong.hub.mapping.Message;
import vn.lienthong.hub.vocabulary.Held;
import vn.lienthong.hub.vocabulary.HeldSteps;
import vn.lienthong.hub.vocabulary.TransferState;

/**
 * Maps records of the past once more with the mappings and tables of today, and compares what comes out with what was sent. Sends nothing and
 * changes nothing. Whatever the period, a page of transfers is in memory at a time.
 */
public final class Rerun {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 50;
    /** Row of what was delivered without a word, because there was nothing left to say. */
    private static final String NOTHING_NEW = "nothing-new";

    private final Hub hub;
    private final Journal journal;
    private final Map<String, Map<String, String>> destinations;
    private final @Nullable RecordFiles files;
    /** By destination: the operations that only ask. */
    private final Map<String, Set<String>> enquiries = new HashMap<>();
    /** By destination: the operations that told something, as far as this run has seen. */
    private final Map<String, Set<String>> tellings = new HashMap<>();

    /**
     * Looks at nothing yet.
     *
     * @param destinations by name, their settings; a transfer to another one cannot be compared
     * @param files what flows do with the files of records; null where none does anything
     */
    public Rerun(Hub hub, Journal journal, Map<String, Map<String, String>> destinations, @Nullable RecordFiles files) {
        this.hub = hub;
        this.files = files;
        this.journal = journal;
        this.destinations = destinations;
    }

    /** Compares every transfer that a filter means. Used by one thread. */
    public RerunTotals run(TransferFilter filter) {
        RerunTotals totals = new RerunTotals();
        Long after = null;
        while (true) {
            List<Carried> page = journal.carried(filter, after, PAGE);
            for (Carried carried : page) {
                judge(carried, totals);
            }
            if (page.size() < PAGE) {
                return totals;
            }
            after = page.get(page.size() - 1).transfer().id();
        }
    }

    private void judge(Carried carried, RerunTotals totals) {
        String destination = carried.transfer().destination();
        Optional<Mapping> mapping = hub.routes().mappingTo(destination).flatMap(name -> hub.mappings()
                .named(name));
        byte[] content = carried.content();
        if (carried.resent()) {
            totals.notComparable(carried.transfer(), "a person had it sent again");
        } else if (!carried.readable() || content == null) {
            totals.notComparable(carried.transfer(), "its bodies cannot be read any more");
        } else if (mapping.isEmpty() || !destinations.containsKey(destination)) {
            totals.notComparable(carried.transfer(), "its destination has no settings, flow or mapping today");
        } else {
            judge(carried, parsed(content), mapping.get(), totals);
        }
    }

    private void judge(Carried carried, JsonNode record, Mapping mapping, RerunTotals totals) {
        Held held = held(carried, mapping);
        Retelling retelling = new Retelling(carried, hub.connectors());
        MappingResult now = retelling.told(
                mapping,
                holding -> input(carried, record, holding, false),
                held == null ? new Held(true, HeldSteps.NONE, null) : held);
        List<KeptExchange> sent = sent(carried, record, mapping, telling(carried, now));
        String row = carried.transfer().row();
        boolean delivered = carried.transfer().state() == TransferState.DELIVERED;
        boolean refusedThen = row != null && row.startsWith(Landing.BY_MAPPING) && sent.isEmpty();
        if (now instanceof MappingResult.Refused refused) {
            Verdict otherwise = sent.isEmpty() && !delivered ? Verdict.NOT_SENT_YET : Verdict.NOW_FAILING;
            totals.failing(refusedThen ? Verdict.STILL_FAILING : otherwise, carried.transfer(), refused.problem());
        } else if (refusedThen) {
            totals.count(Verdict.NO_LONGER_FAILING, carried.transfer());
        } else if (sent.isEmpty() && !delivered) {
            totals.count(Verdict.NOT_SENT_YET, carried.transfer());
        } else if (sent.isEmpty() && tells(now)) {
            totals.notComparable(
                    carried.transfer(), "it ended without a message that told anything: the destination held it all");
        } else if (held == null) {
            totals.notComparable(carried.transfer(), "the record before it cannot be mapped today");
        } else if (now instanceof MappingResult.Mapped mapped) {
            compare(carried, mapped.messages(), sent, totals);
        }
    }

    /** A finding is not kept whole, and one that nobody asked for then is not asked for now. */
    private void hint(TransferView transfer, Set<String> asked, RerunTotals totals) {
        Set<String> today = hub.routes().lookupsTo(transfer.destination());
        if (!asked.isEmpty()) {
            totals.hint(
                    transfer,
                    "its flow asked " + String.join(", ", asked)
                            + ", and verdict and differences alone were kept: what the mapping takes from the finding besides reads as nothing here");
        } else if (!today.isEmpty()) {
            totals.hint(
                    transfer,
                    "its flow asks " + String.join(", ", today)
                            + " today, and no finding was kept: the mapping saw none here");
        }
    }

    private void compare(Carried carried, List<Message> made, List<KeptExchange> exchanges, RerunTotals totals) {
        String destination = carried.transfer().destination();
        List<Exchanged> sent = new ArrayList<>();
        boolean envelopes = false;
        for (KeptExchange exchange : exchanges) {
            JsonNode body = parsed(exchange.sent());
            if (!body.isContainerNode()) {
                envelopes = true;
                body = hub.connectors()
                        .said(destination, exchange.operation(), exchange.sent())
                        .orElse(body);
            }
            if (!body.isContainerNode()) {
                totals.notComparable(
                        carried.transfer(), "what was sent is neither JSON nor an envelope of today's contract");
                return;
            }
            sent.add(new Exchanged(exchange.operation(), body));
        }
        List<Message> today = new ArrayList<>();
        for (Message message : made) {
            Optional<JsonNode> body = envelopes
                    ? hub.connectors().asSaid(destination, message.operation(), message.body())
                    : Optional.of(message.body());
            if (body.isEmpty()) {
                totals.notComparable(carried.transfer(), "what is made today does not keep the contract");
                return;
            }
            today.add(new Message(
                    message.operation(),
                    body.get(),
                    message.confirmsExistence(),
                    message.confirmsSteps(),
                    message.enquiry()));
        }
        boolean whole = carried.transfer().state() == TransferState.DELIVERED;
        if (totals.compared(carried.transfer(), Exchanged.differences(today, sent, whole))) {
            hint(carried.transfer(), Retelling.asked(carried), totals);
        }
    }

    /** What the destination held then, as today's mapping would name it; null when that cannot be told. */
    private @Nullable Held held(Carried carried, Mapping mapping) {
        byte[] before = carried.before();
        if (before == null) {
            return Held.NOTHING;
        }
        MappingResult result = mapping.apply(
                input(carried, parsed(before), new Held(false, HeldSteps.NONE, carried.remembered()), false));
        if (!(result instanceof MappingResult.Mapped mapped)) {
            return null;
        }
        Set<String> steps = new TreeSet<>();
        mapped.messages().forEach(message -> steps.addAll(message.confirmsSteps()));
        return new Held(true, HeldSteps.of(List.copyOf(steps)), null);
    }

    private static boolean tells(MappingResult now) {
        return now instanceof MappingResult.Mapped mapped
                && mapped.messages().stream().anyMatch(message -> !message.enquiry());
    }

    /**
     * The operations that tell today; one that asks too by the same operation is not told apart. Where nothing is told today, as by a mapping that broke,
     * those of the other records.
     */
    private Set<String> telling(Carried carried, MappingResult now) {
        Set<String> known = tellings.computeIfAbsent(carried.transfer().destination(), name -> new TreeSet<>());
        if (!(now instanceof MappingResult.Mapped mapped) || !tells(now)) {
            return known;
        }
        Set<String> today = mapped.messages().stream()
                .filter(message -> !message.enquiry())
                .map(Message::operation)
                .collect(Collectors.toSet());
        known.addAll(today);
        return today;
    }

    /**
     * What was sent to tell something, not to ask. What was delivered was told by something: where nobody knows by which operation, all that was said counts.
     */
    private List<KeptExchange> sent(Carried carried, JsonNode record, Mapping mapping, Set<String> telling) {
        Set<String> asking = enquiries.computeIfAbsent(carried.transfer().destination(), name -> {
            MappingResult result = mapping.apply(input(carried, record, Held.NOTHING, true));
            return result instanceof MappingResult.Mapped mapped
                    ? mapped.messages().stream()
                            .filter(Message::enquiry)
                            .map(Message::operation)
                            .collect(Collectors.toSet())
                    : null;
        });
        List<KeptExchange> said = carried.exchanges().stream()
                .filter(exchange -> !exchange.isLookup())
                // A mapping makes the message; what its files became is the connector's.
                .filter(exchange -> !Conversation.isPreparation(exchange.operation()))
                .toList();
        List<KeptExchange> told = said.stream()
                .filter(exchange -> asking == null
                        || telling.contains(exchange.operation())
                        || !asking.contains(exchange.operation()))
                .toList();
        boolean mustHave = carried.transfer().state() == TransferState.DELIVERED
                && !NOTHING_NEW.equals(carried.transfer().row());
        return told.isEmpty() && telling.isEmpty() && mustHave ? said : told;
    }

    private JsonNode input(Carried carried, JsonNode record, Held held, boolean enquiry) {
        String destination = carried.transfer().destination();
        Optional<String> verb = hub.routes().filesTo(destination);
        JsonNode found = record.deepCopy();
        if (files != null && verb.isPresent() && found instanceof ObjectNode own) {
            TransferView sent = carried.transfer();
            files.asSent(
                    new RecordFiles.Owed(sent.id(), sent.submissionId(), sent.acceptedAt()),
                    own,
                    verb.get().equals("link"));
        }
        ObjectNode input = MappingInput.of(
                found, held, enquiry, DestinationSettings.forMapping(destinations.getOrDefault(destination, Map.of())));
        Retelling.lookups(carried, input);
        return input;
    }

    private static JsonNode parsed(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? JsonNodeFactory.instance.missingNode() : tree;
        } catch (IOException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}
