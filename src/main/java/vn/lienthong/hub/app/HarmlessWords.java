package vn.lienthong.hub.app;

import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.recording.Harmless;

/** What a connector says of its own words, for who masks. */
final class HarmlessWords {
    private HarmlessWords() {}

    /** Of a connector that is not here, only what every destination may say. */
    static Harmless of(Connectors connectors, String name) {
        return connectors.names().contains(name)
                ? new Harmless(connectors.shownFields(name), connectors.wordFields(name), KnownWords.turns())
                : new Harmless(java.util.Set.of(), java.util.Set.of(), KnownWords.turns());
    }
}
