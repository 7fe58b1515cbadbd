package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.connector.HeldFiles;
import vn.lienthong.hub.journal.Journal;
import vn.lienthong.hub.journal.SubmissionView;
import vn.lienthong.hub.journal.TestJournal;
import vn.lienthong.hub.mapping.Mapping;

/** A source whose list has numbers only: fetched one by one, told of each end. Rounds are driven by hand; everything else is real. */
class PullDetailIT extends PullBed {
    private static final String JSLT =
            """
            let said = if (.message.record) .message.record else .message
            if ($said.kind == "nothing") { "messages": [] }
            else { "messages": [ { "operation": "accept", "body": $said, "confirmsExistence": false, "confirmsSteps": [], "enquiry": false } ] }
            """;

    private final ListedSource source = new ListedSource();
    private Runnable meanwhile = () -> {};
    private String window = "50";

    @Override
    AutoCloseable source() {
        return source;
    }

    @Override
    Journal journal() {
        return Meanwhile.revisionsAreAsked(super.journal(), () -> meanwhile.run());
    }

    /** A round, on this thread. */
    private PullState round() throws IOException {
        return opened().round(ListedSource.NAME);
    }

    @Override
    Pulls open() throws IOException {
        source.write(home.resolve("connectors"));
        Map<String, String> settings = Map.of(
                "address", source.address(),
                "username", "thu",
                "password", "mat-khau-thu",
                "system-id", "HUB",
                "window", window);
        Mapping mapping = PulledRecords.mapping(home, JSLT);
        return open(ListedSource.NAME, settings, mapping, HeldFiles.NONE, Clock.systemUTC());
    }

    private static ObjectNode record(String code, String name) {
        return PulledRecords.record(code, name);
    }

    @Test
    void eachIsFetchedJournaledAndThenToldDone() throws IOException {
        source.hold("a", 0, record("X-1", "Nguyễn Văn Mẫu"));
        source.hold("b", 0, record("X-2", "Trần Thị Mẫu"));
        PullState state = round();

        assertThat(source.calls).containsExactly("list", "detail a", "detail b", "done a", "done b");
        assertThat(kept("X-1")).singleElement().satisfies(view -> {
            assertThat(view.source()).isEqualTo(ListedSource.NAME);
            assertThat(view.transfers()).singleElement().satisfies(transfer -> assertThat(transfer.destination())
                    .isEqualTo("city"));
        });
        assertThat(state.trouble()).isNull();
        assertThat(state.counts()).isEqualTo(new PullState.Counts(2, 0, 0, 0, 0, 2, 0));
    }

    @Test
    void whatTheListNamesAndTheDetailDoesNotHaveIsKeptAndToldFailed() throws IOException {
        source.hold("a", 201, record("X-1", "Nguyễn Văn Mẫu"));
        source.hold("b", 0, record("X-2", "Trần Thị Mẫu"));
        PullState state = round();

        assertThat(source.calls)
                .containsExactly(
                        "list",
                        "detail a",
                        "detail b",
                        "done b",
                        "failed a  not-found: The source does not have what it lists.");
        assertThat(kept("a")).singleElement().satisfies(view -> assertThat(view.problemCodes())
                .containsExactly("not-found"));
        assertThat(kept("a").get(0).pulled()).singleElement().satisfies(pulled -> assertThat(pulled.acknowledged())
                .isEqualTo("failed"));
        assertThat(state.trouble())
                .as("the source knows, and nobody is in trouble")
                .isNull();
    }

    @Test
    void whatIsRefusedByAMistakeOfOursIsNotGivenUpAndNeedsAPerson() throws IOException {
        source.hold("a", 400, record("X-1", "Nguyễn Văn Mẫu"));
        source.hold("b", 0, record("X-2", "Trần Thị Mẫu"));
        PullState state = round();

        assertThat(source.calls).containsExactly("list", "detail a", "detail b", "done b");
        assertThat(journals.count("refused")).isZero();
        assertThat(Objects.requireNonNull(state.trouble()).code()).isEqualTo("not-read");
        assertThat(state.needsPerson()).isTrue();
        source.hold("a", 0, record("X-1", "Nguyễn Văn Mẫu"));
        assertThat(round().trouble()).as("once it is mended").isNull();
        assertThat(kept("X-1")).hasSize(1);
    }

    @Test
    void aMessageThatAlwaysFailsStopsNobodyIsAskedForLastAndAtLengthNeedsAPerson() throws IOException {
        source.hold("a", 500, record("X-1", "Nguyễn Văn Mẫu"));
        source.hold("b", 0, record("X-2", "Trần Thị Mẫu"));
        PullState state = round();

        assertThat(source.calls).containsExactly("list", "detail a", "detail b", "done b");
        assertThat(Objects.requireNonNull(state.trouble()).found()).contains("message a, round 1 without it");
        assertThat(state.needsPerson()).isFalse();
        source.calls.clear();
        source.hold("c", 0, record("X-3", "Lê Văn Mẫu"));
        round();
        assertThat(source.calls).containsExactly("list", "detail c", "done c", "detail a");
        round();
        assertThat(round().needsPerson()).isFalse();
        assertThat(round().needsPerson()).as("five rounds without it").isTrue();
        source.hold("a", 0, record("X-1", "Nguyễn Văn Mẫu"));
        assertThat(round().trouble()).isNull();
        assertThat(kept("X-1")).hasSize(1);
    }

    @Test
    void severalTroublesInARowEndTheRoundAndTheNextBeginsWithOthers() throws IOException {
        for (String id : List.of("a", "b", "c", "d", "e")) {
            source.hold(id, 500, record("X-" + id, "Nguyễn Văn Mẫu"));
        }
        round();
        assertThat(source.calls).containsExactly("list", "detail a", "detail b", "detail c");
        source.calls.clear();
        round();
        assertThat(source.calls).containsExactly("list", "detail d", "detail e", "detail a");
        source.calls.clear();
        round();
        assertThat(source.calls).containsExactly("list", "detail b", "detail c", "detail d");
    }

    @Test
    void aSourceThatAsksForAWaitIsLeftAloneAtOnce() throws IOException {
        source.hold("a", 429, record("X-1", "Nguyễn Văn Mẫu"));
        source.hold("b", 0, record("X-2", "Trần Thị Mẫu"));
        round();
        assertThat(source.calls).containsExactly("list", "detail a");

        round();
        assertThat(kept("X-2")).as("if it says so of one message only").hasSize(1);
    }

    @Test
    void aMessageLargerThanWhatIsReadStaysThereAndTheOthersCome() throws IOException {
        for (String id : List.of("a", "b", "c")) {
            source.hold(id, 0, record("X-" + id, "Mẫu ".repeat(300_000)));
        }
        source.hold("d", 0, record("X-2", "Trần Thị Mẫu"));
        PullState state = round();

        assertThat(source.calls).containsExactly("list", "detail a", "detail b", "detail c", "detail d", "done d");
        assertThat(Objects.requireNonNull(state.trouble()).code()).isEqualTo("message-too-large");
        assertThat(state.needsPerson()).isTrue();
        assertThat(journals.count("refused")).isZero();
    }

    @Test
    void whatIsNotCompleteYetIsLeftForLaterAndTheOthersGoOn() throws IOException {
        source.hold("a", 200, record("X-1", "Nguyễn Văn Mẫu"));
        source.hold("b", 0, record("X-2", "Trần Thị Mẫu"));
        PullState state = round();

        assertThat(source.calls).containsExactly("list", "detail a", "detail b", "done b");
        assertThat(state.counts().putOff()).isEqualTo(1);
        assertThat(state.trouble()).isNull();
        source.hold("a", 0, record("X-1", "Nguyễn Văn Mẫu"));
        round();
        assertThat(kept("X-1")).hasSize(1);
    }

    @Test
    void whatCannotBecomeARecordIsToldFailedWithoutAWordAboutAnybody() throws IOException {
        source.whole = true;
        ObjectNode bad = record("X-1", "Nguyễn Văn Mẫu");
        bad.put("unit", "99999");
        source.hold("a", 0, bad);
        round();

        assertThat(source.calls.get(2))
                .startsWith("failed a thử unknown-unit: ")
                .doesNotContain("Mẫu");
        assertThat(kept("X-1")).singleElement().satisfies(view -> {
            assertThat(view.state()).isEqualTo("refused");
            assertThat(new String(journals.journal().content(view.id()).orElseThrow(), StandardCharsets.UTF_8))
                    .contains("Nguyễn Văn Mẫu");
        });
    }

    @Test
    void whatSaysNothingForUsIsToldDoneAndKeptOnceUnderItsNumber() throws IOException {
        source.deaf = true;
        source.hold("a", 0, ListedSource.JSON.createObjectNode().put("kind", "nothing"));
        assertThat(round().counts()).isEqualTo(new PullState.Counts(0, 0, 0, 1, 0, 0, 1));
        source.deaf = false;
        round();

        assertThat(source.calls).containsExactly("list", "detail a", "done a", "list", "detail a", "done a");
        assertThat(kept("a")).singleElement().satisfies(view -> {
            assertThat(view.problemCodes()).containsExactly("no-record-in-message");
            assertThat(new String(journals.journal().content(view.id()).orElseThrow(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"kind\":\"nothing\"}");
            assertThat(view.pulled()).singleElement().satisfies(pulled -> {
                assertThat(pulled.times()).isEqualTo(2);
                assertThat(pulled.acknowledged()).isEqualTo("done");
            });
        });
    }

    @Test
    void anExpiredSessionIsRenewedOnceAndTheSameAskedAgain() throws IOException {
        source.session = "2";
        source.hold("a", 0, record("X-1", "Nguyễn Văn Mẫu"));
        PullState state = round();

        assertThat(source.calls).containsExactly("expired", "list", "detail a", "done a");
        assertThat(source.logins()).isEqualTo(2);
        assertThat(state.trouble()).isNull();
    }

    @Test
    void aMessageWithoutANumberIsKeptOnceAndNeverTold() throws IOException {
        source.whole = true;
        source.hold("", 0, record("X-1", "Nguyễn Văn Mẫu"));
        source.hold("b", 0, record("X-2", "Trần Thị Mẫu"));
        round();
        PullState state = round();

        assertThat(source.calls).containsExactly("list", "detail b", "done b", "list");
        assertThat(kept("X-2")).hasSize(1);
        assertThat(state.counts().refused()).isEqualTo(2);
        assertThat(journals.count("refused")).isEqualTo(1);
    }

    @Test
    void twoOfOneDossierOnOnePageAreNumberedInTheirOrderAndSoIsAChangeBack() throws IOException {
        source.hold("a", 0, record("X-1", "Nguyễn Văn Mẫu"));
        source.hold("b", 0, record("X-1", "Nguyễn Văn Mẫu Hai"));
        source.session = "1";
        round();
        source.hold("a", 0, record("X-1", "Nguyễn Văn Mẫu"));
        source.hold("c", 0, record("X-1", "Nguyễn Văn Mẫu Hai"));
        round();

        // What was told and comes again after something newer is a change back.
        assertThat(kept("X-1")).extracting(SubmissionView::revision).containsExactly(1, 2, 3, 4);
        assertThat(Objects.requireNonNull(pulls).states()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"50", "1"})
    void nothingIsToldOfANumberWhileOneOfItsMessagesIsNotInTheJournal(String atOnce) throws IOException {
        window = atOnce;
        source.all = true;
        source.hold("1#a", 0, record("X-1", "Nguyễn Văn Mẫu"));
        source.hold("1#b", 0, record("X-2", "Trần Thị Mẫu"));
        meanwhile = () -> {
            if (atOnce.equals("50") || !kept("X-1").isEmpty()) {
                meanwhile = () -> {};
                journals.journal()
                        .accept(TestJournal.entry(ListedSource.NAME, "X-2", 1))
                        .join();
            }
        };
        PullState state = round();

        assertThat(source.calls).as("another node was first with X-2").containsExactly("list");
        assertThat(state.counts()).isEqualTo(new PullState.Counts(1, 0, 0, 0, 1, 0, 0));
        round();
        assertThat(source.calls.subList(1, source.calls.size())).containsExactly("list", "done [\"1\"]");
        assertThat(kept("X-1")).hasSize(1);
        assertThat(kept("X-2")).extracting(SubmissionView::revision).contains(1, 2);
    }

    @Test
    void whatConflictsAgainAndAgainIsKeptOnce() throws IOException {
        source.all = true;
        source.deaf = true;
        source.hold("1", 0, record("X-1", "Nguyễn Văn Mẫu").put("unit", "21556"));
        journals.journal().accept(TestJournal.entry("city", "X-1", 1)).join();
        round();
        PullState state = round();

        assertThat(state.counts().refused()).isEqualTo(2);
        assertThat(state.counts().unacknowledged()).isEqualTo(2);
        assertThat(journals.count("refused")).isEqualTo(1);
    }

    @Test
    void aListLongerThanARoundHoldsIsTakenWhole() throws IOException {
        source.all = true;
        for (int i = 0; i < 20_001; i++) {
            source.hold(
                    Integer.toString(i), 0, ListedSource.JSON.createObjectNode().put("kind", "nothing"));
        }

        assertThat(round().counts()).isEqualTo(new PullState.Counts(0, 0, 0, 20_001, 0, 20_001, 0));
    }
}
