package vn.lienthong.hub.history;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.vocabulary.Problem;

/** What is noted of a load, in two files of its folder: what was wanted, and how far it is. The load that owns it guards it. */
final class Book {
    private static final JsonMapper JSON = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final String ORDER = "order.json";
    private static final String PROGRESS = "progress.json";

    /** Whether it goes, in a word. */
    enum Word {
        QUEUED,
        RUNNING,
        PAUSED,
        STOPPED,
        CANCELLED,
        DONE
    }

    /** What it does. */
    enum Stage {
        READING,
        OPEN,
        CLOSED
    }

    /** Something that a person decided. */
    record Deed(String what, long at, String who, String why) {}

    private final transient Path folder;
    final transient LoadOrder order;

    Word word = Word.QUEUED;
    /** What a person wants of it; it stands here before it is told to whoever wanted it. */
    Will.Wanted wanted = Will.Wanted.GO;

    Stage stage = Stage.READING;
    long began;
    long ended;
    String sum = "";
    long size;
    long readRows;
    String readPlace = "";
    int runs;
    long dossiers;
    long refusedBytes;
    Tally rows = new Tally();

    @Nullable
    Problem problem;

    List<Deed> deeds = new ArrayList<>();

    private Book(Path folder, LoadOrder order) {
        this.folder = folder;
        this.order = order;
    }

    static Book begin(Path folder, LoadOrder order, long now) throws IOException {
        PrivateFiles.folder(folder);
        PrivateFiles.write(folder.resolve(ORDER), JSON.writeValueAsString(order));
        Book book = new Book(folder, order);
        book.began = now;
        book.deeds.add(new Deed("load", now, order.who(), order.why()));
        book.save();
        return book;
    }

    /** One that was begun before; null when not even its order was written whole. */
    static @Nullable Book open(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(PROGRESS))) {
            return null;
        }
        Book book = new Book(folder, JSON.readValue(Files.readString(folder.resolve(ORDER)), LoadOrder.class));
        JSON.readerForUpdating(book).readValue(Files.readString(folder.resolve(PROGRESS)));
        return book;
    }

    void save() throws IOException {
        PrivateFiles.write(folder.resolve(PROGRESS), JSON.writeValueAsString(this));
    }

    String id() {
        return folder.getFileName().toString();
    }

    Path folder() {
        return folder;
    }

    boolean isOver() {
        return word == Word.DONE || word == Word.CANCELLED;
    }
}
