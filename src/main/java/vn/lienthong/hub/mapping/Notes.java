package vn.lienthong.hub.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * The notes of the mapping that runs on this thread. JSLT hands its functions no context, and a mapping runs on one
 * thread from beginning to end.
 */
final class Notes {
    private static final ThreadLocal<List<String>> CURRENT = ThreadLocal.withInitial(ArrayList::new);

    private Notes() {}

    static void clear() {
        CURRENT.get().clear();
    }

    static void add(String note) {
        CURRENT.get().add(note);
    }

    static List<String> taken() {
        List<String> notes = CURRENT.get();
        if (notes.isEmpty()) {
            return List.of();
        }
        List<String> taken = notes.stream().distinct().toList();
        notes.clear();
        return taken;
    }
}
