package vn.lienthong.hub.intake;

import org.jspecify.annotations.Nullable;

/** Where a reader stands in a tree; the pointer is written only when somebody asks. */
final class Path {
    private final @Nullable String[] names = new String[RecordReader.DEPTH + 2];
    private final int[] indexes = new int[RecordReader.DEPTH + 2];
    private int depth;

    void enter() {
        depth++;
        names[depth] = null;
        indexes[depth] = -1;
    }

    void leave() {
        depth--;
    }

    void name(@Nullable String name) {
        names[depth] = name;
    }

    void index(int index) {
        indexes[depth] = index;
    }

    int depth() {
        return depth;
    }

    String pointer() {
        return pointer(depth);
    }

    String parent() {
        return pointer(depth - 1);
    }

    private String pointer(int to) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 1; i <= to; i++) {
            String name = names[i];
            if (name != null) {
                pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
            } else if (indexes[i] >= 0) {
                pointer.append('/').append(indexes[i]);
            }
        }
        return pointer.toString();
    }
}
