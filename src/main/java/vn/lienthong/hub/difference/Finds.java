package vn.lienthong.hub.difference;

import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.difference.Difference.Kind;

/** Who hears of differences while two messages are walked. */
interface Finds {
    void found(String path, Kind kind, @Nullable String left, @Nullable String right);

    /** Whether a person wrote down that the order of this list means nothing. */
    boolean anyOrder(String path);
}
