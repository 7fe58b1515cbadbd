package vn.lienthong.hub.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.hub.Hub;
import vn.lienthong.hub.recording.Harmless;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.vocabulary.Status;

/** What is known of a connector's words and of the hub's own tables, for who masks. */
final class HarmlessWords {
    /** What the mappings write before the code of a dossier. */
    private static final List<String> BEFORE_CODES = List.of("hsmc sobiennhan", "mã hồ sơ");

    private HarmlessWords() {}

    /** Of a connector that is not here, only what every destination may say. */
    static Harmless of(Hub hub, String name) {
        Connectors connectors = hub.connectors();
        List<String> turns = new ArrayList<>(KnownWords.turns());
        turns.addAll(connectors.turns(name));
        turns.addAll(BEFORE_CODES);
        List<String> states = states(hub.reference());
        states.forEach(state -> turns.add(state.toLowerCase(Locale.ROOT)));
        Set<String> texts = texts(hub.reference());
        texts.addAll(states);
        return new Harmless(connectors.shownFields(name), connectors.wordFields(name), turns, texts);
    }

    private static List<String> states(Reference reference) {
        return Arrays.stream(Status.values())
                .map(status -> reference.statuses().of(status).name())
                .toList();
    }

    /** Names and codes of units and procedures. */
    private static Set<String> texts(Reference reference) {
        Set<String> texts = new HashSet<>(reference.agencies().codes());
        reference.units().meanings().forEach(unit -> texts.addAll(List.of(unit.code(), unit.name())));
        reference
                .procedures()
                .all()
                .forEach(one -> texts.addAll(
                        List.of(one.code(), one.nationalCode(), one.localForm(), one.name(), one.field())));
        return texts;
    }
}
