package vn.lienthong.hub.rehearsal;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants rehearsed.
 *
 * @param from records accepted from this moment on; null: from the first
 * @param before records accepted before this moment; null: up to the begin of the rehearsal
 * @param history a file of records, one a line; null: those of the journal
 * @param sendTo address for tests; empty: the one of the settings, if there is one; null: nothing is sent
 * @param limit most records; 0 for all
 * @param perHour messages an hour that the destination takes, as a person says; 0: as it is measured
 */
public record Plan(
        String unit,
        String destination,
        @Nullable Instant from,
        @Nullable Instant before,
        @Nullable Path history,
        @Nullable String sendTo,
        long limit,
        double perHour,
        String by,
        String why) {}
