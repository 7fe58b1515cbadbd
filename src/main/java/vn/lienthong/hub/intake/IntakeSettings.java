package vn.lienthong.hub.intake;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the intake allows, and to whom records are owed. Checks itself.
 *
 * @param recordLimit most bytes of one record (1 MiB)
 * @param attachmentLimit most bytes of one attachment (30 MiB)
 * @param batchLimit most bytes of one batch (16 GiB)
 * @param batchWindow records of one batch that may wait for their commit at once (1,000)
 * @param batches batches served at once (16)
 * @param uploads attachments received at once (16)
 * @param bodies bodies that may be on their way at once, batches and attachments aside (1,000)
 * @param heldBytes most bytes of bodies in memory at once, batches aside (64 MiB)
 * @param bodyTime longest time a record may take to arrive (30 s)
 * @param batchIdle longest pause within a batch (5 min)
 * @param rate records a second that one source may send on average (10,000)
 * @param burst records that it may send at once above that (20,000)
 * @param owedTo destinations of every unit that {@code owedByUnit} does not name, in order
 * @param owedByUnit destinations by unit code; an empty list: kept, owed to nobody
 * @param owedBySource by source, the only ones of its unit's destinations that are owed what it sends: what a system sends is not owed to itself
 * @param owedByOrigin by source, the only ones of its unit's destinations that are owed what once came from it and is sent on by another;
 *     for a source that is not named: all but the destination of its own name
 */
public record IntakeSettings(
        int recordLimit,
        long attachmentLimit,
        long batchLimit,
        int batchWindow,
        int batches,
        int uploads,
        int bodies,
        long heldBytes,
        Duration bodyTime,
        Duration batchIdle,
        int rate,
        int burst,
        List<String> owedTo,
        Map<String, List<String>> owedByUnit,
        Map<String, List<String>> owedBySource,
        Map<String, List<String>> owedByOrigin) {

    public IntakeSettings {
        positive("record-limit", recordLimit);
        positive("attachment-limit", attachmentLimit);
        positive("batch-limit", batchLimit);
        positive("batch-window", batchWindow);
        positive("batches", batches);
        positive("uploads", uploads);
        positive("bodies", bodies);
        positive("body-time", bodyTime.toMillis());
        positive("batch-idle", batchIdle.toMillis());
        positive("rate", rate);
        positive("burst", burst);
        if (heldBytes < recordLimit) {
            throw new IllegalArgumentException(
                    "Setting hub.intake.held-bytes must be at least hub.intake.record-limit (" + recordLimit
                            + "). Found: " + heldBytes + ". Example: 67108864.");
        }
        owedTo = List.copyOf(owedTo);
        owedByUnit = Map.copyOf(owedByUnit);
        owedBySource = Map.copyOf(owedBySource);
        owedByOrigin = Map.copyOf(owedByOrigin);
    }

    /** The defaults, owed to these destinations. */
    public static IntakeSettings owedTo(List<String> destinations) {
        return new IntakeSettings(
                1 << 20,
                30 << 20,
                16L << 30,
                1_000,
                16,
                16,
                1_000,
                64 << 20,
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                10_000,
                20_000,
                destinations,
                Map.of(),
                Map.of(),
                Map.of());
    }

    /** Destinations that are owed what a source sends of a unit. */
    List<String> owed(String source, String unit) {
        List<String> ofUnit = owedByUnit.getOrDefault(unit, owedTo);
        List<String> only = owedBySource.get(source);
        return only == null ? ofUnit : ofUnit.stream().filter(only::contains).toList();
    }

    /**
     * Destinations that are owed a record.
     *
     * @param spared those that would be, and are not, because of where it came from
     */
    record Owed(List<String> to, List<String> spared) {}

    /** As {@link #owed(String, String)}, of a record that came from {@code origin} before this source sent it on. */
    Owed owed(String source, String unit, @Nullable String origin) {
        List<String> all = owed(source, unit);
        if (origin == null) {
            return new Owed(all, List.of());
        }
        List<String> only = owedByOrigin.get(origin);
        Map<Boolean, List<String>> goes = all.stream()
                .collect(Collectors.partitioningBy(name -> only == null ? !name.equals(origin) : only.contains(name)));
        return new Owed(goes.getOrDefault(true, List.of()), goes.getOrDefault(false, List.of()));
    }

    private static void positive(String key, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("Setting hub.intake." + key + " must be positive. Found: " + value
                    + ". Leave it out for the default.");
        }
    }
}
