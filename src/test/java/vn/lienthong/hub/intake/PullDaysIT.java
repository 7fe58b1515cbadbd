package vn.lienthong.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.intake.DaySource.record;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.journal.JournalUnavailable;

/** A source that lists by days and is told nothing, round by round and by a clock that moves by hand; everything else is real. */
class PullDaysIT extends DaysBed {
    @Test
    void todayAndTheDaysOfTheLookBackAreAskedTheLatestFirst() throws IOException {
        source.list("02/03/2026", "11", record("X-1", "Nguyễn Văn Mẫu"));
        source.list("28/02/2026", "12", record("X-2", "Trần Thị Mẫu"));
        PullState state = round();

        assertThat(source.calls)
                .containsExactly(
                        "list a 02/03/2026", "detail 11", "list a 01/03/2026", "list a 28/02/2026", "detail 12");
        assertThat(kept("X-1")).singleElement().satisfies(view -> {
            assertThat(view.pulled()).singleElement().satisfies(pulled -> {
                assertThat(pulled.acknowledged()).isEqualTo("untold");
                assertThat(pulled.became().place()).isEqualTo("a");
            });
        });
        assertThat(state.trouble()).isNull();
        assertThat(state.counts()).isEqualTo(new PullState.Counts(2, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void theDayEndsAtMidnightInVietNam() throws IOException {
        clock.forward(Duration.ofMinutes(16 * 60 - 1));
        round();
        assertThat(source.listed()).containsExactly("a 01/03/2026", "a 02/03/2026", "a 28/02/2026");
        source.list("02/03/2026", "11", record("X-1", "Nguyễn Văn Mẫu"));
        source.list("03/03/2026", "12", record("X-2", "Trần Thị Mẫu"));
        round(Duration.ofMinutes(2));

        assertThat(source.listed()).containsExactly("a 01/03/2026", "a 02/03/2026", "a 03/03/2026", "a 28/02/2026");
        assertThat(kept("X-1"))
                .as("in the last minute of the day, and nobody asked since")
                .hasSize(1);
        assertThat(kept("X-2")).hasSize(1);
    }

    @Test
    void whatIsWrittenLateIsFoundWithinTheLookBackAndDaysBeforeAreAskedNoMore() throws IOException {
        round();
        source.list("02/03/2026", "11", record("X-1", "Nguyễn Văn Mẫu"));
        round(Duration.ofDays(2));
        assertThat(kept("X-1")).hasSize(1);
        round(Duration.ofDays(1));

        assertThat(source.listed()).containsExactly("a 02/03/2026", "a 03/03/2026", "a 04/03/2026", "a 05/03/2026");
        round();
        assertThat(source.listed()).containsExactly("a 03/03/2026", "a 04/03/2026", "a 05/03/2026");
        assertThat(journals.count("pull_day")).as("what is asked does not grow").isEqualTo(3);
    }

    @Test
    void afterAWeekWithoutAHubTheDaysBetweenAreAsked() throws IOException {
        round();
        restart();
        for (int day = 3; day <= 9; day++) {
            source.list("0" + day + "/03/2026", "1" + day, record("X-" + day, "Nguyễn Văn Mẫu"));
        }
        round(Duration.ofDays(7));

        for (int day = 3; day <= 9; day++) {
            assertThat(kept("X-" + day)).hasSize(1);
        }
        round();
        assertThat(source.listed()).containsExactly("a 07/03/2026", "a 08/03/2026", "a 09/03/2026");
    }

    @Test
    void afterAWeekInWhichTheSourceWasDownAllItsDaysAreAsked() throws IOException {
        round();
        source.list("02/03/2026", "11", record("X-1", "Nguyễn Văn Mẫu"));
        source.down = true;
        for (int day = 3; day <= 9; day++) {
            assertThat(round(Duration.ofDays(1)).trouble()).isNotNull();
            assertThat(source.calls).as("one question, and then the next round").hasSize(1);
        }
        source.down = false;
        source.list("05/03/2026", "12", record("X-2", "Trần Thị Mẫu"));
        assertThat(round().trouble()).isNull();

        assertThat(kept("X-1")).hasSize(1);
        assertThat(kept("X-2")).hasSize(1);
    }

    @Test
    void whatIsListedAgainIsFetchedAfterAWhileAndAChangeAndAChangeBackAreRevisions() throws IOException {
        source.list("02/03/2026", "11", record("X-1", "Nguyễn Văn Mẫu"));
        round();
        round(Duration.ofMinutes(30));
        assertThat(source.fetched()).as("fetched lately").isEmpty();
        assertThat(round(Duration.ofMinutes(31)).counts().repeated()).isEqualTo(1);
        assertThat(source.fetched()).containsExactly("detail 11");
        assertThat(revisions("X-1")).containsExactly(1);

        source.say("11", 0, record("X-1", "Nguyễn Văn Mẫu Hai"));
        round(Duration.ofHours(2));
        source.say("11", 0, record("X-1", "Nguyễn Văn Mẫu"));
        round(Duration.ofHours(2));
        assertThat(revisions("X-1")).containsExactly(1, 2, 3);
        round(Duration.ofHours(2));
        restart();
        round(Duration.ofHours(2));
        assertThat(revisions("X-1")).containsExactly(1, 2, 3);
    }

    @Test
    void twoNumbersOfOneDossierMakeNoRevisionsInTurn() throws IOException {
        source.list("02/03/2026", "11", record("X-1", "Nguyễn Văn Mẫu"));
        source.list("02/03/2026", "12", record("X-1", "Nguyễn Văn Mẫu Hai"));
        round();
        round(Duration.ofHours(2));
        round(Duration.ofHours(2));

        assertThat(source.fetched()).hasSize(2);
        assertThat(revisions("X-1")).containsExactly(1, 2);
    }

    @Test
    void whereListsHaveTheMessagesWholeTwoDaysOfOneDossierMakeNoRevisionsInTurn() throws IOException {
        source.whole = true;
        source.list("01/03/2026", "X-1", record("X-1", "Nguyễn Văn Mẫu"));
        source.list("02/03/2026", "X-1", record("X-1", "Nguyễn Văn Mẫu Hai"));
        round();
        round(Duration.ofHours(2));
        PullState state = round(Duration.ofHours(2));

        assertThat(source.fetched()).isEmpty();
        assertThat(state.counts().repeated()).isEqualTo(4);
        assertThat(revisions("X-1")).containsExactly(1, 2);
        assertThat(names("X-1"))
                .as("what the later day says is the newer")
                .containsExactly("Nguyễn Văn Mẫu", "Nguyễn Văn Mẫu Hai");
    }

    @Test
    void aNumberThatStandsInTwoDaysIsFetchedOnce() throws IOException {
        source.list("01/03/2026", "11", record("X-1", "Nguyễn Văn Mẫu"));
        source.list("02/03/2026", "11", record("X-1", "Nguyễn Văn Mẫu"));
        round();

        assertThat(source.fetched()).containsExactly("detail 11");
        assertThat(revisions("X-1")).containsExactly(1);
    }

    @Test
    void aMessageThatIsNotCompleteKeepsItsDayOpenPastTheLookBack() throws IOException {
        source.list("02/03/2026", "11", record("X-1", "Nguyễn Văn Mẫu"));
        source.say("11", 200, record("X-1", "Nguyễn Văn Mẫu"));
        PullState state = round();
        assertThat(state.trouble()).isNull();
        assertThat(state.counts().putOff()).isEqualTo(1);
        restart();
        round(Duration.ofDays(10));
        assertThat(source.listed())
                .contains("a 02/03/2026", "a 07/03/2026", "a 12/03/2026")
                .hasSize(13);
        round();
        assertThat(source.listed()).containsExactly("a 02/03/2026", "a 10/03/2026", "a 11/03/2026", "a 12/03/2026");
        source.say("11", 0, record("X-1", "Nguyễn Văn Mẫu"));
        round();

        assertThat(kept("X-1")).hasSize(1);
        round();
        assertThat(source.listed()).containsExactly("a 10/03/2026", "a 11/03/2026", "a 12/03/2026");
    }

    @Test
    void whatIsNeverGivenIsKeptAsRefusedAtLastAndItsDayIsClosed() throws IOException {
        more.put("give-up-after", "P5D");
        source.list("02/03/2026", "11", record("X-1", "Nguyễn Văn Mẫu"));
        source.say("11", 200, record("X-1", "Nguyễn Văn Mẫu"));
        round();
        round(Duration.ofDays(5));
        assertThat(journals.count("refused")).isZero();
        round(Duration.ofDays(1));

        assertThat(kept("11")).singleElement().satisfies(view -> assertThat(view.problemCodes())
                .containsExactly("never-given"));
        round();
        assertThat(source.listed()).doesNotContain("a 02/03/2026");
        assertThat(journals.count("refused")).isEqualTo(1);
    }

    @Test
    void whatTheSourceListsAndDoesNotHaveIsKeptOnceAndTakenWhenItIsThere() throws IOException {
        source.list("02/03/2026", "11", record("X-1", "Nguyễn Văn Mẫu"));
        source.say("11", 201, record("X-1", "Nguyễn Văn Mẫu"));
        round();
        assertThat(round(Duration.ofHours(2)).counts().refused()).isEqualTo(2);
        assertThat(journals.count("refused")).isEqualTo(1);
        source.say("11", 0, record("X-1", "Nguyễn Văn Mẫu"));
        round(Duration.ofHours(2));

        assertThat(kept("X-1")).hasSize(1);
    }

    @Test
    void aDayThatCannotBeListedStopsNoOtherAndStaysOpen() throws IOException {
        source.list("28/02/2026", "12", record("X-2", "Trần Thị Mẫu"));
        source.list("01/03/2026", "11", record("X-1", "Nguyễn Văn Mẫu"));
        source.broken.add("a 01/03/2026");
        PullState state = round();
        assertThat(Objects.requireNonNull(state.trouble()).code()).isEqualTo("failed-while-working");
        assertThat(kept("X-2")).hasSize(1);
        source.broken.add("a 02/03/2026");
        round();
        assertThat(source.calls)
                .as("the latest is asked first, and ends the round")
                .hasSize(1);
        round();
        assertThat(source.calls)
                .as("now those that failed are last")
                .startsWith("list a 28/02/2026")
                .hasSize(3);
        source.broken.clear();
        clock.forward(Duration.ofDays(8));
        assertThat(round().trouble()).isNull();

        assertThat(kept("X-1")).hasSize(1);
    }

    @Test
    void ofOthersNothingIsFetched() throws IOException {
        source.listOfOthers("02/03/2026", "99");
        source.list("02/03/2026", "11", record("X-1", "Nguyễn Văn Mẫu"));
        round();

        assertThat(source.fetched()).containsExactly("detail 11");
        assertThat(journals.count("pulled")).isEqualTo(1);
    }

    @Test
    void whatIsInTheJournalAndNotInTheBookIsRecognised() throws IOException {
        source.list("02/03/2026", "11", record("X-1", "Nguyễn Văn Mẫu"));
        source.list("02/03/2026", "12", record("X-1", "Nguyễn Văn Mẫu Hai"));
        round();
        journals.sql("DELETE FROM pulled");
        restart();
        round();

        assertThat(source.fetched()).hasSize(2);
        assertThat(revisions("X-1")).containsExactly(1, 2);
    }

    @Test
    void aJournalThatIsAwayBetweenListAndRecordClosesNoDay() throws IOException {
        round();
        source.list("02/03/2026", "11", record("X-1", "Nguyễn Văn Mẫu"));
        meanwhile = () -> {
            throw new JournalUnavailable("The journal is away, as the test wants it.", new IOException());
        };
        assertThat(Objects.requireNonNull(round(Duration.ofDays(5)).trouble()).code())
                .isEqualTo("journal-unavailable");
        meanwhile = () -> {};
        restart();
        round(Duration.ofDays(5));

        assertThat(kept("X-1")).hasSize(1);
    }

    @Test
    void aClockThatWasAYearAheadLosesNoDay() throws IOException {
        round();
        round(Duration.ofDays(365));
        clock.forward(Duration.ofDays(-364));
        round();
        assertThat(source.listed()).containsExactly("a 01/03/2026", "a 02/03/2026", "a 03/03/2026");
        restart();
        source.list("05/03/2026", "11", record("X-1", "Nguyễn Văn Mẫu"));
        round(Duration.ofDays(7));

        assertThat(kept("X-1")).hasSize(1);
    }
}
