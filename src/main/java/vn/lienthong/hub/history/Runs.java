package vn.lienthong.hub.history;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rows in sorted files, merged when they are read: an export of any size and in any order goes through a bounded memory. A file is whole or not there. It holds personal
 * data and is nobody else's to read; it goes when the load ends.
 */
final class Runs {
    /** So many are open at once; more are first merged into fewer. */
    private static final int WIDTH = 64;

    private static final int BUFFER = 32 << 10;
    /** A file of the runs from one number to another. */
    private static final Pattern NAME = Pattern.compile("run-(\\d{7})-(\\d{7})\\.zst");

    private final Path folder;

    Runs(Path folder) throws IOException {
        this.folder = folder;
        PrivateFiles.folder(folder);
    }

    /** Leaves those that were noted, without what was begun behind them. */
    void keep(int count) throws IOException {
        for (Path file : files()) {
            if (range(file)[0] > count) {
                Files.delete(file);
            }
        }
    }

    /** Sorts and writes; when this returns the rows are on disk. */
    void write(int number, List<Sorted> rows) throws IOException {
        rows.sort(Sorted.ORDER);
        write(number, number, rows.iterator());
    }

    private void write(int from, int to, Iterator<Sorted> rows) throws IOException {
        Path file = folder.resolve(String.format(java.util.Locale.ROOT, "run-%07d-%07d.zst", from, to));
        Path unready = folder.resolve(file.getFileName() + ".part");
        PrivateFiles.make(unready);
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new ZstdOutputStream(Files.newOutputStream(unready), 1), BUFFER))) {
            while (rows.hasNext()) {
                rows.next().write(out);
            }
        }
        try (FileChannel channel = FileChannel.open(unready, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unready, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** All rows in order. Close it. */
    Merge merge() throws IOException {
        List<Path> files = files();
        while (files.size() > WIDTH) {
            List<Path> first = files.subList(0, WIDTH);
            try (Merge merged = new Merge(open(first))) {
                write(range(first.get(0))[0], range(first.get(WIDTH - 1))[1], merged);
            }
            files = files();
        }
        return new Merge(open(files));
    }

    private static List<DataInputStream> open(List<Path> files) throws IOException {
        List<DataInputStream> open = new ArrayList<>();
        for (Path file : files) {
            open.add(new DataInputStream(
                    new BufferedInputStream(new ZstdInputStream(Files.newInputStream(file)), BUFFER)));
        }
        return open;
    }

    /** Those that hold something no other does: what was merged goes, should it still be there. */
    private List<Path> files() throws IOException {
        List<Path> found;
        try (Stream<Path> all = Files.list(folder)) {
            found = all.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.<Path>comparingInt(file -> range(file)[0])
                            .thenComparingInt(file -> -range(file)[1]))
                    .toList();
        }
        List<Path> files = new ArrayList<>();
        int covered = 0;
        for (Path file : found) {
            if (range(file)[1] <= covered) {
                Files.delete(file);
            } else {
                files.add(file);
                covered = range(file)[1];
            }
        }
        return files;
    }

    private static int[] range(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalStateException(file.toString());
        }
        return new int[] {Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2))};
    }
}
