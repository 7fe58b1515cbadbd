package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.connector.ShelfInMemory;
import vn.lienthong.hub.journal.SubmissionView;
import vn.lienthong.hub.kit.SettableClock;
import vn.lienthong.hub.mapping.Mapping;

/** A source whose messages name files: fetched before anything is journaled or told. Rounds are driven by hand; everything else is real. */
class PullFilesIT extends PullBed {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FiledSource source = new FiledSource();
    private final ShelfInMemory shelf = new ShelfInMemory();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T01:00:00Z"));
    private @Nullable Mapping mapping;
    private boolean faulty;
    private int window = 50;

    @Override
    AutoCloseable source() {
        return source;
    }

    /** A round, on this thread; what was called in it. */
    private List<String> round() throws IOException {
        source.calls.clear();
        opened().round(FiledSource.NAME);
        return new ArrayList<>(source.calls);
    }

    private PullState state() {
        return Objects.requireNonNull(pulls).states().get(0);
    }

    @Override
    Pulls open() throws IOException {
        source.write(home.resolve("connectors"));
        Mapping known = mapping == null ? PulledRecords.mapping(home, PulledRecords.WITH_FILES) : mapping;
        mapping = known;
        Map<String, String> settings = Map.of("address", source.address(), "window", String.valueOf(window));
        return open(FiledSource.NAME, settings, known, shelf, clock);
    }

    @Override
    void flow(PulledMessage message, Mapping known) {
        if (faulty) {
            throw new IllegalStateException("a made-up fault of the hub");
        }
        super.flow(message, known);
    }

    private JsonNode attachments(String code) throws IOException {
        SubmissionView only = kept(code).get(0);
        return JSON.readTree(journals.journal().content(only.id()).orElseThrow())
                .path("attachments");
    }

    private static ObjectNode record(String code) {
        return PulledRecords.record(code, "Nguyễn Thị Mẫu");
    }

    @Test
    void aMessageIsJournaledAndToldWhenAllItsFilesAreHeld() throws IOException {
        source.hold("a", record("X-1"), "1", "2");

        assertThat(round()).containsExactly("list", "detail a", "where 1", "file 1", "where 2", "file 2", "done a");
        assertThat(attachments("X-1").findValuesAsText("id")).containsExactly("f1", "f2");
        for (JsonNode file : attachments("X-1")) {
            assertThat(shelf.open(file.path("sha256").asText()).readAllBytes())
                    .isEqualTo(FiledSource.bytes(file.path("id").asText().substring(1)))
                    .hasSize(file.path("size").asInt());
        }
        assertThat(state().counts()).isEqualTo(new PullState.Counts(1, 0, 0, 0, 0, 1, 0));
    }

    @Test
    void oneOfThreeFilesFailsAndNothingIsTakenOrToldUntilItComes() throws IOException {
        source.hold("a", record("X-1"), "1", "2", "3");
        source.answering("2", 404);

        assertThat(round()).containsExactly("list", "detail a", "where 1", "file 1", "where 2", "file 2");
        assertThat(kept("X-1")).isEmpty();
        assertThat(state().counts().putOff()).isEqualTo(1);
        assertThat(Objects.requireNonNull(state().trouble()).found())
                .contains("message a, round 1 without it", "file 2: ", "404");
        assertThat(state().needsPerson()).isFalse();
        assertThat(round())
                .as("what is held is not fetched again")
                .containsExactly("list", "detail a", "where 2", "file 2");
        assertThat(state().needsPerson()).as("pull.yaml says two rounds").isTrue();
        source.answering("2", 200);
        assertThat(round()).containsExactly("list", "detail a", "where 2", "file 2", "where 3", "file 3", "done a");
        assertThat(attachments("X-1").findValuesAsText("id")).containsExactly("f1", "f2", "f3");
        assertThat(state().trouble()).isNull();
    }

    @Test
    void whatIsNoFileWaitsLikeOneThatDoesNotCome() throws IOException {
        source.hold("a", record("X-1"), "1");
        source.answering("1", FiledSource.EMPTY);
        round();
        round();

        assertThat(kept("X-1")).isEmpty();
        assertThat(journals.count("refused")).isZero();
        assertThat(state().needsPerson()).isTrue();
    }

    @Test
    void nobodyWaitsForTheFilesOfAnotherMessage() throws IOException {
        source.hold("a", record("X-1"), "1");
        source.hold("b", record("X-2"));

        assertThat(round()).containsExactly("list", "detail a", "detail b", "done b", "where 1", "file 1", "done a");
    }

    @Test
    void whoseFilesAreAllHeldIsTakenInItsPlaceInTheOrder() throws IOException {
        source.hold("a", record("X-1"), "1");
        source.deaf = true;
        assertThat(round()).contains("file 1", "done a");
        source.deaf = false;
        source.hold("b", record("X-2"));
        source.hold("c", record("X-3"), "3");

        assertThat(round())
                .containsExactly(
                        "list", "detail a", "detail b", "detail c", "done a", "done b", "where 3", "file 3", "done c");
        assertThat(attachments("X-1").findValuesAsText("id")).containsExactly("f1");
    }

    @Test
    void anOlderMessageWhoseFilesAreHeldIsTheOlderRevision() throws IOException {
        source.hold("a", record("X-1").put("summary", "Cũ"), "1");
        faulty = true;
        assertThat(round())
                .as("it came with its file, and then the hub failed")
                .contains("file 1")
                .doesNotContain("done a");
        faulty = false;
        source.hold("b", record("X-1").put("summary", "Mới"));

        assertThat(round()).containsExactly("list", "detail a", "detail b", "done a", "done b");
        List<String> said = new ArrayList<>();
        for (SubmissionView view : kept("X-1")) {
            JsonNode record =
                    JSON.readTree(journals.journal().content(view.id()).orElseThrow());
            said.add(record.path("revision").asInt() + " "
                    + record.path("summary").asText());
        }
        assertThat(said).containsExactlyInAnyOrder("1 Cũ", "2 Mới");
    }

    @Test
    void afterThreeInARowNoFileIsAskedForInThatRoundAndTheNextBeginsWithOthers() throws IOException {
        for (String file : List.of("1", "2", "3", "4", "5")) {
            source.hold("m" + file, record("X-" + file), file);
            source.answering(file, 404);
        }
        source.hold("z", record("X-9"));

        assertThat(round())
                .filteredOn(call -> !call.startsWith("detail"))
                .containsExactly("list", "done z", "where 1", "file 1", "where 2", "file 2", "where 3", "file 3");
        assertThat(state().counts().putOff()).isEqualTo(5);
        assertThat(round()).contains("file 4", "file 5", "file 1").doesNotContain("file 2");
        source.answering("4", 200);
        assertThat(round()).contains("file 2", "file 3", "file 4", "done m4");
    }

    @Test
    void whoAsksForAWaitIsLeftAloneWithFilesAndNothingElseWaits() throws IOException {
        source.hold("a", record("X-1"), "1");
        source.hold("b", record("X-2"), "2");
        source.answering("1", 503);

        assertThat(round()).containsExactly("list", "detail a", "detail b", "where 1", "file 1");
        source.hold("c", record("X-3"));
        clock.advance(Duration.ofMinutes(9));
        assertThat(round()).contains("done c").doesNotContain("file 1", "file 2");
        assertThat(Objects.requireNonNull(state().trouble()).code())
                .as("it is not forgotten")
                .isEqualTo("busy");
        assertThat(round()).as("nor are the messages that wait").containsExactly("list");
        assertThat(Objects.requireNonNull(state().trouble()).code()).isEqualTo("busy");
        clock.advance(Duration.ofMinutes(2));
        source.answering("1", 200);
        assertThat(round()).contains("done a", "done b");
        assertThat(state().trouble()).isNull();
    }

    @Test
    void whatARowGivesUpForGoodIsKeptAndToldFailed() throws IOException {
        source.hold("a", record("X-1"), "1", "2");
        source.answering("2", 410);

        assertThat(round()).endsWith("file 2", "failed a gone-for-good: A file of the message was taken away.");
        assertThat(kept("a")).singleElement().satisfies(view -> assertThat(view.state())
                .isEqualTo("refused"));
        assertThat(kept("X-1")).isEmpty();
    }

    @Test
    void aFileWithoutANumberIsKeptAndToldFailedAndNeverDropped() throws IOException {
        source.hold("a", record("X-1"), "1", "");

        assertThat(round()).hasSize(3).element(2).asString().startsWith("failed a file-without-number: ");
        assertThat(kept("X-1")).isEmpty();
    }

    @Test
    void afterARestartWhatIsHeldIsNotFetchedAgain() throws IOException {
        source.hold("a", record("X-1"), "1", "2");
        source.answering("2", 404);
        round();
        Objects.requireNonNull(pulls).close();
        pulls = open();
        source.answering("2", 200);

        assertThat(round()).containsExactly("list", "detail a", "where 2", "file 2", "done a");
    }

    @Test
    void whatWasNotedOfFilesGoesWhenTheSourceKnowsThatWeHaveTheMessage() throws IOException {
        source.hold("a", record("X-1"), "1", "2");
        source.hold("b", record("X-2"), "3");
        source.answering("3", 404);
        source.deaf = true;
        assertThat(round()).contains("file 1", "file 2", "file 3", "done a");
        assertThat(shelf.notes()).as("the message will come again").isEqualTo(2);

        source.deaf = false;
        assertThat(round()).contains("done a").doesNotContain("file 1", "file 2");
        assertThat(shelf.notes()).as("of what waits, nothing is held yet").isZero();
        source.answering("3", 200);
        assertThat(round()).contains("file 3", "done b");
        assertThat(shelf.notes()).isZero();
        assertThat(attachments("X-1").findValuesAsText("id")).containsExactly("f1", "f2");
    }

    @Test
    void whatWasNotedOfAMessageThatIsGivenUpGoesToo() throws IOException {
        source.hold("a", record("X-1"), "1", "2");
        source.answering("2", 410);

        assertThat(round()).contains("file 1").last().asString().startsWith("failed a");
        assertThat(shelf.notes()).isZero();
    }

    @Test
    void theSameNumberInAMessageThatSaysSomethingElseIsFetchedAnew() throws IOException {
        source.hold("a", record("X-1"), "1", "2");
        source.answering("2", 404);
        round();
        source.hold("a", record("X-1").put("summary", "Đã sửa"), "1", "2");

        assertThat(round()).contains("file 1");
    }

    @Test
    void filesHaveTheirTimeInARoundAndTheRestComesInTheNext() throws IOException {
        source.hold("a", record("X-1"), "1", "2");
        source.hold("b", record("X-2"), "3");
        source.whileGiving = () -> clock.advance(Duration.ofMinutes(3));

        assertThat(round()).containsExactly("list", "detail a", "detail b", "where 1", "file 1");
        assertThat(state().trouble()).as("nobody is in trouble").isNull();
        source.whileGiving = () -> {};
        assertThat(round())
                .containsExactly(
                        "list", "detail a", "detail b", "where 2", "file 2", "done a", "where 3", "file 3", "done b");
    }

    @Test
    void listsTakeNothingOfTheTimeThatFilesHave() throws IOException {
        source.hold("a", record("X-1"), "1");
        source.hold("b", record("X-2"), "2");
        source.whileListing = () -> clock.advance(Duration.ofMinutes(3));

        assertThat(round()).contains("done a", "done b");
    }

    @Test
    void whatWaitsForItsFilesIsNotFetchedItselfWhileNoneAreAskedFor() throws IOException {
        window = 1;
        source.hold("a", record("X-1"), "1");
        source.hold("b", record("X-2"), "2");
        source.hold("c", record("X-3"), "3");
        source.whileGiving = () -> clock.advance(Duration.ofMinutes(3));
        assertThat(round()).containsExactly("list", "detail a", "where 1", "file 1", "done a", "detail b", "detail c");
        source.hold("z", record("X-9"));

        assertThat(round())
                .as("nobody asks for the message c in vain")
                .containsExactly("list", "detail b", "where 2", "file 2", "done b", "detail z", "done z");
        assertThat(state().counts().putOff()).isEqualTo(3);
        assertThat(round()).containsExactly("list", "detail c", "where 3", "file 3", "done c");
    }

    @Test
    void whatWaitsForItsFilesAtTheHeadOfAPageIsNoFaultOfTheSource() throws IOException {
        source.page = 1;
        source.hold("a", record("X-1"), "1");
        source.hold("b", record("X-2"), "2");
        source.hold("c", record("X-3"));
        source.whileGiving = () -> clock.advance(Duration.ofMinutes(3));

        assertThat(round())
                .containsExactly("list", "detail a", "where 1", "file 1", "done a", "list", "detail b", "list");
        assertThat(state().trouble()).isNull();
        assertThat(round()).contains("done b", "done c");
    }
}
