package vn.lienthong.hub.drift;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vn.lienthong.hub.connector.ContractUse.Called;
import vn.lienthong.hub.connector.ContractUse.Heard;

/** Which places of an answer are read, and by whom. */
record ReadPlaces(Called called) {

    private static final Heard NOBODY = new Heard(Set.of(), Set.of(), Set.of());

    /** What is made of the value at a place. */
    Heard at(String pointer) {
        Heard exact = called.reads().getOrDefault(pointer, NOBODY);
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        Set<String> by = new TreeSet<>(exact.by());
        for (Map.Entry<String, Set<String>> open : called.open().entrySet()) {
            if (pointer.equals(open.getKey())
                    || pointer.startsWith(open.getKey() + "/")
                            && open.getValue().contains(name)) {
                by.add("a mapping that takes all of " + (open.getKey().isEmpty() ? "the answer" : open.getKey()));
            }
        }
        return new Heard(by, exact.values(), exact.good());
    }

    /** Names of what is read right below a place. */
    Set<String> named(String pointer) {
        Set<String> names = new TreeSet<>();
        called.reads().keySet().stream()
                .filter(place -> place.startsWith(pointer + "/"))
                .forEach(
                        place -> names.add(place.substring(pointer.length() + 1).replaceFirst("/.*$", "")));
        return names;
    }

    /** Who reads something at a place or below it. */
    Set<String> below(String pointer) {
        Set<String> by = new TreeSet<>(readers(pointer));
        by.addAll(at(pointer).by());
        return by;
    }

    /** Who reads the place, or something below it; empty when nobody does. */
    Set<String> readers(String pointer) {
        Set<String> by = new TreeSet<>(at(pointer).by());
        called.reads().forEach((place, heard) -> {
            if (place.startsWith(pointer + "/") || pointer.startsWith(place + "/") && isWhole(place)) {
                by.addAll(heard.by());
            }
        });
        called.open().forEach((place, words) -> {
            if (place.startsWith(pointer + "/")) {
                by.add("a mapping that takes all of " + place);
            }
        });
        return by;
    }

    /** A place at which a whole thing is kept as it is; what mappings take of it is told apart by their inputs. */
    private static boolean isWhole(String place) {
        return place.isEmpty();
    }
}
