package vn.lienthong.hub.replay;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import vn.lienthong.hub.reference.Reference;
import vn.lienthong.hub.replay.SampleRecord.Expected;
import vn.lienthong.hub.replay.SampleStory.Event;

/**
 * A made-up day of the city's one-stop offices: 21 wards of very different size and 14 departments, a morning peak,
 * dossiers that change state several times, and a known share of records that are odd in known ways. The same seed, scale,
 * day and tables give the same bytes on every machine. Nobody in it exists; every record says so. Immutable; an iteration
 * builds its records one by one, so that a day of a million records needs a few dozen megabytes.
 */
public final class SampleDay implements Iterable<SampleRecord> {
    /** A Monday on which all 21 wards of 2019 exist. */
    public static final LocalDate USUAL_DAY = LocalDate.of(2019, 12, 16);

    /** Dossiers of a day of scale 1; about three records each. */
    public static final int DOSSIERS = 3_000;

    private static final ZoneOffset ZONE = ZoneOffset.ofHours(7);
    private static final int MOST_DOSSIERS = 1 << 26;
    private static final int AGAIN = 1;

    private final SampleTables tables;
    private final LocalDate day;
    private final long seed;
    private final int dossiers;
    private final int[] runningNumbers;
    /** Sorted: seconds (17 bits), dossier (28), event (6), again (1). */
    private final long[] pushes;

    private SampleDay(SampleTables tables, LocalDate day, long seed, int dossiers) {
        this.tables = tables;
        this.day = day;
        this.seed = seed;
        this.dossiers = dossiers;
        this.runningNumbers = new int[dossiers];
        this.pushes = plan();
    }

    /**
     * Plans a day.
     *
     * @param scale 1 is an ordinary day of {@link #DOSSIERS} dossiers; above 0
     * @param day any day that the tables cover
     * @param reference units, agency codes and procedures
     * @throws IllegalArgumentException when the scale is out of range or the tables do not cover the day
     */
    public static SampleDay of(long seed, double scale, LocalDate day, Reference reference) {
        long dossiers = Math.round(DOSSIERS * scale);
        if (!(scale > 0) || dossiers < 1 || dossiers > MOST_DOSSIERS) {
            throw new IllegalArgumentException("The scale of a sample day must give 1 to " + MOST_DOSSIERS
                    + " dossiers. Found: " + scale + ". Example: 0.1 for " + DOSSIERS / 10 + " dossiers.");
        }
        return new SampleDay(SampleTables.of(reference, day), day, seed, (int) dossiers);
    }

    private long[] plan() {
        long[] plan = new long[dossiers * 4];
        long[] books = new long[dossiers];
        int count = 0;
        for (int dossier = 0; dossier < dossiers; dossier++) {
            SampleStory story = story(dossier);
            books[dossier] = story.receivedOn.toEpochDay() * 1_000 + story.unitIndex;
            if (plan.length < count + story.events.size() + 1) {
                plan = Arrays.copyOf(plan, plan.length + plan.length / 2 + 64);
            }
            count = plan(story, dossier, plan, count);
        }
        plan = Arrays.copyOf(plan, count);
        Arrays.sort(plan);
        number(plan, books);
        return plan;
    }

    /**
     * Gives out the running numbers of each unit and day in the order in which the dossiers appear. They begin in the thousand of the seed's
     * last digit, so that days of different seeds can be played into one hub.
     */
    private void number(long[] sorted, long[] books) {
        int thousand = 1_000 * (int) Math.floorMod(seed, 10L);
        Map<Long, Integer> given = new HashMap<>();
        for (long push : sorted) {
            int dossier = dossier(push);
            if (runningNumbers[dossier] == 0) {
                runningNumbers[dossier] = thousand + given.merge(books[dossier], 1, Integer::sum);
            }
        }
    }

    private static int plan(SampleStory story, int dossier, long[] plan, int from) {
        int count = from;
        boolean swaps = story.oddity.effect() == Oddity.Effect.SWAPS;
        for (int i = story.firstToday; i < story.events.size(); i++) {
            int at = story.events.get(i).at();
            if (swaps && i == story.firstToday) {
                at = story.events.get(i + 1).at() + 1;
            }
            plan[count++] = push(at, dossier, i, 0);
        }
        if (story.oddity.effect() == Oddity.Effect.SENDS_TWICE) {
            Event first = story.events.get(story.firstToday);
            plan[count++] = push(first.at() + 90, dossier, story.firstToday, AGAIN);
        }
        return count;
    }

    private static long push(int at, int dossier, int event, int again) {
        return (long) at << 35 | (long) dossier << 7 | (long) event << 1 | again;
    }

    private static int dossier(long push) {
        return (int) (push >>> 7 & (1 << 28) - 1);
    }

    private static int event(long push) {
        return (int) (push >>> 1 & 63);
    }

    private static boolean again(long push) {
        return (push & 1) == AGAIN;
    }

    private SampleStory story(int dossier) {
        return new SampleStory(tables, day, seed, dossier, dossiers);
    }

    public LocalDate day() {
        return day;
    }

    /** Number of records, those sent twice counted twice. */
    public int size() {
        return pushes.length;
    }

    /** Number of dossiers that are pushed on the day. */
    public int dossiers() {
        return dossiers;
    }

    /** The records in the order in which the city pushes them. */
    @Override
    public Iterator<SampleRecord> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < pushes.length;
            }

            @Override
            public SampleRecord next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("The day is over.");
                }
                return record(pushes[next++]);
            }
        };
    }

    private SampleRecord record(long push) {
        int dossier = dossier(push);
        int event = event(push);
        boolean again = again(push);
        SampleStory story = story(dossier);
        SampleWriter writer = new SampleWriter(day, story, runningNumbers[dossier]);
        boolean first = event == story.firstToday;
        return new SampleRecord(
                day.atStartOfDay(ZONE).plusSeconds(push >>> 35).toInstant(),
                writer.dossierCode(),
                event + 1,
                story.unit.code(),
                expected(story, event, again),
                story.oddity.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                SampleOddities.bytes(writer.record(event), story.oddity, first, again));
    }

    private static Expected expected(SampleStory story, int event, boolean again) {
        boolean first = event == story.firstToday;
        return switch (story.oddity.effect()) {
            case NONE -> Expected.DELIVERED;
            case REFUSES_FIRST -> first ? Expected.REFUSED : Expected.DELIVERED;
            case PARKS -> first ? Expected.PARKED : Expected.BEHIND_PARKED;
            case SENDS_TWICE ->
                !again ? Expected.DELIVERED : story.oddity == Oddity.CONFLICT ? Expected.CONFLICT : Expected.REPEATED;
            case SWAPS -> first ? Expected.SUPERSEDED : Expected.DELIVERED;
        };
    }

    /** How many records must end in which way: what the hub's balance has to show after the day. */
    public Map<Expected, Integer> expected() {
        Map<Expected, Integer> sums = new EnumMap<>(Expected.class);
        expectedByUnit().values().forEach(unit -> unit.forEach((what, n) -> sums.merge(what, n, Integer::sum)));
        return sums;
    }

    /** The same for each unit, by its code. */
    public Map<String, Map<Expected, Integer>> expectedByUnit() {
        Map<String, Map<Expected, Integer>> units = new TreeMap<>();
        for (long push : pushes) {
            SampleStory story = story(dossier(push));
            units.computeIfAbsent(story.unit.code(), unit -> new EnumMap<>(Expected.class))
                    .merge(expected(story, event(push), again(push)), 1, Integer::sum);
        }
        return units;
    }

    /** Number of different steps that the province holds after the day. */
    public long expectedSteps() {
        long steps = 0;
        for (int dossier = 0; dossier < dossiers; dossier++) {
            SampleStory story = story(dossier);
            boolean onlyRefused =
                    story.oddity.effect() == Oddity.Effect.REFUSES_FIRST && story.events.size() - story.firstToday == 1;
            if (story.oddity.effect() != Oddity.Effect.PARKS && !onlyRefused) {
                steps += story.events.size();
            }
        }
        return steps;
    }

    /** The bytes of an attachment of a sample day, for testers who want to put them into the hub: text that says what it is. */
    public static byte[] attachment(String dossierCode, String id) {
        return SampleWriter.attachmentBytes(dossierCode, id);
    }

    /**
     * Writes the day as {@code records.ndjson} and, line by line beside it, {@code expected.csv}.
     *
     * @param most records to write at most, from the morning on
     */
    public void write(Path folder, int most) throws IOException {
        Files.createDirectories(folder);
        try (OutputStream records = new BufferedOutputStream(Files.newOutputStream(folder.resolve("records.ndjson")));
                OutputStream fates = new BufferedOutputStream(Files.newOutputStream(folder.resolve("expected.csv")))) {
            fates.write("line,at,dossier,revision,unit,expected,oddity\n".getBytes(StandardCharsets.UTF_8));
            int line = 0;
            for (SampleRecord record : this) {
                if (line++ == most) {
                    break;
                }
                records.write(record.json());
                records.write('\n');
                fates.write(row(line, record).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static String row(int line, SampleRecord record) {
        return line + "," + Instant.ofEpochSecond(record.at().getEpochSecond()) + "," + record.dossierCode() + ","
                + record.revision() + "," + record.unit() + ","
                + record.expected().word() + "," + record.oddity()
                + "\n";
    }
}
