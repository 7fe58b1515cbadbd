package vn.lienthong.hub.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.flipkart.zjsonpatch.DiffFlags;
import com.flipkart.zjsonpatch.JsonDiff;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.mapping.Message;

/** A message that was sent, and how it compares with those that are made today: by path and value, whatever the bytes. */
record Exchanged(String operation, JsonNode body) {
    private static final EnumSet<DiffFlags> FLAGS = EnumSet.of(
            DiffFlags.OMIT_MOVE_OPERATION, DiffFlags.OMIT_COPY_OPERATION, DiffFlags.ADD_ORIGINAL_VALUE_ON_REPLACE);

    /**
     * One place in which they differ.
     *
     * @param path in the message, every place of a list written {@code *}; empty: the whole message
     * @param kind {@code changed}, {@code added} (only made today) or {@code gone} (only sent then)
     */
    record Difference(String operation, String path, String kind, @Nullable JsonNode then, @Nullable JsonNode now) {}

    /**
     * Where what is made today differs from what was sent. A message may have been sent several times, and as update after it had been sent
     * as create: the one that comes nearest counts, and what differs from that in one place at most is a repetition of it.
     *
     * @param whole whether all was sent; else those that are missing say nothing
     */
    static List<Difference> differences(List<Message> made, List<Exchanged> sent, boolean whole) {
        List<Difference> all = new ArrayList<>();
        List<Exchanged> left = new ArrayList<>(sent);
        List<Exchanged> matched = new ArrayList<>();
        for (Message message : made) {
            Exchanged nearest = null;
            List<Difference> fewest = List.of();
            for (Exchanged candidate : left) {
                if (candidate.operation.equals(message.operation())) {
                    List<Difference> differences = candidate.against(message.body());
                    if (nearest == null || differences.size() < fewest.size()) {
                        nearest = candidate;
                        fewest = differences;
                    }
                }
            }
            if (nearest != null) {
                left.remove(nearest);
                matched.add(nearest);
                all.addAll(fewest);
            } else if (whole) {
                all.add(new Difference(message.operation(), "", "added", null, message.body()));
            }
        }
        for (Exchanged one : left) {
            if (matched.stream().noneMatch(one::isRepetitionOf)) {
                all.add(new Difference(one.operation, "", "gone", one.body, null));
            }
        }
        return all;
    }

    private boolean isRepetitionOf(Exchanged other) {
        return operation.equals(other.operation) && against(other.body).size() <= 1;
    }

    private List<Difference> against(JsonNode now) {
        if (body.equals(now)) {
            return List.of();
        }
        List<Difference> differences = new ArrayList<>();
        for (JsonNode change : JsonDiff.asJson(body, now, FLAGS)) {
            String path = change.path("path").asText().replaceAll("/\\d+(?=/|$)", "/*");
            differences.add(
                    switch (change.path("op").asText()) {
                        case "add" -> new Difference(operation, path, "added", null, change.get("value"));
                        case "remove" -> new Difference(operation, path, "gone", change.get("value"), null);
                        default ->
                            new Difference(operation, path, "changed", change.get("fromValue"), change.get("value"));
                    });
        }
        return differences;
    }
}
