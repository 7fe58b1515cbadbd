package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.vocabulary.Ids;

class FolderStoreTest {
    private static final byte[] FILE = "a made-up file".getBytes(StandardCharsets.UTF_8);
    private static final String NAME = name(FILE);

    @TempDir
    Path folder = Path.of("");

    @Test
    void storesOnceAndThenHoldsIt() throws IOException {
        ContentStore store = ContentStore.folder(folder);

        assertThat(store.put(NAME, bytes(FILE), 100)).isEqualTo(ContentStore.Result.STORED);
        assertThat(store.put(NAME, bytes(new byte[0]), 100)).isEqualTo(ContentStore.Result.HELD);
        assertThat(store.size(NAME)).hasValue(FILE.length);
        try (InputStream in = store.open(NAME)) {
            assertThat(in.readAllBytes()).isEqualTo(FILE);
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void storesAnEmptyFileAndOneOfExactlyTheLimit() throws IOException {
        ContentStore store = ContentStore.folder(folder);

        assertThat(store.put(name(new byte[0]), bytes(new byte[0]), 100)).isEqualTo(ContentStore.Result.STORED);
        assertThat(store.put(NAME, bytes(FILE), FILE.length)).isEqualTo(ContentStore.Result.STORED);
    }

    @Test
    void keepsNothingOfAFileWithAnotherHash() throws IOException {
        ContentStore store = ContentStore.folder(folder);

        assertThat(store.put(name(new byte[0]), bytes(FILE), 100)).isEqualTo(ContentStore.Result.DIFFERENT);
        assertThat(store.size(name(new byte[0]))).isEmpty();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void keepsNothingOfAFileOverTheLimit() throws IOException {
        ContentStore store = ContentStore.folder(folder);

        assertThat(store.put(NAME, bytes(FILE), FILE.length - 1)).isEqualTo(ContentStore.Result.TOO_LARGE);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void keepsNothingWhenTheSenderGoesAway() {
        ContentStore store = ContentStore.folder(folder);
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                throw new IOException("gone");
            }
        };

        assertThatThrownBy(() -> store.put(NAME, broken, 100)).isExactlyInstanceOf(IOException.class);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void takesAwayWhatAKilledHubLeftBehindAndNothingElse() throws IOException {
        ContentStore store = ContentStore.folder(folder);
        store.put(NAME, bytes(FILE), 100);
        Files.writeString(folder.resolve("incoming/put-1234.part"), "half a fi");

        assertThat(store.tidy(Instant.MAX)).isEqualTo(1);
        assertThat(leftovers()).isEmpty();
        assertThat(store.size(NAME)).hasValue(FILE.length);
        assertThat(ContentStore.folder(folder.resolve("not there")).tidy(Instant.MAX))
                .isZero();
    }

    @Test
    void leavesWhatAnotherNodeIsReceiving() throws IOException {
        ContentStore store = ContentStore.folder(folder);
        store.put(NAME, bytes(FILE), 100);
        Path killed = Files.writeString(folder.resolve("incoming/put-1234.part"), "half a fi");
        Path arriving = Files.writeString(folder.resolve("incoming/put-5678.part"), "half a f");
        Instant now = Files.getLastModifiedTime(arriving).toInstant();
        Files.setLastModifiedTime(killed, FileTime.from(now.minus(Duration.ofDays(2))));

        assertThat(store.tidy(now.minus(Duration.ofDays(1)))).isEqualTo(1);
        assertThat(killed).doesNotExist();
        assertThat(arriving).exists();
    }

    @Test
    void forgetsWhatWasNotedForNoSubmissionAfterItsTime() throws IOException {
        ContentStore store = ContentStore.folder(folder);
        store.note(0, "old", "of a message that never came again");
        Instant noted = Instant.now();
        assertThat(store.forget(noted.minus(Duration.ofDays(1)), () -> true)).isZero();
        assertThat(store.forget(noted.plus(Duration.ofDays(1)), () -> false))
                .as("may not work now")
                .isZero();
        store.note(submission(1, 1), "old", "of a record");

        assertThat(store.forget(noted.plus(Duration.ofDays(1)), () -> true)).isEqualTo(1);

        assertThat(store.noted(0, "old")).isEmpty();
        assertThat(store.noted(submission(1, 1), "old")).isPresent();
    }

    @Test
    void forgetsOneNoteAndNoOther() throws IOException {
        ContentStore store = ContentStore.folder(folder);
        store.note(0, "told", "of a message that its source knows we have");
        store.note(0, "waits", "of another one");

        store.forget(0, "told");
        store.forget(0, "told");

        assertThat(store.noted(0, "told")).isEmpty();
        assertThat(store.noted(0, "waits")).isPresent();
    }

    @Test
    void oneThatCannotBeTakenAwayKeepsNoOther() throws IOException {
        ContentStore store = ContentStore.folder(folder);
        for (int i = 0; i < 20; i++) {
            store.note(0, "note " + i, "words");
            Path stubborn = folder.resolve("notes/0000").resolve("0".repeat(13)).resolve("stubborn " + i);
            Files.writeString(Files.createDirectories(stubborn).resolve("inside"), "");
            store.note(submission(i, 1), "fetched", "words");
            Path shelf = Objects.requireNonNull(noteFolder(submission(i, 1)).getParent());
            Files.createDirectories(noteFolder(submission(i, 0)).resolve("stubborn/inside"));
            Files.writeString(shelf.resolve(Ids.text(submission(i, 2))), "no folder");
        }

        assertThat(store.forget(Instant.now().plus(Duration.ofDays(1)), () -> true))
                .isEqualTo(20);
        assertThat(store.forget(Long.MAX_VALUE, some -> some, () -> true)).isGreaterThanOrEqualTo(20);
        for (int i = 0; i < 20; i++) {
            assertThat(store.noted(0, "note " + i)).isEmpty();
            assertThat(store.noted(submission(i, 1), "fetched")).isEmpty();
        }
    }

    private Path noteFolder(long submission) {
        String id = Ids.text(submission);
        return folder.resolve("notes").resolve(id.substring(0, 4)).resolve(id);
    }

    /** Shelves are some hours apart. */
    private static long submission(int shelf, int number) {
        return (1L << 55) + ((long) shelf << 45) + number;
    }

    @Test
    void forgetsWhatWasNotedForSubmissionsThatAreOverAndNothingElse() throws IOException {
        ContentStore store = ContentStore.folder(folder);
        for (int i = 0; i < 12; i++) {
            store.note(submission(i / 4, i % 4), "fetched", "note " + i);
        }
        store.note(submission(0, 0), "uploaded", "another");
        assertThat(store.forget(Long.MAX_VALUE, some -> some, () -> false)).isZero();

        int gone = store.forget(
                submission(2, 1),
                some -> some.stream().filter(id -> id != submission(0, 3)).collect(Collectors.toSet()),
                () -> true);

        assertThat(gone).isEqualTo(3 + 4 + 1);
        assertThat(store.noted(submission(0, 0), "fetched")).isEmpty();
        assertThat(store.noted(submission(0, 0), "uploaded")).isEmpty();
        assertThat(store.noted(submission(0, 3), "fetched")).as("not over").hasValue("note 3");
        assertThat(store.noted(submission(2, 1), "fetched")).as("too young").hasValue("note 9");
        assertThat(folder.resolve("notes").toFile().list()).hasSize(2);
        assertThat(store.forget(Long.MAX_VALUE, some -> some, () -> true)).isEqualTo(4);
        assertThat(folder.resolve("notes")).isEmptyDirectory();
        assertThat(ContentStore.folder(folder.resolve("not there")).forget(Long.MAX_VALUE, some -> some, () -> true))
                .isZero();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void saysThatTheDiskFailsWhenItDoes() throws IOException {
        Path file = Files.writeString(folder.resolve("not-a-folder"), "");
        ContentStore store = ContentStore.folder(file);

        assertThatThrownBy(() -> store.put(NAME, bytes(FILE), 100)).isInstanceOf(ContentStore.StoreFailure.class);
    }

    @Test
    void takesNoNameThatIsNoHash() {
        assertThat(ContentStore.isName(NAME)).isTrue();
        assertThat(ContentStore.isName("../" + NAME.substring(3))).isFalse();
        assertThat(ContentStore.isName(NAME.toUpperCase(java.util.Locale.ROOT))).isFalse();
        assertThatThrownBy(() -> ContentStore.folder(folder).put("../../etc/passwd", bytes(FILE), 100))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private String[] leftovers() {
        String[] names = folder.resolve("incoming").toFile().list();
        return names == null ? new String[0] : names;
    }

    private static InputStream bytes(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    private static String name(byte[] content) {
        return HexFormat.of().formatHex(CanonicalJson.fingerprint(content));
    }
}
