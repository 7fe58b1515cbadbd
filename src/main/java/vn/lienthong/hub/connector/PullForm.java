package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a source is asked for what it has for us and told that we have it: a connector's pull.yaml. Immutable.
 *
 * @param each the setting that lists what is asked for one after the other, such as the units; null where there is one list
 * @param days how the list is asked day by day, of a source that is told nothing; null where it is told
 * @param items where in the list's answer the messages, or their numbers, stand: the first of the places that is there
 * @param id where in each of them its number stands, the same way
 * @param only which of them are ours; null where all are
 * @param more what the list's answer says when there is more; null where it never says
 * @param detail how one message is fetched; null where the list has them whole
 * @param message where in the detail's answer the message stands
 * @param files what becomes of the files that a message names; null where messages have none that could be fetched
 * @param done how the source is told that we have a message; null where it is told nothing
 * @param failed how it is told that we cannot take one; null where it has no word for that
 */
record PullForm(
        @Nullable String each,
        @Nullable Days days,
        PullRequest list,
        List<JsonPath> items,
        List<JsonPath> id,
        @Nullable Only only,
        @Nullable More more,
        @Nullable PullRequest detail,
        JsonPath message,
        @Nullable Files files,
        @Nullable PullRequest done,
        @Nullable PullRequest failed) {

    /** Name of the file in the connector's folder. */
    static final String FILE = "pull.yaml";

    /** After so many rounds without a message, or without one of its files, a person must look, where nothing else is said. */
    static final int ROUNDS = 5;

    /** There is more when the value at a place is one of these, numbers and texts compared as text. */
    record More(JsonPath place, Set<String> is) {}

    /**
     * How the files of a message are fetched before anybody is told that we have it.
     *
     * @param items where in the message its files stand
     * @param id where in each of them its number stands
     * @param address how the source is asked where a file is; null where the message says it
     * @param at where in that answer the address stands
     * @param fetch how the file itself is fetched: what {@code step:download} is told
     * @param rounds after so many rounds without one of its files a person must look after a message
     */
    record Files(
            JsonPath items, JsonPath id, @Nullable PullRequest address, JsonPath at, PullRequest fetch, int rounds) {}

    /** Items that name at a place something else than the values of a setting are not ours. */
    record Only(JsonPath place, String setting) {}

    /** The days of a source: whose midnight ends them, and how they are written. */
    record Days(ZoneId zone, DateTimeFormatter written) {
        String write(LocalDate day) {
            return written.format(day);
        }
    }

    /** What stands at the first of these places that is there. */
    static JsonNode first(List<JsonPath> places, JsonNode node) {
        return places.stream()
                .map(place -> place.in(node))
                .filter(found -> !found.isMissingNode() && !found.isNull())
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** An item of the list that says nothing but its number, as text; null where the detail, or a file of it, is asked for by more than that. */
    @Nullable
    JsonNode numbered(String number) {
        boolean byMore = requests().stream()
                .filter(request -> !request.equals(list))
                .anyMatch(request -> request.names().stream().anyMatch(name -> name.startsWith(PullRequest.ITEM)));
        if (detail == null || byMore) {
            return null;
        }
        JsonNode node = JsonNodeFactory.instance.textNode(number);
        List<String> steps = id.get(0).steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            node = JsonNodeFactory.instance.objectNode().set(steps.get(i), node);
        }
        return node;
    }

    /** All that is asked and told. */
    List<PullRequest> requests() {
        return java.util.stream.Stream.of(
                        list,
                        detail,
                        files == null ? null : files.address(),
                        files == null ? null : files.fetch(),
                        done,
                        failed)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /** Names of the settings that it reads, as they stand under {@code hub.pulls}. */
    Set<String> settings() {
        Set<String> names = new TreeSet<>();
        if (each != null) {
            names.add(each);
        }
        if (only != null) {
            names.add(only.setting());
        }
        requests().forEach(request -> names.addAll(request.settings()));
        return names;
    }
}
