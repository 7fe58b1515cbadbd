package vn.lienthong.hub.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names and days of birth that a destination takes in parts, beside each other and in order: they are masked as a whole, so that they stay those of the
 * record. All are met first; then each is asked for in the same order. Not thread-safe.
 */
final class Parts {
    private static final List<String> NAME = List.of("ho", "chudem", "ten");
    private static final List<String> DAY = List.of("namsinh", "thangsinh", "ngaysinh");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** By the path of what holds the parts, in order. */
    private final Map<String, List<Whole>> met = new HashMap<>();
    /** By the same path, how many parts were asked for. */
    private final Map<String, Integer> asked = new HashMap<>();

    private final UnaryOperator<String> name;
    private final UnaryOperator<String> day;

    /** Parts by their place in the order. */
    private record Whole(List<String> fields, TreeMap<Integer, String> parts) {
        boolean takes(List<String> others, int place) {
            return fields == others && place > parts.lastKey();
        }
    }

    Parts(UnaryOperator<String> name, UnaryOperator<String> day) {
        this.name = name;
        this.day = day;
    }

    void meet(Spot spot, String text) {
        List<String> fields = fields(spot);
        int place = fields.indexOf(spot.name());
        if (place < 0) {
            return;
        }
        List<Whole> all = met.computeIfAbsent(spot.parent(), path -> new ArrayList<>());
        if (all.isEmpty() || !all.get(all.size() - 1).takes(fields, place)) {
            all.add(new Whole(fields, new TreeMap<>()));
        }
        all.get(all.size() - 1).parts().put(place, text);
    }

    /** What stands for the next part there; empty when it is none. */
    Optional<String> masked(Spot spot) {
        List<String> fields = fields(spot);
        int place = fields.indexOf(spot.name());
        if (place < 0) {
            return Optional.empty();
        }
        int next = asked.merge(spot.parent(), 1, Integer::sum);
        for (Whole whole : met.getOrDefault(spot.parent(), List.of())) {
            next -= whole.parts().size();
            if (next <= 0) {
                return masked(spot, whole).map(parts -> parts.get(place));
            }
        }
        return Optional.empty();
    }

    private static List<String> fields(Spot spot) {
        return DAY.contains(spot.name()) ? DAY : NAME;
    }

    private Optional<Map<Integer, String>> masked(Spot spot, Whole whole) {
        boolean begins = whole.parts().containsKey(0);
        if (whole.fields() == DAY) {
            return begins
                    ? split(whole, day.apply(String.join("-", whole.parts().values())), Pattern.compile("-"))
                    : Optional.empty();
        }
        // One word is a given name, where nothing but a name can stand.
        return begins || spot.parent().endsWith("hoten")
                ? split(whole, name.apply(String.join(" ", whole.parts().values())), BLANKS)
                : Optional.empty();
    }

    /** As many pieces for each part as it had; empty when the masked whole has others. */
    private static Optional<Map<Integer, String>> split(Whole whole, String masked, Pattern between) {
        List<String> pieces = List.of(between.split(masked));
        Map<Integer, String> parts = new HashMap<>();
        int done = 0;
        for (Map.Entry<Integer, String> part : whole.parts().entrySet()) {
            int size = between.split(part.getValue()).length;
            if (done + size > pieces.size()) {
                return Optional.empty();
            }
            parts.put(part.getKey(), pieces.subList(done, done + size).stream().collect(Collectors.joining(" ")));
            done += size;
        }
        return done == pieces.size() ? Optional.of(parts) : Optional.empty();
    }
}
