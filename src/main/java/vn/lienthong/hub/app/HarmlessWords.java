package vn.lienthong.hub.app;

import java.util.ArrayList;
import java.util.List;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.recording.Harmless;

/** What a connector says of its own words, for who masks. */
final class HarmlessWords {
    private HarmlessWords() {}

    /** Of a connector that is not here, only what every destination may say. */
    static Harmless of(Connectors connectors, String name) {
        List<String> turns = new ArrayList<>(KnownWords.turns());
        turns.addAll(connectors.turns(name));
        return new Harmless(connectors.shownFields(name), connectors.wordFields(name), turns);
    }
}
