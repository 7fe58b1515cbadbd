package vn.lienthong.hub.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Times;

/** Which units had a code one after the other, and which took over from which. A code that is not known had one unit only. Immutable. */
public final class UnitLives {
    /** Every code means one unit, whatever the day. */
    public static final UnitLives NONE = new UnitLives(List.of());

    private final Map<String, List<Life>> byCode = new HashMap<>();
    private final Map<Life, Life> heirs = new HashMap<>();
    private final Map<Life, List<Life>> predecessors = new HashMap<>();

    /**
     * One unit.
     *
     * @param begins its first day, such as {@code 2024-12-01}; empty: it was the first that had the code
     */
    public record Life(String code, String begins) {
        /** The only unit that had a code. */
        public static Life only(String code) {
            return new Life(code, "");
        }

        /** For people, such as {@code 21583 (since 2024-12-01)}. */
        public String words() {
            return begins.isEmpty() ? code : code + " (since " + begins + ")";
        }
    }

    /**
     * A unit and what became of it.
     *
     * @param heir the unit that took it over as a whole; null while it lasts, or where nobody did
     */
    public record Fate(Life life, @Nullable Life heir) {}

    public UnitLives(List<Fate> fates) {
        for (Fate fate : fates) {
            byCode.computeIfAbsent(fate.life().code(), code -> new ArrayList<>())
                    .add(fate.life());
            Life heir = fate.heir();
            if (heir != null) {
                heirs.put(fate.life(), heir);
                predecessors.computeIfAbsent(heir, life -> new ArrayList<>()).add(fate.life());
            }
        }
        byCode.values().forEach(lives -> lives.sort(Comparator.comparing(Life::begins)));
    }

    /** The unit that had the code on a day, or had it last before. */
    public Life on(String code, LocalDate day) {
        Life found = Life.only(code);
        for (Life life : byCode.getOrDefault(code, List.of())) {
            if (life.begins().compareTo(day.toString()) <= 0) {
                found = life;
            }
        }
        return found;
    }

    /** The same at a moment, in the hub's zone. */
    public Life at(String code, Instant moment) {
        return on(code, LocalDate.ofInstant(moment, Times.ZONE));
    }

    /** Every unit that had the code, the first one first. */
    public List<Life> of(String code) {
        return List.copyOf(byCode.getOrDefault(code, List.of(Life.only(code))));
    }

    /** Those that took over, one from the other, the next one first. */
    List<Life> heirs(Life life) {
        List<Life> chain = new ArrayList<>();
        for (Life heir = heirs.get(life); heir != null; heir = heirs.get(heir)) {
            chain.add(heir);
        }
        return chain;
    }

    /** Those that a unit was formed from. */
    public List<Life> predecessors(Life life) {
        return List.copyOf(predecessors.getOrDefault(life, List.of()));
    }

    /** Those, and those that they were formed from. */
    public Set<Life> ancestors(Life life) {
        Set<Life> all = new LinkedHashSet<>();
        for (Life one : predecessors(life)) {
            all.add(one);
            all.addAll(ancestors(one));
        }
        return all;
    }

    /** Every unit that was formed from others. */
    List<Life> formed() {
        return List.copyOf(predecessors.keySet());
    }

    /** Every unit that is known. */
    List<Life> all() {
        return byCode.values().stream().flatMap(List::stream).toList();
    }

    /** Of a code, the first days between which a unit of it counts. */
    record Span(String code, String from, String to) {}

    /** Units by their codes: of one code they follow each other, as those do that one unit took over. */
    static List<Span> spansOf(Set<Life> lives) {
        Map<String, Span> spans = new TreeMap<>();
        for (Life life : lives) {
            Span alone = new Span(life.code(), life.begins(), life.begins());
            spans.merge(
                    life.code(),
                    alone,
                    (a, b) -> new Span(
                            a.code,
                            a.from.compareTo(b.from) < 0 ? a.from : b.from,
                            a.to.compareTo(b.to) > 0 ? a.to : b.to));
        }
        return List.copyOf(spans.values());
    }

    /** The same for statements. */
    static Rows spans(Set<Life> lives) {
        Rows rows = new Rows("text", "text", "text");
        spansOf(lives).forEach(span -> rows.add(span.code, span.from, span.to));
        return rows;
    }
}
