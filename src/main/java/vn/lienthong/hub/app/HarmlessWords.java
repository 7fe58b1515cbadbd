package vn.lienthong.hub.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.recording.Harmless;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.vocabulary.Status;

/** What is known of a connector's words and of the hub's own tables, for who masks. */
final class HarmlessWords {
    private HarmlessWords() {}

    /** Of a connector that is not here, only what every destination may say. */
    static Harmless of(Hub hub, String name) {
        Connectors connectors = hub.connectors();
        List<String> turns = new ArrayList<>(KnownWords.turns());
        turns.addAll(connectors.turns(name));
        return new Harmless(connectors.shownFields(name), connectors.wordFields(name), turns, texts(hub.reference()));
    }

    /** Names and codes of units, procedures and states. */
    private static Set<String> texts(Reference reference) {
        Set<String> texts = new HashSet<>(reference.agencies().codes());
        reference.units().meanings().forEach(unit -> texts.addAll(List.of(unit.code(), unit.name())));
        reference
                .procedures()
                .all()
                .forEach(one -> texts.addAll(
                        List.of(one.code(), one.nationalCode(), one.localForm(), one.name(), one.field())));
        Arrays.stream(Status.values())
                .forEach(status -> texts.add(reference.statuses().of(status).name()));
        return texts;
    }
}
