package vn.lienthong.hub.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.difference.Ignore;
import vn.lienthong.hub.recording.ExchangeFolder;
import vn.lienthong.hub.recording.ExchangeFolder.Head;

/**
 * What the exchanges of a recording say of themselves: enough to start a hub for them, while the rest is read.
 *
 * @param folder of the recording
 */
record ReplayHeads(Path folder, List<Head> all) {
    /** Ten thousand exchanges are fifty thousand files, and a disk serves some at a time. */
    private static final int READERS = 4;

    /** @param destination only those; null: all */
    static ReplayHeads read(Path folder, @Nullable String destination) {
        List<Head> heads = each(LocalRecordings.told(() -> ExchangeFolder.in(folder)), ExchangeFolder::head);
        heads.forEach(ReplayHeads::mayIgnore);
        return new ReplayHeads(
                folder,
                heads.stream()
                        .filter(head -> destination == null
                                || destination.equals(head.about().destination()))
                        .toList());
    }

    Set<String> destinations() {
        return all.stream().map(head -> head.about().destination()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** When the first of their records was accepted; empty when nobody knows. */
    Optional<Instant> first() {
        return all.stream()
                .map(head -> head.about().acceptedAt())
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    /** Reads something of each, some at a time. */
    static <T, R> List<R> each(List<T> all, Function<T, R> read) {
        ForkJoinPool readers = new ForkJoinPool(READERS);
        try {
            return readers.submit(() -> all.parallelStream()
                            .map(one -> LocalRecordings.told(() -> read.apply(one)))
                            .toList())
                    .join();
        } finally {
            readers.shutdown();
        }
    }

    /** A row that cannot be read is told now, and not when all has been played. */
    private static void mayIgnore(Head head) {
        head.ignore()
                .forEach(row -> new Ignore(
                        row.where(),
                        row.why(),
                        "",
                        "",
                        "exchange.yaml of " + head.folder().getFileName()));
    }
}
