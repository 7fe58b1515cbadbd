package vn.lienthong.hub.history;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The rows of several sorted files as one. Not thread-safe. */
final class Merge implements Iterator<Sorted>, Closeable {
    private final List<DataInputStream> files;
    private final PriorityQueue<Front> fronts = new PriorityQueue<>(Comparator.comparing(Front::row, Sorted.ORDER));

    private record Front(Sorted row, DataInputStream file) {}

    Merge(List<DataInputStream> files) throws IOException {
        this.files = files;
        for (DataInputStream file : files) {
            advance(file);
        }
    }

    private void advance(DataInputStream file) throws IOException {
        Sorted next = Sorted.read(file);
        if (next != null) {
            fronts.add(new Front(next, file));
        }
    }

    /** Without taking it; null at the end. */
    @Nullable
    Sorted peek() {
        Front front = fronts.peek();
        return front == null ? null : front.row();
    }

    @Override
    public boolean hasNext() {
        return !fronts.isEmpty();
    }

    @Override
    public Sorted next() {
        Front front = fronts.poll();
        if (front == null) {
            throw new NoSuchElementException();
        }
        try {
            advance(front.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return front.row();
    }

    @Override
    public void close() throws IOException {
        for (DataInputStream file : files) {
            file.close();
        }
    }
}
